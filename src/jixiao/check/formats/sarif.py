"""For code-scanning programs: SARIF 2.1.0.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from jixiao.check.results import CheckedFile, Located
from jixiao.check.types import Rule, Severity
from jixiao.version import __version__

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "hint": "note"}


def write_sarif(files: Sequence[CheckedFile]) -> str:
    """Return one run with all findings; rules are described once, columns count characters."""
    found = [(file, one) for file in files for one in file.findings]
    rules = list({one.code: one.found.rule for _file, one in found}.values())
    run = {
        "tool": {"driver": _driver(rules)},
        "columnKind": "unicodeCodePoints",
        "results": [_result(file, one, rules) for file, one in found],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _driver(rules: Sequence[Rule]) -> dict[str, Any]:
    return {
        "name": "jixiao",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [
            {
                "id": rule.code,
                "name": rule.code,
                "shortDescription": {"text": str(rule.name)},
                "fullDescription": {"text": str(rule.page)},
                "defaultConfiguration": {"level": _LEVELS[rule.severity]},
                "properties": {"aspect": rule.aspect, "basis": str(rule.basis)},
            }
            for rule in rules
        ],
    }


def _result(file: CheckedFile, one: Located, rules: Sequence[Rule]) -> dict[str, Any]:
    finding = one.found.finding
    return {
        "ruleId": one.code,
        "ruleIndex": [rule.code for rule in rules].index(one.code),
        "level": _LEVELS[one.severity],
        "message": {"text": f"{finding.message}\n{finding.advice}"},
        "locations": [_location(file, one)],
    }


def _location(file: CheckedFile, one: Located) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(file.name)}}
    if one.place.line:
        region = {"startLine": one.place.line, "startColumn": one.place.column or 1}
        physical["region"] = region
    names = "".join(
        f"[{step}]" if isinstance(step, int) else f".{step}" for step in one.found.finding.path
    )
    logical = {"fullyQualifiedName": names.removeprefix(".")}
    if one.where:
        logical["name"] = one.where
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _uri(name: str) -> str:
    """Return a path as a URI reference: with slashes, and nothing that needs escaping."""
    return quote(PurePath(name).as_posix())
