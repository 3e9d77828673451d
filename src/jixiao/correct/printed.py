"""A report as a document shows it: what a definition and a document read back have in common."""

from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel

from jixiao.correct.exact import exact_value
from jixiao.model import (
    SCHEMA_VERSION,
    Checking,
    Indicator,
    IndicatorValue,
    Project,
    Report,
    Targets,
    Unit,
    printed_lines,
)

_Model = TypeVar("_Model", bound=BaseModel)

_TARGETS = ("overall", "itemised", "safeguards")
_CELLS = ("level1", "level2", "level3", "description", "basis")
_NOT_PRINTED = {"fiscal_year": None, "framework": None}

# The same values stand in many rows.
_parse = lru_cache(maxsize=4096)(IndicatorValue.parse)


def as_printed(report: Report) -> Report:
    """Return a report with nothing but what a document of it shows, as it is read back.

    Texts without padding and blank lines, values taken from their raw text, special funds first.
    Fiscal year, framework and what is not to be told any more are not printed; the unit stands
    only in the forms of budget projects. ``plan.unit`` stays, though not every edition shows it.
    What a document shows already is returned as it is, not copied.
    """
    projects = tuple([_project(report.projects[place]) for place in printed_order(report)])
    has_unit = any(project.kind == "budget-project" for project in projects)
    return _with(
        report,
        schema_version=SCHEMA_VERSION,
        header=_with(report.header, **_NOT_PRINTED),
        unit=_unit(report.unit) if has_unit else _blank_unit(report.unit),
        targets=_targets(report.targets),
        check=_without_ignores(report.check),
        projects=_same_if_equal(projects, report.projects),
    )


def in_percent(report: Report) -> Report:
    """Return a report whose spending plans all say that they are in percent.

    Not every edition shows it: then a document lets one guess only.
    """
    projects = tuple(
        project
        if project.plan.unit == "percent"
        else _with(project, plan=_with(project.plan, unit="percent"))
        for project in report.projects
    )
    return _with(report, projects=_same_if_equal(projects, report.projects))


def printed_order(report: Report) -> list[int]:
    """Return the places of projects in the order of the parts: special funds, then the others."""
    kinds = [project.kind == "budget-project" for project in report.projects]
    return sorted(range(len(kinds)), key=kinds.__getitem__)


def _project(project: Project) -> Project:
    goals = tuple([goal for goal in map(_text, project.goals) if goal is not None])
    rows = tuple([_row(row) for row in project.indicators])
    return _with(
        project,
        code=_line(project.code),
        name=_line(project.name),
        purpose=_text(project.purpose),
        goals=_same_if_equal(goals, project.goals),
        indicators=_same_if_equal(rows, project.indicators),
        check=_without_ignores(project.check),
    )


def _row(row: Indicator) -> Indicator:
    cells: dict[str, Any] = {name: _text(getattr(row, name)) for name in _CELLS}
    return _with(row, **cells, value=_value(row.value))


def _value(value: IndicatorValue | None) -> IndicatorValue | None:
    """Return the value that its printed text stands for: parts that were given are not printed."""
    raw = _text(value.raw) if value is not None else None
    if raw is None:
        return None
    printed = _parse(raw)
    return value if exact_value(printed) == exact_value(value) else printed


def _targets(targets: Targets) -> Targets:
    return _with(targets, **{name: _text(getattr(targets, name)) for name in _TARGETS})


def _unit(unit: Unit) -> Unit:
    return _with(unit, code=_line(unit.code), name=_line(unit.name))


def _blank_unit(unit: Unit) -> Unit:
    return _with(unit, code=None, name=None)


def _without_ignores(check: Checking) -> Checking:
    return Checking() if check.ignore else check


def _text(text: str | None) -> str | None:
    """Return the lines of a text that are printed, None where none is."""
    if text is None:
        return None
    return "\n".join(printed_lines(text)) or None


def _line(text: str | None) -> str | None:
    """Return a name or code as the one line that is printed."""
    return None if text is None else "".join(printed_lines(text)) or None


def _same_if_equal(items: tuple[Any, ...], given: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the given items where all of them are as given, so that nothing is copied."""
    same = len(items) == len(given) and all(
        one is other or (isinstance(one, str) and one == other)
        for one, other in zip(items, given, strict=True)
    )
    return given if same else items


def _with(model: _Model, **values: Any) -> _Model:
    """Return a model with other values, the model itself where it has them all."""
    changed = {
        name: value
        for name, value in values.items()
        if (has := getattr(model, name)) is not value
        and not (isinstance(value, str | int) and has == value)
    }
    return model.model_copy(update=changed) if changed else model
