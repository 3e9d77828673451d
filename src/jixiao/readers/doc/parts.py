"""What stands outside of the main text: notes, comments, headers, footers, text boxes.

Their texts follow the main one, each kind a sub-document that is split into stories ([MS-DOC] 2.3).
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from jixiao.readers.doc.document import Document
from jixiao.readers.doc.effort import PIECE
from jixiao.readers.doc.fib import Part
from jixiao.readers.doc.plc import read_plc
from jixiao.readers.doc.story import read_story
from jixiao.readers.types import Aside, AsideKind, Line, Table

_SEPARATORS = 6  # the first stories of the header document are no headers ([MS-DOC] 2.3.2)
_STORIES_OF_SECTION = 6
_FOOTERS = (2, 3, 5)  # even pages, odd pages, first page; the others are headers
_TEXT_BOX_DATA = 22
_MARGINS = ("header", "footer")


class _SubDocument(NamedTuple):
    """A sub-document: its kind, and the PLC that splits it; None where each story has its kind."""

    kind: AsideKind | None
    part: Part
    data_size: int


# In the order of the text.
_SUB_DOCUMENTS = (
    _SubDocument("footnote", Part.FOOTNOTES, 0),
    _SubDocument(None, Part.HEADERS, 0),
    _SubDocument("comment", Part.COMMENTS, 0),
    _SubDocument("endnote", Part.ENDNOTES, 0),
    _SubDocument("text-box", Part.TEXT_BOXES, _TEXT_BOX_DATA),
    _SubDocument("text-box", Part.HEADER_TEXT_BOXES, _TEXT_BOX_DATA),
)


def read_asides(document: Document) -> tuple[Aside, ...]:
    """Return all that is not blank, in the order of the file, each header and footer once."""
    return tuple(_once(_asides(document)))


def _asides(document: Document) -> Iterator[Aside]:
    base = document.fib.lengths.main
    for sub_document, length in zip(_SUB_DOCUMENTS, document.fib.lengths[1:], strict=True):
        there = max(0, min(length, len(document.units) - base))
        for kind, start, end in _stories(document, sub_document, there):
            blocks = read_story(document, base + start, base + end, kind in _MARGINS)
            if any(_texts(blocks)):
                if kind == "text-box":
                    document.tally.add_box()
                yield Aside(kind, blocks)
        base += length


def _once(asides: Iterator[Aside]) -> Iterator[Aside]:
    """Yield asides without the headers and footers that sections repeat."""
    seen: set[tuple[AsideKind, tuple[str, ...]]] = set()
    for aside in asides:
        key = aside.kind, tuple(_texts(aside.blocks))
        if key not in seen:
            yield aside
        if aside.kind in _MARGINS:
            seen.add(key)


def _stories(
    document: Document, sub_document: _SubDocument, length: int
) -> Iterator[tuple[AsideKind, int, int]]:
    """Yield kind, start and end of the stories of a sub-document, from its own start."""
    place = document.fib.place(sub_document.part)
    plc = read_plc(document.table, place, sub_document.data_size)
    document.effort.spend(PIECE * plc.stretches)
    if sub_document.kind is None:
        yield from _header_stories(list(plc.positions[: plc.stretches]), length)
        return
    # Whatever the positions say, no character of the sub-document is passed over.
    cuts = sorted({0, length, *(at for at in plc.positions[: plc.stretches + 1] if at < length)})
    # The last mark of a text box only keeps it apart from the next ([MS-DOC] 2.8.32).
    guard = sub_document.kind == "text-box"
    for start, end in pairwise(cuts):
        yield sub_document.kind, start, end - guard


def _header_stories(positions: list[int], length: int) -> Iterator[tuple[AsideKind, int, int]]:
    """Yield the headers and footers of each section; the last position has no meaning."""
    for index, (start, end) in enumerate(pairwise(positions)):
        if index >= _SEPARATORS and start < end <= length:
            number = (index - _SEPARATORS) % _STORIES_OF_SECTION
            # The last character only keeps the stories apart.
            yield "footer" if number in _FOOTERS else "header", start, end - 1


def _texts(blocks: tuple[Line | Table, ...]) -> Iterator[str]:
    """Yield the text of each line and cell, without white space around it."""
    for block in blocks:
        if isinstance(block, Line):
            yield block.text.strip()
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield cell.text.strip()
                    yield from _texts(cell.tables)
