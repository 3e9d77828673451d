"""How much room a text takes: estimates that decide how a table may break over pages."""

import math
import unicodedata

from jixiao.blocks import Cell
from jixiao.layout.style import PageStyle, TableStyle

POINTS_PER_MM = 72 / 25.4

# Narrow characters are about half an em wide; a bit more keeps the estimate on the safe side.
_NARROW = 0.6

# Of a page that a row may fill and still be kept whole: estimates err, and headers repeat.
_MOST_OF_A_PAGE = 0.6


def room_in_ems(width: float, style: TableStyle) -> float:
    """Return how many wide characters stand on a line of a cell ``width`` mm wide."""
    return max((width - 2 * style.padding.x) * POINTS_PER_MM / style.size, 1.0)


def lines_needed(cell: Cell, room: float) -> int:
    """Return about how many lines the text of a cell takes with ``room`` ems on each."""
    return sum(
        max(math.ceil(_ems(paragraph.text) / math.floor(room)), 1) for paragraph in cell.paragraphs
    )


def most_lines(style: TableStyle, page: PageStyle) -> float:
    """Return how many lines a row may have that surely fits into the type area of a page."""
    height = page.height - page.margins.top - page.margins.bottom
    return max(height * _MOST_OF_A_PAGE * POINTS_PER_MM / style.line, 1.0)


def _ems(text: str) -> float:
    if text.isascii():
        return len(text) * _NARROW
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    return wide + (len(text) - wide) * _NARROW
