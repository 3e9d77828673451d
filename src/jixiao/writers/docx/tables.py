"""Tables as WordprocessingML (§17.4): fixed grid, gridSpan and vMerge, rules, repeated headers.

The forms of a report have few shapes: everything but the text of the cells is made once a shape.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jixiao.blocks import Cell, Slot, Table
from jixiao.layout.style import CellStyle, PageStyle, Style
from jixiao.writers.docx.cells import (
    Content,
    InlineWriter,
    cell_content,
    paragraph_start,
)
from jixiao.writers.docx.styles import StyleSheet, border
from jixiao.writers.docx.wml import column_twips, rule_width
from jixiao.writers.fit import POINTS_PER_MM, lines_needed, most_lines, room_in_ems

_CENTRED = b'<w:vAlign w:val="center"/>'

RowShape = tuple[bool, tuple[tuple[int, int, str], ...]]
"""Whether a row is a header; rows, columns and style of the cells that begin in it."""


class _CellFrame(NamedTuple):
    """All of a cell but its text: start of w:tc, behind cells continued from above."""

    xml: bytes
    style: str
    ems: float
    most_characters: float
    """More than this need a closer look: they may not stay together on a page."""


class _RowFrame(NamedTuple):
    start: bytes
    cells: tuple[_CellFrame, ...]
    end: bytes


class TableWriter:
    """Writes the tables of one style on pages of one height.

    ``visible`` collects the text of the cells as the hash of a document has it. Cells without
    marks are remembered by identity: the document that holds them must outlive the writer.
    """

    def __init__(
        self, name: str, style: Style, sheet: StyleSheet, inlines: InlineWriter, page: PageStyle
    ) -> None:
        self._name = name
        self._look = style.tables[name]
        self._kinds = style.cells
        self._sheet = sheet
        self._inlines = inlines
        # Word and LibreOffice cut off what is left of a row that may not be split and does not fit.
        self._most_lines = most_lines(self._look, page)
        self._widths = column_twips(self._look.columns)
        self._contents: dict[int, Content] = {}
        self._frames: dict[tuple[RowShape, ...], tuple[_RowFrame, ...]] = {}
        self._start = self._table_start()

    def write(self, table: Table, out: list[bytes], visible: list[str]) -> None:
        """Append the XML of a table to ``out`` and its text to ``visible``."""
        shape = tuple(
            (row.header, tuple([(cell.rows, cell.columns, cell.style) for cell in row.cells]))
            for row in table.rows
        )
        frames = self._frames.get(shape)
        if frames is None:
            frames = self._frames[shape] = tuple(self._row_frames(table))
        out.append(self._start)
        large: list[tuple[int, int, Cell, float]] = []
        known = self._contents
        for index, (row, (start, places, end)) in enumerate(zip(table.rows, frames, strict=True)):
            row_start = len(out)
            out.append(start)
            for cell, (xml, style, ems, most_characters) in zip(row.cells, places, strict=True):
                content = known.get(id(cell))
                if content is None:
                    content = cell_content(cell, style, self._inlines)
                    if not content.has_marks:
                        known[id(cell)] = content
                body, text, characters, paragraphs, _marks = content
                out += (xml, body)
                if text:
                    visible.append(text)
                if characters + paragraphs * ems > most_characters:
                    large.append((index, row_start, cell, ems))
            out.append(end)
        for index, row_start, cell, ems in large:
            if lines_needed(cell, ems) > self._most_lines:
                self._allow_split(frames[index : index + cell.rows], out, row_start)
        out.append(b"</w:tbl>")

    def _allow_split(self, frames: Sequence[_RowFrame], out: list[bytes], row_start: int) -> None:
        """Let the rows of a tall cell be split; ``row_start`` is the place of the first."""
        for frame in frames:
            out[row_start] = b"<w:tr>"  # nor repeated: it would fill the next page as well
            for number, cell in enumerate(frame.cells):
                out[row_start + 1 + 2 * number] = cell.xml.replace(_CENTRED, b"")
            row_start += 2 * len(frame.cells) + 2

    def _table_start(self) -> bytes:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._sheet.table(self._name)}"/>'
            f'<w:tblW w:w="{sum(self._widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        ).encode()

    def _row_frames(self, table: Table) -> Iterator[_RowFrame]:
        rules = _Rules(table, self._kinds, rule_width(self._look.border))
        heading = True
        for index, (row, slots) in enumerate(zip(table.rows, table.grid, strict=True)):
            # Only rows at the top can be repeated (§17.4.78).
            heading = heading and row.header
            repeat = "<w:tblHeader/>" if heading else ""
            places, continued = self._cell_frames(index, slots, rules)
            yield _RowFrame(
                f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>".encode(),
                places,
                f"{continued}</w:tr>".encode(),
            )

    def _cell_frames(
        self, row: int, slots: tuple[Slot, ...], rules: "_Rules"
    ) -> tuple[tuple[_CellFrame, ...], str]:
        """Return the cells that begin in a row, and the continued ones behind the last of them."""
        frames = []
        before = ""
        for slot in slots:
            width = sum(self._widths[slot.column : slot.column + slot.cell.columns])
            start = self._cell_start(row, slot, rules, width)
            style = self._sheet.cell(self._name, slot.cell.style)
            if slot.continued:
                before += f"{start}{paragraph_start(style)}</w:p></w:tc>"
                continue
            ems = room_in_ems(width / 20 / POINTS_PER_MM, self._look)
            frames.append(_CellFrame((before + start).encode(), style, ems, ems * self._most_lines))
            before = ""
        return tuple(frames), before

    def _cell_start(self, row: int, slot: Slot, rules: "_Rules", width: int) -> str:
        cell = slot.cell
        span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
        merge = ""
        if cell.rows > 1:
            merge = "<w:vMerge/>" if slot.continued else '<w:vMerge w:val="restart"/>'
        # A continued cell with an alignment makes LibreOffice cut off the end of the merged text
        # where it goes on on the next page.
        alignment = "" if slot.continued else _CENTRED.decode()
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
            f"{rules.borders(row, slot)}{alignment}</w:tcPr>"
        )


class _Rules:
    """The rules of cells that have none: a neighbour keeps the rule between the two.

    Both sides of an edge must agree, for Word and LibreOffice settle conflicts in different ways
    (§17.4.66).
    """

    def __init__(self, table: Table, kinds: dict[str, CellStyle], width: int) -> None:
        self._width = width
        self._owners = [_columns(slots, table.columns) for slots in table.grid]
        self._borderless = {
            cell.style for row in table.rows for cell in row.cells if kinds[cell.style].borderless
        }

    def borders(self, row: int, slot: Slot) -> str:
        """Return w:tcBorders for a slot; nothing where the rules of the table hold."""
        if slot.cell.style not in self._borderless:
            return ""
        first, behind = slot.column, slot.column + slot.cell.columns
        edges = (
            ("top", self._neighbours(row - 1, range(first, behind))),
            ("left", self._neighbours(row, [first - 1])),
            ("bottom", self._neighbours(row + 1, range(first, behind))),
            ("right", self._neighbours(row, [behind])),
        )
        ruled = "".join(
            border(side, self._width if any(map(self._is_ruled, cells)) else 0)
            for side, cells in edges
        )
        return f"<w:tcBorders>{ruled}</w:tcBorders>"

    def _neighbours(self, row: int, columns: Sequence[int]) -> list[Cell]:
        if not 0 <= row < len(self._owners):
            return []
        owners = self._owners[row]
        return [owners[column] for column in columns if 0 <= column < len(owners)]

    def _is_ruled(self, cell: Cell) -> bool:
        return cell.style not in self._borderless


def _columns(slots: tuple[Slot, ...], columns: int) -> list[Cell]:
    """Return the cell that owns each column of a row."""
    owners = [slot.cell for slot in slots for _ in range(slot.cell.columns)]
    assert len(owners) == columns  # the grid of a table is full
    return owners
