"""How findings are written; a format is one line in this table."""

from collections.abc import Callable, Mapping, Sequence

from jixiao.check.formats.concise import write_concise
from jixiao.check.formats.csv import write_csv
from jixiao.check.formats.full import write_full
from jixiao.check.formats.github import write_github
from jixiao.check.formats.json import write_json
from jixiao.check.formats.sarif import write_sarif
from jixiao.check.results import CheckedFile

Write = Callable[[Sequence[CheckedFile]], str]

FORMATS: Mapping[str, Write] = {
    "full": write_full,
    "concise": write_concise,
    "json": write_json,
    "sarif": write_sarif,
    "github": write_github,
    "csv": write_csv,
}
"""Formats by name; those for programs are the same in every language but for the words of rules."""

FOR_PEOPLE = frozenset(("full", "concise"))
