"""VAL004: a target has no operator."""

import re
from collections.abc import Iterator

from jixiao.check.data import words
from jixiao.check.measures import is_bad, is_cost, is_money, speaks_of_saving
from jixiao.check.rates import HUNDRED, PERCENT_UNITS, glued_text
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView, Row
from jixiao.model import IndicatorValue

_LIMIT = re.compile("|".join(map(re.escape, words("values", "limits"))))
# Grades and places: 三星 is itself, neither more nor less.
_EXACT_UNITS = frozenset({"级", "星", "名次", "类", "℃", "度"})
_MONEY = ("万", "亿")
# The whole of a year.
_PERIODS = frozenset(["12个月", "12月", "4季度", "4个季度", "365天", "366天", "1年"])
_FIRST_YEAR = 2000
_LAST_YEAR = 2100


@rule(
    "VAL004",
    zh="指标值没有写符号",
    en="target without operator",
    severity="warning",
    aspect="adequacy",
    basis=PRACTICE,
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find targets without an operator: ``12次`` does not say what more or less would mean.

    At the end of the year 11 and 13 times must be scored: write ``≥12次`` where more is better,
    ``≤12次`` where less is, ``＝12次`` where it must be exactly so. Dates and periods, grades,
    zero, 100 %, and costs as exact sums are left alone; so are words that say it (12次以上).

    The fix writes ≥, or ≤ for time limits and for bad things such as accidents and complaints.

    中文
    ----
    “12次”没有说多了、少了算什么，年底做了11次或13次就没法评分。越多越好写“≥12次”，越少越好写“≤12次”，
    必须正好写“＝12次”。日期、期间、等级、零、100%、写成确数的成本不在此列；“12次以上”已经说明，也不算。
    自动修改：补“≥”；时限和事故、投诉一类越少越好的，补“≤”。
    """
    for row in project.rows:
        value = row.value
        if value is None or value.operator is not None or value.number is None:
            continue
        if _is_exact(row, value) or (value.text is not None and glued_text(row) is None):
            continue
        operator = _operator_for(row)
        mended = f"{operator}{value.raw.strip()}"
        yield Finding(
            row.path("value"),
            Words(
                f"指标值“{value}”没有写≥、≤或＝",
                f"the value {value} has no operator (≥, ≤ or ＝)",
            ),
            Words(
                f"写明符号，如“{mended}”；必须正好是这个数的，写“＝”",
                f"write the operator, {mended} for example, or ＝ if it must be exactly so",
            ),
            Fix("unsafe", (Edit(row.path("value"), mended),)),
        )


def _is_exact(row: Row, value: IndicatorValue) -> bool:
    """Tell whether a number can only be meant exactly, or is no target at all."""
    number = value.number
    assert number is not None
    if number <= 0 or value.unit in _EXACT_UNITS or f"{number:f}{value.unit}" in _PERIODS:
        return True
    if number == HUNDRED and (value.unit in PERCENT_UNITS or value.unit is None):
        return True
    if value.unit is None and _FIRST_YEAR <= number < _LAST_YEAR:
        return True
    if row.kind2 == "timeliness":
        return value.unit not in PERCENT_UNITS and not _LIMIT.search(row.names)
    return is_cost(row) and (is_money(row) or value.unit in _MONEY)


def _operator_for(row: Row) -> str:
    if row.kind2 == "timeliness" and row.value is not None:
        return "≥" if row.value.unit in PERCENT_UNITS else "≤"
    costs = is_cost(row) and not speaks_of_saving(row.names)
    return "≤" if costs or is_bad(row) else "≥"
