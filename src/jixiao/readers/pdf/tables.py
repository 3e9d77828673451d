"""One page as lines and tables, from top to bottom."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jixiao.readers.pdf.grid import Face, Grid
from jixiao.readers.pdf.lines import build_lines
from jixiao.readers.pdf.shapes import Glyph, GridCell, GridRow, PageTable, TextLine

# Where a character is looked for: a bit above its baseline, as tall letters may touch a rule.
_ABOVE_BASE = 0.2
_WIDEST_PADDING = 8.0


@dataclass(slots=True, eq=False)
class PageContent:
    """What stands on a page: lines and tables in reading order, and lines apart from them."""

    number: int
    width: float
    height: float
    blocks: list[TextLine | PageTable] = field(default_factory=list)
    headers: list[TextLine] = field(default_factory=list)
    footers: list[TextLine] = field(default_factory=list)
    tilted: list[TextLine] = field(default_factory=list)
    links: bool = False

    @property
    def lines(self) -> list[TextLine]:
        """The lines outside of tables."""
        return [block for block in self.blocks if isinstance(block, TextLine)]

    @property
    def tables(self) -> list[PageTable]:
        """The tables."""
        return [block for block in self.blocks if isinstance(block, PageTable)]


def lay_out(glyphs: Iterable[Glyph], grids: list[Grid], page: int) -> list[TextLine | PageTable]:
    """Put characters into the cells around them, and the rest into lines."""
    outer = _nest(grids)
    by_face: dict[Face, list[Glyph]] = {}
    outside: list[Glyph] = []
    smallest_first = sorted(grids, key=lambda grid: grid.size_on_page)
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, glyph.base - _ABOVE_BASE * glyph.size
        for grid in smallest_first:
            if grid.holds(x, y):
                by_face.setdefault(grid.face_at(x, y), []).append(glyph)
                break
        else:
            outside.append(glyph)
    for face, inside in by_face.items():
        face.lines = build_lines(inside, page)
    blocks: list[TextLine | PageTable] = list(build_lines(outside, page))
    blocks += [page_table(grid, page) for grid in outer]
    return sorted(blocks, key=_position)


def _position(block: TextLine | PageTable) -> float:
    return block.base if isinstance(block, TextLine) else block.top


def _nest(grids: list[Grid]) -> list[Grid]:
    """Put grids that stand in a face of another one into it, and return the others."""
    outer = []
    for grid in grids:
        x, y = (grid.left + grid.right) / 2, (grid.top + grid.bottom) / 2
        around = [
            other
            for other in grids
            if other is not grid
            and other.holds(grid.left, grid.top)
            and other.holds(grid.right, grid.bottom)
            and other.size_on_page > grid.size_on_page
        ]
        if around:
            min(around, key=lambda other: other.size_on_page).face_at(x, y).inner.append(grid)
        else:
            outer.append(grid)
    return outer


def page_table(grid: Grid, page: int) -> PageTable:
    """Return the rows of a grid: a cell for each face, and for each further row of it one more."""
    made: dict[Face, GridCell] = {}
    rows = []
    for index in range(len(grid.ys) - 1):
        cells = [
            _cell(grid, face, made, page)
            for face in dict.fromkeys(grid.at[index])
            if face.ruled or face.lines or face.inner
        ]
        rows.append(GridRow(cells, page, grid.ys[index], grid.ys[index + 1]))
    table = PageTable([row for row in rows if row.cells], page, grid.top, grid.left, grid.right)
    table.last_page, table.last_bottom = page, grid.bottom
    measure(table)
    return table


def _cell(grid: Grid, face: Face, made: dict[Face, GridCell], page: int) -> GridCell:
    left, right = grid.xs[face.left], grid.xs[face.left + face.columns]
    bottom = grid.ys[face.top + face.rows]
    owner = made.get(face)
    cell = GridCell(left, right, bottom, page, face.columns, owner)
    if owner is None:
        made[face] = cell
        cell.lines = face.lines
        cell.inner = [page_table(inner, page) for inner in face.inner]
    return cell


def measure(table: PageTable) -> None:
    """Note how far text keeps from the rules, and how far apart the lines of a paragraph are."""
    cells = [cell for row in table.rows for cell in row.cells if cell.lines]
    offsets = [line.left - cell.left for cell in cells for line in cell.lines]
    table.padding = min(max(min(offsets, default=0.0), 0.0), _WIDEST_PADDING)
    table.pitch = least_pitch([cell.lines for cell in cells])


def least_pitch(groups: Sequence[Sequence[TextLine]]) -> float:
    """Return the least distance of two baselines in units of their size; 0 where there is none."""
    pitches = [
        (after.base - before.base) / before.size
        for lines in groups
        for before, after in itertools.pairwise(lines)
        if before.page == after.page and before.size > 0 and after.base > before.base
    ]
    return min(pitches, default=0.0)
