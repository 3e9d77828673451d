"""Rows to tables: which lines stand in which cell, and how many grid columns a cell covers."""

from bisect import bisect_right
from dataclasses import dataclass, field

from jixiao.i18n import _
from jixiao.readers.doc.lines import STREAM
from jixiao.readers.doc.row_shape import RowShape
from jixiao.readers.doc.tally import DocTally
from jixiao.readers.faults import too_large
from jixiao.readers.types import Cell, Limits, Line, Origin, Row, Table

# No program writes a row of that many cells (Word: 63): its end is damaged.
_ENDLESS = 256
_SAME_EDGE = 20  # twips, a point: nobody sees a narrower column


@dataclass(slots=True)
class _Cell:
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def is_blank(self) -> bool:
        return not self.tables and not any(line.text.strip() for line in self.lines)


@dataclass(slots=True)
class _Row:
    cells: list[_Cell]
    shape: RowShape | None
    start: int


@dataclass(slots=True)
class _Table:
    start: int
    rows: list[_Row] = field(default_factory=list)
    cells: list[_Cell] = field(default_factory=list)
    cell: _Cell | None = None
    row_start: int = 0


class Assembly:
    """Takes lines and the ends of cells and rows, each with its depth, and yields blocks."""

    def __init__(self, name: str, limits: Limits, tally: DocTally) -> None:
        self._name = name
        self._limits = limits
        self._tally = tally
        self._rows = 0
        self._open: list[_Table] = []
        self._blocks: list[Line | Table] = []

    def blocks(self) -> tuple[Line | Table, ...]:
        """Return all blocks; a table that is still open ends here."""
        self._go_to(0, 0)
        return tuple(self._blocks)

    def add(self, line: Line, depth: int) -> None:
        """Add a line that stands in ``depth`` tables."""
        self._go_to(depth, line.origin.step)
        if depth:
            self._cell(depth).lines.append(line)
        else:
            self._blocks.append(line)

    def end_cell(self, depth: int) -> None:
        """End the cell that the last line stood in."""
        table = self._open[depth - 1]
        table.cells.append(self._cell(depth))
        table.cell = None
        most = self._limits.columns
        if len(table.cells) >= max(most, _ENDLESS):
            self._tally.lose(len(table.cells))
            self.end_row(depth, table.start, None, gone=False)
        elif len(table.cells) > most:
            raise too_large(self._name, _("cells in one row"), most, "columns")

    def end_row(self, depth: int, position: int, shape: RowShape | None, gone: bool) -> None:
        """End a row; one that a tracked change takes away goes if nothing is left in it."""
        self._go_to(depth, position)
        table = self._open[depth - 1]
        if table.cell is not None:
            self.end_cell(depth)
        cells, table.cells = table.cells, []
        if not cells or (gone and all(cell.is_blank() for cell in cells)):
            return
        self._rows += 1
        if self._rows > self._limits.rows:
            raise too_large(self._name, _("table rows"), self._limits.rows, "rows")
        table.rows.append(_Row(cells, shape, _first(cells, position)))

    def _cell(self, depth: int) -> _Cell:
        table = self._open[depth - 1]
        if table.cell is None:
            table.cell = _Cell()
        return table.cell

    def _go_to(self, depth: int, position: int) -> None:
        """Close the tables that are deeper than the next line, or open those it stands in."""
        while len(self._open) > depth:
            self._close(len(self._open), position)
        while len(self._open) < depth:
            self._open.append(_Table(position))

    def _close(self, depth: int, position: int) -> None:
        table = self._open[-1]
        if table.cells or table.cell is not None:
            self.end_row(depth, position, None, gone=False)
        self._open.pop()
        if not table.rows:
            return
        finished = _finished(table)
        if depth > 1:
            self._cell(depth - 1).tables.append(finished)
        else:
            self._blocks.append(finished)


def _first(cells: list[_Cell], otherwise: int) -> int:
    """Return the position of the first character of some cells."""
    first = cells[0]
    if first.tables and not first.lines:
        return first.tables[0].origin.step
    return first.lines[0].origin.step if first.lines else otherwise


def _finished(table: _Table) -> Table:
    grid = _grid([row.shape for row in table.rows if row.shape])
    rows = tuple([_finished_row(row, grid) for row in table.rows])
    return Table(rows, rows[0].origin)


def _finished_row(row: _Row, grid: list[int]) -> Row:
    cells: list[Cell] = []
    for index, cell in enumerate(row.cells):
        columns, joined, continued = _cell_shape(row.shape, index, grid)
        if joined and cells:
            cells[-1] = _widened(cells[-1], cell, columns)
            continue
        origin = Origin(STREAM, _first([cell], row.start))
        cells.append(Cell(tuple(cell.lines), origin, columns, continued, tuple(cell.tables)))
    return Row(tuple(cells), Origin(STREAM, row.start))


def _widened(cell: Cell, other: _Cell, columns: int) -> Cell:
    """Return a cell with the columns of one that is merged into it, and any text of that one."""
    more = () if other.is_blank() else tuple(other.lines)
    return cell._replace(
        lines=cell.lines + more,
        columns=cell.columns + columns,
        tables=cell.tables + tuple(other.tables),
    )


def _cell_shape(shape: RowShape | None, index: int, grid: list[int]) -> tuple[int, bool, bool]:
    """Return columns, joined and continued of a cell; one without a definition is a plain one."""
    if shape is None or index >= len(shape.joined):
        return 1, False, False
    left = bisect_right(grid, shape.edges[index])
    right = bisect_right(grid, shape.edges[index + 1])
    joined = shape.joined[index]
    columns = right - left if joined else max(1, right - left)
    return columns, joined, shape.continued[index]


def _grid(shapes: list[RowShape]) -> list[int]:
    """Return where the columns of a table begin: its edges, those hardly apart taken as one."""
    grid: list[int] = []
    for edge in sorted({edge for shape in shapes for edge in shape.edges}):
        if not grid or edge - grid[-1] > _SAME_EDGE:
            grid.append(edge)
    return grid
