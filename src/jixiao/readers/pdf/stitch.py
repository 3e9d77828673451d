"""Tables that go on on the next page: repeated headers dropped, rows in two pieces made whole.

A page break leaves no trace in a PDF: LibreOffice and our own PDF close the last row with a rule
and open the next page with one. So it is weighed cell by cell whether the text goes on.
"""

from collections import Counter
from collections.abc import Iterable

from jixiao.readers.pdf.lines import begins_item, wraps
from jixiao.readers.pdf.shapes import GridCell, GridRow, PageTable, Room, TextLine
from jixiao.readers.pdf.tables import PageContent
from jixiao.wording import key, load_wording

# The same column, in points.
_SAME_PLACE = 3.0
# Text that goes on on the next page leaves less room than this below it, in units of its size.
_ROOM_BELOW = 3.3
# That room in distances of lines, where they stand far apart.
_LINES_BELOW = 1.6
# A table that was cut ends nearer than this to where tables end at the latest, in points.
_ROOM_ON_PAGE = 60.0
# More rows than these, word for word the same, are no header.
_MOST_HEADER_ROWS = 5
# A row of which only a blank rest is on the next page is lower than any row, or its rest is.
_REST = 0.8


def cell_room(cell: GridCell, table: PageTable) -> Room:
    """Return the room that the lines of a cell have."""
    return Room(cell.left + table.padding, cell.right - table.padding)


def stitch(pages: Iterable[PageContent]) -> None:
    """Join tables over page breaks, in place; a joined table stays on its first page."""
    pages = list(pages)
    lowest = _lowest_ends(pages)
    above: PageTable | None = None
    for page in pages:
        first = page.blocks[0] if page.blocks else None
        if above and isinstance(first, PageTable) and _continues(above, first):
            full = above.last_bottom > lowest[page.width, page.height] - _ROOM_ON_PAGE
            _join(above, first, full)
            page.blocks.pop(0)
            if not page.blocks:
                continue
        last = page.blocks[-1] if page.blocks else None
        above = last if isinstance(last, PageTable) else None


def _lowest_ends(pages: Iterable[PageContent]) -> dict[tuple[float, float], float]:
    """Return for each size of pages how far down their tables reach."""
    lowest: dict[tuple[float, float], float] = {}
    for page in pages:
        size = page.width, page.height
        ends = [table.last_bottom for table in page.tables]
        lowest[size] = max([lowest.get(size, 0.0), *ends])
    return lowest


def _continues(above: PageTable, below: PageTable) -> bool:
    """Tell whether two tables may be one: the same edges on pages that follow each other."""
    return (
        bool(below.rows)
        and below.rows[0].ruled
        and below.page == above.last_page + 1
        and abs(above.left - below.left) < _SAME_PLACE
        and abs(above.right - below.right) < _SAME_PLACE
    )


def _join(above: PageTable, below: PageTable, full: bool) -> None:
    """Append the rows of ``below``; ``full`` tells that ``above`` ends where pages end."""
    repeated = _repeated_header(above, below.rows)
    rows = below.rows[repeated:]
    header_only = len(above.rows) - _run_start(above) <= repeated
    if rows and not header_only:
        seam = _Seam(above, rows[0])
        if full and seam.is_one_row(_lowest_row([*above.rows[:-1], *rows[1:]])):
            seam.join_rows()
            rows = rows[1:]
        else:
            seam.join_first_cells()
    above.rows += rows
    # A part without text has neither.
    above.padding = min(filter(None, (above.padding, below.padding)), default=0.0)
    above.pitch = min(filter(None, (above.pitch, below.pitch)), default=0.0)
    above.last_page, above.last_bottom = below.last_page, below.last_bottom


def _lowest_row(rows: list[GridRow]) -> float:
    return min((row.bottom - row.top for row in rows if row.ruled), default=0.0)


def _places(row: GridRow) -> list[tuple[float, float]]:
    return [(cell.left, cell.right) for cell in row.cells]


def _same_cells(one: GridRow, other: GridRow) -> bool:
    pairs = zip(_places(one), _places(other), strict=False)
    return len(one.cells) == len(other.cells) and all(
        abs(a[0] - b[0]) < _SAME_PLACE and abs(a[1] - b[1]) < _SAME_PLACE for a, b in pairs
    )


def _run_start(table: PageTable) -> int:
    """Return where the rows begin that have the same cells as the last one."""
    for index in range(max(table.measured, 1), len(table.rows)):
        if not _same_cells(table.rows[index - 1], table.rows[index]):
            table.run = index
    table.measured = len(table.rows)
    return table.run


def _repeated_header(table: PageTable, below: list[GridRow]) -> int:
    """Count the rows that ``below`` repeats: the first ones of the same shape, word for word."""
    run = table.rows[_run_start(table) :]
    if not _same_cells(run[-1], below[0]):
        return 0
    count = 0
    for above, row in zip(run, below, strict=False):
        if not (_same_cells(above, row) and _texts(above) == _texts(row) and all(_texts(row))):
            break
        count += 1
    return count if count <= _MOST_HEADER_ROWS else 0


def _texts(row: GridRow) -> list[str]:
    return [_text(cell) for cell in row.cells]


def _text(cell: GridCell) -> str:
    """Return the text of a cell without white space."""
    return "".join("".join(line.text.split()) for line in cell.lines)


class _Seam:
    """The last row of a page and the first one of the next."""

    def __init__(self, table: PageTable, below: GridRow) -> None:
        self._table = table
        self._above = table.rows[-1]
        self._below = below

    def is_one_row(self, lowest_row: float) -> bool:
        """Weigh whether the row below is the rest of the row above."""
        if not _same_cells(self._above, self._below):
            return False
        pairs = list(zip(self._above.cells, self._below.cells, strict=True))
        if all(below.blank for _above, below in pairs):
            rows = (self._above, self._below)
            return min(row.bottom - row.top for row in rows) < _REST * lowest_row
        kinds = [self._kind(above, below) for above, below in pairs]
        if "no" in kinds or kinds[0] == "short":
            return False
        if len(kinds) <= 2 and kinds[0] == "blank":
            # A label, which stands above, and its text.
            return True
        # Of many columns, more must go on than could have held more; the first tells least, for a
        # group that spans rows goes on in it.
        counts = Counter(kinds[1:])
        going_on = counts["label"] + counts["wrap"] + counts["item"]
        if going_on or counts["short"]:
            return going_on > counts["short"] or self._has_no_name(kinds)
        return kinds[0] in ("label", "wrap", "item")

    def _has_no_name(self, kinds: list[str]) -> bool:
        """Tell whether the row below is none of its own, as it lacks what all rows begin with.

        Its columns before its text, but for the first, are several and all blank, though the row
        above has texts there and the last of them is no group over several rows. Nor does its
        text stand below a label.
        """
        start = next(number for number, kind in enumerate(kinds) if kind != "blank")
        names = self._above.cells[1:start]
        values = zip(kinds[start:], self._above.cells[start:], strict=True)
        return (
            len(names) > 1
            and not any(cell.first.blank for cell in names)
            and names[-1].owner is None
            and not any(kind != "blank" and is_known(_text(cell.first)) for kind, cell in values)
        )

    def _kind(self, above: GridCell, below: GridCell) -> str:
        """Name how the text of a cell below follows that of the cell above.

        "blank": there is none; "no": what is above ended before; "label": both together are a
        known label; "wrap": a line was broken; "item": the next item of a list; "short": the line
        above could have held more.
        """
        if below.blank:
            return "blank"
        texts = [line.text for line in above.first.lines]
        rest = "".join(line.text for line in below.lines)
        if texts and rest and is_known("".join(texts) + rest):
            return "label"
        last = self._last_line(above)
        if last is None or not rest or is_known(rest):
            return "no"
        first = below.lines[0]
        if wraps(last, first, cell_room(above, self._table)):
            return "wrap"
        return "item" if begins_item(first.text, texts) else "short"

    def _last_line(self, cell: GridCell) -> TextLine | None:
        """Return the last line of a cell if it stands at the end of the page."""
        if not cell.first.lines:
            return None
        last = cell.first.lines[-1]
        pitch = max(_ROOM_BELOW, _LINES_BELOW * self._table.pitch) * last.size
        on_page = last.page == self._table.last_page
        return last if on_page and self._table.last_bottom - last.base <= pitch else None

    def join_rows(self) -> None:
        """Put the cells of the row below into those of the row above."""
        for above, below in zip(self._above.cells, self._below.cells, strict=True):
            _move(below, above)

    def join_first_cells(self) -> None:
        """Let the first cell of a new row go on with a cell that spans rows above it.

        It is blank, or the rest of a known label: a full line alone does not tell 产出指标 from it.
        """
        above, below = self._above.cells[0], self._below.cells[0]
        same = all(
            abs(a - b) < _SAME_PLACE
            for a, b in ((above.left, below.left), (above.right, below.right))
        )
        if same and not above.first.blank and self._kind(above, below) in ("blank", "label"):
            _move(below, above)


def is_known(text: str) -> bool:
    """Tell whether a text is a label of forms, or the usual name of a level of indicators."""
    wording = load_wording()
    text = key(text)
    return bool(wording.label_of(text)) or text in wording.level1 or text in wording.level2


def _move(below: GridCell, above: GridCell) -> None:
    """Make a cell the continuation of another one."""
    above.first.lines += below.lines
    above.first.inner += below.inner
    below.lines, below.inner = [], []
    below.owner = above.first
