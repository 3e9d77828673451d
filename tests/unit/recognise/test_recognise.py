"""Forms as clerks leave them: rows missing or in another order, odd names, other words."""

from decimal import Decimal

import pytest

from jixiao.layout import Edition
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
    project,
    read,
    replaced,
    residue,
)


def test_whole_form(editions: list[Edition]) -> None:
    found = read(*FORM, editions=editions)
    read_back = project(found)
    assert (read_back.code, read_back.name) == ("13090123P00011410002C", "修路")
    assert read_back.budget.model_dump() == {
        "total": Decimal("3.00"),
        "fiscal": Decimal("2.00"),
        "other": Decimal("1.00"),
    }
    assert read_back.purpose == "用于修路"
    assert read_back.goals == ("修好", "通车")
    assert [row.level1 for row in read_back.indicators] == ["产出指标", "产出指标"]
    assert (found.report.unit.code, found.report.unit.name) == ("636009", "柳河镇")
    assert residue(found) == []


@pytest.mark.parametrize("missing", range(1, len(FORM)))
def test_form_with_a_row_missing_keeps_the_others(missing: int, editions: list[Edition]) -> None:
    whole = project(read(*FORM, editions=editions))
    form = (*FORM[:missing], *FORM[missing + 1 :])
    if FORM[missing] in (BUDGET, MONTHS, HEADER):
        return  # without its label the next row cannot be known: the residue tells it
    found = read(*form, editions=editions)
    assert residue(found) == []
    fields = {"name", "code", "budget", "purpose", "plan", "goals", "indicators"}
    changed = {name for name in fields if getattr(project(found), name) != getattr(whole, name)}
    expected = {CODE: {"code"}, PURPOSE: {"purpose"}, PLAN: {"plan"}, GOALS: {"goals"}}
    rows = {LENGTH: {"indicators"}, QUALITY: {"indicators"}}
    assert changed == {**expected, **rows}.get(FORM[missing], set())


@pytest.mark.parametrize("label", [BUDGET, MONTHS, HEADER])
def test_rows_below_a_missing_label_are_residue(label: str, editions: list[Edition]) -> None:
    form = tuple(piece for piece in FORM if piece != label)
    assert residue(read(*form, editions=editions))


def test_rows_in_another_order(editions: list[Edition]) -> None:
    form = (HEADING, UNIT, CODE, GOALS, MONTHS, PLAN, BUDGET, PURPOSE, HEADER, LENGTH, QUALITY)
    expected = project(read(*FORM, editions=editions))
    assert project(read(*form, editions=editions)) == expected


@pytest.mark.parametrize(
    "name", ["绩效目标", "项目名称", "资金支出计划（%）", "一级指标", "单位：万元"]
)
def test_project_named_like_a_label(name: str, editions: list[Edition]) -> None:
    form = replaced(CODE, f"\t项目编码\n\tA1\n\t项目名称\n\t{name}")
    form = replaced(HEADING, f"1.{name}绩效目标表", form)
    found = read(*form, editions=editions)
    assert project(found).name == name
    assert residue(found) == []


def test_purpose_like_a_label(editions: list[Edition]) -> None:
    found = read(*replaced(PURPOSE, "\t\n\t绩效目标"), editions=editions)
    assert project(found).purpose == "绩效目标"
    assert project(found).goals == ("修好", "通车")


def test_other_words_for_the_same_labels(editions: list[Edition]) -> None:
    form = replaced(CODE, "\t项目代码：\n\tA1\n\t项 目 名 称\n\t修路")
    form = replaced(BUDGET, BUDGET.replace("其中：财政资金", "财政拨款"), form)
    found = read(*form, editions=editions)
    assert (project(found).code, project(found).budget.fiscal) == ("A1", Decimal("2.00"))
    assert residue(found) == []


def test_special_fund_is_known_by_its_label(editions: list[Edition]) -> None:
    form = replaced(CODE, CODE.replace("项目名称", "专项资金名称"))
    assert project(read(*form, editions=editions)).kind == "special-fund"


def test_special_fund_is_known_by_its_part(editions: list[Edition]) -> None:
    found = read("第二部分", "专项资金绩效目标", *FORM, editions=editions)
    assert project(found).kind == "special-fund"
    assert residue(found) == []


def test_amount_that_is_no_number_is_told(editions: list[Edition]) -> None:
    found = read(*replaced(BUDGET, BUDGET.replace("3.00", "约三万")), editions=editions)
    assert residue(found) == [("约三万", "number")]
    assert project(found).budget.total is None


def test_number_with_a_comma_is_a_guess(editions: list[Edition]) -> None:
    found = read(*replaced(BUDGET, BUDGET.replace("3.00", "1,003.00")), editions=editions)
    assert project(found).budget.total == Decimal("1003.00")
    assert [(guess.path, guess.reason) for guess in found.guesses if "budget" in guess.path] == [
        (("projects", 0, "budget", "total"), "rewritten")
    ]


def test_amounts_under_the_percent_heading(editions: list[Edition]) -> None:
    form = replaced(PLAN, "\t\n\t0.75\n\t1.50\n\t2.25\n\t3.00")
    second = replaced(HEADING, "2.修路绩效目标表")
    found = read(*form, *second, editions=editions)
    assert [item.plan.unit for item in found.report.projects] == ["amount", "percent"]


def test_heading_that_names_another_project(editions: list[Edition]) -> None:
    found = read(*replaced(HEADING, "1.植树绩效目标表"), editions=editions)
    assert residue(found) == [("植树", "heading")]
    assert project(found).name == "修路"


def test_name_is_taken_from_the_heading_where_its_cell_is_blank(editions: list[Edition]) -> None:
    found = read(*replaced(CODE, CODE.replace("\t修路", "\t")), editions=editions)
    assert project(found).name == "修路"
    assert "heading" in {guess.reason for guess in found.guesses}


def test_form_of_another_unit_is_told(editions: list[Edition]) -> None:
    other = replaced(UNIT, UNIT.replace("柳河镇", "白沙镇"))
    found = read(*FORM, *FORM, *other, editions=editions)
    assert found.report.unit.name == "柳河镇"
    assert residue(found) == [("636009白沙镇", "unit")]


def test_unusual_row_keeps_the_group_around_it(editions: list[Edition]) -> None:
    """A foreign row with a cell for each column is taken, and doubted; its group is not broken."""
    odd = "\t备注\n\t甲\n\t乙\n\t丙\n\t丁\n\t戊"
    found = read(*FORM[:-1], odd, QUALITY, editions=editions)
    assert [row.level1 for row in project(found).indicators] == ["产出指标", "备注", "产出指标"]
    assert [guess.path for guess in found.guesses if guess.reason == "unusual-row"] == [
        ("projects", 0, "indicators", 1)
    ]


def test_cell_too_many_in_a_row_of_indicators(editions: list[Edition]) -> None:
    found = read(*replaced(QUALITY, QUALITY + "\n\t外来"), editions=editions)
    assert residue(found) == [("外来", "unknown")]
    assert project(found).indicators[1].basis == "规划"


def test_prose_is_claimed_between_its_headings_only(editions: list[Edition]) -> None:
    part_1 = ("编者按", "第一部分", "部门整体绩效目标", "一、总体绩效目标", "做好工作。")
    more = ("二、分项绩效目标", "修路。", "三、工作保障措施", "工作保障措施：", "加强领导。")
    found = read(
        *part_1, *more, "第二部分", "预算项目绩效目标", "编者又按", *FORM, editions=editions
    )
    targets = found.report.targets
    assert (targets.overall, targets.itemised) == ("做好工作。", "修路。")
    assert targets.safeguards == "工作保障措施：\n加强领导。"
    assert residue(found) == [("编者按", "unknown"), ("编者又按", "unknown")]


def test_contents_list_that_was_typed_is_noise(editions: list[Edition]) -> None:
    contents = ("目录", "第一部分 部门整体绩效目标……1", "1.修路绩效目标表……2")
    part_1 = ("第一部分", "部门整体绩效目标", "一、总体绩效目标", "做好工作。")
    found = read(*contents, *part_1, "第二部分", "预算项目绩效目标", *FORM, editions=editions)
    assert found.coverage.noise > 0
    assert residue(found) == []


def test_page_number_in_the_text_is_listed_and_understood(editions: list[Edition]) -> None:
    found = read(*FORM, "— 3 —", editions=editions)
    assert residue(found) == [("— 3 —", "page-number")]
    assert found.coverage.residue == 0


def test_two_forms_without_headings(editions: list[Edition]) -> None:
    found = read(*FORM[1:], *FORM[1:], editions=editions)
    assert [item.name for item in found.report.projects] == ["修路", "修路"]


def test_framework_is_told_by_the_level_of_cost(editions: list[Edition]) -> None:
    cost = "\t成本指标\n\t经济成本指标\n\t单价\n\t每公里\n\t≤1万元\n\t规划"
    assert read(*FORM, editions=editions).report.header.framework == "2015"
    assert read(*FORM, cost, editions=editions).report.header.framework == "2021"


def test_fiscal_year_is_that_of_most_codes(editions: list[Edition]) -> None:
    old = replaced(CODE, CODE.replace("13090123P", "13090121P"))
    found = read(*FORM, *FORM, *old, editions=editions)
    assert found.report.header.fiscal_year == 2023


@pytest.mark.parametrize(
    ("edition", "heading", "goals", "plan"),
    [
        ("hebei-2020", "1、修路绩效目标表 TC 1、修路绩效目标表 \\f C \\l 1 ", "1、修好", "100"),
        ("hebei-2021", "1.修路绩效目标表 TC 1、修路绩效目标表 \\f C \\l 1 ", "1.修好", "100%"),
        ("hebei-2023", "[bookmark: _Toc_4_4_0000000004]1.修路绩效目标表", "1.修好", "100%"),
    ],
)
def test_edition_is_known_by_marks_and_numbers(
    edition: str, heading: str, goals: str, plan: str, editions: list[Edition]
) -> None:
    form = replaced(HEADING, heading)
    form = replaced(GOALS, f"\t绩效目标\n\t{goals}", form)
    form = replaced(PLAN, f"\t\n\t\n\t\n\t\n\t{plan}", form)
    found = read(*form, editions=editions)
    assert found.report.header.edition == edition
    assert "edition" not in {guess.path[-1] for guess in found.guesses}
    assert residue(found) == []


def test_edition_without_marks_is_a_guess(editions: list[Edition]) -> None:
    assert ("report", "edition") in {guess.path for guess in read(*FORM, editions=editions).guesses}


def test_contents_mark_that_says_something_else(editions: list[Edition]) -> None:
    heading = "1、修路绩效目标表 TC 1、植树绩效目标表 \\f C \\l 1 "
    assert residue(read(*replaced(HEADING, heading), editions=editions)) == [
        ("1、植树绩效目标表", "entry")
    ]


def test_every_value_has_its_place(editions: list[Edition]) -> None:
    places = read(*FORM, editions=editions).places
    lines = "".join(f"{piece}\n\n" if "\t" in piece else f"{piece}\n" for piece in FORM).split("\n")
    for path, text in (
        (("projects", 0, "code"), "\t13090123P00011410002C"),
        (("projects", 0, "budget", "other"), "\t1.00"),
        (("projects", 0, "goals"), "\t1.修好"),
        (("projects", 0, "indicators", 1, "value"), "\t≥95%"),
        (("unit",), "\t636009柳河镇"),
    ):
        assert lines[places[path].path[0] - 1] == text
