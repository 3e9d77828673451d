"""VAL011: one number for nearly all targets of a project, or of each project of a report."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from jixiao.check.data import load
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView, ReportView
from jixiao.model import format_number

_SAME = load("values")["same_number"]
_ROWS, _SHARE = int(_SAME["rows"]), Decimal(_SAME["share"])
_SMALL_ROWS, _SMALL_PROJECTS = int(_SAME["small_rows"]), int(_SAME["small_projects"])
_ADVICE = Words(
    "按工作计划、标准和上年完成情况逐条测算",
    "set each from plans, standards and the results of last year",
)


@rule(
    "VAL011",
    zh="几乎所有指标值都是同一个数",
    en="one number for nearly all targets",
    severity="warning",
    aspect="adequacy",
    basis="财预〔2015〕88号",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find projects where at least five targets, and three of four, are the same number.

    Where quantity, quality, cost and benefits are all ``≥95%``, nobody has measured anything:
    the number was filled in downwards. Three or four targets alike may be chance; but where all
    targets are alike in most projects of a report, that is one finding for the report. Targets
    must be set row by row, from plans, standards and last year's results: so many pieces, so much
    money, by that date.

    中文
    ----
    数量、质量、成本、效益全是“≥95%”，说明没有逐项测算，只是一路填下来。至少五条、且占四分之三以上的指标值
    是同一个数时提示。三四条相同可能碰巧；但报告里多数项目都是这样的，整个报告提示一次。
    指标值要按工作计划、行业标准和上年完成情况逐条确定：多少件、多少钱、哪一天之前。
    """
    small: list[tuple[ProjectView, Decimal]] = []
    counted = 0
    for project in report.projects:
        numbers = _numbers(project)
        counted += len(numbers) >= _SMALL_ROWS
        if len(numbers) >= _ROWS:
            yield from _in_project(project, numbers)
        elif len(numbers) >= _SMALL_ROWS and len(set(numbers)) == 1:
            small.append((project, numbers[0]))
    if len(small) >= _SMALL_PROJECTS and 2 * len(small) > counted:
        yield _in_report(small, counted)


def _numbers(project: ProjectView) -> list[Decimal]:
    return [
        row.value.number
        for row in project.rows
        if row.value is not None and row.value.number is not None
    ]


def _in_project(project: ProjectView, numbers: list[Decimal]) -> Iterator[Finding]:
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
        _ADVICE,
    )


def _in_report(small: list[tuple[ProjectView, Decimal]], counted: int) -> Finding:
    ((most, _count),) = Counter(number for _project, number in small).most_common(1)
    shown = format_number(most)
    return Finding(
        ("projects",),
        Words(
            f"{counted}个项目中有{len(small)}个，指标值全是同一个数（多为{shown}）",
            f"in {len(small)} of {counted} projects all targets are one number, mostly {shown}",
        ),
        _ADVICE,
    )
