"""For GitHub Actions: workflow commands that annotate the files.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Sequence

from jixiao.check.results import CheckedFile, Located
from jixiao.check.types import Severity

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "hint": "notice"}


def write_github(files: Sequence[CheckedFile]) -> str:
    """Return one workflow command a finding."""
    return "".join(f"{_command(file, one)}\n" for file in files for one in file.findings)


def _command(file: CheckedFile, one: Located) -> str:
    fields = {"file": file.name, "line": one.place.line, "col": one.place.column, "title": one.code}
    shown = ",".join(f"{key}={_property(str(value))}" for key, value in fields.items() if value)
    where = f"{one.where}: " if one.where else ""
    message = f"{where}{one.found.finding.message}\n{one.found.finding.advice}"
    return f"::{_COMMANDS[one.severity]} {shown}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
