"""Rows of the text form, mended: a blank line may stand in a row, or for a blank cell of it."""

from collections.abc import Iterable
from typing import NamedTuple

from jixiao.readers.types import Cell, Line, Row
from jixiao.wording import Wording

# Fields whose label begins a row of a form (row_widths); others stand inside of a row.
_MONEY_UNIT = "money_unit"
# What follows a row with such a label: the row of the purpose, of the plan's values, of indicators.
_NEXT_WIDTH = {"budget_and_purpose": 2, "plan": 5, "level1": 6}

# A row is not looked for across more lines than a cell may have lost to blank lines.
_MOST_LINES_WITHIN = 20


class Fragment(NamedTuple):
    """Cells without a blank line between them, and how many blank lines follow."""

    cells: list[Cell]
    blanks: int


class _Labelled(NamedTuple):
    """A fragment, and the field whose label its first cells begin a row with."""

    cells: list[Cell]
    blanks: int
    label: str | None


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
        self._pieces = [
            piece if isinstance(piece, Line) else _Labelled(*piece, self._label(piece.cells))
            for piece in pieces
        ]
        self._next_width: int | None = None  # of a row that begins with no label
        # Where the row before holds the goals: how many, and those that blank lines cut off.
        self._goals: int | None = None
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
            self._close_goals(rows)
            width = self._expected(piece.label)
            cells, position = self._joined(piece, width, position)
            row = Row(tuple(cells), cells[0].origin)
            if piece.label == "goals":
                texts = (line.text for cell in row.cells[1:] for line in cell.lines)
                self._goals = sum(1 for text in texts if text.strip())
            rows.append(row)
        self._close_goals(rows)
        return rows

    def _continues_goals(self, line: Line) -> bool:
        """Take a line behind blank lines that is the next goal of the row above."""
        if self._goals is None:
            return False
        number = self._goals + 1
        if not line.text.strip().startswith(tuple(f"{number}{sign}" for sign in ".、．")):
            return False
        self._goals = number
        self._more_goals.append(line)
        return True

    def _close_goals(self, rows: list[Row | Line]) -> None:
        if self._more_goals:
            row = rows[-1]
            assert isinstance(row, Row)
            last = row.cells[-1]
            last = last._replace(lines=(*last.lines, *self._more_goals))
            rows[-1] = row._replace(cells=(*row.cells[:-1], last))
        self._goals, self._more_goals = None, []

    def _label(self, cells: list[Cell]) -> str | None:
        """Return the field whose label begins a row."""
        if len(cells) > 1 and self._wording.label_of(cells[1].lines[0].text) == _MONEY_UNIT:
            return _MONEY_UNIT
        field = self._wording.label_of(cells[0].lines[0].text)
        return field if field in self._wording.row_widths else None

    def _expected(self, label: str | None) -> int | None:
        """Return the width that a row should have; a label also says what the next one has."""
        if label is None:
            width = self._next_width
            if width != _NEXT_WIDTH["level1"]:  # indicators go on until a label comes
                self._next_width = None
            return width
        self._next_width = _NEXT_WIDTH.get(label)
        return self._wording.row_widths[label]

    def _joined(self, first: _Labelled, width: int | None, position: int) -> tuple[list[Cell], int]:
        """Return the cells of a row that begins with a fragment, and where the next row begins."""
        cells, blanks = list(first.cells), first.blanks
        if width is None or len(cells) >= width or (not cells[0].lines[0].text and len(cells) == 1):
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
            if piece.label or len(piece.cells) >= width:
                return first.cells, position
            missing = width - len(cells) - len(piece.cells)
            if missing == blanks > 0:
                cells += [Cell((), cells[-1].origin) for _ in range(blanks)]
            cells += piece.cells
            blanks = piece.blanks
        return (cells, end) if len(cells) == width else (first.cells, position)
