"""Two files compared, whatever they are: definitions, or documents that are read back."""

from collections.abc import Callable
from pathlib import Path

import pytest

import jixiao
from jixiao.build.comparing import Side, compare, load_side
from jixiao.diagnostics import JixiaoError
from jixiao.layout import Pack
from jixiao.readers import ReadOptions
from tests.conftest import SHARED
from tests.unit.correct.drafts import DRAFT

Load = Callable[[Path | str], Side]


@pytest.fixture
def load(pack: Pack) -> Load:
    return lambda name: load_side(str(name), ReadOptions(), pack)


@pytest.fixture
def definition(tmp_path: Path) -> Path:
    file = tmp_path / "柳河镇.toml"
    file.write_text(DRAFT, "utf-8")
    return file


def copy_of(file: Path, *replaced: tuple[str, str]) -> Path:
    """Write a copy of a definition with some words replaced."""
    text = file.read_text("utf-8")
    for before, after in replaced:
        assert before in text
        text = text.replace(before, after)
    copy = file.with_name("更正.toml")
    copy.write_text(text, "utf-8")
    return copy


def printed(file: Path, form: str) -> Path:
    """Render a definition in a format beside it."""
    document = file.with_suffix({"text": ".txt"}.get(form, f".{form}"))
    document.write_bytes(jixiao.render(jixiao.load(file).report, [form])[form])
    return document


def changed_fields(load: Load, old: Path, new: Path) -> list[str]:
    return [entry.field for entry in compare(load(old), load(new)).entries]


@pytest.mark.parametrize("form", ["text", "docx"])
def test_a_definition_and_its_document_do_not_differ(
    load: Load, definition: Path, form: str
) -> None:
    document = printed(definition, form)
    assert changed_fields(load, definition, document) == []
    assert changed_fields(load, document, definition) == []
    assert load(document).from_document
    assert not load(definition).from_document


def test_a_correction_is_found_against_the_document(load: Load, definition: Path) -> None:
    document = printed(definition, "text")
    corrected = copy_of(definition, ("total = 38.18, fiscal = 38.18", "total = 40, fiscal = 40"))
    assert changed_fields(load, document, corrected) == ["budget.total", "budget.fiscal"]


def test_what_a_document_cannot_say_is_no_difference(load: Load, definition: Path) -> None:
    document = printed(definition, "text")
    other = copy_of(
        definition,
        ("fiscal_year = 2023", "fiscal_year = 2024"),
        ('framework = "2015"', ""),
        ("hebei-2023", "hebei-2021"),
        ('name = "村道养护"', 'name = " 村道养护"'),
    )
    assert changed_fields(load, document, other) == []
    assert changed_fields(load, definition, other) == [
        *("report.fiscal_year", "report.edition", "report.framework", "name")
    ]


def test_a_plan_in_amounts_is_seen_where_the_edition_prints_percent_signs(
    load: Load, definition: Path
) -> None:
    plan = ("december = 100 }", 'december = 100, unit = "amount" }')
    assert "plan.unit" in changed_fields(
        load, printed(definition, "text"), copy_of(definition, plan)
    )
    old_edition = copy_of(definition, ("hebei-2023", "hebei-2020"))
    document = printed(old_edition, "text")
    assert changed_fields(load, document, copy_of(old_edition, plan)) == []


def test_two_definitions_can_be_compared_by_what_is_printed(load: Load, definition: Path) -> None:
    other = copy_of(definition, ('framework = "2015"', ""), ("村道养护", "村道养护 "))
    compared = compare(load(definition), load(other), only_printed=True)
    assert compared.diff.is_empty
    assert compared.as_printed


def test_a_document_that_is_not_understood_says_so(load: Load, definition: Path) -> None:
    document = printed(definition, "text")
    assert load(document).warnings == ()
    document.write_bytes(document.read_bytes() + "外来的一行".encode())
    (warning,) = load(document).warnings
    assert warning.code == "reading-incomplete"
    assert "1 line left over" in warning.message


def test_reports_of_different_units_are_not_compared(load: Load, definition: Path) -> None:
    unit = (("636009", "636010"), ("柳河镇", "南关镇"))
    codes = ("13090123P0", "13090223P0")
    stranger = load(copy_of(definition, *unit, codes))
    with pytest.raises(JixiaoError) as caught:
        compare(load(definition), stranger)
    (fault,) = caught.value.diagnostics
    assert fault.code == "unit-differs"
    assert "636009 青石县柳河镇人民政府" in fault.message
    assert "636010 青石县南关镇人民政府" in fault.message
    assert "--other-unit" in (fault.advice or "")
    assert compare(load(definition), stranger, other_unit=True).entries


@pytest.mark.parametrize(
    "replaced",
    [
        (("636009", "636010"), ("柳河镇", "南关镇")),  # the codes of the projects tell
        (("636009", "636010"), ("13090123P0", "13090223P0")),  # the name tells
        (("柳河镇", "南关镇"), ("13090123P0", "13090223P0")),  # the code tells
    ],
)
def test_a_unit_with_a_corrected_name_or_code_is_the_same(
    load: Load, definition: Path, replaced: tuple[tuple[str, str], ...]
) -> None:
    assert compare(load(definition), load(copy_of(definition, *replaced))).entries


def test_forms_that_nobody_can_tell_apart_are_refused(load: Load, definition: Path) -> None:
    twice = DRAFT + DRAFT[DRAFT.index("[[projects]]") :].replace("38.18", "39.00")
    twice = twice.replace("12.00", "12.50", 1)
    definition.write_text(twice, "utf-8")
    other = copy_of(definition, ("38.18", "38.19"), ("39.00", "39.01"))
    with pytest.raises(JixiaoError) as caught:
        compare(load(definition), load(other))
    fault = caught.value.diagnostics[0]
    assert fault.code == "code-ambiguous"
    for words in ("13090123P00011410013U", str(definition), str(other)):
        assert words in fault.message


@pytest.mark.parametrize("name", ["", ".", "there-is-none.toml", "https://x.cn/a.doc", "*.doc"])
def test_what_is_no_file_is_refused(load: Load, name: str) -> None:
    with pytest.raises(JixiaoError):
        load(name)


def test_the_doubts_of_a_reader_stand_beside_its_values(load: Load, definition: Path) -> None:
    document = printed(definition, "text")
    # A plan without its percent signs may as well be one in amounts.
    text = document.read_text("utf-8")
    for cell in ("\t25%", "\t50%", "\t75%", "\t100%"):
        text = text.replace(cell, cell[:-1])
    document.write_text(text, "utf-8")
    plan = "june = 45, october = 75, december = 100, unit = 'amount'"
    corrected = copy_of(definition, ("june = 50, october = 75, december = 100", plan))
    entries = compare(load(document), load(corrected)).entries
    assert [(entry.field, entry.doubtful) for entry in entries] == [
        ("plan.june", False),
        ("plan.unit", True),
    ]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not there")
@pytest.mark.parametrize("suffix", [".txt", ".docx", ".doc"])
def test_real_files_do_not_differ_from_their_definitions(load: Load, suffix: str) -> None:
    definitions = sorted((SHARED / "definitions").glob("*.toml"))
    for file in definitions:
        document = SHARED / "legacy" / f"{file.stem}{suffix}"
        assert changed_fields(load, file, document) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not there")
def test_real_files_of_different_units_are_told_apart(load: Load) -> None:
    sides = [load(SHARED / "legacy" / f"{name}.txt") for name in _REAL]
    with pytest.raises(JixiaoError, match="different units"):
        compare(*sides)


_REAL = ("dingzhou-qingfengdian-2021", "zunhua-tangquan-2023")


FUND = """

[[projects]]
kind = "special-fund"
name = "防汛专项资金"
purpose = "购置防汛物资。"
budget = { total = 20.00 }
"""


def test_places_lead_into_the_definition_whatever_is_printed_first(
    load: Load, definition: Path
) -> None:
    text = definition.read_text("utf-8").replace("hebei-2023", "hebei-2021")
    definition.write_text(text + FUND, "utf-8")
    document = printed(definition, "docx")  # special funds stand first in it
    corrected = copy_of(definition, ("用于修补村道。", "用于村道。"), ("购置防汛物资。", "无。"))
    entries = compare(load(document), load(corrected)).entries
    report = load(corrected).report
    for entry in entries:
        _projects, place, field = entry.path
        assert getattr(report.projects[place], str(field)) == entry.new  # type: ignore[index]
    labels = {entry.project.words().zh for entry in entries if entry.project}
    assert labels == {"第1个专项资金 防汛专项资金", "第1个项目 村道养护"}


def test_a_number_that_could_not_be_read_is_in_doubt(load: Load, definition: Path) -> None:
    document = printed(definition, "text")
    document.write_text(document.read_text("utf-8").replace("\t38.18", "\t38.I8", 1), "utf-8")
    entries = compare(load(document), load(definition)).entries
    assert [(entry.field, entry.doubtful) for entry in entries] == [("budget.total", True)]


def test_findings_that_were_accepted_make_no_forms_that_cannot_be_told_apart(
    load: Load, definition: Path
) -> None:
    form = "[[projects]]" + definition.read_text("utf-8").split("[[projects]]")[2]
    again = form.replace(
        'name = "防汛', 'check = { ignore = { PLN009 = "年中下达" } }\nname = "防汛'
    )
    definition.write_text(definition.read_text("utf-8") + again, "utf-8")
    assert changed_fields(load, definition, printed(definition, "text")) == []
