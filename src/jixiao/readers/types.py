"""What a reader finds in a file: lines, tables and marks in their order, each with its origin.

Writers print ``blocks`` that are known to be whole. What is read is not: rows are ragged, a table
ends where the file was cut, a cell is doubtful. So readers have types of their own, which keep
what a file says; only the marks (TC entries, bookmarks) are those of ``blocks``.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from jixiao.blocks import Bookmark, Entry
from jixiao.diagnostics import Diagnostic

Format = Literal["text", "docx", "doc", "pdf"]
AsideKind = Literal["header", "footer", "footnote", "endnote", "comment", "text-box"]
Revisions = Literal["accept", "reject"]
Mark = Bookmark | Entry


class Origin(NamedTuple):
    """Where a piece stands in its file, so that a program finds it again.

    ======  =======================  ==========================================================
    format  ``part``                 ``path``
    ======  =======================  ==========================================================
    text    ``""``                   the line, from 1
    docx    name of the zip member   index of the child element, level by level, from the root
    doc     name of the OLE stream   character position (CP) of [MS-DOC] 2.2.1
    pdf     ``""``                   the page, from 1; then a running number on that page
    ======  =======================  ==========================================================

    Kept as one step below the piece around it (or, at the top, below the part), since pieces are
    many and share nearly all of their path.
    """

    above: "Origin | str"
    step: int

    @classmethod
    def at(cls, part: str, first: int, *rest: int) -> "Origin":
        """Return the origin of a whole path."""
        return cls(part, first).below(*rest)

    def below(self, *steps: int) -> "Origin":
        """Return the origin that lies some steps further down."""
        found = self
        for step in steps:
            found = Origin(found, step)
        return found

    @property
    def part(self) -> str:
        """The part of the file: see the table."""
        return self.above if isinstance(self.above, str) else self.above.part

    @property
    def path(self) -> tuple[int, ...]:
        """The way to it inside of the part: see the table."""
        steps: list[int] = []
        piece: Origin | str = self
        while isinstance(piece, Origin):
            steps.append(piece.step)
            piece = piece.above
        return tuple(reversed(steps))


class PlacedMark(NamedTuple):
    """A mark and its place: the number of visible characters of its line before it."""

    mark: Mark
    offset: int


class Line(NamedTuple):
    """A paragraph: the text that a person sees, padding kept, marks left out.

    A line break inside a paragraph (w:br) is ``\\n``, a tab ``\\t``. ``contents`` tells that the
    line is of a contents list that a program made (a TOC field). ``doubt`` is empty, or a stable
    word for why the characters may not be exact: ``joined`` (wraps joined, or a
    break kept where the line was full), ``stitched`` (one
    cell on two pages), ``encoding``, ``font`` (a glyph without a character).
    """

    text: str
    origin: Origin
    marks: tuple[PlacedMark, ...] = ()
    contents: bool = False
    doubt: str = ""


class Cell(NamedTuple):
    """A cell: its lines, from the first paragraph to the last; a blank cell may have none.

    ``continued`` is true where the cell continues the one above (vMerge), false where it does
    not, None where the file cannot tell (text; a merge that the row above knows nothing of).
    ``tables`` are those nested in the cell.
    """

    lines: tuple[Line, ...]
    origin: Origin
    columns: int = 1
    continued: bool | None = None
    tables: tuple["Table", ...] = ()

    @property
    def text(self) -> str:
        """The visible text, one line a paragraph."""
        return "\n".join([line.text for line in self.lines])


class Row(NamedTuple):
    """A row: all its cells from left to right, those that continue the row above included."""

    cells: tuple[Cell, ...]
    origin: Origin


class Table(NamedTuple):
    """A table; its rows may be of different widths."""

    rows: tuple[Row, ...]
    origin: Origin


class Aside(NamedTuple):
    """What stands outside of the running text: headers, footers, notes, comments, text boxes."""

    kind: AsideKind
    blocks: tuple[Line | Table, ...]


class Embedded(NamedTuple):
    """The definition (TOML) that a file of ours carries.

    ``intact``: the visible text of the file is still the one that was written with it.
    """

    text: str
    intact: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may ask for, so that a hostile one ends in a clear error; all configurable.

    ``lines``: of a text file, blank ones left out, and the cells in them; a report of a thousand
    forms has about 70 000.
    """

    file_bytes: int = 64 * 2**20
    unpacked_bytes: int = 256 * 2**20
    members: int = 2_000
    characters: int = 10_000_000
    rows: int = 50_000
    lines: int = 200_000
    columns: int = 256
    nesting: int = 32
    pages: int = 1_500


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a file is to be read.

    ``revisions``: tracked changes are read as accepted or as rejected. ``cross_check``: a .doc is
    read by LibreOffice too, and differences are told.
    """

    limits: Limits = field(default_factory=Limits)
    revisions: Revisions = "accept"
    cross_check: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader found in a file.

    ``truncated``: the file ends before its own structure does.
    """

    format: Format
    blocks: tuple[Line | Table, ...]
    asides: tuple[Aside, ...] = ()
    embedded: Embedded | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    truncated: bool = False
