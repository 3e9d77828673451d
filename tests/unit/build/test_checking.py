"""Files checked: definitions by line, other files by table and row."""

from pathlib import Path

import pytest

from jixiao.build.checking import (
    Reader,
    Subject,
    check_definition,
    check_report,
    check_subjects,
)
from jixiao.build.inputs import Input
from jixiao.build.render import render
from jixiao.check import all_rules
from jixiao.check.results import Located
from jixiao.check.settings import CheckSettings
from jixiao.definition import loads
from jixiao.layout import Edition
from jixiao.readers import ReadOptions
from jixiao.recognise.parse import parse_bytes
from tests.unit.check.reports import FAULTY

SETTINGS = CheckSettings(select=("BUD003", "VAL003"))


@pytest.fixture
def reader(editions: list[Edition]) -> Reader:
    return Reader(lambda: editions, ReadOptions())


def read(reader: Reader, path: Path, data: bytes) -> Subject:
    path.write_bytes(data)
    return reader.read(Input(path.name, path), SETTINGS)


def findings(subject: Subject) -> tuple[Located, ...]:
    (checked,) = check_subjects([subject])
    return checked.findings


def test_findings_in_a_definition_have_line_and_column(reader: Reader, tmp_path: Path) -> None:
    subject = read(reader, tmp_path / "a.toml", FAULTY.encode())
    assert [str(one.place) for one in findings(subject)] == ["a.toml:18:9", "a.toml:26:9"]
    assert subject.data == FAULTY.encode()


def test_a_definition_is_known_by_its_content(reader: Reader, tmp_path: Path) -> None:
    assert read(reader, tmp_path / "a.txt", FAULTY.encode()).data is not None


@pytest.mark.parametrize(("form", "suffix"), [("docx", ".docx"), ("text", ".txt")])
def test_findings_in_a_report_have_the_place_of_the_cell(
    reader: Reader, tmp_path: Path, form: str, suffix: str
) -> None:
    data = render(loads(FAULTY).report, [form])[form]
    subject = read(reader, tmp_path / f"a{suffix}", data)
    cost, percent = findings(subject)
    assert subject.data is None
    if form == "docx":
        assert (cost.where, percent.where) == ("table 2, row 2, cell 5", "table 4, row 2, cell 5")
        return
    lines = data.decode().split("\n")
    assert lines[(cost.place.line or 0) - 1] == "\t≤5万元"
    assert percent.place.quoted == "≥95百分比"


def test_a_file_that_was_cut_says_so_to_its_rules(reader: Reader, tmp_path: Path) -> None:
    text = render(loads(FAULTY).report, ["text"])["text"].decode()
    cut = text[: text.rindex("质量指标") + 2]
    assert read(reader, tmp_path / "a.txt", cut.encode()).source.truncated


def test_stray_text_is_given_to_the_rules_but_no_page_number(
    reader: Reader, tmp_path: Path
) -> None:
    text = render(loads(FAULTY).report, ["text"])["text"].decode()
    subject = read(reader, tmp_path / "a.txt", f"{text}\n备注：请尽快回复\n1\n".encode())
    assert subject.source.stray == ("备注：请尽快回复",)


def test_reports_definitions_and_files_are_checked_alike(editions: list[Edition]) -> None:
    definition = loads(FAULTY)
    text = render(definition.report, ["text"])["text"]
    found = [
        {one.code for one in check_report(source).findings}
        for source in (definition.report, definition, parse_bytes(text, "a.txt", editions))
    ]
    assert "BUD003" in found[0]
    assert found[0] == found[1]
    # What no report prints is a guess there.
    assert found[2] - found[0] <= {"STR001"}


def test_a_finding_in_a_long_text_is_placed_at_the_words_it_quotes() -> None:
    text = FAULTY.replace(
        "[[projects]]",
        '[targets]\noverall = """\n一、工作。\n二、完成率≧95%。"""\n\n[[projects]]',
        1,
    )
    (found,) = check_definition(loads(text, "a.toml"), [all_rules()["TXT006"]]).findings
    assert str(found.place) == "a.toml:12:6"
    assert found.place.quoted == '二、完成率≧95%。"""'
