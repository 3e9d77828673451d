"""What stands on a page: characters, rules and lines, in points from its upper left corner.

Pages are looked at as a person does: turned upright, x to the right, y downwards.
"""

from dataclasses import dataclass, field
from typing import NamedTuple


class Glyph(NamedTuple):
    """One drawn character: from ``left`` to ``right`` on the baseline ``base``.

    ``order`` is its number in pdfium's text of the page, which is right for scripts that run from
    right to left. ``known`` is false where the file does not tell which character it is.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    order: int
    known: bool = True


class Rule(NamedTuple):
    """A straight line: ``at`` is its y where it is horizontal, its x where it is vertical."""

    at: float
    start: float
    end: float


class Segment(NamedTuple):
    """A part of a line without a wide gap in it."""

    text: str
    left: float
    right: float


class Room(NamedTuple):
    """The room that lines have, from ``left`` to ``right``.

    ``least_centred``: a line that is indented by less, in ems, is not centred but the first one of
    a paragraph, however much is free at its end.
    """

    left: float
    right: float
    least_centred: float = 0.0


@dataclass(slots=True)
class TextLine:
    """Characters on one baseline.

    ``start`` is where its first character stands, a space perhaps, and ``end`` where its last one
    ends. ``lead`` is the width of what stands before the first place where the line could be
    broken: the line above was full if it had less room. ``known`` as in `Glyph`; ``contents``
    tells that it is of a contents list.
    """

    segments: tuple[Segment, ...]
    base: float
    size: float
    page: int
    start: float
    end: float
    lead: float
    known: bool = True
    contents: bool = False

    @property
    def text(self) -> str:
        """All of it; wide gaps are tabs."""
        return "\t".join(segment.text for segment in self.segments)

    @property
    def left(self) -> float:
        """Where the first character begins."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Where the last character ends."""
        return self.segments[-1].right


@dataclass(slots=True, eq=False)
class GridCell:
    """A cell of one page's table, or the part of it that stands in one row.

    ``owner`` is the cell above that this one continues; it holds the lines of both.
    """

    left: float
    right: float
    bottom: float
    page: int
    columns: int = 1
    owner: "GridCell | None" = None
    lines: list[TextLine] = field(default_factory=list)
    inner: list["PageTable"] = field(default_factory=list)

    @property
    def first(self) -> "GridCell":
        """The topmost cell that this one continues, or itself."""
        cell = self
        while cell.owner is not None:
            cell = cell.owner
        return cell

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return not self.lines and not self.inner


@dataclass(slots=True, eq=False)
class GridRow:
    """A row of cells, on the page where it begins; ``ruled`` is false for text above the rules."""

    cells: list[GridCell]
    page: int
    top: float
    bottom: float
    ruled: bool = True


@dataclass(slots=True, eq=False)
class PageTable:
    """A table as one page shows it, and after stitching, all of it.

    ``padding`` is how far text keeps from the rules, in points, and ``pitch`` how far apart the
    lines of a paragraph are, in units of their size.
    Of its first ``measured`` rows, those from ``run`` on have the same cells as the last one.
    """

    rows: list[GridRow]
    page: int
    top: float
    left: float
    right: float
    padding: float = 0.0
    pitch: float = 0.0
    last_page: int = 0
    last_bottom: float = 0.0
    measured: int = 0
    run: int = 0
