"""What is said of fonts and of a missing Pango: what it means, and what to do."""

from pathlib import Path

import pytest

from jixiao.build.notices import font_notices, pango_advice, pdf_unavailable
from jixiao.diagnostics import format_diagnostic
from jixiao.writers.pdf.fonts import FontUse
from jixiao.writers.pdf.write import MissingGlyph


def use(requested: str, resolved: str) -> FontUse:
    return FontUse(requested, resolved, True, Path("font.otf"), resolved)


def test_stand_in_fonts_make_one_notice() -> None:
    uses = [use("仿宋", "Noto Serif SC"), use("黑体", "Noto Sans SC"), use("宋体", "Noto Serif SC")]
    (notice,) = font_notices(uses, [])
    assert notice.message == (
        "official fonts are not installed here; "
        "the PDF uses others: 仿宋, 宋体 → Noto Serif SC; 黑体 → Noto Sans SC"
    )


def test_where_all_fonts_are_there_nothing_is_said() -> None:
    assert font_notices([], []) == ()


def test_a_character_without_a_font_is_named_with_its_place() -> None:
    text = "甲" * 30 + "😀" + "乙" * 30
    (notice,) = font_notices(
        [], [MissingGlyph("😀", "1.村级办公经费绩效目标表", f"上一行\n{text}")]
    )
    assert format_diagnostic(notice) == (
        "no font here has the character 😀 (U+1F600); the PDF shows an empty box\n"
        "    1.村级办公经费绩效目标表\n"
        f"    {'甲' * 15}😀{'乙' * 15}\n"
        "  -> replace the character, or install a font that has it"
    )


@pytest.mark.parametrize(
    ("platform", "words"),
    [
        ("linux", "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("darwin", "brew install pango"),
        ("win32", "MSYS2"),
    ],
)
def test_the_advice_is_for_the_system_of_the_user(platform: str, words: str) -> None:
    assert words in pango_advice(platform)


def test_only_the_first_line_of_what_the_loader_says_is_shown() -> None:
    assert pdf_unavailable("\nno pango\nadvice of others\n").context == ("no pango",)
