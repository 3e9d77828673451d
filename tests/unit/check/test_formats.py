"""Findings as people and programs read them."""

import csv
import io
import json

import pytest

from jixiao.check.formats import FORMATS
from jixiao.check.results import CheckedFile
from jixiao.check.types import Words
from jixiao.i18n import set_language
from tests.unit.check.reports import FAULTY, checked


def message_of(file: CheckedFile) -> Words:
    return file.findings[0].found.finding.message


def severity() -> str:
    return checked("BUD003").findings[0].severity


@pytest.fixture
def _chinese() -> object:
    set_language("zh_CN")
    yield
    set_language("en")


@pytest.mark.usefixtures("_chinese")
def test_full_quotes_the_line_and_says_why_and_what_to_do() -> None:
    file = checked("VAL003")
    assert FORMATS["full"]([file]) == (
        "柳河镇.toml · 第 2 个项目 植树\n"
        "\n"
        f"柳河镇.toml:26:9 警告 VAL003 {message_of(file).zh}\n"
        '    | value = "≥95百分比"  # 照抄\n'
        "    |         ^\n"
        "    依据：审核惯例\n"
        f"  -> {file.findings[0].found.finding.advice.zh}\n"
        "  -> 可自动修改：--fix\n"
        "\n"
    )


def test_full_groups_by_project() -> None:
    headings = [line for line in FORMATS["full"]([checked()]).splitlines() if " · " in line]
    assert headings == ["柳河镇.toml · project 1 村道养护", "柳河镇.toml · project 2 植树"]


def test_concise_is_one_line_a_finding() -> None:
    assert FORMATS["concise"]([checked("BUD003")]) == (
        f"柳河镇.toml:18:9 {severity()} BUD003 {message_of(checked('BUD003')).en}\n"
    )


def test_json_has_all_that_a_program_asks_for() -> None:
    (first, second) = json.loads(FORMATS["json"]([checked()]))
    assert first["file"] == "柳河镇.toml"
    assert (first["line"], first["column"], first["code"]) == (18, 9, "BUD003")
    assert first["path"] == ["projects", 0, "indicators", 0, "value"]
    assert first["project"] == {
        "number": 1,
        "code": "13090123P00011410013U",
        "name": "村道养护",
    }
    assert (first["severity"], first["aspect"], first["fix"]) == (severity(), "adequacy", None)
    assert second["fix"] == {
        "safety": "safe",
        "edits": [{"path": ["projects", 1, "indicators", 0, "value"], "value": "≥95%"}],
    }


def test_sarif_names_rule_file_and_region() -> None:
    log = json.loads(FORMATS["sarif"]([checked()]))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["BUD003", "VAL003"]
    first = run["results"][0]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("BUD003", 0, severity())
    physical = first["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "%E6%9F%B3%E6%B2%B3%E9%95%87.toml"
    assert physical["region"] == {"startLine": 18, "startColumn": 9}


def test_github_escapes_what_its_commands_mean() -> None:
    file = checked("VAL003", name="a,b:c.toml")
    (line,) = FORMATS["github"]([file]).splitlines()
    start = "::warning file=a%2Cb%3Ac.toml,line=26,col=9,title=VAL003::"
    assert line.startswith(f"{start}{message_of(file).en}%0A")
    assert line.endswith("≥95%25")


def test_csv_opens_in_a_spreadsheet_and_holds_no_formula() -> None:
    text = FORMATS["csv"]([checked(text=FAULTY.replace("村道养护", "=1+1"))])
    assert text.startswith("\ufefffile,line,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row["project_name"] for row in rows] == ["'=1+1", "植树"]
    assert [row["code"] for row in rows] == ["BUD003", "VAL003"]
    assert rows[0]["project_number"] == "1"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_nothing_found_is_written_too(name: str) -> None:
    text = FORMATS[name]([checked("CHK001")])
    if name in ("json", "sarif"):
        json.loads(text)
    else:
        assert text.count("\n") == (1 if name == "csv" else 0)
