"""The neutral document: what stands where, never how it looks. Writers and readers share it.

A document is a sequence of sections; a section has a page style by name and holds blocks; a block
is a heading, a paragraph, a contents list, a page break or a table of cells.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from jixiao.blocks.grid import Place, place_cells


@dataclass(frozen=True, slots=True)
class Run:
    """Text without a line break, in the style of its paragraph or in a named character style."""

    text: str
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A TC field: an entry of the contents list ``listing`` (A, B, C), at its place in the text.

    ECMA-376-1 §17.16.5.68. The text form prints the code without quotes, as the exports have it.
    """

    text: str
    listing: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark that the official export sets and its text form prints, such as ``_Toc_4_4_…``."""

    name: str


Inline = Run | Entry | Bookmark


def visible_text(inlines: tuple[Inline, ...]) -> str:
    """Return the text of inlines that a reader sees, without marks."""
    return "".join(inline.text for inline in inlines if isinstance(inline, Run))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``style`` names its look in the style file."""

    inlines: tuple[Inline, ...] = ()
    style: str = "body"

    @property
    def text(self) -> str:
        """The visible text, without marks."""
        return visible_text(self.inlines)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline; ``level`` counts from 1, ``anchor`` is unique in the document.

    The anchor is what contents lists link to; unlike a ``Bookmark`` it is never printed.
    """

    inlines: tuple[Inline, ...]
    level: int
    style: str
    anchor: str | None = None

    @property
    def text(self) -> str:
        """The visible text, without marks."""
        return visible_text(self.inlines)


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of the contents: over the ``Entry`` marks of a letter, or bookmarks by prefix."""

    title: str
    letter: str | None = None
    bookmark_prefix: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents (目录): a title and the lists, one for each part of the report."""

    title: str
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over ``rows`` x ``columns`` of the grid; it holds one paragraph or more."""

    paragraphs: tuple[Paragraph, ...]
    style: str = "text"
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        """The visible text, one line a paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the cells that begin in it. A header row is repeated at the top of a new page."""

    cells: tuple[Cell, ...]
    header: bool = False


class Slot(NamedTuple):
    """A run of grid columns in one row: a cell, or the continuation of one that began above."""

    cell: Cell
    column: int
    continued: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a grid of ``columns`` columns; ``style`` names its look in the style file.

    Raises:
        SpanConflictError: the cells overlap, leave a gap, or reach beyond the grid.
    """

    rows: tuple[Row, ...]
    columns: int
    style: str
    _places: tuple[tuple[Place, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        shape = tuple(
            [tuple([(cell.rows, cell.columns) for cell in row.cells]) for row in self.rows]
        )
        # Derived once; the table itself stays frozen.
        object.__setattr__(self, "_places", place_cells(shape, self.columns))

    @property
    def grid(self) -> tuple[tuple[Slot, ...], ...]:
        """The slots of every row from left to right; they fill the columns exactly."""
        return tuple(
            tuple(
                Slot(self.rows[place.row].cells[place.cell], place.column, place.continued)
                for place in places
            )
            for places in self._places
        )


Block = Heading | Paragraph | Contents | PageBreak | Table


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on pages of one style (size, margins, footer); a section starts on a new page."""

    blocks: tuple[Block, ...]
    page: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    sections: tuple[Section, ...]
