"""For spreadsheets: findings as CSV, one row each, in UTF-8 with a mark so that Excel reads it."""

import csv
import io
from collections.abc import Sequence

from jixiao.check.results import CheckedFile, Located

_COLUMNS = (
    *("file", "line", "column", "where", "unit", "project_number", "project_code"),
    *("project_name", "code", "severity", "aspect", "message", "advice", "basis", "fix"),
)
_MARK = "\ufeff"
# What makes a spreadsheet take a cell for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def write_csv(files: Sequence[CheckedFile]) -> str:
    """Return the findings as a table; a text that looks like a formula gets an apostrophe."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for file in files:
        for one in file.findings:
            writer.writerow([_harmless(cell) for cell in _row(file, one)])
    return _MARK + target.getvalue()


def _row(file: CheckedFile, one: Located) -> list[str]:
    finding, rule = one.found.finding, one.found.rule
    project = None if one.project is None else file.report.projects[one.project]
    return [
        file.name,
        str(one.place.line or ""),
        str(one.place.column or ""),
        one.where,
        file.report.unit.name or "",
        "" if one.project is None else str(one.project + 1),
        (project and project.code) or "",
        (project and project.name) or "",
        rule.code,
        one.severity,
        rule.aspect,
        str(finding.message),
        str(finding.advice),
        str(rule.basis),
        finding.fix.safety if finding.fix else "",
    ]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
