"""What differs between two reports, to the digit."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from jixiao.correct.exact import exact
from jixiao.correct.fields import PROJECT_FIELDS, REPORT_FIELDS, ROW_FIELDS, Field
from jixiao.correct.match import match_goals, match_projects, match_rows
from jixiao.correct.matching import Matching, moved_pairs
from jixiao.correct.types import (
    FieldChange,
    ItemDiff,
    ListDiff,
    Move,
    Placed,
    ProjectDiff,
    ReportDiff,
)
from jixiao.model import Indicator, Project, Report

_T = TypeVar("_T")
_D = TypeVar("_D")


def diff(old: Report, new: Report, *, year_on_year: bool = False) -> ReportDiff:
    """Return what differs between two reports; `apply` makes the new one of the old with it.

    Fields differ where their digits do: 3.00 is not 3. What is in a list is in the order of the
    new report, what was removed in that of the old. ``year_on_year``: the reports are of two
    years; projects are matched by name and likeness before their codes, which are expected to
    differ (and are told as changes all the same).
    """
    matching = match_projects(old.projects, new.projects, year_on_year=year_on_year)
    return ReportDiff(
        _changes(old, new, REPORT_FIELDS),
        _list_diff(old.projects, new.projects, matching, _project_diff),
    )


def _project_diff(old: Project, new: Project, old_place: int, new_place: int) -> ProjectDiff:
    return ProjectDiff(
        old_place,
        new_place,
        _changes(old, new, PROJECT_FIELDS),
        _goals_diff(old.goals, new.goals),
        _rows_diff(old.indicators, new.indicators),
    )


def _goals_diff(old: Sequence[str], new: Sequence[str]) -> ListDiff[str, ItemDiff]:
    if old == new:
        return ListDiff()
    return _list_diff(old, new, match_goals(old, new), _goal_diff)


def _goal_diff(old: str, new: str, old_place: int, new_place: int) -> ItemDiff:
    return ItemDiff(old_place, new_place, (FieldChange((), old, new),))


def _rows_diff(old: Sequence[Indicator], new: Sequence[Indicator]) -> ListDiff[Indicator, ItemDiff]:
    return _list_diff(old, new, match_rows(old, new), _row_diff)


def _row_diff(old: Indicator, new: Indicator, old_place: int, new_place: int) -> ItemDiff:
    return ItemDiff(old_place, new_place, _changes(old, new, ROW_FIELDS))


def _list_diff(
    old: Sequence[_T],
    new: Sequence[_T],
    matching: Matching,
    item_diff: Callable[[_T, _T, int, int], _D],
) -> ListDiff[_T, _D]:
    """Return how a list became another, by which item is which."""
    pairs = matching.pairs
    changed = [pair for pair in pairs if pair[0] not in matching.identical]
    return ListDiff(
        removed=_placed(old, matching.only_old),
        added=_placed(new, matching.only_new),
        changed=tuple([item_diff(old[one], new[other], one, other) for one, other in changed]),
        moved=tuple([Move(one, other) for one, other in moved_pairs(pairs)]),
    )


def _placed(items: Sequence[_T], places: Iterable[int]) -> tuple[Placed[_T], ...]:
    return tuple([Placed(place, items[place]) for place in places])


def _changes(old: Any, new: Any, fields: Iterable[Field]) -> tuple[FieldChange, ...]:
    return tuple(_iterate_changes(old, new, fields))


def _iterate_changes(old: Any, new: Any, fields: Iterable[Field]) -> Iterator[FieldChange]:
    for field in fields:
        one, other = field.get(old), field.get(new)
        if one is not other and exact(one) != exact(other):
            yield FieldChange(field.path, one, other)
