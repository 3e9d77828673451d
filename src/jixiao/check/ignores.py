"""Findings that a definition asks to leave out: ``check.ignore`` of a report or a project."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from jixiao.check.views import ReportView
from jixiao.model import Checking, FieldPath


@dataclass(slots=True)
class Ignore:
    """One ignore, and whether it has left out anything; ``path`` is that of its reason.

    ``project`` is None for one of the whole report. ``tried``: the rule was applied at all.
    """

    code: str
    path: FieldPath
    project: int | None = None
    used: bool = False
    tried: bool = True

    def covers(self, code: str, path: FieldPath) -> bool:
        """Tell whether a finding is to be left out."""
        if code != self.code:
            return False
        return self.project is None or path[:2] == ("projects", self.project)


@dataclass(frozen=True, slots=True)
class IgnoresView:
    """The ignores of one report after all rules were applied: what rules about them look at."""

    ignores: tuple[Ignore, ...] = field(default=())

    def leave_out(self, code: str, path: FieldPath) -> bool:
        """Tell whether a finding is to be left out; each ignore that says so counts as used."""
        covering = [ignore for ignore in self.ignores if ignore.covers(code, path)]
        for ignore in covering:
            ignore.used = True
        return bool(covering)


def ignores_of(report: ReportView, applied: Collection[str]) -> IgnoresView:
    """Return the ignores of a report; ``applied`` are the codes of the rules of this run."""
    return IgnoresView(tuple(_all(report, applied)))


def _all(report: ReportView, applied: Collection[str]) -> Iterator[Ignore]:
    yield from _of(report.model.check, (), None, applied)
    for project in report.projects:
        yield from _of(project.model.check, project.path(), project.number, applied)


def _of(
    check: Checking, path: FieldPath, project: int | None, applied: Collection[str]
) -> Iterator[Ignore]:
    for code in check.ignore:
        where = (*path, "check", "ignore", code)
        yield Ignore(code, where, project, tried=code in applied)
