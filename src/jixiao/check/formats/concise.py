"""For people in a hurry, and for editors: one line a finding."""

from collections.abc import Sequence

from jixiao.check.results import SEVERITY_WORDS, CheckedFile, Located


def write_concise(files: Sequence[CheckedFile]) -> str:
    """Return the findings, one line each."""
    return "".join(f"{headline(file, one)}\n" for file in files for one in file.findings)


def headline(file: CheckedFile, one: Located) -> str:
    """Return place, severity, code and message: ``柳河镇.toml:41:9 错误 BUD003 …``."""
    place = str(one.place) if one.place.line else file.name
    where = f"（{one.where}）" if one.where else ""
    severity = SEVERITY_WORDS[one.severity]
    return f"{place}{where} {severity} {one.code} {one.found.finding.message}"
