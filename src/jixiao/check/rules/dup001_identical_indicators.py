"""DUP001: two projects have the same indicators."""

from collections.abc import Iterator

from jixiao.check.copies import IndicatorSet, are_batches, indicator_set
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView, ReportView


@rule(
    "DUP001",
    zh="绩效指标照抄另一个项目",
    en="indicators copied from another project",
    severity="warning",
    aspect="relevance",
    basis="财预〔2015〕88号",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find projects whose indicators and values are all those of an earlier project.

    Indicators must follow from what the project does. A set that fits thirteen projects
    (日常工作完成率, 资金拨付及时率, 群众满意度 …) measures none of them, and nobody can tell at the
    end of the year which of them has failed. Every later project is named once, with the first.
    The order, the level-2 kind, the basis, and a sum that the project itself costs do not count.
    Batches and sources of money of one task (第一批, 省级资金, 县级配套) may share theirs.
    Correction: set quantity and quality by what this very project buys, builds or pays.

    中文
    ----
    绩效指标应当与项目内容紧密相关。两个项目的三级指标、描述和指标值完全一样，说明是照抄的：放到哪个
    项目都行，就哪个项目都考核不了。后面的每个项目提示一次，并指出最早的那一个。顺序、二级指标归类、
    确定依据不同，或者只有成本金额不同，仍算照抄。同一件事的不同批次、不同资金来源（第一批、省级资金、
    县级配套）指标可以相同，不提示。
    怎么改：按本项目买什么、建什么、发给谁，重新设定数量、质量指标。
    """
    groups: dict[frozenset[object], list[tuple[ProjectView, IndicatorSet]]] = {}
    for project in report.projects:
        found = indicator_set(project)
        if found is not None:
            groups.setdefault(frozenset(found.rows), []).append((project, found))
    for (first, its_set), *later in groups.values():
        copies = [(project, found) for project, found in later if not are_batches(project, first)]
        for project, found in copies:
            yield _finding(first, project, its_set.costs == found.costs, len(copies) + 1)


def _finding(first: ProjectView, project: ProjectView, wholly: bool, count: int) -> Finding:
    zh_part, en_part = ("", "all") if wholly else ("除成本金额外", "but for the sum of the cost")
    name, number = first.name, first.number + 1
    return Finding(
        project.path("indicators"),
        Words(
            f"绩效指标{zh_part}与第 {number} 个项目“{name}”完全相同",
            f"the indicators are {en_part} those of project {number}, {name}",
        ),
        Words(
            f"共有 {count} 个项目用这一套指标；按本项目的内容重新设定",
            f"{count} projects have this set; set indicators by what this project does",
        ),
    )
