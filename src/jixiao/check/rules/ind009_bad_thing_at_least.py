"""IND009: something bad that must happen at least so often."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.check.measures import is_bad, is_satisfaction
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView

_AT_LEAST = frozenset(["≥", ">"])
# Beyond that ≤ says no more than ≥ does: the number is wrong as well.
_LITTLE = Decimal(50)


@rule(
    "IND009",
    zh="坏事用了“≥”",
    en="something bad with ≥",
    severity="warning",
    aspect="adequacy",
    basis=PRACTICE,
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find rates and counts of something bad that are to be at least so high.

    事故发生率, 差错率, 投诉率, 返贫率: the lower, the better, so the value takes ≤. The decline
    of something bad (事故下降率), its handling (投诉办结率) and 零事故 are good and left alone.
    降低事故发生率 ≥10% may mean the decline; ≥95% cannot. The fix turns ≥ into ≤ where the number
    is small.

    Wrong: 网络安全事件发生率 ≥95%. Right: ≤5%.
    Correction: write ≤ and the number that may be reached at most.

    中文
    ----
    事故发生率、差错率、投诉率、返贫率等越低越好，应写“≤”。下降率、办结率、“零事故”是好事，不
    在此列；“降低事故发生率 ≥10%”可以理解为降了一成，“≥95%”就说不通了。数值小的，自动修改把“≥”改成
    “≤”。

    错：网络安全事件发生率 ≥95%。
    对：网络安全事件发生率 ≤5%。
    改法：写“≤”和最多允许的数。
    """
    for row in project.rows:
        value = row.value
        if value is None or value.operator not in _AT_LEAST or not value.number:
            continue
        if is_satisfaction(row) or not is_bad(row):
            continue
        fix = None
        if value.number < _LITTLE:
            mended = "≤" + value.raw.lstrip(" ").lstrip("≥≧⩾>＞=＝")
            fix = Fix("unsafe", (Edit(row.path("value"), mended),))
        yield Finding(
            row.path("value"),
            Words(
                f"“{row.label}”写“{value}”，方向反了：应当越低越好",
                f"“{row.label}” says {value}: it should be low, not high",
            ),
            Words("用“≤”写最多允许多少", "write with ≤ what may be reached at most"),
            fix,
        )
