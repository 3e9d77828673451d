"""What can be read in two ways is a guess, told as one; what cannot be read is left over."""

from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document

from jixiao.layout import Edition
from jixiao.readers.docx import read_docx
from jixiao.recognise import Recognition, recognise
from tests.forms import (
    BUDGET,
    CODE,
    FORM,
    GOALS,
    HEADING,
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

# A second form with percentages: its % tells that the layout prints one.
PERCENT_FORM = replaced(HEADING, "2.修路绩效目标表")


def told(recognition: Recognition) -> list[tuple[str, str]]:
    return [(guess.value, guess.reason) for guess in doubts(recognition)]


def plan_of(values: str, editions: list[Edition]) -> tuple[str, list[tuple[str, str]]]:
    form = replaced(PLAN, row("", *values.split()))
    found = read(*form, *PERCENT_FORM, editions=editions)
    return found.report.projects[0].plan.unit, told(found)


# The plan: in percent or in 万元.


def test_plan_that_ends_at_the_total_is_surely_of_amounts(editions: list[Edition]) -> None:
    assert plan_of("0.75 1.50 2.25 3.00", editions) == ("amount", [])


@pytest.mark.parametrize(
    ("values", "unit"),
    [("25 50 75 100", "percent"), ("30 60 100", "percent"), ("0.25 0.5 0.75 1", "amount")],
)
def test_plan_without_percent_signs_is_a_guess(
    values: str, unit: str, editions: list[Edition]
) -> None:
    assert plan_of(values, editions) == (unit, [(unit, "no-percent")])


def test_plan_with_some_percent_signs_is_a_guess(editions: list[Edition]) -> None:
    assert plan_of("25% 50 75% 100", editions) == ("percent", [("percent", "no-percent")])


def test_label_of_the_plan_tells_amounts(editions: list[Edition]) -> None:
    form = replaced(MONTHS, MONTHS.replace("（%）", "（万元）"))
    form = replaced(PLAN, row("", "25", "50", "75", "100"), form)
    found = read(*form, *PERCENT_FORM, editions=editions)
    assert (found.report.projects[0].plan.unit, told(found)) == ("amount", [])


# Goals: numbers of goals, numbers in goals.


@pytest.mark.parametrize(
    ("cell", "goals", "doubted"),
    [
        ("1.修好\n2.通车", ("修好", "通车"), []),
        ("1.5万亩农田", ("5万亩农田",), ["1.5万亩农田"]),
        ("1.修好\n2.5公里的路\n2.通车", ("修好\n2.5公里的路", "通车"), []),
        ("1、修好\n2.5公里的路", ("修好\n2.5公里的路",), []),
        ("1.修好\n2.5公里的路\n3.通车", ("修好", "5公里的路", "通车"), ["2.5公里的路"]),
        ("1.2023年修好\n2.2024年通车", ("2023年修好", "2024年通车"), []),
        ("1. 5万亩农田", ("5万亩农田",), []),
        ("１．修好\n２．通车", ("修好", "通车"), []),
        ("\u200b1.修好\n2.通车", ("修好", "通车"), []),
        ("1.修好\n２．通车", ("修好\n２．通车",), []),
    ],
)
def test_goal_that_begins_with_a_number(
    cell: str, goals: tuple[str, ...], doubted: list[str], editions: list[Edition]
) -> None:
    found = read(*replaced(GOALS, row("绩效目标", cell)), editions=editions)
    assert project(found).goals == goals
    assert told(found) == [(line, "goal-number") for line in doubted]


def test_label_behind_the_label_of_goals_is_no_goal(editions: list[Edition]) -> None:
    found = read(*replaced(GOALS, row("总体目标", "年度目标")), editions=editions)
    assert project(found).goals == ()
    assert residue(found) == [("总体目标", "unknown"), ("年度目标", "unknown")]


# The budget and the purpose.


@pytest.mark.parametrize("text", ["50%", "①", "3²", "约三万"])
def test_what_is_no_amount_is_left_over(text: str, editions: list[Edition]) -> None:
    found = read(*replaced(BUDGET, BUDGET.replace("3.00", text)), editions=editions)
    assert project(found).budget.total is None
    assert residue(found) == [(text, "number")]


@pytest.mark.parametrize("text", ["３．００", "3.00\u200b", "+3.00", "3.00万元"])
def test_amount_in_another_spelling(text: str, editions: list[Edition]) -> None:
    found = read(*replaced(BUDGET, BUDGET.replace("3.00", text)), editions=editions)
    assert project(found).budget.total == Decimal("3.00")
    assert (text, "rewritten") in [(guess.value, guess.reason) for guess in found.guesses]


@pytest.mark.parametrize("label", ["单位：元", "（单位：元）", "金额单位：元"])
def test_amounts_in_another_unit_are_told(label: str, editions: list[Edition]) -> None:
    found = read(*replaced(UNIT, row("636009柳河镇", label)), editions=editions)
    assert told(found) == [(label, "money-unit")]
    assert found.report.unit.name == "柳河镇"


def test_second_row_of_the_budget_is_no_purpose(editions: list[Edition]) -> None:
    budget = row("预算规模及资金用途", "预算数", "3.00", "其中：财政资金", "2.00")
    form = with_after(budget, row("", "其他资金", "1.00"), form=replaced(BUDGET, budget))
    found = read(*form, editions=editions)
    assert project(found) == project(read(*FORM, editions=editions))
    assert residue(found) == []


def test_purpose_that_reads_like_a_label_is_a_guess(editions: list[Edition]) -> None:
    found = read(*replaced(PURPOSE, row("", "绩效目标")), editions=editions)
    assert told(found) == [("绩效目标", "label-like")]


# Labels in other spellings.


@pytest.mark.parametrize(
    ("label", "month", "reason"),
    [
        ("9月底", "october", "other-month"),
        ("第一季度", "march", "quarter"),
        ("第四季度", "december", "quarter"),
    ],
)
def test_column_of_another_time_is_a_guess(
    label: str, month: str, reason: str, editions: list[Edition]
) -> None:
    of_month = {"march": "\t3月底", "october": "10月底", "december": "12月底"}
    form = replaced(MONTHS, MONTHS.replace(of_month[month].strip(), label))
    found = read(*form, editions=editions)
    assert project(found) == project(read(*FORM, editions=editions))
    assert told(found) == [(label, reason)]


def test_month_itself_is_meant_where_both_are_there(editions: list[Edition]) -> None:
    form = replaced(MONTHS, MONTHS.replace("10月底", "9月底\n\t10月底"))
    form = replaced(PLAN, row("", "25%", "50%", "60%", "75%", "100%"), form)
    found = read(*form, editions=editions)
    assert project(found) == project(read(*FORM, editions=editions))
    assert residue(found) == [("9月底", "unknown"), ("60%", "unknown")]
    assert told(found) == []


def test_wide_digits_and_invisible_characters_in_labels(editions: list[Edition]) -> None:
    form = replaced(MONTHS, MONTHS.replace("3月底", "３月底").replace("10月底", "１０月底"))
    form = replaced(CODE, CODE.replace("项目编码", "项目编码\u200b"), form)
    form = replaced(GOALS, GOALS.replace("绩效目标", "\ufeff绩效\u2060目标"), form)
    found = read(*form, editions=editions)
    assert project(found) == project(read(*FORM, editions=editions))
    assert residue(found) == []


def test_wide_digits_of_the_unit_and_the_code(editions: list[Edition]) -> None:
    """They are kept as they are printed, and understood."""
    form = replaced(UNIT, row("６３６００９柳河镇", "单位：万元"))
    form = replaced(CODE, CODE.replace("13090123P", "１３０９０１２３P"), form)
    found = read(*form, editions=editions)
    assert (found.report.unit.code, found.report.unit.name) == ("６３６００９", "柳河镇")
    assert project(found).code == "１３０９０１２３P00011410002C"
    assert found.report.header.fiscal_year == 2023


# Rows of indicators.


@pytest.mark.parametrize("level1", ["成本 指标", "成本\n指标"])
def test_level_words_are_compared_without_white_space(level1: str, editions: list[Edition]) -> None:
    cost = row(level1, "经济成本 指标", "单价", "每公里", "≤1万元", "规划")
    found = read(*FORM, cost, editions=editions)
    assert found.report.header.framework == "2021"
    assert told(found) == []


def test_cell_too_few_beside_a_padded_word(editions: list[Edition]) -> None:
    """The word of level 2 tells which cell is missing, however it is padded."""
    short = row("质量 指标", "合格率", "验收合格", "≥95%", "规划")
    found = read(*replaced(QUALITY, short), editions=editions)
    assert project(found).indicators[1].level2 == "质量 指标"
    assert residue(found) == []


@pytest.mark.parametrize("cells", [("", "", "", "", "", ""), ("", "合计", "", "", "100", "")])
def test_row_that_is_none_of_the_group_is_a_guess(
    cells: tuple[str, ...], editions: list[Edition]
) -> None:
    found = read(*FORM, row(*cells), editions=editions)
    assert len(project(found).indicators) == 3
    assert told(found) == [("产出指标", "unusual-row")]


def test_blank_cell_that_is_not_merged_is_told(editions: list[Edition]) -> None:
    """Whether the group goes on or level 1 is missing, a DOCX of other programs does not say."""
    data = docx_of(
        ["项目编码", "A1", "项目名称", "修路"],
        ["一级指标", "二级指标", "三级指标", "指标值"],
        ["产出指标", "数量指标", "长度", "≥3公里"],
        ["", "质量指标", "合格率", "≥95%"],
        ["", "时效指标", "完成率", "≥95%"],
    )
    found = recognise(read_docx(data, "修路.docx"), editions)
    assert [item.level1 for item in project(found).indicators] == ["产出指标", None, None]
    assert told(found) == [("", "blank-level1")] * 2


def docx_of(*rows: list[str]) -> bytes:
    """Return a DOCX of one table without merged cells."""
    document = Document()
    table = document.add_table(len(rows), len(rows[0]))
    for at, texts in enumerate(rows):
        for cell, text in zip(table.rows[at].cells, texts, strict=True):
            cell.text = text
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def test_sure_form_has_no_doubts(editions: list[Edition]) -> None:
    assert told(read(*FORM, editions=editions)) == []
