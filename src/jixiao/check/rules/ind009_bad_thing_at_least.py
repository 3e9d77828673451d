"""IND009: something bad that must happen at least so often."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.check.data import words
from jixiao.check.measures import PERCENT_UNITS, bad_targets_in, is_bad, is_satisfaction
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ReportView, Row
from jixiao.model import FieldPath

_ACCIDENTS = words("indicators", "accidents")
_COUNTED_BY = frozenset(words("indicators", "accident_units"))
# Words of what is done about accidents: then more of it is better.
_NOT_THEMSELVES = tuple(
    word
    for section in ("absent", "handled", "lowering", "about_accidents")
    for word in words("indicators", section)
)
_AT_LEAST = frozenset(["≥", ">"])
# Beyond that ≤ says no more than ≥ does: the number is wrong as well.
_LITTLE = Decimal(50)
_ADVICE = Words("用“≤”写最多允许多少", "write with ≤ what may be reached at most")


@rule(
    "IND009",
    zh="坏事用了“≥”",
    en="something bad with ≥",
    severity="warning",
    aspect="adequacy",
    basis=PRACTICE,
    fix="unsafe",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find rates and counts of something bad that are to be at least so high.

    事故发生率, 差错率, 投诉率, 返贫率: the lower, the better, so the value takes ≤. The decline
    of something bad (事故下降率), its handling (投诉办结率) and 零事故 are good and left alone.
    降低事故发生率 ≥10% may mean the decline; ≥95% cannot. In Part 1, goals and purposes only such
    high ones are found. The fix turns ≥ into ≤ where the number of a value is small.

    Wrong: 网络安全事件发生率 ≥95%. Right: ≤5%.
    Correction: write ≤ and the number that may be reached at most.

    中文
    ----
    事故发生率、差错率、投诉率、返贫率等越低越好，应写“≤”。下降率、办结率、“零事故”是好事，不
    在此列；“降低事故发生率 ≥10%”可以理解为降了一成，“≥95%”就说不通了。第一部分、绩效目标和资金用途
    里，只查这样说不通的。指标值小的，自动修改把“≥”改成“≤”。

    错：网络安全事件发生率 ≥95%。
    对：网络安全事件发生率 ≤5%。
    改法：写“≤”和最多允许的数。
    """
    for section in ("overall", "itemised", "safeguards"):
        if text := getattr(report.model.targets, section):
            yield from _in_text(("targets", section), text)
    for project in report.projects:
        if project.model.purpose:
            yield from _in_text(project.path("purpose"), project.model.purpose)
        for number, goal in enumerate(project.model.goals):
            yield from _in_text(project.path("goals", number), goal)
        for row in project.rows:
            yield from _in_row(row)


def _in_text(path: FieldPath, text: str) -> Iterator[Finding]:
    for written in bad_targets_in(text):
        yield Finding(
            path,
            Words(
                f"“{written}”方向反了：应当越低越好",
                f"“{written}”: it should be low, not high",
            ),
            _ADVICE,
        )


def _in_row(row: Row) -> Iterator[Finding]:
    value = row.value
    if value is None or value.operator not in _AT_LEAST or not value.number:
        return
    if is_satisfaction(row) or not (is_bad(row) or _is_accident(row)):
        return
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
        _ADVICE,
        fix,
    )


def _is_accident(row: Row) -> bool:
    """Tell whether a row counts accidents by 起 or 次, or gives a rate of 发生…事故."""
    name, value = row.level3 or row.description or "", row.value
    if value is None or not name.endswith(_ACCIDENTS):
        return False
    rate = value.unit in PERCENT_UNITS and "发生" in name
    if not rate and value.unit not in _COUNTED_BY:
        return False
    return not any(word in row.names for word in _NOT_THEMSELVES)
