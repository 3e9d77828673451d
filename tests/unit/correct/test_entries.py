"""Differences as a flat list: in the order of the form, each with what it is called and means."""

from decimal import Decimal

import pytest

from jixiao.correct.entries import Entry
from tests.unit.correct.drafts import (
    draft,
    entries_between,
    in_order,
    summary_between,
    with_row,
    with_rows,
    without,
)


def only(old_words: str, new_words: str) -> Entry:
    """Return the one entry that replacing some words makes."""
    (entry,) = entries_between(draft(), draft((old_words, new_words)))
    return entry


def test_equal_reports_have_no_entries() -> None:
    assert entries_between(draft(), draft()) == []


def test_an_amount_has_its_difference() -> None:
    entry = only("total = 38.18", "total = 40.00")
    assert (entry.kind, entry.field, entry.row) == ("changed", "budget.total", None)
    assert entry.path == entry.old_path == ("projects", 0, "budget", "total")
    assert entry.difference == Decimal("1.82")
    assert entry.words.zh == "预算数"
    assert entry.note is not None
    assert entry.note.zh == "增加1.82万元"
    assert entry.note.en == "1.82 (10 000 yuan) more"


@pytest.mark.parametrize(
    ("before", "after", "note"),
    [
        ("total = 38.18", "total = 30", "减少8.18万元"),
        ("june = 50", "june = 45", "减少5"),
        ("total = 12.00", "total = 12", "仅写法不同"),
        ('value = "≥95%"', 'value = "≧95%"', "仅写法不同"),
        ("购置编织袋、抽水机", "购置编织袋、 抽水机", "仅写法不同"),
        (", fiscal = 38.18 }", " }", "删去内容"),
        ("total = 12.00 }", "total = 12.00, other = 1 }", "原为空白，补填"),
        ('name = "村道养护"', 'name = "村道养护 "', "打印结果相同"),
        ('framework = "2015"', 'framework = "2021"', "打印结果相同"),
        ('value = "≥95%"', 'value = "≥97%"', None),
        ("用于修补村道", "用于修补、养护村道", None),
    ],
)
def test_a_note_says_what_kind_of_difference_it_is(
    before: str, after: str, note: str | None
) -> None:
    entry = only(before, after)
    assert (entry.note.zh if entry.note else None) == note
    assert entry.printed == (note != "打印结果相同")
    assert entry.is_spelling == (note in ("仅写法不同", "打印结果相同") and "2015" not in before)


def test_entries_stand_in_the_order_of_the_form() -> None:
    new = draft(
        ('basis = "工程验收单"', 'basis = "竣工验收单"'),
        ('value = "≥24公里"', 'value = "≥26公里"'),
        ("路面平整", "路面平实"),
        ("june = 50", "june = 45"),
        ("用于修补村道", "用于养护村道"),
        ("total = 38.18", "total = 38.20"),
        ('name = "村道养护"', 'name = "村道管护"'),
        ('name = "青石县柳河镇人民政府"', 'name = "青石县柳河镇政府"'),
        ("防灾减灾底线", "防灾底线"),
    )
    assert [entry.field for entry in entries_between(draft(), new)] == [
        *("unit.name", "targets.overall", "name", "budget.total", "purpose", "plan.june"),
        *("goals", "indicators.value", "indicators.basis"),
    ]


def test_rows_that_come_and_go_have_their_own_numbers() -> None:
    added = """value = "≥26公里"
basis = "村道普查台账"
[[projects.indicators]]
level1 = "产出指标"
level3 = "清理边沟长度"
value = "≥8公里"
"""
    old = draft(('level3 = "验收合格率"', 'level3 = "完工及时率"'))
    new = draft(('value = "≥24公里"\nbasis = "村道普查台账"\n', added))
    found = [
        (entry.kind, entry.field, entry.row, entry.words.zh) for entry in entries_between(old, new)
    ]
    assert found == [
        ("changed", "indicators.value", 1, "第1行指标（修补里程） 指标值"),
        ("added", "indicators", 2, "第2行指标（清理边沟长度）"),
        ("changed", "indicators.level3", 3, "第3行指标（验收合格率） 三级指标"),
    ]


def test_a_row_that_was_removed_is_called_what_it_was_called() -> None:
    (entry,) = entries_between(draft(), with_rows(draft(), 1, 2))
    assert entry.row_name == "修补里程"
    assert (entry.words.zh, entry.words.en) == (
        "原第1行指标（修补里程）",
        "former row 1 (修补里程)",
    )


@pytest.mark.parametrize(
    ("level3", "description", "name"),
    [
        ("设备\n 购置成本", "购置设备", "（设备 购置成本）"),
        (None, "购置设备所需资金", "（购置设备所需资金）"),
        (None, None, ""),
        ("一" * 20, None, f"（{'一' * 20}）"),
        ("一" * 21, None, f"（{'一' * 19}…）"),
    ],
)
def test_a_row_is_called_by_what_it_measures(
    level3: str | None, description: str | None, name: str
) -> None:
    named = {"level3": level3, "description": description}
    old, new = (
        with_row(draft(), {**named, "basis": basis}) for basis in ("工程验收单", "竣工验收单")
    )
    (entry,) = entries_between(old, new)
    assert entry.words.zh == f"第1行指标{name} 指标值确定依据"


def test_a_goal_has_a_number_and_no_name() -> None:
    entry = only("路面平整", "路面平实")
    assert (entry.words.zh, entry.words.en) == ("第2条绩效目标", "goals, no. 2")
    assert entry.row_name is None


def test_another_edition_looks_different() -> None:
    entry = only('edition = "hebei-2023"', 'edition = "hebei-2020"')
    assert entry.printed
    assert entry.note is not None
    assert (entry.note.zh, entry.note.en) == ("样式不同", "looks different")


def test_a_row_that_moved_tells_both_numbers() -> None:
    (entry,) = entries_between(draft(), with_rows(draft(), 2, 0, 1))
    assert (entry.kind, entry.row, entry.old, entry.new) == ("moved", 1, 3, 1)
    assert entry.path == ("projects", 0, "indicators", 0)
    assert entry.old_path == ("projects", 0, "indicators", 2)
    assert entry.difference is None
    assert not entry.stays_in_place


def test_of_rows_in_reverse_order_one_keeps_its_number() -> None:
    entries = entries_between(draft(), with_rows(draft(), 2, 1, 0))
    found = [(entry.old, entry.new, entry.stays_in_place) for entry in entries]
    assert found == [(3, 1, False), (2, 2, True)]


def test_a_renamed_project_knows_its_old_name() -> None:
    entry = only('name = "防汛物资采购"', 'name = "防汛抗旱物资采购"')
    assert entry.project is not None
    assert entry.project.old_name == "防汛物资采购"
    assert entry.project.words().zh == "第2个项目 防汛抗旱物资采购"


def test_projects_that_come_and_go_are_entries_of_their_own() -> None:
    old, new = without(draft(), 0), without(draft(), 1)
    added, removed = entries_between(old, new)
    assert (added.kind, added.project and added.project.words().en) == (
        "added",
        "project 1 村道养护",
    )
    assert (removed.kind, removed.project and removed.project.words().zh) == (
        "removed",
        "原第1个项目 防汛物资采购",
    )
    assert (added.field, removed.field) == ("projects", "projects")


def test_a_project_that_moved_is_not_changed() -> None:
    old, new = draft(), in_order(draft(), 2, 0, 1)
    (entry,) = entries_between(old, new)
    assert (entry.kind, entry.old, entry.new) == ("moved", 3, 1)
    summary = summary_between(old, new)
    assert (summary.moved, summary.changed, summary.differences) == (1, 0, 1)


def test_year_and_codes_are_expected_from_one_year_to_the_next() -> None:
    new = draft(
        ("fiscal_year = 2023", "fiscal_year = 2024"),
        ("13090123P00011410013U", "13090124P00011410013U"),
        ("total = 38.18", "total = 40.00"),
    )
    expected = [
        entry.field for entry in entries_between(draft(), new, year_on_year=True) if entry.expected
    ]
    assert expected == ["report.fiscal_year", "code"]
    summary = summary_between(draft(), new, year_on_year=True)
    assert (summary.differences, summary.expected, summary.expected_codes) == (1, 2, 1)
    assert not any(entry.expected for entry in entries_between(draft(), new))


def test_texts_and_values_where_only_the_year_is_another_are_expected() -> None:
    dated = (
        ("用于修补村道。", "2023年用于修补村道，至2023年底完成。"),
        ('value = "≥24公里"', 'value = "2023年12月10日之前"'),
        ('basis = "工程验收单"', 'basis = "2023年12023号合同"'),
    )
    old = draft(*dated)
    new = draft(
        *((before, after.replace("2023年", "2024年")) for before, after in dated),
        ("fiscal_year = 2023", "fiscal_year = 2024"),
    )
    entries = entries_between(old, new, year_on_year=True)
    assert [entry.field for entry in entries if not entry.expected] == []
    summary = summary_between(old, new, year_on_year=True)
    assert (summary.expected, summary.expected_codes, summary.expected_texts) == (4, 0, 3)
    assert not any(entry.expected for entry in entries_between(old, new))


def test_a_code_that_is_missing_is_no_matter_of_the_year() -> None:
    new = draft(('code = "13090123P00011410024B"\n', ""))
    (entry,) = entries_between(draft(), new, year_on_year=True)
    assert (entry.field, entry.expected) == ("code", False)


def test_the_summary_has_the_total_of_all_budgets() -> None:
    summary = summary_between(draft(), draft(("total = 12.00", "total = 15.50")))
    assert (summary.old_total, summary.new_total) == (Decimal("70.68"), Decimal("74.18"))
    assert (summary.changed, summary.added, summary.removed) == (1, 0, 0)
