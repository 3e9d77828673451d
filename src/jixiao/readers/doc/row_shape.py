"""The shape of a table row: edges and merges of its cells ([MS-DOC] 2.6.3, 2.9.321)."""

from collections.abc import Callable
from typing import NamedTuple

from jixiao.readers.doc.binary import i16, u16
from jixiao.readers.doc.modifications import DEFINE_TABLE

MOST_CELLS = 63  # of a row ([MS-DOC] 2.4.3)
_CELL = 20  # bytes of a TC80
_ACROSS, _DOWN, _DOWN_SHIFT = 0x03, 0x60, 5
_MERGED_ABOVE = 1  # fvmMerge


class RowShape(NamedTuple):
    """The edges of the cells in twips from the left, one more than there are cells.

    ``joined`` tells that a cell only widens the one to its left, ``continued`` that it continues
    the one above.
    """

    edges: tuple[int, ...]
    joined: tuple[bool, ...]
    continued: tuple[bool, ...]


class ShapeBuilder:
    """Applies the table modifications of a row in their order."""

    def __init__(self) -> None:
        self._left = 0
        self._widths: list[int] = []
        self._across: list[int] = []
        self._down: list[int] = []

    def apply(self, code: int, operand: bytes) -> None:
        """Apply one modification; those that do not touch edges or merges are passed over."""
        if change := _CHANGES.get(code):
            change(self, operand)

    def shape(self) -> RowShape | None:
        """Return the shape, or None where nothing defined the cells."""
        if not self._widths:
            return None
        edges = [self._left]
        for width in self._widths:
            edges.append(edges[-1] + width)
        continued = [down == _MERGED_ABOVE for down in self._down]
        return RowShape(tuple(edges), _joined(self._across), tuple(continued))

    def define(self, operand: bytes) -> None:
        """sprmTDefTable: all cells anew (TDefTableOperand)."""
        if len(operand) < 3:
            return
        count = min(operand[2], MOST_CELLS)
        edges = [i16(operand, 3 + 2 * at) for at in range(count + 1)]
        first = 3 + 2 * (operand[2] + 1)
        flags = [u16(operand, first + _CELL * at) for at in range(count)]
        self._left = edges[0]
        self._widths = [max(0, edges[at + 1] - edges[at]) for at in range(count)]
        self._across = [flag & _ACROSS for flag in flags]
        self._down = [(flag & _DOWN) >> _DOWN_SHIFT for flag in flags]

    def insert(self, operand: bytes) -> None:
        """sprmTInsert: further cells of one width (TInsertOperand)."""
        if len(operand) < 4:
            return
        at = min(operand[0], len(self._widths))
        count = min(operand[1], MOST_CELLS - len(self._widths))
        self._widths[at:at] = [u16(operand, 2)] * count
        self._across[at:at] = [0] * count
        self._down[at:at] = [0] * count

    def delete(self, operand: bytes) -> None:
        """sprmTDelete: cells away (ItcFirstLim)."""
        cells = self._range(operand)
        for values in (self._widths, self._across, self._down):
            del values[cells.start : cells.stop]

    def widen(self, operand: bytes) -> None:
        """sprmTDxaCol: a width for a range of cells (TDxaColOperand)."""
        for at in self._range(operand):
            self._widths[at] = u16(operand, 2)

    def merge(self, operand: bytes) -> None:
        """sprmTMerge: a range of cells becomes one."""
        cells = self._range(operand)
        for at in cells:
            self._across[at] = 1 if at > cells.start else 2

    def split(self, operand: bytes) -> None:
        """sprmTSplit: a range of cells is no longer merged."""
        for at in self._range(operand):
            self._across[at] = 0

    def merge_down(self, operand: bytes) -> None:
        """sprmTVertMerge: how one cell merges with those above and below (VertMergeOperand)."""
        if len(operand) >= 3 and operand[1] < len(self._down):
            self._down[operand[1]] = operand[2]

    def _range(self, operand: bytes) -> range:
        if len(operand) < 2:
            return range(0)
        return range(operand[0], min(operand[1], len(self._widths)))


_CHANGES: dict[int, Callable[[ShapeBuilder, bytes], None]] = {
    DEFINE_TABLE: ShapeBuilder.define,
    0x7621: ShapeBuilder.insert,
    0x5622: ShapeBuilder.delete,
    0x7623: ShapeBuilder.widen,
    0x5624: ShapeBuilder.merge,
    0x5625: ShapeBuilder.split,
    0xD62B: ShapeBuilder.merge_down,
}


def _joined(across: list[int]) -> tuple[bool, ...]:
    """Tell the cells that only widen the one to their left.

    Word 97's own description has 1 for the first cell of a merged set and 2 for the others,
    [MS-DOC] 2.9.317 has 2 or 3 for the first and 1 for the others. Both agree that a set begins
    where merged cells begin, and that the next set begins with the same number.
    """
    found: list[bool] = []
    first = 0
    for number in across:
        begins = not first or number == first
        found.append(bool(number) and not begins)
        first = 0 if not number else number if begins else first
    return tuple(found)
