"""What a form has twice: the first value is kept, the second told; a table or page goes on."""

from decimal import Decimal

import pytest

from jixiao.layout import Edition
from jixiao.model import Report
from tests.forms import (
    BUDGET,
    CODE,
    FORM,
    GOALS,
    HEADER,
    HEADING,
    LENGTH,
    MONTHS,
    PLAN,
    PURPOSE,
    QUALITY,
    UNIT,
    doubts,
    project,
    read,
    replaced,
    residue,
    row,
    with_after,
)

OTHER_BUDGET = BUDGET.replace("3.00", "7.00").replace("2.00", "6.00").replace("1.00", "5.00")
SECOND_LENGTH = LENGTH.replace("产出", "效益").replace("修路长度", "桥长")


@pytest.mark.parametrize(
    ("after", "again", "left"),
    [
        (GOALS, (row("绩效目标", "1.植树"),), ["1.植树"]),
        (PURPOSE, (row("资金用途", "植树"),), ["植树"]),
        (PURPOSE, (OTHER_BUDGET,), ["7.00", "6.00", "5.00"]),
        (PLAN, (MONTHS, PLAN.replace("%", ".5%")), ["25.5%", "50.5%", "75.5%", "100.5%"]),
    ],
    ids=["goals", "purpose", "budget", "plan"],
)
def test_second_value_is_told_and_changes_nothing(
    after: str, again: tuple[str, ...], left: list[str], editions: list[Edition]
) -> None:
    whole = project(read(*FORM, editions=editions))
    found = read(*with_after(after, *again), editions=editions)
    assert project(found) == whole
    assert residue(found) == [(text, "repeated") for text in left]


def test_two_labels_of_one_field_in_a_row(editions: list[Edition]) -> None:
    form = replaced(BUDGET, BUDGET.replace("其他资金", "财政拨款"))
    found = read(*form, editions=editions)
    assert project(found).budget.fiscal == Decimal("2.00")
    assert residue(found) == [("1.00", "repeated")]


def test_two_columns_of_one_month(editions: list[Edition]) -> None:
    form = replaced(MONTHS, MONTHS.replace("12月底", "10月末"))
    found = read(*form, editions=editions)
    assert project(found).plan.october == Decimal("75")
    assert residue(found) == [("100%", "repeated")]


def test_blank_cell_is_no_value(editions: list[Edition]) -> None:
    """The second cell is the first that says something."""
    blank = row("", "")
    form = with_after(blank, row("资金用途", "用于修路"), form=replaced(PURPOSE, blank))
    found = read(*form, editions=editions)
    assert project(found).purpose == "用于修路"
    assert residue(found) == []


def test_second_header_goes_on_with_the_table(editions: list[Edition]) -> None:
    """Level 1 goes over the header too; the new columns hold from there on."""
    header = HEADER + "\n\t备注"
    form = with_after(LENGTH, header, QUALITY + "\n\t无")[: len(FORM) + 1]
    found = read(*form, editions=editions)
    assert project(found).indicators == project(read(*FORM, editions=editions)).indicators
    assert residue(found) == [("备注", "unknown"), ("无", "unknown")]


def test_second_header_keeps_what_was_doubted_above(editions: list[Edition]) -> None:
    odd = row("备注", "甲", "乙", "丙", "丁", "戊")
    header = HEADER.replace("\t三级指标\n", "")
    rows = row("效益指标", "经济效益指标", "增收", "≥5万元", "方案")
    found = read(*with_after(LENGTH, odd, header, rows), editions=editions)
    assert [item.level1 for item in project(found).indicators[:3]] == [
        "产出指标",
        "备注",
        "效益指标",
    ]
    assert [guess.reason for guess in doubts(found)] == ["unusual-row"]
    last = project(found).indicators[2]
    assert (last.level3, last.description) == (None, "增收")


def test_second_header_in_other_words_is_no_indicator(editions: list[Edition]) -> None:
    header = HEADER.replace("\t指标值\n", "\t绩效指标值\n")
    found = read(*with_after(LENGTH, header), editions=editions)
    assert project(found).indicators == project(read(*FORM, editions=editions)).indicators
    assert residue(found) == []


def test_two_columns_of_one_field(editions: list[Edition]) -> None:
    header = HEADER + "\n\t目标值"
    found = read(
        *replaced(HEADER, header, replaced(LENGTH, LENGTH + "\n\t≥4公里")), editions=editions
    )
    value = project(found).indicators[0].value
    assert value is not None
    assert value.raw == "≥3公里"
    assert ("≥4公里", "unknown") in residue(found)


@pytest.mark.parametrize("order", [1, -1])
def test_code_and_name_in_rows_of_their_own(order: int, editions: list[Edition]) -> None:
    rows = [row("项目编码", "13090123P00011410002C"), row("项目名称", "修路")][::order]
    form = with_after(UNIT, *rows, form=tuple(piece for piece in FORM if piece != CODE))
    found = read(*form, editions=editions)
    assert project(found) == project(read(*FORM, editions=editions))
    assert residue(found) == []


def test_code_again_opens_the_next_form(editions: list[Edition]) -> None:
    short = (row("项目编码", "A1"), row("项目名称", "修路"), GOALS)
    found = read(HEADING, *short, *short, editions=editions)
    assert [item.code for item in found.report.projects] == ["A1", "A1"]


def names(report: Report) -> list[tuple[str | None, int]]:
    return [(item.name, len(item.indicators)) for item in report.projects]


def test_heading_repeated_on_the_next_page(editions: list[Edition]) -> None:
    form = with_after(LENGTH, HEADING, HEADER)
    found = read(*form, *replaced(HEADING, "2.修路绩效目标表"), editions=editions)
    assert names(found.report) == [("修路", 2), ("修路", 2)]
    assert residue(found) == []


def test_heading_of_the_same_name_opens_a_form(editions: list[Edition]) -> None:
    """It is the heading of that form: without a name of its own, the form has that of it."""
    form = replaced(CODE, CODE.replace("\t修路", "\t"))
    found = read(*form, *form, editions=editions)
    assert names(found.report) == [("修路", 2), ("修路", 2)]
    assert residue(found) == []


def test_heading_repeated_where_the_file_ends(editions: list[Edition]) -> None:
    found = read(*FORM, HEADING, editions=editions)
    assert names(found.report) == [("修路", 2)]
    assert found.truncated


def test_form_below_a_table_of_as_many_columns_as_its_first_row(editions: list[Edition]) -> None:
    """A row of code and name is none of the indicators, though it has as many cells."""
    header = row("一级指标", "二级指标", "三级指标", "指标值")
    length = row("产出指标", "数量指标", "修路长度", "≥3公里")
    form = (CODE, BUDGET, PURPOSE, GOALS, header, length)
    found = read(*form, *form, editions=editions)
    assert names(found.report) == [("修路", 1), ("修路", 1)]
    assert residue(found) == []
