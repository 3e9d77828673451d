"""Differences as a listing and as JSON."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import simplejson

from jixiao.correct.formats.json import write_json
from jixiao.correct.formats.listing import listing, summary_lines
from jixiao.i18n import set_language
from jixiao.model import Report
from tests.unit.correct.drafts import (
    draft,
    entries_between,
    in_order,
    summary_between,
    with_rows,
    without,
)

CORRECTED = draft(
    ("total = 38.18", "total = 40.00"),
    ('name = "村道养护"', 'name = "村道管护"'),
    ("守牢防灾减灾底线", "守住防灾底线"),
    ('value = "≥24公里"', 'value = "≥26公里"'),
    ('basis = "问卷调查"', 'basis = "村民问卷"'),
)


@pytest.fixture
def chinese() -> Iterator[None]:
    set_language("zh_CN")
    yield
    set_language("en")


def lines(old: Report, new: Report, *, full: bool = False) -> list[str]:
    found = listing(entries_between(old, new), full=full)
    return ["".join(span.text for span in line) for line in found]


@pytest.mark.usefixtures("chinese")
def test_chinese_figures_stand_beside_their_words() -> None:
    old, new = without(draft(), 0), without(draft(), 1)
    assert lines(old, new)[1] == "  新增项目：+ 预算数38.18，绩效指标3行"
    assert list(summary_lines(summary_between(old, new))) == [
        "修改项目0个，新增1个，删除1个，调整位置0个；差异共2处",
        "预算合计：32.50 → 58.68万元（+26.18）",
    ]
    years = draft(
        ("fiscal_year = 2023", "fiscal_year = 2024"),
        ("P00011410013U", "P00011410013V"),
        ("用于修补村道。", "用于2024年修补村道。"),
    )
    summary = summary_between(
        draft(("用于修补村道。", "用于2023年修补村道。")), years, year_on_year=True
    )
    assert next(summary_lines(summary)) == (
        "跨年正常变化：预算年度、1个项目的编码、1处文字和指标值中的年份（-v 逐条列出）"
    )


@pytest.mark.usefixtures("chinese")
def test_a_listing_in_chinese() -> None:
    assert lines(draft(), CORRECTED) == [
        "整个报告",
        "  总体绩效目标：",
        "      …常运转。（二）改善生产生活条件。",
        "    - （三）守牢防灾减灾底线。",
        "    + （三）守住防灾底线。",
        "",
        "第1个项目 村道管护（13090123P00011410013U），原为 村道养护",
        "  项目名称：村道养护 → 村道管护",
        "  预算数：38.18 → 40.00（+1.82）",
        "  第1行指标（修补里程） 指标值：≥24公里 → ≥26公里",
        "  第3行指标（村民满意度） 指标值确定依据：问卷调查 → 村民问卷",
        "",
    ]


def test_a_listing_in_english() -> None:
    assert lines(draft(), CORRECTED)[6:] == [
        "project 1 村道管护 (13090123P00011410013U), was 村道养护",
        "  project name: 村道养护 → 村道管护",
        "  total: 38.18 → 40.00 (+1.82)",
        "  row 1 (修补里程), value: ≥24公里 → ≥26公里",
        "  row 3 (村民满意度), basis: 问卷调查 → 村民问卷",
        "",
    ]


def test_nothing_of_a_long_text_is_left_out_of_a_full_listing() -> None:
    shown = "\n".join(lines(draft(), CORRECTED, full=True))
    for report in (draft(), CORRECTED):
        assert report.targets.overall is not None
        assert report.targets.overall in shown


def test_projects_that_come_and_go_are_listed_with_their_budget() -> None:
    old, new = without(draft(), 0), without(draft(), 1)
    assert lines(old, new) == [
        "project 1 村道养护 (13090123P00011410013U)",
        "  new project: + total 38.18, indicators 3",
        "",
        "former project 1 防汛物资采购 (13090123P00011410024B)",
        "  project removed: - total 12.00, indicators 1",
        "",
    ]
    full = "\n".join(lines(old, new, full=True))
    assert "    purpose: 购置编织袋、抽水机等防汛物资。" in full
    assert (
        "    row 2: 产出指标 / 质量指标 / 验收合格率 / 验收合格的路段所占比例 / ≥95% / 工程验收单"
        in full
    )


def test_rows_and_goals_are_listed_with_their_text() -> None:
    new = draft(
        (
            'goals = ["修补全部破损村道。", "路面平整，群众出行方便。"]',
            'goals = ["修补全部破损村道。"]',
        )
    )
    assert lines(draft(), new)[1] == "  goal removed: - 路面平整，群众出行方便。 (was no. 2)"
    project = draft().projects[0]
    fewer = project.model_copy(update={"indicators": project.indicators[1:]})
    new = draft().model_copy(update={"projects": (fewer, *draft().projects[1:])})
    assert lines(new, draft())[1] == (
        "  new indicator: + "
        "产出指标 / 数量指标 / 修补里程 / 当年修补的村道里程 / ≥24公里 / 村道普查台账 (row 1)"
    )


def test_what_moved_is_one_line() -> None:
    assert lines(draft(), in_order(draft(), 2, 0, 1)) == [
        "project 1 敬老院运转经费 (13090123P000221100178)",
        "  moved: no. 3 → no. 1",
        "",
    ]


def test_a_row_that_moved_names_its_old_number_where_that_was_another() -> None:
    assert lines(draft(), with_rows(draft(), 2, 1, 0))[1:] == [
        "  row 1 (村民满意度): moved, was no. 3",
        "  row 2 (验收合格率): moved",
        "",
    ]


def test_another_edition_is_said_to_look_different() -> None:
    new = draft(('edition = "hebei-2023"', 'edition = "hebei-2020"'))
    assert lines(draft(), new)[1] == "  edition: hebei-2023 → hebei-2020 (looks different)"


def test_a_full_listing_has_each_paragraph_once_and_marks_the_changed_ones() -> None:
    before = ("一、修补村道。", "二、清理边沟。", "三、栽植行道树。", "四、安装路灯。")
    after = (
        "一、修补村道。",
        "二、清理全部边沟。",
        "三、栽植行道树。",
        "四、安装路灯。",
        "五、验收。",
    )
    texts = ("\\n".join(paragraphs) for paragraphs in (before, after))
    old, new = (draft(("用于修补村道。", text)) for text in texts)
    assert lines(old, new, full=True)[1:] == [
        "  purpose:",
        "      一、修补村道。",
        "    - 二、清理边沟。",
        "    + 二、清理全部边沟。",
        "      三、栽植行道树。",
        "      四、安装路灯。",
        "    + 五、验收。",
        "",
    ]


def test_what_no_report_shows_is_marked() -> None:
    new = draft(('name = "村道养护"', 'name = "村道养护 "'), ("total = 12.00", "total = 12"))
    assert (
        lines(draft(), new)[1] == "  project name: 村道养护 → 村道养护  (looks the same in print)"
    )
    assert lines(draft(), new)[4] == "  total: 12.00 → 12 (spelt otherwise, the same meaning)"


def test_the_summary_counts_projects_and_money() -> None:
    assert list(summary_lines(summary_between(draft(), CORRECTED))) == [
        "projects changed 1, added 0, removed 0, moved 0; differences 5",
        "total budget: 70.68 → 72.50 (10 000 yuan; +1.82)",
    ]
    new = draft(("fiscal_year = 2023", "fiscal_year = 2024"), ("P00011410013U", "P00011410013V"))
    assert list(summary_lines(summary_between(draft(), new, year_on_year=True))) == [
        "expected year-on-year: fiscal year, project codes (1); -v lists them",
        "total budget: 70.68 (10 000 yuan), unchanged",
    ]


def as_json(old: Report, new: Report) -> Any:
    text = write_json(
        entries_between(old, new), summary_between(old, new), ("旧.toml", old), ("新.toml", new)
    )
    return simplejson.loads(text, use_decimal=True)


def test_json_names_sides_and_figures() -> None:
    tree = as_json(draft(), CORRECTED)
    assert tree["old"] == {
        "name": "旧.toml",
        "unit": {"code": "636009", "name": "青石县柳河镇人民政府"},
        "fiscal_year": 2023,
        "projects": 3,
    }
    assert (tree["new"]["name"], tree["identical"]) == ("新.toml", False)
    assert tree["summary"]["projects"] == {"changed": 1, "added": 0, "removed": 0, "moved": 0}
    assert tree["summary"]["total"]["difference"] == Decimal("1.82")
    assert as_json(draft(), draft())["identical"] is True


def test_json_of_a_change_keeps_the_digits() -> None:
    (_targets, _name, total, value, _basis) = as_json(draft(), CORRECTED)["changes"]
    assert total == {
        "kind": "changed",
        "project": {
            "kind": "budget-project",
            "number": 1,
            "code": "13090123P00011410013U",
            "name": "村道管护",
            "old_code": "13090123P00011410013U",
            "old_name": "村道养护",
        },
        "path": ["projects", 0, "budget", "total"],
        "old_path": ["projects", 0, "budget", "total"],
        "field": "budget.total",
        "row": None,
        "row_name": None,
        "old": Decimal("38.18"),
        "new": Decimal("40.00"),
        "difference": Decimal("1.82"),
        "expected": False,
        "doubtful": False,
        "printed": True,
        "note": None,
    }
    assert str(total["new"]) == "40.00"
    assert (value["field"], value["row"], value["new"]) == ("indicators.value", 1, "≥26公里")
    assert value["row_name"] == "修补里程"


def test_json_of_a_project_is_that_of_a_definition() -> None:
    added, removed = as_json(without(draft(), 0), without(draft(), 1))["changes"]
    assert (added["old"], added["new"]["name"]) == (None, "村道养护")
    assert added["new"]["indicators"][0]["value"] == "≥24公里"
    assert (removed["old"]["budget"], removed["new"]) == ({"total": Decimal("12.00")}, None)
