"""The real reports, read back from the text that was published, are their definitions."""

from functools import cache

import pytest

from jixiao.definition import dumps, load
from jixiao.layout import Edition, Pack
from jixiao.layout.compose import compose
from jixiao.recognise.parse import Parsed, parse_bytes
from jixiao.writers.text import write_text
from tests.conftest import SHARED
from tests.corpus.test_legacy_text import EXTRA_BLANK_AFTER_ROW, REPORTS, STRAY_LINES, normalise
from tests.planting import plant
from tests.planting_docx import plant_docx

pytestmark = pytest.mark.skipif(
    not (SHARED / "legacy").is_dir(), reason="the real reports (../shared) are not here"
)


def parse(name: str, ending: str, editions: list[Edition]) -> Parsed:
    path = SHARED / "legacy" / f"{name}.{ending}"
    return parse_bytes(path.read_bytes(), path.name, editions)


@cache
def definition(name: str) -> str:
    """Return the definition of a report as it is dumped."""
    return dumps(load(SHARED / "definitions" / f"{name}.toml").report, "toml")


@pytest.mark.parametrize("ending", ["txt", "docx", "doc"])
@pytest.mark.parametrize("name", REPORTS)
def test_file_gives_its_definition(name: str, ending: str, editions: list[Edition]) -> None:
    parsed = parse(name, ending, editions)
    assert dumps(parsed.report, "toml") == definition(name)


@pytest.mark.parametrize("ending", ["txt", "docx", "doc"])
@pytest.mark.parametrize("name", REPORTS)
def test_all_of_a_file_is_understood(name: str, ending: str, editions: list[Edition]) -> None:
    parsed = parse(name, ending, editions)
    stray = list(STRAY_LINES.get(name, {}))
    assert [item.text for item in parsed.recognition.residue] == stray
    assert {item.reason for item in parsed.recognition.residue} <= {"page-number"}
    assert parsed.recognition.coverage.residue == 0
    assert parsed.is_complete


@pytest.mark.parametrize("name", REPORTS)
def test_year_is_marked_as_a_guess(name: str, editions: list[Edition]) -> None:
    parsed = parse(name, "txt", editions)
    years = [guess for guess in parsed.guesses if guess.path == ("report", "fiscal_year")]
    assert [guess.value for guess in years] == [str(parsed.report.header.fiscal_year)]
    assert years[0].confidence == ("low" if name.endswith("2020") else "high")


@pytest.mark.parametrize("name", REPORTS)
def test_text_comes_back_line_for_line(name: str, pack: Pack, editions: list[Edition]) -> None:
    """Published text, to a definition, to text: the same lines, tabs and row ends included."""
    published = (SHARED / "legacy" / f"{name}.txt").read_text("utf-8")
    report = parse(name, "txt", editions).report
    edition = pack.edition(report.header.edition)
    assert edition is not None

    printed = list(normalise(write_text(compose(report, edition, pack))))

    lines = list(normalise(published, EXTRA_BLANK_AFTER_ROW[name]))
    for stray in STRAY_LINES.get(name, {}):
        lines.remove(stray)
    assert printed == lines


@pytest.mark.parametrize("seed", range(200))
def test_foreign_item_in_a_published_text_is_told(seed: int, editions: list[Edition]) -> None:
    """Whatever is put into a real file is listed with its line, and changes no other value."""
    name = REPORTS[seed % len(REPORTS)]
    published = (SHARED / "legacy" / f"{name}.txt").read_text("utf-8")
    planted = plant(published, seed)

    parsed = parse_bytes(planted.text.encode(), f"{name}.txt", editions)

    told = [
        (item.text.strip("\t"), item.origin.path[0])
        for item in parsed.recognition.residue
        if item.reason != "page-number"
    ]
    assert told == list(zip(planted.items, planted.lines, strict=True)), planted.kind
    assert dumps(parsed.report, "toml") == definition(name), planted.kind


@pytest.mark.parametrize("seed", range(200))
def test_foreign_item_in_a_published_docx_is_told(seed: int, editions: list[Edition]) -> None:
    name = REPORTS[seed % len(REPORTS)]
    planted = plant_docx((SHARED / "legacy" / f"{name}.docx").read_bytes(), seed)

    parsed = parse_bytes(planted.data, f"{name}.docx", editions)

    told = [
        (item.text, item.origin.part, item.origin.path)
        for item in parsed.recognition.residue
        if item.reason != "page-number"
    ]
    places = zip(planted.items, planted.paths, strict=True)
    assert told == [(text, planted.part, path) for text, path in places], planted.kind
    assert dumps(parsed.report, "toml") == definition(name), planted.kind
