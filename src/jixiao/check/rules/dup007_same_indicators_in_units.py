"""DUP007: several units have the same indicators."""

from collections.abc import Iterator, Mapping

from jixiao.check.copies import indicator_set
from jixiao.check.data import number
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.units import by_year, unit_numbers
from jixiao.check.views import ProjectView, ReportsView

_LEAST_UNITS = int(number("copying", "least_units"))


@rule(
    "DUP007",
    zh="几个单位的绩效指标完全相同",
    en="the same indicators in several units",
    severity="warning",
    aspect="relevance",
    basis="财预〔2015〕88号",
)
def check(view: ReportsView) -> Iterator[Finding]:
    """Find sets of indicators that at least three units have, with the same values.

    Reports of one year are compared. Townships do the same kind of work, but not the same
    amount: where all of them keep 10 villages clean, one has counted and the others have copied.
    A common set of names is good practice; values must be those of the unit. Each unit is named
    once for each set, at its first project that has it. The sum that a project costs does not
    count. Files of one unit, and a department with its units, count as one.
    Correction: keep the names, and set the values by what this unit has to do.

    中文
    ----
    比较同一年度的各个文件。各乡镇的工作类别相同，数量不会相同：处处都是“整治10个村”，只有一家是自己
    数的，别的是抄的。全县统一指标名称是好事，指标值却要按本单位的任务定。三个以上单位的指标名称和
    指标值全部相同才提示，每个单位每一套只提示一次，在用它的第一个项目上。成本金额不同，仍算相同。
    同一单位的几个文件、部门和它的下属单位，都按一个单位算。
    怎么改：名称可以不动，指标值按本单位的实际任务重新核定。
    """
    for reports in by_year(view):
        units = unit_numbers(reports)
        groups: dict[object, dict[int, ProjectView]] = {}
        for report in reports:
            for project in report.projects if units[report.number] is not None else ():
                found = indicator_set(project)
                if found is not None:
                    groups.setdefault(found.rows, {}).setdefault(report.number, project)
        for firsts in groups.values():
            if len(firsts) >= _LEAST_UNITS:
                yield from _shared(list(firsts.values()), units)


def _shared(projects: list[ProjectView], units: Mapping[int, int | None]) -> Iterator[Finding]:
    first_of = {units[project.report.number]: project.report for project in reversed(projects)}
    if len(first_of) < _LEAST_UNITS:
        return
    *_more, second, first = first_of.items()
    for project in projects:
        other = second[1] if units[project.report.number] == first[0] else first[1]
        name = other.unit.name or other.unit.code
        yield Finding(
            project.path("indicators"),
            Words(
                f"绩效指标与“{name}”等单位的完全相同",
                f"the indicators are those of {name} and other units",
            ),
            Words(
                f"共有 {len(first_of)} 个单位用这一套指标和指标值；按本单位的任务重新核定指标值",
                f"{len(first_of)} units have these indicators and values; set the values by what "
                "this unit has to do",
            ),
            report=project.report.number,
        )
