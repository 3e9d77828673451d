"""The line between the heading of a form and its rules: the unit, and 单位：万元.

In a table without rules, or with a tab, it stands above the form as text in two parts; the left
one is blank for special funds. It becomes the first row of the table below.
"""

from collections.abc import Sequence
from dataclasses import replace

from jixiao.readers.pdf.lines import wraps
from jixiao.readers.pdf.shapes import GridCell, GridRow, PageTable, Room, Segment, TextLine
from jixiao.readers.pdf.tables import PageContent

# In units of the text's size: to the edge of the table, to the rules, from line to line.
_AT_EDGE = 1.5
_ABOVE_TABLE = 3.0
_PITCH = 2.0
_SAME_SIZE = 0.03
_MOST_LINES = 30


def take_heads(pages: Sequence[PageContent]) -> None:
    """Make the line above a table that ends at its right edge its first row, in place.

    A table that begins a page may have its line, or some of it, at the end of the page before.
    """
    for before, page in zip([None, *pages], pages, strict=False):
        for table in page.tables:
            above = page.blocks[: page.blocks.index(table)]
            lines = _lines_above([*(before.blocks if before else ()), *above], table)
            if cells := _cells(lines, table):
                top = lines[0].base - lines[0].size
                row = GridRow(cells, lines[0].page, top, table.top, ruled=False)
                table.rows.insert(0, row)
                for owner in filter(None, (before, page)):
                    _remove(owner.blocks, lines)


def _remove(blocks: list[TextLine | PageTable], lines: list[TextLine]) -> None:
    taken = {id(line) for line in lines}
    blocks[:] = [block for block in blocks if id(block) not in taken]


def _lines_above(blocks: list[TextLine | PageTable], table: PageTable) -> list[TextLine]:
    """Return the lines of the row among those of one size that stand right above a table."""
    lines: list[TextLine] = []
    for block in blocks[: -_MOST_LINES - 1 : -1]:
        if not isinstance(block, TextLine):
            break
        page, below = (lines[-1].page, lines[-1].base) if lines else (table.page, table.top)
        room = (_PITCH if lines else _ABOVE_TABLE) * block.size
        close = block.page < page or below - block.base <= room
        if not close or (lines and abs(lines[-1].size - block.size) > _SAME_SIZE * block.size):
            break
        lines.append(block)
    return _row_of(lines[::-1], table)


def _row_of(lines: list[TextLine], table: PageTable) -> list[TextLine]:
    """Return the lines that make the row: the one with a right part, and wraps of the left part."""
    anchors = [index for index, line in enumerate(lines) if _right_part(line, table)]
    if not anchors:
        return []
    start = anchors[-1]
    part = _right_part(lines[start], table)
    assert part is not None
    room = Room(table.left + table.padding, part.left - lines[start].size)
    below = [line for line in lines[start:] if line.left < part.left]
    for index in range(start - 1, -1, -1):
        if not below or not wraps(lines[index], below[0], room):
            break
        start = index
        below.insert(0, lines[index])
    return lines[start:]


def _right_part(line: TextLine, table: PageTable) -> Segment | None:
    """Return the part of a line that ends at the right edge of a table and is all on the right."""
    part = line.segments[-1]
    at_edge = abs(table.right - part.right) < _AT_EDGE * line.size
    return part if at_edge and part.left > (table.left + table.right) / 2 else None


def _cells(lines: list[TextLine], table: PageTable) -> list[GridCell]:
    """Return the two cells of the row, or none where nothing stands at the right edge."""
    right = [part for line in lines if (part := _right_part(line, table))]
    if not right:
        return []
    middle = min(part.left for part in right) - 1
    sides: tuple[list[TextLine], list[TextLine]] = ([], [])
    for line in lines:
        parts = [part for part in line.segments if part.left < middle]
        for side, segments in enumerate((parts, line.segments[len(parts) :])):
            if segments:
                sides[side].append(replace(line, segments=tuple(segments)))
    # Where the left cell ends is not drawn: its longest line tells, if it has several.
    wrapped = len(sides[0]) > 1
    edge = max(line.right for line in sides[0]) + table.padding if wrapped else middle
    page = lines[0].page
    left = GridCell(table.left, edge, table.top, page, lines=sides[0])
    return [left, GridCell(middle, table.right, table.top, page, lines=sides[1])]
