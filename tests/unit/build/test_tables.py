"""The table of all indicators: exact in CSV and Parquet, and safe to open in a spreadsheet."""

import csv
import io
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.build.tables import COLUMNS, CSV_HEAD, CsvTable, ParquetTable, Row, rows_of
from jixiao.definition import loads
from jixiao.diagnostics import JixiaoError
from jixiao.model import Report
from jixiao.readers import Reading
from jixiao.recognise.parse import Parsed
from jixiao.recognise.types import Coverage, Guess, Recognition
from tests.conftest import ROOT

HEAD = 'schema = 1\n[report]\nedition = "hebei-2023"\n'
ONE = (
    HEAD
    + """fiscal_year = 2023
[unit]
code = "063600"
name = "青石县柳河镇人民政府"
[[projects]]
code = "000-9999-JSN-D0X6"
name = "村级办公经费"
purpose = "用于39个行政村"
goals = ["按月拨付", "账目公开"]
plan = { march = 25, december = 100.00 }
budget = { total = 29.50, fiscal = 29.50, other = 0.00 }
[[projects.indicators]]
level1 = "产出指标"
level2 = "数量指标"
level3 = "保障村数"
description = "村委会个数"
value = "≥39个"
basis = "行政村数量"
[[projects.indicators]]
level1 = "产出指标"
value = "每月31日之前"
[[projects]]
kind = "special-fund"
name = "没有指标的项目"
"""
)


def as_parsed(
    report: Report, coverage: Coverage | None = None, guesses: tuple[Guess, ...] = ()
) -> Parsed:
    recognition = Recognition(report, coverage or Coverage(values=9))
    return Parsed("r.txt", Reading("text", ()), recognition, report, "text", guesses, ())


def rows(text: str) -> list[Row]:
    return list(rows_of(as_parsed(loads(text).report)))


def as_csv(found: list[Row]) -> str:
    stream = io.BytesIO()
    table = CsvTable(stream)
    assert table.add(found) == ()
    table.close()
    return stream.getvalue().decode()


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def as_parquet(found: list[Row]) -> Any:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    stream = io.BytesIO()
    table = ParquetTable(stream)
    assert table.add(found) == ()
    table.close()
    return parquet.read_table(io.BytesIO(stream.getvalue()))


def test_every_indicator_has_a_row_with_unit_project_and_amounts() -> None:
    first, second, _third = rows(ONE)
    assert first == {
        "file": "r.txt",
        "format": "text",
        "complete": True,
        "coverage": Decimal(1),
        "edition": "hebei-2023",
        "fiscal_year": 2023,
        "fiscal_year_guess": None,
        "unit_code": "063600",
        "unit_name": "青石县柳河镇人民政府",
        "kind": "budget-project",
        "project_number": 1,
        "project_code": "000-9999-JSN-D0X6",
        "project_name": "村级办公经费",
        "budget_total": Decimal("29.50"),
        "budget_fiscal": Decimal("29.50"),
        "budget_other": Decimal("0.00"),
        "purpose": "用于39个行政村",
        "goals": "按月拨付\n账目公开",
        "plan_march": Decimal(25),
        "plan_june": None,
        "plan_october": None,
        "plan_december": Decimal("100.00"),
        "plan_unit": "percent",
        "indicator_number": 1,
        "level1": "产出指标",
        "level2": "数量指标",
        "level3": "保障村数",
        "description": "村委会个数",
        "value": "≥39个",
        "value_operator": "≥",
        "value_number": Decimal(39),
        "value_unit": "个",
        "value_date": None,
        "value_text": None,
        "basis": "行政村数量",
    }
    assert set(first) == set(COLUMNS)
    assert second["indicator_number"] == 2
    assert (second["value"], second["value_date"]) == ("每月31日之前", "每月31日")


def test_a_project_without_indicators_has_a_row() -> None:
    last = rows(ONE)[-1]
    assert (last["project_number"], last["project_name"]) == (2, "没有指标的项目")
    assert "indicator_number" not in last
    assert (last["plan_unit"], last["goals"]) == (None, None)


def test_every_row_says_how_far_its_file_can_be_trusted() -> None:
    guess = Guess(("report", "fiscal_year"), "2023", "low", "edition-name")
    other = Guess(("report", "edition"), "hebei-2023", "high", "layout")
    parsed = as_parsed(loads(ONE).report, Coverage(values=2, residue=1), (other, guess))
    found = list(rows_of(parsed))
    assert {row["complete"] for row in found} == {False}
    assert {row["coverage"] for row in found} == {Decimal("0.666666")}
    assert {row["fiscal_year_guess"] for row in found} == {"low"}
    printed = read_csv(as_csv(found))[0]
    assert (printed["complete"], printed["coverage"]) == ("false", "0.666666")
    stored = as_parquet(found)
    assert stored["complete"].to_pylist() == [False] * 3


def test_a_report_without_projects_has_a_row() -> None:
    (only,) = rows(HEAD)
    assert only["edition"] == "hebei-2023"
    assert "project_number" not in only


def test_csv_is_what_excel_and_rfc_4180_want() -> None:
    text = as_csv(rows(ONE.replace('"行政村数量"', '"一、\\"甲\\"\\n二、乙,丙"')))
    assert text.startswith("\ufefffile,format,complete,coverage,edition,fiscal_year,")
    assert text.encode().startswith(CSV_HEAD)
    head, first = text.split("\r\n")[:2]
    assert head.count(",") == len(COLUMNS) - 1
    assert first.endswith('"一、""甲""\n二、乙,丙"')
    assert text.endswith("\r\n")


def test_digits_and_leading_zeros_are_kept_and_blank_is_not_zero() -> None:
    first, second, last = read_csv(as_csv(rows(ONE)))
    assert (first["budget_total"], first["budget_other"]) == ("29.50", "0.00")
    assert first["unit_code"] == "063600"
    assert (second["basis"], last["budget_total"]) == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "＝1+1",
        "＝A1",
        "'x",
        "'",
        "''",
        "\t=1",
        "-5%以上",
        "=13辆",
    ],
)
def test_a_text_that_a_spreadsheet_would_run_or_hide_gets_an_apostrophe(text: str) -> None:
    (row,) = read_csv(as_csv([{"file": "f", "basis": text}]))
    assert row["basis"] == f"'{text}"


@pytest.mark.parametrize(
    "text", ["≥95%", "-", "＝", "＝13辆", "-5", "+0.5%", "1-3月", "a=b", "", "—"]
)
def test_any_other_text_is_left_as_it_is(text: str) -> None:
    (row,) = read_csv(as_csv([{"file": "f", "basis": text}]))
    assert row["basis"] == text


def test_a_negative_amount_stays_a_number() -> None:
    (row,) = read_csv(as_csv([{"file": "f", "budget_total": Decimal("-5.00")}]))
    assert row["budget_total"] == "-5.00"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_csv_text_is_exact_without_its_apostrophe(text: str) -> None:
    (row,) = read_csv(as_csv([{"file": "f", "basis": text}]))
    assert row["basis"].removeprefix("'") == text


def test_parquet_has_exact_decimals_and_nulls() -> None:
    table = as_parquet(rows(ONE))
    assert table.column_names == list(COLUMNS)
    assert str(table.schema.field("budget_total").type) == "decimal128(38, 10)"
    assert str(table.schema.field("fiscal_year").type) == "int32"
    assert table["budget_total"].to_pylist() == [Decimal("29.5"), Decimal("29.5"), None]
    assert table["value"].to_pylist() == ["≥39个", "每月31日之前", None]
    assert table["level2"].to_pylist() == ["数量指标", None, None]


def test_csv_and_parquet_say_the_same(sample: Report) -> None:
    found = list(rows_of(as_parsed(sample)))
    printed = read_csv(as_csv(found))
    stored = as_parquet(found).to_pylist()
    for row, other in zip(printed, stored, strict=True):
        for name, kind in COLUMNS.items():
            if kind == "number":
                assert (Decimal(row[name]) if row[name] else None) == other[name]
            elif kind == "truth":
                assert row[name] == str(other[name]).lower()
            else:
                assert row[name] == ("" if other[name] is None else str(other[name]))


def test_many_rows_are_written_in_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jixiao.build.tables._GROUP", 2)
    table = as_parquet([{"file": str(number)} for number in range(5)])
    assert table["file"].to_pylist() == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("number", ["1" + "0" * 29, "0.12345678901"])
def test_a_number_that_no_column_holds_is_blank_and_told(number: str) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    table = ParquetTable(io.BytesIO())
    row: Row = {"file": "f.txt", "budget_total": Decimal(number)}
    (told,) = table.add([row])
    table.close()
    assert told.code == "table-number"
    assert str(told).startswith("f.txt: budget_total has more digits")
    assert number in told.message


def test_zeros_behind_the_point_take_no_room() -> None:
    number = Decimal("1.5000000000000")
    assert as_parquet([{"file": "f", "budget_total": number}])["budget_total"][0].as_py() == number


def test_the_same_table_gives_the_same_bytes() -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    made = []
    for _ in range(2):
        stream = io.BytesIO()
        table = ParquetTable(stream)
        table.add(rows(ONE))
        table.close()
        made.append(stream.getvalue())
    assert made[0] == made[1]


def test_without_pyarrow_the_cure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(JixiaoError, match="pyarrow") as caught:
        ParquetTable(io.BytesIO())
    (fault,) = caught.value.diagnostics
    assert fault.code == "parquet-unavailable"
    assert fault.advice == f'install it: "{sys.executable}" -m pip install pyarrow'


def test_in_an_environment_of_pipx_its_own_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setattr(sys, "prefix", str(Path("home", "pipx", "venvs", "jixiao")))
    with pytest.raises(JixiaoError) as caught:
        ParquetTable(io.BytesIO())
    assert caught.value.diagnostics[0].advice == "install it: pipx inject jixiao pyarrow"


def test_every_column_is_described_for_clerks_in_its_order() -> None:
    text = (ROOT / "docs" / "reading.zh-CN.md").read_text("utf-8")
    described = re.findall(r"`([a-z0-9_]+)`", text[text.index("| `file`、`format` |") :])
    assert [name for name in described if name in COLUMNS] == list(COLUMNS)
