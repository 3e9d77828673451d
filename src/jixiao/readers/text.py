"""Plain text to lines and tables: the legacy text form, and tables pasted from Word or Excel.

In the text form a cell starts with a tab, a blank line ends a row, and further lines without a
tab belong to the cell above. A pasted table has a line a row and tabs between cells; further lines
of a cell follow as they are (Word), or the cell stands in quotes (Excel).
Blank lines alone are no safe row ends: `text_rows` mends the rows by the widths they should have.
"""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from jixiao.blocks import Bookmark, Entry
from jixiao.i18n import _
from jixiao.model import PADDING
from jixiao.readers.encoding import decode
from jixiao.readers.faults import too_large
from jixiao.readers.text_rows import Fragment, ends_goals, mend, row_label
from jixiao.readers.types import (
    Cell,
    Line,
    Origin,
    PlacedMark,
    Reading,
    ReadOptions,
    Row,
    Table,
)
from jixiao.wording import Wording, is_part_ordinal, load_wording
from jixiao.wording.headings import read_form_heading

# A TC field prints its code between the brackets that Word does not show (ECMA-376 §17.16.5.68):
# `` TC text \f C \l 1 ``. Found by its end, as its text may be anything.
_ENTRY = " TC "
_LONGEST_ENTRY = 500
_MARK_END = re.compile(
    r"\[bookmark: (?P<name>[^\]\n]{1,60})\]| \\f (?P<letter>[A-Z]) \\l (?P<level>[1-9]) ?"
)
_GO_BACK = "_GoBack"  # where Word's cursor stood last: noise

# A cell of several lines as Excel copies it: in quotes, those inside of it doubled.
_QUOTED = re.compile(r'(?<![^\t\n])"([^"\t]*+(?:""[^"\t]*+)*+)"(?![^\t\n])')
_LINE_OF_CELL = "\v"  # stands for the line ends in such a cell; `decode` leaves none
# Of a line, where it is looked at whether it was pasted.
_MOST_CELLS = 64


# Lines and cells come by the hundred thousand. Straight from the tuple of all its fields, a named
# tuple is made in half the time.
_made = tuple.__new__


def read_text(data: bytes, name: str, options: ReadOptions | None = None) -> Reading:
    """Read plain text in any of the encodings that are in use.

    Raises:
        JixiaoError: the bytes are no text, or more than the limits allow.
    """
    limits = (options or ReadOptions()).limits
    decoded = decode(data, name)
    if len(decoded.text) > limits.characters:
        raise too_large(name, _("characters"), limits.characters, "characters")
    lines = decoded.text.split("\n")
    pasted = _is_pasted(decoded.text, lines)
    if _count(lines, pasted) > limits.lines:
        raise too_large(name, _("lines and cells"), limits.lines, "lines")
    wording = load_wording()
    fragments = _Pasted(wording).fragments(decoded.text) if pasted else _exported_fragments(lines)
    pieces = mend(fragments, wording)
    if sum(isinstance(piece, Row) for piece in pieces) > limits.rows:
        raise too_large(name, _("rows"), limits.rows, "rows")
    return Reading(
        "text", tuple(_tables(pieces)), diagnostics=decoded.diagnostics, truncated=decoded.cut
    )


def _count(lines: list[str], pasted: bool) -> int:
    """Count lines and cells before any of them is made; blank lines are none."""
    if not pasted:
        return len(lines) - lines.count("")
    return sum(line.count("\t") or 1 for line in lines if line)


def _is_pasted(text: str, lines: list[str]) -> bool:
    """Tell by the lines with tabs; prose may have some, so one has to begin with a label."""
    if text.count("\t") == text.count("\n\t") + text.startswith("\t"):
        return False  # tabs stand at the start of lines alone, as nearly all exports have them
    exported = sum(line.rfind("\t") == 0 for line in lines)
    pasted = [line for line in lines if line.rfind("\t") > 0 and _has_cells(line)]
    wording = load_wording()
    return len(pasted) > exported and any(
        wording.label_of(line.split("\t", 1)[0]) in wording.row_widths for line in pasted
    )


def _has_cells(line: str) -> bool:
    """Tell whether a tab stands between two texts; at the end of an exported cell it is padding."""
    cells = line.split("\t", _MOST_CELLS)
    return any(left.strip() and right.strip() for left, right in pairwise(cells))


def _exported_fragments(lines: list[str]) -> Iterator[Fragment | Line]:
    """Yield the runs of cells between blank lines, and the lines outside of them."""
    cells: list[Cell] = []
    more: list[Line] = []  # lines of the last cell, below its first
    blanks = 0
    for number, text in enumerate(lines, 1):
        is_cell = text[:1] == "\t"
        if not is_cell and not text.strip(PADDING):
            blanks += 1
            continue
        if more and (is_cell or blanks):
            cells[-1], more = _with_lines(cells[-1], more), []
        if blanks:
            if cells:
                yield Fragment(cells, blanks)
                cells = []
            blanks = 0
        if is_cell:
            line = _line(text[1:], number)
            cells.append(_made(Cell, ((line,), line.origin, 1, None, ())))
        elif cells:
            more.append(_line(text, number))
        else:
            yield _line(text, number)
    if cells:
        cells[-1] = _with_lines(cells[-1], more)
        yield Fragment(cells, blanks)


def _with_lines(cell: Cell, lines: list[Line]) -> Cell:
    return cell._replace(lines=(*cell.lines, *lines)) if lines else cell


class _Pasted:
    """The rows of a text that was pasted: a line with tabs is one, lines below belong to it."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._cells: list[Cell] = []
        self._more: list[Line] = []  # lines of the last cell, below its own
        self._label: str | None = None  # of the last row that begins with one
        self._columns = 0  # of the indicator table

    def fragments(self, text: str) -> Iterator[Fragment | Line]:
        """Yield one run of cells for every row, and the lines outside of them."""
        number = 1
        for line in _QUOTED.sub(_unquoted, text).split("\n"):
            if not line.strip(PADDING):
                pass
            elif "\t" in line:
                yield from self._closed()
                self._begin(line, number)
            elif self._cells and not self._is_full and not self._is_outside(line):
                self._more.append(_line(line, number))
            else:
                yield from self._closed()
                yield _line(line, number)
            number += 1 + line.count(_LINE_OF_CELL)
        yield from self._closed()

    def _begin(self, text: str, number: int) -> None:
        for part in text.split("\t"):
            lines = [_line(line, number + at) for at, line in enumerate(part.split(_LINE_OF_CELL))]
            self._cells.append(Cell(tuple(lines), lines[0].origin))
            number += len(lines) - 1
        label = row_label(self._cells, self._wording)
        if label is not None:
            self._label, self._columns = label, len(self._cells)

    def _closed(self) -> Iterator[Fragment]:
        if self._cells:
            self._cells[-1] = _with_lines(self._cells[-1], self._more)
            yield Fragment(self._cells, 1)
            self._cells, self._more = [], []

    @property
    def _is_full(self) -> bool:
        """Whether the last row of indicators has all its cells: a line below stands outside."""
        return self._label == "level1" and len(self._cells) >= self._columns

    def _is_outside(self, text: str) -> bool:
        """Tell what stands between tables: only its words separate it from the last cell."""
        visible = _line(text, 0).text
        if is_part_ordinal(visible) or self._wording.title_of(visible) is not None:
            return True
        if self._label == "goals":
            return ends_goals(visible, self._wording)
        return read_form_heading(visible, self._wording) is not None


def _unquoted(quoted: re.Match[str]) -> str:
    """Return a quoted cell without its quotes; a text with quotes that is none stays as it is."""
    beside = quoted.string[max(0, quoted.start() - 1) : quoted.end() + 1]
    if "\n" not in quoted[1] or "\t" not in (beside[:1], beside[-1:]):
        return quoted[0]
    return quoted[1].replace('""', '"').replace("\n", _LINE_OF_CELL)


def _line(text: str, number: int) -> Line:
    origin = _made(Origin, ("", number))
    if "[bookmark: " not in text and " TC " not in text:
        return _made(Line, (text, origin, (), False, ""))
    marks: list[PlacedMark] = []
    visible = ""
    end = 0
    for match in _MARK_END.finditer(text):
        start = match.start() if match["name"] else _entry_start(text, end, match.start())
        if start is None:
            continue
        visible += text[end:start]
        end = match.end()
        if match["name"] == _GO_BACK:
            continue
        mark: Bookmark | Entry
        if match["name"]:
            mark = Bookmark(match["name"])
        else:
            entry = text[start + len(_ENTRY) : match.start()]
            mark = Entry(entry, match["letter"], int(match["level"]))
        marks.append(PlacedMark(mark, len(visible)))
    return Line(visible + text[end:], origin, tuple(marks))


def _entry_start(text: str, after: int, end: int) -> int | None:
    """Return where the mark begins whose text ends at ``end``: the first place it can."""
    start = text.find(_ENTRY, max(after, end - _LONGEST_ENTRY - len(_ENTRY)))
    while 0 <= start <= end - len(_ENTRY):
        text_start = start + len(_ENTRY)
        if text_start == end or not text[text_start].isspace():
            return start
        start = text.find(_ENTRY, start + 1)
    return None


def _tables(pieces: list[Row | Line]) -> Iterator[Table | Line]:
    for is_row, run in groupby(pieces, key=lambda piece: isinstance(piece, Row)):
        if is_row:
            rows = tuple(piece for piece in run if isinstance(piece, Row))
            yield Table(rows, rows[0].origin)
        else:
            yield from (piece for piece in run if isinstance(piece, Line))
