"""Words glued to numbers, and numbers that are percentages."""

from decimal import Decimal

import pytest

from jixiao.check import ReportView, all_rules, check_reports
from jixiao.check.fixes import mend
from jixiao.check.rates import (
    glued_text,
    is_bounded,
    is_percentage,
    is_repeated,
    percentage,
    row_spoken_of,
)
from jixiao.check.views import Row
from jixiao.definition import loads
from tests.check_cases import whole_definition


def _row(
    value: str, name: str = "巡护工作", edition: str = "hebei-2023", kind: str = "质量"
) -> Row:
    text = whole_definition(
        f"""[report]
fiscal_year = 2023
edition = "{edition}"
[[projects]]
[[projects.indicators]]
level1 = "产出指标"
level2 = "{kind}指标"
level3 = "{name}"
value = "{value}"
"""
    )
    return ReportView(loads(text).report).projects[0].rows[0]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("≥100完成年度任务", "完成年度任务"),
        ("≥90项目完成率", "项目完成率"),
        ("≥80村民生活改善", "村民生活改善"),
        ("≥95巡护工作", "巡护工作"),
        ("≥90巡护工作。", "巡护工作。"),
        ("100%全部发放到位", "全部发放到位"),
    ],
)
def test_words_that_are_glued_to_a_number(value: str, words: str) -> None:
    assert glued_text(_row(value)) == words


@pytest.mark.parametrize(
    "value",
    [
        "10个行政村村委会",
        "50名老年人",
        "3公里道路硬化",
        "1套（含软件）",
        "200元每人每月",
        "43人*1790元*12月",
        "95%以上",
        "95%较上年提高",
        "3个工作日内完成",
        "20企业",
        "2023年底前完成",
        "≥95%",
        "有效提升",
    ],
)
def test_words_that_belong_to_a_number(value: str) -> None:
    assert glued_text(_row(value)) is None


@pytest.mark.parametrize(
    ("row", "number"),
    [
        (_row("≥95%"), 95),
        (_row("≥95百分比"), 95),
        (_row("≥95", name="巡护到位率"), 95),
        (_row("≥95", name="巡护次数"), None),
        (_row("≥95次", name="巡护到位率"), None),
        (_row("≥95", edition="hebei-2020"), 95),
        (_row("≥950", edition="hebei-2020"), None),
        (_row("≥95", name="巡护次数", edition="hebei-2020"), None),
        (_row("有效提升", name="巡护到位率"), None),
    ],
)
def test_numbers_that_are_percentages(row: Row, number: int | None) -> None:
    assert percentage(row) == (None if number is None else Decimal(number))


def test_rates_of_which_nothing_is_above_all() -> None:
    assert is_bounded("验收合格率")
    assert not is_bounded("招商任务完成率")
    assert not is_bounded("合格率比上年提高")
    assert not is_bounded("巡护次数")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (_row("≥100巡护工作合格率"), True),
        (_row("≥100巡护工作规范有序"), True),
        (_row("≥100巡护工作规范有序", name="巡护次数"), False),
        (_row("100%全部巡护到位"), True),
        (_row("≥90巡护工作扎实", edition="hebei-2020"), True),
        (_row("≥900巡护工作扎实", edition="hebei-2020"), False),
        (_row("≥95%"), True),
        (_row("≥95次"), False),
        (_row("有效提升"), False),
    ],
)
def test_numbers_with_words_behind_them_may_be_percentages(row: Row, expected: bool) -> None:
    assert is_percentage(row) is expected


_TWO_ROWS = """[report]
fiscal_year = {year}
edition = "hebei-{year}"
[[projects]]
[[projects.indicators]]
level1 = "{level1}指标"
level2 = "{level2}指标"
level3 = "{name}"
description = "{description}"
value = "≥100{words}"
[[projects.indicators]]
level1 = "产出指标"
level2 = "数量指标"
level3 = "巡护次数"
value = "≥95次"
"""


def _paths_of(code: str, data: bytes) -> list[object]:
    (found,) = check_reports([ReportView(loads(data.decode()).report)], [all_rules()[code]])
    return [one.finding.path for one in found]


@pytest.mark.parametrize("year", [2020, 2021, 2023])
@pytest.mark.parametrize(("level1", "level2"), [("产出", "质量"), ("满意度", "服务对象满意度")])
@pytest.mark.parametrize("name", ["巡护合格率", "巡护工作", "受益人数", "林区住户满意度"])
@pytest.mark.parametrize("description", ["巡护按时完成", "0", "巡护工作合格率。"])
@pytest.mark.parametrize(
    "words", ["巡护按时完成", "巡护工作合格率", "林区住户普遍满意", "巡护合格率"]
)
def test_words_taken_off_a_number_change_nothing_for_other_rules(
    year: int, level1: str, level2: str, name: str, description: str, words: str
) -> None:
    text = _TWO_ROWS.format(**locals())
    before = whole_definition(text).encode()
    after = mend(before, "case.toml", [all_rules()["VAL001"]], unsafe=True).data
    assert _paths_of("VAL006", after) == _paths_of("VAL006", before)


def test_words_may_be_those_of_another_row() -> None:
    text = _TWO_ROWS.format(
        year=2023, level1="产出", level2="质量", name="合格率", description="", words=""
    ).replace('description = ""\n', "")
    first, second = ReportView(loads(whole_definition(text)).report).projects[0].rows
    assert is_repeated(second, "巡护的次数。")
    assert row_spoken_of(first, "巡护次数") is second
    assert row_spoken_of(second, "巡护次数") is None
    assert row_spoken_of(first, "巡护里程") is None
