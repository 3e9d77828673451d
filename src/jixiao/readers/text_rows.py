"""Rows of the text form, mended: a blank line may stand in a row, or for a blank cell of it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from jixiao.readers.types import Cell, Line, Row
from jixiao.wording import Wording
from jixiao.wording.headings import read_form_heading, without_correction_mark

# Fields whose label begins a row of a form (row_widths); others stand inside of a row.
_MONEY_UNIT = "money_unit"
# Rows of labels alone: those below have as many cells.
_HEADERS = ("plan", "level1")
# The row below the amounts: a blank cell, or none, and the purpose.
_PURPOSE_WIDTH = 2

# A row is not looked for across more lines than a cell may have lost to blank lines.
_MOST_LINES_WITHIN = 20

_GOAL_NUMBER = re.compile(r"\s*(\d{1,3})\s*[.、．]")


class Fragment(NamedTuple):
    """Cells without a blank line between them, and how many blank lines follow."""

    cells: list[Cell]
    blanks: int


def row_label(cells: list[Cell], wording: Wording) -> str | None:
    """Return the field whose label begins a row, or None."""
    if len(cells) > 1 and wording.label_of(cells[1].lines[0].text) == _MONEY_UNIT:
        return _MONEY_UNIT
    field = wording.label_of(cells[0].lines[0].text)
    return field if field in wording.row_widths else None


def ends_goals(text: str, wording: Wording) -> bool:
    """Tell whether a line below goals is the heading of a form; without 表 it is a goal."""
    heading = without_correction_mark(text, wording)
    return heading.rstrip().endswith("表") and read_form_heading(text, wording) is not None


def mend(pieces: Iterable[Fragment | Line], wording: Wording) -> list[Row | Line]:
    """Return rows and lines, with fragments joined where together they fill the expected row.

    Two short fragments are joined only where the second begins with no label of its own and both
    together, blank lines counted as blank cells or not, have exactly the expected width: a row
    that is merely short stays as it is. A line between two such fragments is joined too.
    """
    return _Mender(list(pieces), wording).mend()


class _Mender:
    def __init__(self, pieces: list[Fragment | Line], wording: Wording) -> None:
        self._wording = wording
        self._pieces = pieces
        # The label that the last row with one begins with, and how many cells the rows below it
        # have that begin with no label.
        self._label: str | None = None
        self._width_below: int | None = None
        # Where the row before holds the goals: the number of the last, and those that blank lines
        # cut off.
        self._last_goal: int | None = None
        self._more_goals: list[Line] = []

    def mend(self) -> list[Row | Line]:
        rows: list[Row | Line] = []
        position = 0
        while position < len(self._pieces):
            piece = self._pieces[position]
            position += 1
            if isinstance(piece, Line):
                if not self._continues_goals(piece):
                    self._close_goals(rows)
                    rows.append(piece)
                continue
            if self._last_goal is not None:
                self._close_goals(rows)
            label = row_label(piece.cells, self._wording)
            width = self._width_below if label is None else self._wording.row_widths[label]
            cells = piece.cells
            if width is not None and len(cells) < width:
                cells, position = self._joined(piece, label, width, position)
            rows.append(Row(tuple(cells), cells[0].origin))
            self._expect(label, cells)
        self._close_goals(rows)
        return rows

    def _expect(self, label: str | None, cells: list[Cell]) -> None:
        """Note what a row says of the rows below it."""
        if label is None:
            if self._label != "level1":  # indicators go on until a label comes
                self._width_below = None
            return
        self._label = label
        if label in _HEADERS:
            self._width_below = len(cells)
        else:
            self._width_below = _PURPOSE_WIDTH if label == "budget_and_purpose" else None
        if label == "goals":
            self._last_goal = _last_goal(cells)

    def _continues_goals(self, line: Line) -> bool:
        """Take a line behind blank lines that is the next goal of the row above."""
        if (
            self._last_goal is None
            or not _is_goal(line.text, self._last_goal + 1)
            or ends_goals(line.text, self._wording)
        ):
            return False
        self._last_goal += 1
        self._more_goals.append(line)
        return True

    def _close_goals(self, rows: list[Row | Line]) -> None:
        if self._more_goals:
            row = rows[-1]
            assert isinstance(row, Row)
            last = row.cells[-1]
            last = last._replace(lines=(*last.lines, *self._more_goals))
            rows[-1] = row._replace(cells=(*row.cells[:-1], last))
            self._more_goals = []
        self._last_goal = None

    def _joined(
        self, first: Fragment, label: str | None, width: int, position: int
    ) -> tuple[list[Cell], int]:
        """Return the cells of a row that begins with a fragment, and where the next row begins."""
        cells, blanks = list(first.cells), first.blanks
        if not cells[0].lines[0].text and len(cells) == 1:
            return cells, position
        end = position
        lines = 0
        while end < len(self._pieces) and len(cells) < width and lines <= _MOST_LINES_WITHIN:
            piece = self._pieces[end]
            end += 1
            if isinstance(piece, Line):
                lines += 1
                cells[-1] = cells[-1]._replace(lines=(*cells[-1].lines, piece))
                continue
            if len(piece.cells) >= width or self._begins_row(piece.cells, label):
                return first.cells, position
            missing = width - len(cells) - len(piece.cells)
            if missing == blanks > 0:
                cells += [Cell((), cells[-1].origin) for _ in range(blanks)]
            cells += piece.cells
            blanks = piece.blanks
        return (cells, end) if len(cells) == width else (first.cells, position)

    def _begins_row(self, cells: list[Cell], above: str | None) -> bool:
        """Tell whether cells begin a row, whatever stands above; a header has only labels."""
        if above in _HEADERS and self._wording.label_of(cells[0].lines[0].text) is None:
            return True
        return row_label(cells, self._wording) is not None


def _last_goal(cells: list[Cell]) -> int | None:
    """Return the number of the last goal in a row; None where they have no numbers."""
    texts = [line.text for cell in cells[1:] for line in cell.lines if line.text.strip()]
    number = 0
    for text in texts:
        number += _is_goal(text, number + 1)
    return number if number or not texts else None


def _is_goal(text: str, number: int) -> bool:
    match = _GOAL_NUMBER.match(text)
    return match is not None and int(match[1]) == number
