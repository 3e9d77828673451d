"""Values told apart to the digit: equal keys mean that two things are written in the same way.

The equality of models is that of numbers, for which 3.00 is 3; a correction may be just that.
"""

from collections.abc import Hashable
from decimal import Decimal
from typing import Any

from jixiao.model import Checking, Indicator, IndicatorValue, Project

GOALS, ROWS = 4, 13
"""Where in the key of a project its goals and its rows stand, which hold fields of their own."""
NAMES = 4
"""So many names stand first in the key of a row: three levels and the description."""


def exact(value: Any) -> Hashable:
    """Return the key of a field: a text, a number, a value, what is ignored, or None."""
    if isinstance(value, Decimal):
        return exact_number(value)
    if isinstance(value, IndicatorValue):
        return exact_value(value)
    if isinstance(value, dict):
        return tuple(value.items())  # in their order, which a definition keeps
    return value  # type: ignore[no-any-return]


def exact_number(number: Decimal | None) -> str | None:
    """Return the digits of a number, with its sign and the zeros behind the point."""
    return None if number is None else str(number)


def exact_value(value: IndicatorValue | None) -> Hashable:
    """Return the key of an indicator value: its raw text and its parts."""
    if value is None:
        return None
    number = exact_number(value.number)
    return value.raw, value.operator, number, value.unit, value.date, value.text


def exact_row(row: Indicator) -> tuple[Hashable, ...]:
    """Return the key of an indicator row: that of each of its cells."""
    names = row.level1, row.level2, row.level3, row.description
    return *names, exact_value(row.value), row.basis


def exact_project(project: Project) -> tuple[Hashable, ...]:
    """Return the key of a project: code, name, then the tables, goals and rows of its form."""
    budget, plan = project.budget, project.plan
    numbers = (
        budget.total,
        budget.fiscal,
        budget.other,
        plan.march,
        plan.june,
        plan.october,
        plan.december,
    )
    return (
        project.code,
        project.name,
        project.kind,
        project.purpose,
        project.goals,
        *[exact_number(number) for number in numbers],
        plan.unit,
        tuple([exact_row(row) for row in project.indicators]),
        exact_checking(project.check),
    )


def exact_checking(check: Checking) -> Hashable:
    """Return the key of what is not to be told any more."""
    return tuple(check.ignore.items())
