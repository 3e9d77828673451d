"""Cells of the indicator table that are blank: one finding a row, or one for a whole column."""

from typing import NamedTuple

from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView

_FEW = 3


class Blank(NamedTuple):
    """A column of the indicator table, what it is called, and what belongs there."""

    field: str
    name: Words
    advice: Words


def find_blanks(project: ProjectView, blank: Blank) -> list[Finding]:
    """Return a finding for each row whose cell is blank, one in all where no row has it."""
    rows = [row for row in project.rows if getattr(row, blank.field) is None]
    if not rows:
        return []
    if len(rows) == len(project.rows) >= _FEW:
        message = Words(
            f"{len(rows)} 条指标都没有写{blank.name.zh}",
            f"none of the {len(rows)} indicators has a {blank.name.en}",
        )
        return [Finding(rows[0].path(blank.field), message, blank.advice)]
    return [
        Finding(
            row.path(blank.field),
            Words(
                f"指标“{row.label}”没有写{blank.name.zh}",
                f"indicator {row.label} has no {blank.name.en}",
            ),
            blank.advice,
        )
        for row in rows
    ]
