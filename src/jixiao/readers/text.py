"""Plain text to lines and tables: the legacy text form, and tables pasted from Word.

In the text form a cell starts with a tab, a blank line ends a row, and further lines without a
tab belong to the cell above. A table pasted from Word has a line a row and tabs between cells.
Blank lines alone are no safe row ends: `text_rows` mends the rows by the widths they should have.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from jixiao.blocks import Bookmark, Entry
from jixiao.i18n import _
from jixiao.model import PADDING
from jixiao.readers.encoding import decode
from jixiao.readers.faults import too_large
from jixiao.readers.text_rows import Fragment, mend
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
from jixiao.wording import is_part_ordinal, load_wording

# A TC field prints its code between the brackets that Word does not show (ECMA-376 §17.16.5.68):
# `` TC text \f C \l 1 ``. Found by its end, as its text may be anything.
_ENTRY = " TC "
_LONGEST_ENTRY = 500
_MARK_END = re.compile(
    r"\[bookmark: (?P<name>[^\]\n]{1,60})\]| \\f (?P<letter>[A-Z]) \\l (?P<level>[1-9]) ?"
)
_GO_BACK = "_GoBack"  # where Word's cursor stood last: noise

# Between two texts of a pasted row; at the end of an exported cell tabs are padding.
_PASTED = re.compile(r"[^\t\s][^\t]*\t[^\t\n]*\S")
_FORM_HEADING = re.compile(r"\s*\d{1,4}\s*[.、．].*绩效目标(?:申报)?表\s*")


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
    pasted = _is_pasted(lines)
    if _count(lines, pasted) > limits.lines:
        raise too_large(name, _("lines and cells"), limits.lines, "lines")
    fragments = _pasted_fragments(lines) if pasted else _exported_fragments(lines)
    pieces = mend(fragments, load_wording())
    if sum(isinstance(piece, Row) for piece in pieces) > limits.rows:
        raise too_large(name, _("rows"), limits.rows, "rows")
    return Reading(
        "text", tuple(_tables(pieces)), diagnostics=decoded.diagnostics, truncated=decoded.cut
    )


def _count(lines: list[str], pasted: bool) -> int:
    """Count lines and cells before any of them is made; blank lines are none."""
    return sum(line.count("\t") or 1 if pasted else 1 for line in lines if line)


def _is_pasted(lines: list[str]) -> bool:
    """Tell by the lines with tabs; prose may have some, so one has to begin with a label."""
    tabbed = [line for line in lines if "\t" in line]
    within = [line for line in tabbed if line.rfind("\t") > 0]
    exported = len(tabbed) - len(within)
    pasted = [line for line in within if _PASTED.search(line)]
    wording = load_wording()
    return len(pasted) > exported and any(
        wording.label_of(line.split("\t", 1)[0]) in wording.row_widths for line in pasted
    )


def _exported_fragments(lines: list[str]) -> Iterator[Fragment | Line]:
    """Yield the runs of cells between blank lines, and the lines outside of them."""
    cells: list[list[Line]] = []
    blanks = 0
    for number, text in enumerate(lines, 1):
        if not text:
            blanks += 1
        elif text[0] == "\t":
            if blanks and cells:
                yield _fragment(cells, blanks)
                cells = []
            blanks = 0
            cells.append([_line(text[1:], number)])
        elif not text.strip(PADDING):
            blanks += 1
        elif cells and not blanks:
            cells[-1].append(_line(text, number))
        else:
            if cells:
                yield _fragment(cells, blanks)
                cells = []
            blanks = 0
            yield _line(text, number)
    if cells:
        yield _fragment(cells, blanks)


def _pasted_fragments(lines: list[str]) -> Iterator[Fragment | Line]:
    """Yield one run of cells for every line with tabs; lines without belong to the cell above."""
    cells: list[list[Line]] = []
    for number, text in enumerate(lines, 1):
        if "\t" in text and text.strip(PADDING):
            if cells:
                yield _fragment(cells, 1)
            cells = [[_line(part, number)] for part in text.split("\t")]
        elif text.strip(PADDING):
            if cells and not _is_outside(text):
                cells[-1].append(_line(text, number))
                continue
            if cells:
                yield _fragment(cells, 1)
                cells = []
            yield _line(text, number)
    if cells:
        yield _fragment(cells, 1)


def _fragment(cells: list[list[Line]], blanks: int) -> Fragment:
    return Fragment([Cell(tuple(lines), lines[0].origin) for lines in cells], blanks)


def _is_outside(text: str) -> bool:
    """Tell what stands between tables: nothing but its words separates it from the last cell."""
    wording = load_wording()
    return (
        _FORM_HEADING.fullmatch(text) is not None
        or is_part_ordinal(text)
        or wording.title_of(text) is not None
    )


def _line(text: str, number: int) -> Line:
    origin = Origin("", number)
    if "[bookmark: " not in text and " TC " not in text:
        return Line(text, origin)
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
