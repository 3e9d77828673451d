"""VAL011: one number for nearly all targets of a project."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from jixiao.check.data import load
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView
from jixiao.model import format_number

_ROWS = int(load("values")["same_number"]["rows"])
_SHARE = Decimal(load("values")["same_number"]["share"])


@rule(
    "VAL011",
    zh="几乎所有指标值都是同一个数",
    en="one number for nearly all targets",
    severity="warning",
    aspect="adequacy",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find projects where at least five targets, and three of four, are the same number.

    Where quantity, quality, cost and benefits are all ``≥95%``, nobody has measured anything:
    the number was filled in downwards. Targets must be set row by row, from plans, standards and
    last year's results: so many pieces, so much money, by that date.

    中文
    ----
    数量、质量、成本、效益全是“≥95%”，说明没有逐项测算，只是一路填下来。至少五条、且占四分之三以上的指标值
    是同一个数时提示。指标值要按工作计划、行业标准和上年完成情况逐条确定：多少件、多少钱、哪一天之前。
    """
    numbers = [
        row.value.number
        for row in project.rows
        if row.value is not None and row.value.number is not None
    ]
    if len(numbers) < _ROWS:
        return
    ((number, count),) = Counter(numbers).most_common(1)
    if count < _ROWS or count < _SHARE * len(project.rows):
        return
    shown, total = format_number(number), len(project.rows)
    yield Finding(
        project.path("indicators"),
        Words(
            f"{total}条指标中有{count}条的指标值都是{shown}",
            f"{count} of {total} indicators have the same target, {shown}",
        ),
        Words(
            "按工作计划、标准和上年完成情况逐条测算",
            "set each from plans, standards and the results of last year",
        ),
    )
