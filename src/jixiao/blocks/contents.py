"""What a contents list shows: derived from the marks in the document, as Word does it."""

from collections.abc import Iterator
from typing import NamedTuple

from jixiao.blocks.types import Bookmark, Document, Entry, Heading, Listing


class ContentsLine(NamedTuple):
    """One line of a contents list: its text, and the anchor of the heading it leads to."""

    text: str
    anchor: str
    level: int


def headings(document: Document) -> Iterator[Heading]:
    """Yield the headings of a document in order."""
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Heading):
                yield block


def contents_lines(document: Document, listing: Listing) -> tuple[ContentsLine, ...]:
    """Return the lines of one list of the contents of this document."""
    lines = []
    for heading in headings(document):
        if heading.anchor is None:
            continue
        for inline in heading.inlines:
            match inline:
                case Entry(text, letter, level) if letter == listing.letter:
                    lines.append(ContentsLine(text, heading.anchor, level))
                case Bookmark(name) if _has_prefix(name, listing.bookmark_prefix):
                    lines.append(ContentsLine(heading.text, heading.anchor, 1))
                case _:
                    pass
    return tuple(lines)


def _has_prefix(name: str, prefix: str | None) -> bool:
    return prefix is not None and name.startswith(prefix)
