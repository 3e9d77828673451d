"""What differs between two reports, told so that the one can be made of the other.

Places in a list count from 0. What is in neither list of places of a `ListDiff` has stayed as it
was, in its order.
"""

from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from jixiao.model import FieldPath, Indicator, Project

T = TypeVar("T")
D = TypeVar("D")


class FieldChange(NamedTuple):
    """A field with another value; None is a blank cell.

    ``path``: from what holds it on: ``("budget", "total")`` of a project, ``("value",)`` of an
    indicator, ``()`` of a goal. Numbers differ where their digits do: 3.00 is not 3.
    """

    path: FieldPath
    old: Any
    new: Any


class Placed(NamedTuple, Generic[T]):
    """An item and its place: in the old list where removed, in the new where added."""

    place: int
    item: T


class Move(NamedTuple):
    """An item that stands elsewhere among those that stayed; it may have changed besides."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class ItemDiff:
    """A goal or an indicator that changed: its old and its new place, and its fields."""

    old: int
    new: int
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ListDiff(Generic[T, D]):
    """How one list became another; ``moved`` are as few as can be.

    ``removed`` is in the order of the old list, all else in that of the new.
    """

    removed: tuple[Placed[T], ...] = ()
    added: tuple[Placed[T], ...] = ()
    changed: tuple[D, ...] = ()
    moved: tuple[Move, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the lists are the same."""
        return not (self.removed or self.added or self.changed or self.moved)


@dataclass(frozen=True, slots=True)
class ProjectDiff:
    """A project that changed: its old and its new place, its fields, goals and indicators."""

    old: int
    new: int
    fields: tuple[FieldChange, ...] = ()
    goals: ListDiff[str, ItemDiff] = ListDiff()
    indicators: ListDiff[Indicator, ItemDiff] = ListDiff()


@dataclass(frozen=True, slots=True)
class ReportDiff:
    """What differs between two reports: fields of the report itself, and its projects.

    Paths of ``fields`` are those of a definition: ``("unit", "name")``, ``("report",
    "fiscal_year")``, ``("targets", "overall")``, ``("check", "ignore")``.
    """

    fields: tuple[FieldChange, ...] = ()
    projects: ListDiff[Project, ProjectDiff] = ListDiff()

    @property
    def is_empty(self) -> bool:
        """Whether the reports are the same."""
        return not self.fields and self.projects.is_empty
