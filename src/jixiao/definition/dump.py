"""Reports to definition files, without loss: what is read back is equal, digits included."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

import simplejson
import tomli_w

from jixiao.model import IndicatorValue, Project, Report

SCHEMA_LINE = "#:schema report.schema.json\n"
"""First line of a TOML definition: editors (Even Better TOML) complete and check by it."""


def to_tree(report: Report) -> dict[str, Any]:
    """Return a report as the tables, arrays and values of a definition; blanks are absent."""
    tree: dict[str, Any] = {"schema": report.schema_version}
    for key, table in (
        ("report", report.header),
        ("unit", report.unit),
        ("targets", report.targets),
        ("check", report.check),
    ):
        if values := table.model_dump(exclude_none=True, exclude_defaults=key == "check"):
            tree[key] = values
    if report.projects:
        tree["projects"] = [_project_tree(project) for project in report.projects]
    return tree


def _project_tree(project: Project) -> dict[str, Any]:
    tree: dict[str, Any] = {"kind": project.kind}
    for key in ("code", "name", "purpose"):
        if (text := getattr(project, key)) is not None:
            tree[key] = text
    if project.goals:
        tree["goals"] = list(project.goals)
    if budget := project.budget.model_dump(exclude_none=True):
        tree["budget"] = _plain_numbers(budget)
    if plan := project.plan.model_dump(exclude_none=True, exclude_defaults=True):
        tree["plan"] = _plain_numbers(plan)
    if project.indicators:
        tree["indicators"] = [
            {
                name: _value_tree(cell) if isinstance(cell, IndicatorValue) else cell
                for name, cell in indicator
                if cell is not None
            }
            for indicator in project.indicators
        ]
    if check := project.check.model_dump(exclude_defaults=True):
        tree["check"] = check
    return tree


# The same values stand in many rows.
_parse = lru_cache(maxsize=4096)(IndicatorValue.parse)


def _value_tree(value: IndicatorValue) -> str | dict[str, Any]:
    """Return a value as its raw string where that says all, else as its parts."""
    if _parse(value.raw) == value:
        return value.raw
    parts = value.model_dump(exclude_none=True, exclude={"raw"})
    return _plain_numbers(parts) if IndicatorValue.model_validate(parts) == value else value.raw


def _plain_numbers(values: dict[str, Any]) -> dict[str, Any]:
    """Return whole numbers as int, which tomli-w would write as ``30.0``."""
    return {
        key: int(value) if isinstance(value, Decimal) and _is_whole(value) else value
        for key, value in values.items()
    }


def _is_whole(number: Decimal) -> bool:
    _, _, exponent = number.as_tuple()
    return exponent == 0 and not (number.is_zero() and number.is_signed())


def dumps(report: Report, form: str = "toml") -> str:
    """Return a report as the text of a definition, ``toml`` or ``json``."""
    tree = to_tree(report)
    if form == "json":
        return simplejson.dumps(tree, ensure_ascii=False, indent=2, use_decimal=True) + "\n"
    return SCHEMA_LINE + "\n".join(_toml_tables(tree))


def _toml_tables(tree: dict[str, Any]) -> Iterator[str]:
    """Yield the tables of a definition, laid out as people write them.

    tomli-w writes keys and values; left to itself it would put short tables into arrays on one
    line and long ones below headers, so that equal things would look different.
    """
    projects = tree.pop("projects", ())
    yield tomli_w.dumps(tree, multiline_strings=True)
    for project in projects:
        indicators = project.pop("indicators", ())
        yield "[[projects]]\n" + _toml_lines(project)
        for indicator in indicators:
            yield "[[projects.indicators]]\n" + _toml_lines(indicator)


def _toml_lines(table: dict[str, Any]) -> str:
    """Return the keys of a table; tables inside it stand on one line, behind the other keys."""
    inner = {key: value for key, value in table.items() if isinstance(value, dict)}
    plain = {key: value for key, value in table.items() if key not in inner} if inner else table
    return tomli_w.dumps(plain, multiline_strings=True) + "".join(
        f"{key} = {_inline_table(value)}\n" for key, value in inner.items()
    )


def _inline_table(table: dict[str, Any]) -> str:
    pairs = [
        f"{key} = {_inline_table(value)}"
        if isinstance(value, dict)
        else tomli_w.dumps({key: value}).rstrip("\n")
        for key, value in table.items()
    ]
    return "{ " + ", ".join(pairs) + " }"
