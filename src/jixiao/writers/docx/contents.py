r"""The contents: one TOC field a listing, its entries filled in (§17.16.5.68).

Editions with TC fields have ``TOC \f A \h \z``. Editions with bookmarks have a TOC over the
headings inside a bookmark that spans the part, ``TOC \o "2-2" \b part_2 \h \z \u``: outline levels,
since the headings have styles of their own.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jixiao.blocks import Bookmark, Contents, Document, Heading, Listing, contents_lines, headings
from jixiao.writers.docx.names import Names
from jixiao.writers.docx.styles import DEEPEST, StyleSheet
from jixiao.writers.docx.wml import (
    field,
    field_argument,
    field_end,
    field_separator,
    field_start,
    run,
)


class PartRange(NamedTuple):
    """The headings of a listing over bookmarks: first and last, and the bookmark to set."""

    first: int
    last: int
    name: str
    levels: tuple[int, int]


class Anchors:
    """The bookmarks of the headings of a document: anchors, official marks, ranges of parts.

    Official marks keep their names wherever Word accepts them; the others give way.
    """

    def __init__(self, document: Document) -> None:
        self.names = Names("_GoBack")
        self._headings = tuple(headings(document))
        official = [
            [
                self.names.bookmark(mark.name)
                for mark in heading.inlines
                if isinstance(mark, Bookmark)
            ]
            for heading in self._headings
        ]
        self._names: list[tuple[str, ...]] = []
        self._by_anchor: dict[str, tuple[str, int]] = {}
        for heading, names in zip(self._headings, official, strict=True):
            if heading.anchor is not None:
                own = self.names.bookmark(heading.anchor)
                names.append(own)
                self._by_anchor.setdefault(heading.anchor, (own, heading.level))
            self._names.append(tuple(names))
        self.ranges: dict[Listing, PartRange] = {}
        for listing in _listings(document):
            if listing not in self.ranges and (found := self._range(listing)):
                self.ranges[listing] = found

    def of_heading(self, number: int) -> tuple[str, ...]:
        """Return the names of all bookmarks of a heading, counted from 0 in the document."""
        return self._names[number]

    def bookmark(self, anchor: str) -> str:
        """Return the bookmark of an anchor that a line of the contents leads to."""
        return self._by_anchor[anchor][0]

    def level(self, anchor: str) -> int:
        """Return the outline level of the heading of an anchor."""
        return self._by_anchor[anchor][1]

    def _range(self, listing: Listing) -> PartRange | None:
        prefix = listing.bookmark_prefix
        if prefix is None:
            return None
        found = [
            index
            for index, heading in enumerate(self._headings)
            if heading.anchor is not None and _is_marked(heading, prefix)
        ]
        if not found:
            return None
        levels = [min(self._headings[index].level, DEEPEST) for index in found]
        name = self.names.bookmark(f"part_{len(self.ranges) + 1}")
        return PartRange(found[0], found[-1], name, (min(levels), max(levels)))


def _is_marked(heading: Heading, prefix: str) -> bool:
    return any(
        isinstance(mark, Bookmark) and mark.name.startswith(prefix) for mark in heading.inlines
    )


def _listings(document: Document) -> Iterator[Listing]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Contents):
                yield from block.listings


class ContentsWriter:
    """Writes the lists of the contents as paragraphs.

    ``pages`` holds the page of each anchor; what it does not hold Word computes when it opens the
    file (w:dirty, §17.16.18).
    """

    def __init__(
        self,
        document: Document,
        anchors: Anchors,
        sheet: StyleSheet,
        pages: Mapping[str, int] | None,
    ) -> None:
        self._document = document
        self._anchors = anchors
        self._sheet = sheet
        self._pages = pages or {}

    def entries(self, listing: Listing, width: int) -> Iterator[str]:
        """Yield one paragraph an entry, the field around them all.

        A listing without entries is no field: Word would print an error in its place.
        """
        lines = contents_lines(self._document, listing)
        found = self._anchors.ranges.get(listing)
        dirty = any(line.anchor not in self._pages for line in lines)
        for number, line in enumerate(lines):
            # The style that Word gives this entry when it makes the list anew.
            level = self._anchors.level(line.anchor) if found else line.level
            style = self._sheet.contents_entry(level, width)
            start = ""
            if number == 0:
                start = field_start(_code(listing, found), dirty=dirty) + field_separator()
            yield (
                f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{start}'
                f"{self._entry(line.text, line.anchor)}"
                f"{field_end() if number == len(lines) - 1 else ''}</w:p>"
            )

    def _entry(self, text: str, anchor: str) -> str:
        name = self._anchors.bookmark(anchor)
        page = self._pages.get(anchor)
        number = field(f"PAGEREF {name} \\h", str(page or ""), dirty=page is None)
        return (
            f'<w:hyperlink w:anchor="{name}" w:history="1">'
            f"{run(text)}<w:r><w:tab/></w:r>{number}</w:hyperlink>"
        )


def _code(listing: Listing, found: PartRange | None) -> str:
    if found is None:
        return f"TOC \\f {_letter(listing.letter or '')} \\h \\z"
    first, last = found.levels
    return f'TOC \\o "{first}-{last}" \\b {found.name} \\h \\z \\u'


def entry_mark(text: str, letter: str, level: int) -> str:
    r"""Return a TC field, hidden as Word hides it (§17.16.5.67)."""
    code = f"TC {field_argument(text)} \\f {_letter(letter)} \\l {min(level, DEEPEST)}"
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    return field_start(code, hidden) + field_end(hidden)


def _letter(letter: str) -> str:
    return letter if letter.isalnum() else field_argument(letter)
