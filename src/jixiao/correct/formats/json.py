"""For programs: a difference as JSON; keys, kinds and paths never change with the language."""

from decimal import Decimal
from typing import Any

import simplejson

from jixiao.correct.entries import Entry, ProjectLabel
from jixiao.correct.summary import Summary
from jixiao.definition import to_tree
from jixiao.model import Header, Indicator, IndicatorValue, Project, Report


def write_json(
    entries: list[Entry], summary: Summary, old: tuple[str, Report], new: tuple[str, Report]
) -> str:
    """Return an object with all differences.

    ``old``, ``new``: ``name`` of the file, ``unit`` (``code``, ``name``), ``fiscal_year``,
    ``projects`` (their number). ``identical``: whether nothing at all differs. ``summary``:
    ``projects`` (``changed``, ``added``, ``removed``, ``moved``), ``differences``, ``expected``,
    ``total`` (``old``, ``new``, ``difference``, in 万元). ``changes``: a list of objects with

    - ``kind``: ``changed``, ``added``, ``removed`` or ``moved``;
    - ``project``: ``kind``, ``number`` (of its form, as the heading has it), ``code``, ``name``,
      ``old_code``, ``old_name``; null for the report;
    - ``path``, ``old_path``: to the value in the definition of the new and of the old report
      (of what was added or removed, twice the same), places counted from 0; ``field``: the path
      without places: ``budget.total``;
    - ``row``: the number of the indicator or goal from 1, or null; ``row_name``: what the
      indicator measures, its level-3 indicator or else its description (of a row that was
      removed, the old one), or null;
    - ``old``, ``new``: text, number, indicator or project as in a definition, null for a blank;
      of what moved, the numbers of its places from 1;
    - ``difference``: of two numbers, else null; ``expected``: of year-on-year comparison, where
      nothing but the year is another;
    - ``doubtful``: whether a document was read, and not for certain;
    - ``printed``: whether a report shows it; ``note``: ``spelling`` where it is spelt otherwise
      only, else null.
    """
    tree = {
        "old": _side(*old),
        "new": _side(*new),
        "identical": not entries,
        "summary": _summary(summary),
        "changes": [_change(entry) for entry in entries],
    }
    return simplejson.dumps(tree, ensure_ascii=False, indent=2, use_decimal=True) + "\n"


def _side(name: str, report: Report) -> dict[str, Any]:
    return {
        "name": name,
        "unit": {"code": report.unit.code, "name": report.unit.name},
        "fiscal_year": report.header.fiscal_year,
        "projects": len(report.projects),
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "projects": {
            "changed": summary.changed,
            "added": summary.added,
            "removed": summary.removed,
            "moved": summary.moved,
        },
        "differences": summary.differences,
        "expected": summary.expected,
        "total": {
            "old": summary.old_total,
            "new": summary.new_total,
            "difference": summary.new_total - summary.old_total,
        },
    }


def _change(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "project": _project(entry.project),
        "path": list(entry.path),
        "old_path": list(entry.old_path),
        "field": entry.field,
        "row": entry.row,
        "row_name": entry.row_name,
        "old": _value(entry.old),
        "new": _value(entry.new),
        "difference": entry.difference,
        "expected": entry.expected,
        "doubtful": entry.doubtful,
        "printed": entry.printed,
        "note": "spelling" if entry.is_spelling else None,
    }


def _project(label: ProjectLabel | None) -> dict[str, Any] | None:
    if label is None:
        return None
    return {
        "kind": label.kind,
        "number": label.number,
        "code": label.code,
        "name": label.name,
        "old_code": label.old_code,
        "old_name": label.old_name,
    }


def _value(value: Any) -> Any:
    """Return a value as a definition holds it."""
    match value:
        case IndicatorValue():
            return value.raw
        case Indicator():
            return _tree(Project(indicators=(value,)))["indicators"][0]
        case Project():
            return _tree(value)
        case Decimal() | str() | int() | dict() | None:
            return value
        case _:
            return str(value)


def _tree(project: Project) -> Any:
    return to_tree(Report(header=Header(edition="-"), projects=(project,)))["projects"][0]
