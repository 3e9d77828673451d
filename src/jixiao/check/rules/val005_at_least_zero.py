"""VAL005: at least zero says nothing."""

import re
from collections.abc import Iterator

from jixiao.check.data import words
from jixiao.check.measures import PERCENT_UNITS, is_money
from jixiao.check.registry import ARITHMETIC, rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView, Row
from jixiao.model import IndicatorValue

# Rates and sums that can be below zero: there ≥0 is a target. Counts (户, 次) never are.
_SIGNED = re.compile("|".join(map(re.escape, words("values", "signed_words"))))


@rule(
    "VAL005",
    zh="指标值“≥0”等于没有目标",
    en="at least zero is no target",
    severity="error",
    aspect="adequacy",
    basis=ARITHMETIC,
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find values of at least zero: whatever is done, ``≥0次`` is reached.

    Counts and rates are never below zero, so the target holds before any money is spent. Write
    the number that the budget is for; if nothing may happen (accidents), write ``＝0次``. What
    can be negative, such as growth, savings and balances, is left alone.

    中文
    ----
    数量和比率不会小于零，“≥0次”一分钱不花也能完成，等于没有目标。应写这笔钱要做到的数；不允许发生的
    （如事故），写“＝0次”。增长率、结余等可能是负数的不在此列。
    """
    for row in project.rows:
        value = row.value
        if value is None or value.number is None or value.number or value.operator != "≥":
            continue
        if _can_be_negative(row, value):
            continue
        yield Finding(
            row.path("value"),
            Words(
                f"指标值“{value}”怎样都能达到，等于没有目标",
                f"the value {value} is reached whatever is done, and is no target",
            ),
            Words(
                "写出要达到的数；不允许发生的写“＝0”",
                "write the number to reach, or ＝0 for what must not happen",
            ),
        )


def _can_be_negative(row: Row, value: IndicatorValue) -> bool:
    if value.unit == "℃" or "净" in row.names:
        return True
    signed = value.unit is None or value.unit in PERCENT_UNITS or is_money(row)
    return signed and bool(_SIGNED.search(row.names))
