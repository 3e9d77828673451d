"""A difference applied: the old report becomes the new one, or nothing where it does not fit."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from pydantic import BaseModel

from jixiao.correct.exact import exact, exact_project, exact_row
from jixiao.correct.fields import PROJECT_FIELDS, REPORT_FIELDS, ROW_FIELDS, Field
from jixiao.correct.types import FieldChange, ItemDiff, ListDiff, ProjectDiff, ReportDiff
from jixiao.model import FieldPath, Indicator, Project, Report

_T = TypeVar("_T")
_D = TypeVar("_D", ItemDiff, ProjectDiff)
_ModelT = TypeVar("_ModelT", bound=BaseModel)
_Fields = dict[FieldPath, Field]
_Same = Callable[[_T, _T], bool]
_Change = Callable[[_T, _D, FieldPath], _T]


def apply(report: Report, difference: ReportDiff) -> Report:
    """Return the new report of a difference; ``report`` is the old one.

    Exact to the digit: what `diff` tells between two reports makes the second of the first.
    Raises ValueError, which names the place, where a value that changed or was removed is not the
    old one of the difference; what only moved is not compared.
    """
    projects = _changed_list(
        report.projects, difference.projects, _same_project, _changed_project, ("projects",)
    )
    changed = _put(report, difference.fields, _REPORT_FIELDS, ())
    if difference.projects.is_empty:
        return changed
    return changed.model_copy(update={"projects": projects})


def _by_path(fields: Iterable[Field]) -> _Fields:
    return {field.path: field for field in fields}


_REPORT_FIELDS = _by_path(REPORT_FIELDS)
_PROJECT_FIELDS = _by_path(PROJECT_FIELDS)
_ROW_FIELDS = _by_path(ROW_FIELDS)


def _changed_project(project: Project, change: ProjectDiff, path: FieldPath) -> Project:
    goals = _changed_list(project.goals, change.goals, str.__eq__, _changed_goal, (*path, "goals"))
    rows = _changed_list(
        project.indicators, change.indicators, _same_row, _changed_row, (*path, "indicators")
    )
    changed = _put(project, change.fields, _PROJECT_FIELDS, path)
    return changed.model_copy(update={"goals": goals, "indicators": rows})


def _changed_row(row: Indicator, change: ItemDiff, path: FieldPath) -> Indicator:
    return _put(row, change.fields, _ROW_FIELDS, path)


def _changed_goal(goal: str, change: ItemDiff, path: FieldPath) -> str:
    for field in change.fields:
        _require(field.path == () and goal == field.old, path)
        goal = field.new
    return goal


def _changed_list(
    items: Sequence[_T],
    change: ListDiff[_T, _D],
    is_same: _Same[_T],
    item_change: _Change[_T, _D],
    path: FieldPath,
) -> tuple[_T, ...]:
    """Return a list with what was added, removed, moved and changed."""
    left: list[_T | None] = list(items)
    found: dict[int, _T] = {}

    def take(place: int) -> _T:
        item = left[place] if 0 <= place < len(left) else None
        if item is None:
            raise _misfit((*path, place))
        left[place] = None
        return item

    for changed in change.changed:
        item = take(changed.old)
        left[changed.old] = item_change(item, changed, (*path, changed.old))
    for place, removed in change.removed:
        _require(is_same(take(place), removed), (*path, place))
    for old, new in change.moved:
        found[new] = take(old)
    found |= dict(change.added)
    stayed = [item for item in left if item is not None]
    _require(len(found) == len(change.moved) + len(change.added), path)
    return _merged(stayed, found, path)


def _merged(stayed: Sequence[_T], found: dict[int, _T], path: FieldPath) -> tuple[_T, ...]:
    """Return a list in which some items have their places, and all others fill the rest."""
    count = len(stayed) + len(found)
    _require(all(0 <= place < count for place in found), path)
    others = iter(stayed)
    return tuple([found[at] if at in found else next(others) for at in range(count)])


def _put(
    model: _ModelT, changes: Iterable[FieldChange], fields: _Fields, path: FieldPath
) -> _ModelT:
    """Return a model with the new values of some fields, which must have the old ones."""
    for change in changes:
        field = fields.get(change.path)
        if field is None or exact(field.get(model)) != exact(change.old):
            raise _misfit((*path, *change.path))
        model = field.put(model, change.new)
    return model


def _same_project(one: Project, other: Project) -> bool:
    return exact_project(one) == exact_project(other)


def _same_row(one: Indicator, other: Indicator) -> bool:
    return exact_row(one) == exact_row(other)


def _require(fits: bool, path: FieldPath) -> None:
    if not fits:
        raise _misfit(path)


def _misfit(path: FieldPath) -> ValueError:
    place = ".".join(map(str, path))
    return ValueError(f"{place}: the report is not the one that the difference was made from")
