"""Faults planted in good reports, to see whether the right rule finds them.

An operator works on the model and imports no rule. It is named by the code of the rule that must
find its fault, and takes a report and a source of chance; it returns None where the report has no
place for the fault.
"""

import importlib
import pkgutil
import random
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jixiao.check import FieldPath, SourceFacts
from jixiao.model import Indicator, IndicatorValue, Project, Report


@dataclass(frozen=True)
class Mutant:
    """Reports with one fault, and the paths that were changed; findings belong there."""

    report: Report
    touched: tuple[FieldPath, ...]
    others: tuple[Report, ...] = ()
    source: SourceFacts = field(default_factory=SourceFacts)


Operator = Callable[[Report, random.Random], Mutant | None]
_OPERATORS: dict[str, list[Operator]] = defaultdict(list)


def plants(code: str) -> Callable[[Operator], Operator]:
    """Mark an operator as one whose fault the rule of this code must find."""

    def register(operator: Operator) -> Operator:
        _OPERATORS[code].append(operator)
        return operator

    return register


def operators() -> Mapping[str, list[Operator]]:
    """Return all operators by the codes of their rules."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return _OPERATORS


# What operators need: a copy of a report with one thing changed.


def with_project(report: Report, number: int, **changes: Any) -> Mutant:
    """Return a report with other fields of one project."""
    project = _changed(report.projects[number], changes)
    projects = (*report.projects[:number], project, *report.projects[number + 1 :])
    touched = tuple(("projects", number, name) for name in changes)
    return Mutant(_changed(report, {"projects": projects}), touched)


def with_row(report: Report, number: int, row: int, **changes: Any) -> Mutant:
    """Return a report with other fields in one row of indicators; a value is given as text."""
    project = report.projects[number]
    if isinstance(value := changes.get("value"), str):
        changes = {**changes, "value": IndicatorValue.parse(value)}
    rows = list(project.indicators)
    rows[row] = _changed(rows[row], changes)
    mutant = with_project(report, number, indicators=tuple(rows))
    touched = tuple(("projects", number, "indicators", row, name) for name in changes)
    return Mutant(mutant.report, touched)


def _changed(model: Any, changes: dict[str, Any]) -> Any:
    return model.model_copy(update=changes)


def any_project(
    report: Report, chance: random.Random, fits: Callable[[Project], bool] = bool
) -> int | None:
    """Return the number of some project that fits, or None."""
    numbers = [number for number, project in enumerate(report.projects) if fits(project)]
    return chance.choice(numbers) if numbers else None


def any_row(
    report: Report, chance: random.Random, fits: Callable[[Indicator], bool] = bool
) -> tuple[int, int] | None:
    """Return the numbers of some project and row whose indicator fits, or None."""
    places = [
        (number, index)
        for number, project in enumerate(report.projects)
        for index, row in enumerate(project.indicators)
        if fits(row)
    ]
    return chance.choice(places) if places else None
