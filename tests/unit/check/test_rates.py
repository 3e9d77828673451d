"""Words glued to numbers, and numbers that are percentages."""

from decimal import Decimal

import pytest

from jixiao.check import ReportView
from jixiao.check.rates import glued_text, is_bounded, percentage
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
