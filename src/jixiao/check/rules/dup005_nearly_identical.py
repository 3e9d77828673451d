"""DUP005: purposes, goals or indicators of two projects are nearly the same."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from jixiao.check.copies import are_batches, goal_set, indicator_set
from jixiao.check.data import number, words
from jixiao.check.likeness import LikenessIndex, shingles
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.sentences import without_number
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView, ReportView

_NEAR = float(number("copying", "near"))
_LEAST = int(number("copying", "near_least"))
# A longer text is compared by its beginning.
_LONGEST = 2000
_SET_PHRASES = re.compile("|".join(words("copying", "set_phrases")))


class _Part(NamedTuple):
    """A part of a project that is compared: its field, its name, and what it is made of.

    ``own``: what must not be wholly the same, since another rule finds that; None for nothing.
    """

    field: str
    name: Words
    parts: Callable[[ProjectView], frozenset[str]]
    own: Callable[[ProjectView], object]


@rule(
    "DUP005",
    zh="项目之间几乎雷同",
    en="nearly identical projects",
    severity="hint",
    aspect="relevance",
    basis=PRACTICE,
    profile="strict",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find projects whose purpose, goals or indicator names are nearly those of an earlier one.

    Four fifths of the text are the same: a word or a figure was changed after copying. That may
    be right for projects of one kind (two sections of one road), and it may be a purpose that
    was never written anew. Texts below sixteen characters are left out, sums of money at the
    beginning of a purpose do not count, and batches of one task are no fault.
    Correction: say in what this project differs, or put both projects together.

    中文
    ----
    资金用途、绩效目标或指标名称有八成以上与前面的项目一样：抄过来只改了一两个词或数字。同类项目
    （一条路的两个标段）这样写也许没错，也许是忘了按本项目改写。不足十六个字的不比较，用途开头照例写
    的预算金额不计，同一件事的不同批次不提示。
    怎么改：写清本项目不同在哪里，或者把两个项目合并。
    """
    for part in _PARTS:
        yield from _near_ones(report, part)


def _near_ones(report: ReportView, part: _Part) -> Iterator[Finding]:
    index = LikenessIndex(_NEAR)
    for project in report.projects:
        parts = part.parts(project)
        if not parts:
            continue
        found = index.add(project.number, parts)
        if found is None:
            continue
        other = report.projects[found.number]
        own = part.own(project)
        if (own is not None and own == part.own(other)) or are_batches(project, other):
            continue
        yield _finding(project, other, part, round(found.likeness * 100))


def _finding(project: ProjectView, other: ProjectView, part: _Part, percent: int) -> Finding:
    there = f"第 {other.number + 1} 个项目“{other.name}”"
    return Finding(
        project.path(part.field),
        Words(
            f"{part.name.zh}与{there}有 {percent}% 相同",
            f"the {part.name.en} are by {percent} % those of project {other.number + 1}, "
            f"{other.name}",
        ),
        Words(
            "写清本项目不同在哪里，或者把两个项目合并",
            "say in what this project differs, or put both together",
        ),
    )


def _purpose(project: ProjectView) -> frozenset[str]:
    return _shingles_of(_SET_PHRASES.sub("", project.model.purpose or ""))


def _goals(project: ProjectView) -> frozenset[str]:
    return _shingles_of("".join(project.model.goals))


def _shingles_of(text: str) -> frozenset[str]:
    words_only = without_number(text[:_LONGEST])
    return shingles(words_only) if len(words_only) >= _LEAST else frozenset()


def _indicator_names(project: ProjectView) -> frozenset[str]:
    if indicator_set(project) is None:
        return frozenset()
    return frozenset([row.names for row in project.rows if row.names])


def _rows(project: ProjectView) -> object:
    found = indicator_set(project)
    return None if found is None else found.rows


_PARTS = (
    _Part("purpose", Words("资金用途", "purpose"), _purpose, lambda _project: None),
    _Part("goals", Words("绩效目标", "goals"), _goals, goal_set),
    _Part("indicators", Words("绩效指标名称", "names of the indicators"), _indicator_names, _rows),
)
