"""The properties of paragraphs and characters, of those that decide what is text and where."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from jixiao.readers.doc.binary import u16, u32
from jixiao.readers.doc.effort import PROPERTY, RUN, Effort
from jixiao.readers.doc.fib import Fib, Part
from jixiao.readers.doc.modifications import modifications
from jixiao.readers.doc.pages import Kind, Pages
from jixiao.readers.doc.pieces import PieceTable
from jixiao.readers.doc.plc import read_plc
from jixiao.readers.doc.row_shape import RowShape, ShapeBuilder
from jixiao.readers.doc.styles import HIDDEN, read_hidden_styles

_DELETED, _INSERTED, _SPECIAL, _SYMBOL, _STYLE = 0x0800, 0x0801, 0x0855, 0x6A09, 0x4A30
_FONT = 0x4A4F  # sprmCRgFtc0: that of ASCII and of symbols
_IN_TABLE, _ROW_END, _LIST = 0x2416, 0x2417, 0x460B
_DEPTH, _DEEPER, _INNER_CELL, _INNER_ROW_END = 0x6649, 0x664A, 0x244B, 0x244C
_ELSEWHERE = (0x6645, 0x6646, 0x646B)  # sprmPHugePapx, sprmPTableProps: in the Data stream
_TABLE_GROUP = 5  # sgc of table modifications
_NO_LIST = (0, 0xF801)
CELL_MARK, PARAGRAPH_MARK = "\x07", "\r"


class Character(NamedTuple):
    """Properties of characters; ``symbol`` is the font and the number of sprmCSymbol.

    Fonts are indices into the font table, of which -1 has none.
    """

    deleted: bool = False
    inserted: bool = False
    hidden: bool = False
    special: bool = False
    symbol: tuple[int, int] | None = None
    font: int = -1


PLAIN = Character()


class Paragraph(NamedTuple):
    """Properties of a paragraph, found at its mark.

    ``depth`` counts the tables it stands in; ``row_end`` and ``cell_end`` tell what its mark ends,
    ``shape`` the row; ``known`` is false where the properties are lost.
    """

    depth: int = 0
    row_end: bool = False
    cell_end: bool = False
    numbered: bool = False
    style: int = 0
    shape: RowShape | None = None
    known: bool = True


LOST = Paragraph(known=False)


class Streams(NamedTuple):
    """The three streams of a Word document."""

    word: bytes
    table: bytes
    data: bytes


class Formatting:
    """Looks up properties by character position."""

    def __init__(
        self, streams: Streams, fib: Fib, pieces: PieceTable, effort: Effort, deepest: int
    ) -> None:
        self._data = streams.data
        self._pieces = pieces
        self._piece = pieces.pieces[0]
        self._effort = effort
        self._deepest = deepest
        self._paragraphs = _pages(streams, fib, Part.PARAGRAPH_PAGES, Kind.PARAGRAPHS, effort)
        self._characters = _pages(streams, fib, Part.CHARACTER_PAGES, Kind.CHARACTERS, effort)
        place = fib.place(Part.STYLES)
        self._hidden_styles = read_hidden_styles(streams.table, place, effort)
        self._paragraph = lru_cache(maxsize=1024)(self._read_paragraph)
        self._character = lru_cache(maxsize=1024)(self._read_character)

    def paragraph(self, mark: int, sign: str) -> Paragraph:
        """Return the properties of the paragraph that a mark ends; ``sign`` is its character."""
        if not self._piece.start <= mark < self._piece.end:
            self._piece = self._pieces.at(mark)
        properties = self._paragraphs.at(self._piece.offset_of(mark)).properties
        if properties is None:
            return LOST
        return self._paragraph(properties, self._piece.changes, sign)

    def runs(self, start: int, end: int, style: int = 0) -> Iterator[tuple[int, int, Character]]:
        """Yield start, end and properties of the runs in a paragraph of a style (istd)."""
        hidden = style in self._hidden_styles
        end = min(end, self._pieces.length)
        while start < end:
            self._effort.spend(RUN)
            piece = self._piece
            if not piece.start <= start < piece.end:
                self._piece = piece = self._pieces.at(start)
            offset = piece.offset_of(start)
            stretch = self._characters.at(offset)
            # At least one character: a stretch may end in the middle of one.
            length = max(1, (stretch.end - offset) // piece.width)
            run_end = min(end, piece.end, start + length)
            character = self._character(stretch.properties or b"", piece.changes, hidden)
            yield start, run_end, character
            start = run_end

    def _read_paragraph(self, properties: bytes, changes: bytes, sign: str) -> Paragraph:
        builder = _ParagraphBuilder(self._data, self._effort)
        builder.apply(properties[2:])
        builder.apply(changes)
        found = builder.paragraph(u16(properties, 0), sign)
        # No program nests tables deeper than the limit: the number is damaged.
        return found if found.depth <= self._deepest else LOST

    def _read_character(self, properties: bytes, changes: bytes, hidden: bool) -> Character:
        self._effort.spend(PROPERTY * (len(properties) + len(changes)) // 3)
        flags = {_DELETED: False, _INSERTED: False, _SPECIAL: False}
        by_paragraph = hidden
        symbol = None
        font = -1
        for code, operand in modifications(properties + changes):
            if code in flags:
                flags[code] = operand[0] == 1
            elif code == HIDDEN:
                hidden = _toggled(operand[0], hidden)
            elif code == _STYLE:
                hidden = by_paragraph or u16(operand, 0) in self._hidden_styles
            elif code == _SYMBOL:
                symbol = u16(operand, 0), u16(operand, 2)
            elif code == _FONT:
                font = u16(operand, 0)
        return Character(flags[_DELETED], flags[_INSERTED], hidden, flags[_SPECIAL], symbol, font)


def _pages(streams: Streams, fib: Fib, part: Part, kind: Kind, effort: Effort) -> Pages:
    return Pages(streams.word, read_plc(streams.table, fib.place(part), 4), kind, effort)


def _toggled(operand: int, of_style: bool) -> bool:
    """Return what a ToggleOperand makes of the value of the style ([MS-DOC] 2.9.327)."""
    if operand & 0x80:
        return of_style != bool(operand & 1)
    return operand == 1


class _ParagraphBuilder:
    """Applies paragraph and table modifications in their order."""

    def __init__(self, data: bytes, effort: Effort) -> None:
        self._data = data
        self._effort = effort
        self._row = ShapeBuilder()
        self._values = dict.fromkeys((_IN_TABLE, _ROW_END, _INNER_CELL, _INNER_ROW_END), 0)
        self._depth = 0
        self._list = 0

    def apply(self, properties: bytes, elsewhere: bool = True) -> None:
        """Apply modifications; those kept in the Data stream are followed once."""
        self._effort.spend(PROPERTY * len(properties) // 3)
        for code, operand in modifications(properties):
            if code in self._values:
                self._values[code] = operand[0]
            elif (code >> 10) & 7 == _TABLE_GROUP:
                self._row.apply(code, operand)
            elif code in _ELSEWHERE and elsewhere:
                self.apply(self._elsewhere(u32(operand, 0)), elsewhere=False)
            else:
                self._apply_number(code, operand)

    def _apply_number(self, code: int, operand: bytes) -> None:
        if code == _DEPTH:
            self._depth = u32(operand, 0)
        elif code == _DEEPER:
            self._depth += u32(operand, 0)
        elif code == _LIST:
            self._list = u16(operand, 0)

    def _elsewhere(self, place: int) -> bytes:
        """Return the modifications of a PrcData in the Data stream ([MS-DOC] 2.9.212)."""
        size = u16(self._data, place)
        return self._data[place + 2 : place + 2 + size]

    def paragraph(self, style: int, sign: str) -> Paragraph:
        """Return the properties found, as far as they agree with the mark.

        Only a cell mark can end a cell or a row, in a nested table only a paragraph mark
        ([MS-DOC] 2.4.3).
        """
        depth = self._found_depth(sign)
        right_mark = sign == (CELL_MARK if depth == 1 else PARAGRAPH_MARK) and depth > 0
        row_end = right_mark and bool(self._values[_INNER_ROW_END if depth > 1 else _ROW_END])
        cell_end = right_mark and not row_end and (depth == 1 or bool(self._values[_INNER_CELL]))
        return Paragraph(
            depth=depth,
            row_end=row_end,
            cell_end=cell_end,
            numbered=self._list not in _NO_LIST,
            style=style,
            shape=self._row.shape() if row_end else None,
        )

    def _found_depth(self, sign: str) -> int:
        if self._values[_IN_TABLE] or sign == CELL_MARK:
            return max(1, self._depth)
        return self._depth
