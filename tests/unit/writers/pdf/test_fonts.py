"""Which fonts a style gets: an installed one by any of its names, else a stand-in."""

import dataclasses
import io
import json
import os
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from jixiao.writers.pdf import engine, fonts

OFFICIAL = {
    "方正小标宋简体": "serif",
    "仿宋": "serif",
    "楷体": "serif",
    "黑体": "sans-serif",
    "宋体": "serif",
}
PROGRAM = """
import io, json, sys
sys.path[:0] = json.loads(sys.argv[1])
import pikepdf
from jixiao.writers.pdf import engine, fonts
fonts_ = fonts.resolve(json.loads(sys.argv[2]), sys.argv[3])
stacks = [fonts_.stack(use.requested) for use in fonts_.uses]
css = "".join("#f%d { font-family: %s }" % each for each in enumerate(stacks))
markup = "".join('<p id="f%d">%s</p>' % (n, sys.argv[3]) for n in range(len(stacks)))
result = engine.render(engine.PdfSource([engine.Chunk(markup)], css, "t"), fonts_)
with pikepdf.open(io.BytesIO(result.data)) as pdf:
    names = sorted(str(o.BaseFont)[8:] for o in pdf.objects
                   if isinstance(o, pikepdf.Dictionary) and o.get("/Subtype") == "/Type0")
print(json.dumps({
    "uses": [[u.requested, u.resolved, u.fallback, u.file.name] for u in fonts_.uses],
    "loaded": fonts_.loaded, "embedded": names, "missing": sorted(result.missing),
    "foretold": sorted(fonts_.missing(sys.argv[3])), "warnings": result.warnings}))
"""


@pytest.fixture(scope="module")
def font_set():
    return fonts.resolve(OFFICIAL)


@pytest.fixture
def machine(tmp_path):
    """A machine with the font files that the test puts into `tmp_path/fonts`, and no others."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    config = tmp_path / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{folder}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )

    def run(families, text="绩效目标"):
        families = {name: OFFICIAL.get(name, "serif") for name in families}
        arguments = [json.dumps(sys.path), json.dumps(families), text]
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, *arguments],
            env={**os.environ, "FONTCONFIG_FILE": str(config)},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        return json.loads(done.stdout)

    run.folder = folder
    return run


@cache
def _small() -> bytes:
    """A few characters of a shipped font."""
    font = TTFont(fonts.shipped(fonts.SERIF))
    subsetter = subset.Subsetter(subset.Options(name_IDs=["*"]))
    subsetter.populate(text="绩效目标")
    subsetter.subset(font)
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()


def install(folder: Path, english: str, chinese: str) -> None:
    """Write a font with an English and a Chinese family name, as the official ones have."""
    font = TTFont(io.BytesIO(_small()))
    names = font["name"]
    names.names = [name for name in names.names if name.nameID not in (1, 3, 4, 6, 16, 21)]
    for number in (1, 4):
        names.setName(english, number, 3, 1, 0x409)
        names.setName(chinese, number, 3, 1, 0x804)
    names.setName(english.replace(" ", ""), 6, 3, 1, 0x409)
    font["CFF "].cff.fontNames = [english.replace(" ", "")]
    font.save(folder / f"{english}.otf")


def test_a_machine_without_any_font_still_prints_chinese(machine):
    got = machine(["仿宋", "黑体"])
    assert got["uses"] == [
        ["仿宋", "Noto Serif SC", True, "NotoSerifSC-Regular.otf"],
        ["黑体", "Noto Sans SC", True, "NotoSansSC-Regular.otf"],
    ]
    assert got["embedded"] == ["Noto-Sans-SC", "Noto-Serif-SC"]
    assert got["missing"] == got["warnings"] == []


def test_an_installed_family_is_found_by_any_of_its_names(machine):
    names = ["仿宋", "FangSong", "仿宋_GB2312", "fang song"]
    install(machine.folder, "FangSong", "仿宋")
    got = machine(names)
    found = {requested: rest for requested, _resolved, *rest in got["uses"]}
    assert found == {name: [False, "FangSong.otf"] for name in names}
    assert got["embedded"] == ["FangSong"]
    assert got["loaded"] == []


def test_a_family_is_not_found_by_a_likeness(machine):
    install(machine.folder, "FangSong Extra", "仿宋改")
    assert machine(["仿宋"])["uses"][0][1:3] == ["Noto Serif SC", True]


def test_characters_that_an_installed_font_lacks_come_from_the_shipped_one(machine):
    # DejaVu has no Chinese.
    source = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not source.exists():
        pytest.skip("DejaVuSans.ttf is not installed")
    (machine.folder / "DejaVuSans.ttf").write_bytes(source.read_bytes())
    got = machine(["DejaVu Sans"], "A绩")
    assert got["uses"][0][2] is False
    assert got["loaded"] == ["Noto Serif SC", "Noto Sans SC"]
    assert got["missing"] == []


def test_no_fallback_carries_an_official_name(font_set):
    assert {use.resolved for use in font_set.fallbacks()} <= {fonts.SERIF, fonts.SANS}
    assert [use.requested for use in font_set.uses] == list(OFFICIAL)


def test_a_stack_ends_with_the_stand_in_and_is_quoted(font_set):
    assert font_set.stack("黑体").endswith('"Noto Sans SC"')
    strange = fonts.resolve({'a"; } x': "serif"})
    use = dataclasses.replace(strange.uses[0], resolved='a"; } x')
    stack = dataclasses.replace(strange, uses=(use,)).stack('a"; } x')
    assert stack == '"a\\"; } x", "Noto Serif SC"'


def test_common_text_is_complete(font_set):
    assert font_set.missing("绩效目标（2023）≥39个，〔2019〕①②℃㎡—…“”") == frozenset()


def test_private_use_and_unassigned_characters_are_missing(font_set):
    assert font_set.missing("甲\ue000乙\U000e0fff\U0010fffd") >= {"\ue000"}


@pytest.mark.parametrize("invisible", ["\u200b", "\u200d", "\ufeff", "\u2028", "\u202e", "\u00ad"])
def test_invisible_characters_are_never_missing(font_set, invisible):
    assert font_set.missing(invisible + "甲") == frozenset()


def test_what_is_foretold_is_what_is_drawn(font_set):
    text = "甲𠮷😀𰻝\ue000\u0301é①㎡𝒳ﷺ한あ"
    markup = "".join(f"<p>{character}</p>" for character in text if not _mark(character))
    css = f"p {{ font-family: {font_set.stack('宋体')} }}"
    result = engine.render(engine.PdfSource([engine.Chunk(markup)], css, "t"), font_set)
    assert result.missing == font_set.missing(text) - {"\u0301"}


def _mark(character: str) -> bool:
    return unicodedata.category(character) == "Mn"


def test_many_distinct_characters_are_judged_at_once(font_set):
    common = "".join(map(chr, range(0x4E00, 0x9FA6)))
    assert font_set.missing(common + "\U000fabcd") == {"\U000fabcd"}


def test_resolving_twice_gives_the_same_set():
    assert fonts.resolve(OFFICIAL) is fonts.resolve(dict(OFFICIAL))
