"""For programs: findings as JSON; keys, codes and paths never change with the language."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from jixiao.check.results import CheckedFile, Located
from jixiao.check.types import Fix
from jixiao.model import format_number


def write_json(files: Sequence[CheckedFile]) -> str:
    """Return a list with one object a finding."""
    found = [_finding(file, one) for file in files for one in file.findings]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _finding(file: CheckedFile, one: Located) -> dict[str, Any]:
    finding, rule = one.found.finding, one.found.rule
    return {
        "file": file.name,
        "line": one.place.line,
        "column": one.place.column,
        "where": one.where or None,
        "path": list(finding.path),
        "project": _project(file, one.project),
        "code": rule.code,
        "name": str(rule.name),
        "severity": one.severity,
        "aspect": rule.aspect,
        "basis": str(rule.basis),
        "message": str(finding.message),
        "advice": str(finding.advice),
        "fix": _fix(finding.fix),
    }


def _project(file: CheckedFile, number: int | None) -> dict[str, Any] | None:
    if number is None:
        return None
    project = file.report.projects[number]
    return {"number": number + 1, "code": project.code, "name": project.name}


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    edits = [{"path": list(edit.path), "value": _value(edit.value)} for edit in fix.edits]
    return {"safety": fix.safety, "edits": edits}


def _value(value: str | Decimal | None) -> str | None:
    return format_number(value) if isinstance(value, Decimal) else value
