"""Copied parts of projects: the same indicators, the same goals; and what may well be the same."""

import re
from typing import NamedTuple

from jixiao.check.amounts import amount_of
from jixiao.check.data import load, number, words
from jixiao.check.sentences import HAN, without_number
from jixiao.check.views import ProjectView, Row

_LEAST_ROWS = int(number("copying", "least_rows"))
_BATCH = re.compile(
    "|".join(load("copying")["batch_patterns"] + list(words("copying", "batch_words")))
)
# The name of a project is a line; what is longer is no name, and costs time.
_LONGEST_NAME = 200
_OTHER_THAN_HAN = re.compile(rf"[^{HAN}]+")

_Cells = tuple[str | None, str | None, str | None]


class IndicatorSet(NamedTuple):
    """The indicators of a project, in no order, as they are compared with those of another.

    ``rows``: names and values, without the sums of cost, which each project has of its own.
    ``costs``: these sums.
    """

    rows: frozenset[_Cells]
    costs: frozenset[str]


def indicator_set(project: ProjectView) -> IndicatorSet | None:
    """Return the indicators of a project, None where they are too few to be a copy."""
    rows = [row for row in project.rows if row.level3 or row.description]
    if len(rows) < _LEAST_ROWS:
        return None
    costs = frozenset([row.value.raw for row in rows if row.value and _is_sum(row)])
    return IndicatorSet(frozenset([_cells(row) for row in rows]), costs)


def _cells(row: Row) -> _Cells:
    value = None if row.value is None or _is_sum(row) else row.value.raw
    return row.level3, row.description, value


def _is_sum(row: Row) -> bool:
    """Tell whether a row says what the project costs."""
    is_cost = row.kind2 is not None and row.kind2.endswith("cost")
    return is_cost and row.value is not None and amount_of(row.value) is not None


def goal_set(project: ProjectView) -> frozenset[str]:
    """Return the goals of a project, in no order, as they are compared."""
    return frozenset(filter(None, map(without_number, project.model.goals)))


def are_batches(one: ProjectView, other: ProjectView) -> bool:
    """Tell whether two projects are one by their names, but for who pays and in which batch.

    省级补助 and 县级配套 of one task, its first and its second batch: these share their goals and
    indicators by right.
    """
    return _stem(one) == _stem(other)


def _stem(project: ProjectView) -> str:
    return _OTHER_THAN_HAN.sub("", _BATCH.sub("", project.name[:_LONGEST_NAME]))
