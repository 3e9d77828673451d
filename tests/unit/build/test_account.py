"""The account of a run for programs: stable keys, exact places, English words of places."""

import io
import json
from typing import Any

import pytest

import jixiao
from jixiao.build.account import AccountFile, failed_entry, file_entry, understood
from jixiao.diagnostics import Diagnostic
from jixiao.i18n import current_language, set_language
from jixiao.layout import Edition
from jixiao.model import Report
from jixiao.readers.types import Cell, Line, Origin, Reading, Row, Table
from jixiao.recognise.parse import Parsed
from jixiao.recognise.recognise import recognise
from jixiao.recognise.types import Coverage

FOREIGN = "外来的一行"
KEYS = [
    "name",
    "bytes",
    "sha256",
    "format",
    "source",
    "edition",
    "fiscal_year",
    "unit",
    "projects",
    "indicators",
    "complete",
    "truncated",
    "coverage",
    "residue",
    "guesses",
    "claims",
    "diagnostics",
    "output",
    "errors",
]


def account_of(*entries: dict[str, Any]) -> dict[str, Any]:
    stream = io.BytesIO()
    account = AccountFile(stream)
    for entry in entries:
        account.add(entry)
    account.close({"read": len(entries)})
    tree: dict[str, Any] = json.loads(stream.getvalue())
    return tree


@pytest.fixture
def data(township: Report) -> bytes:
    return jixiao.render(township, ["text"])["text"] + FOREIGN.encode()


def test_the_entry_of_a_file_says_what_was_understood(data: bytes) -> None:
    parsed = jixiao.parse(data)
    (entry,) = account_of(file_entry(parsed, data, "out/r.toml"))["files"]
    assert list(entry) == KEYS
    assert entry["bytes"] == len(data)
    assert entry["format"] == "text"
    assert entry["source"] == "text"
    assert entry["unit"] == {"code": "636009", "name": "青石县柳河镇人民政府"}
    assert (entry["projects"], entry["indicators"]) == (12, 108)
    assert (entry["complete"], entry["truncated"]) == (False, False)
    assert entry["coverage"]["residue"] == len(FOREIGN)
    assert 0.999 < entry["coverage"]["share"] < 1
    assert entry["claims"]["indicator"] == 108
    assert entry["output"] == "out/r.toml"


def test_residue_and_guesses_have_their_place_and_reason(data: bytes) -> None:
    entry = file_entry(jixiao.parse(data), data, None)
    line = data.decode().count("\n") + 1
    assert entry["residue"] == [
        {
            "text": FOREIGN,
            "reason": "unknown",
            "place": {"line": line, "part": "", "path": [line], "words": f"line {line}"},
        }
    ]
    year = entry["guesses"][0]
    assert (year["path"], year["field"]) == (["report", "fiscal_year"], "report.fiscal_year")
    assert (year["value"], year["reason"], year["place"]) == ("2023", "project-codes", None)
    assert entry["diagnostics"][0]["code"] == "parse-residue"
    assert entry["diagnostics"][0]["line"] == line


def word_file(editions: list[Edition]) -> Parsed:
    """A file with one table and nothing else, as the reader of DOCX gives it."""

    def at(*path: int) -> Origin:
        return Origin.at("word/document.xml", *path)

    def cell(row: int, number: int, text: str) -> Cell:
        return Cell((Line(text, at(0, 0, row, number, 0)),), at(0, 0, row, number))

    rows = tuple(
        Row(tuple(cell(row, number, text) for number, text in enumerate(texts)), at(0, 0, row))
        for row, texts in enumerate(
            (["项目编码", "X1", "项目名称", "甲"], ["外来", "的"]),
        )
    )
    reading = Reading("docx", (Table(rows, at(0, 0)),))
    recognition = recognise(reading, editions)
    report = recognition.report
    return Parsed("r.docx", reading, recognition, report, "text", recognition.guesses, ())


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_places_are_in_english_whatever_the_language(
    editions: list[Edition], language: str
) -> None:
    parsed = word_file(editions)
    try:
        set_language(language)
        entry = file_entry(parsed, b"", None)
        assert current_language() == language
    finally:
        set_language("en")
    assert [residue["place"] for residue in entry["residue"]] == [
        {
            "line": None,
            "part": "word/document.xml",
            "path": [0, 0, 1, number, 0],
            "words": f"table 1, row 2, cell {number + 1}",
        }
        for number in (0, 1)
    ]


def test_a_file_that_failed_has_the_same_keys() -> None:
    entry = failed_entry("r.doc", (Diagnostic("file-encrypted", "locked", "unlock it"),), b"x")
    assert list(entry) == KEYS
    assert entry["sha256"].startswith("2d711642b726b044")
    assert entry["errors"] == [
        {
            "code": "file-encrypted",
            "message": "locked",
            "advice": "unlock it",
            "line": None,
            "column": None,
            "context": [],
        }
    ]
    assert failed_entry("none", ())["bytes"] is None


def test_the_account_is_one_tree_with_an_entry_a_line() -> None:
    stream = io.BytesIO()
    account = AccountFile(stream)
    account.add(failed_entry("甲\udcc1", ()))
    account.add(failed_entry("乙", ()))
    account.close({"read": 0, "failed": 2})
    text = stream.getvalue().decode()
    assert len(text.splitlines()) == 9
    tree = json.loads(text)
    assert (tree["jixiao"], tree["account"]) == (jixiao.__version__, 1)
    assert [entry["name"] for entry in tree["files"]] == ["甲\udcc1", "乙"]
    assert tree["summary"] == {"read": 0, "failed": 2}
    assert account_of()["files"] == []


@pytest.mark.parametrize(
    ("coverage", "share", "percent"),
    [
        (Coverage(), 1, 1),
        (Coverage(values=10), 1, 1),
        (Coverage(values=9_999_999, residue=1), 0.999999, 0.999),
        (Coverage(values=999, residue=1), 0.999, 0.999),
        (Coverage(values=1, labels=1, noise=1, residue=1), 0.75, 0.75),
        (Coverage(residue=5), 0, 0),
    ],
)
def test_a_share_is_one_only_where_nothing_is_left_over(
    coverage: Coverage, share: float, percent: float
) -> None:
    assert understood(coverage) == share
    assert understood(coverage, 3) == percent
