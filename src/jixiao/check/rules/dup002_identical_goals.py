"""DUP002: two projects have the same goals."""

from collections.abc import Iterator

from jixiao.check.copies import are_batches, goal_set
from jixiao.check.registry import rule
from jixiao.check.sentences import shortened
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView, ReportView


@rule(
    "DUP002",
    zh="绩效目标照抄另一个项目",
    en="goals copied from another project",
    severity="warning",
    aspect="relevance",
    basis="财预〔2015〕88号",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find projects whose goals are all those of an earlier project.

    A goal says what this money is to achieve. ``保障工作正常开展``, ``群众满意`` in sixteen
    projects say it of none. Every later project is named once, with the first; the order of the
    goals, their numbers and signs do not count. Batches and sources of money of one task
    (第一批, 省级资金, 县级配套) may share their goals.
    Correction: write what is done, how much, and for whom.

    中文
    ----
    绩效目标要说清这笔钱要办成什么事。十几个项目都写“保障工作正常开展”“群众满意”，等于都没有写。
    后面的每个项目提示一次，并指出最早的那一个；目标的先后顺序、序号和标点不同，仍算相同。
    同一件事的不同批次、不同资金来源（第一批、省级资金、县级配套）目标可以相同，不提示。
    怎么改：写明本项目做什么、做多少、谁受益。
    """
    groups: dict[frozenset[str], list[ProjectView]] = {}
    for project in report.projects:
        if goals := goal_set(project):
            groups.setdefault(goals, []).append(project)
    for first, *later in groups.values():
        copies = [project for project in later if not are_batches(project, first)]
        for project in copies:
            yield _finding(first, project, len(copies) + 1)


def _finding(first: ProjectView, project: ProjectView, count: int) -> Finding:
    goal = shortened(project.model.goals[0], 20)
    name, number = first.name, first.number + 1
    return Finding(
        project.path("goals"),
        Words(
            f"绩效目标与第 {number} 个项目“{name}”完全相同：“{goal}”",
            f"the goals are those of project {number}, {name}: {goal}",
        ),
        Words(
            f"共有 {count} 个项目用这一套目标；写明本项目要办成什么事",
            f"{count} projects have these goals; write what this project is to achieve",
        ),
    )
