"""A story: a stretch of text with its own paragraphs and tables ([MS-DOC] 2.3, 2.4.2-2.4.4)."""

import re

from jixiao.readers.doc.document import Document
from jixiao.readers.doc.effort import PARAGRAPH
from jixiao.readers.doc.formatting import CELL_MARK, PARAGRAPH_MARK, Character, Paragraph
from jixiao.readers.doc.lines import LineReader
from jixiao.readers.doc.tables import Assembly
from jixiao.readers.types import Line, Table

_BREAK = "\x0c"
_MARK = re.compile("[\x07\x0c\r]")


def read_story(
    document: Document, start: int, end: int, hide_page_numbers: bool = False
) -> tuple[Line | Table, ...]:
    """Return the lines and tables between two character positions (CP)."""
    reader = _StoryReader(document, start, end, hide_page_numbers)
    for match in _MARK.finditer(document.units, start, end):
        document.effort.spend(PARAGRAPH)
        reader.read_to(match.start())
    return reader.finish()


class _StoryReader:
    """Goes from mark to mark."""

    def __init__(self, document: Document, start: int, end: int, hide_page_numbers: bool) -> None:
        self._document = document
        self._at = start
        self._end = end
        self._lines = LineReader(document, start, end, hide_page_numbers)
        self._assembly = Assembly(document.name, document.options.limits, document.tally)
        self._depth = 0

    def read_to(self, mark: int) -> None:
        """Read the paragraph that a mark ends, or the part before a page break in it."""
        start, self._at = self._at, mark + 1
        sign = self._document.units[mark]
        paragraph = self._document.formatting.paragraph(mark, sign)
        if not paragraph.known:
            self._document.tally.lose(1)
        if self._lines.is_open and paragraph.depth != self._depth:
            # A paragraph whose mark was deleted goes on in the next one, but not across tables.
            self._close(mark)
        self._depth = paragraph.depth
        character = self._lines.feed(start, mark, paragraph.style)
        if paragraph.row_end:
            self._end_row(mark, paragraph, character)
        elif paragraph.cell_end:
            self._close(mark)
            self._assembly.end_cell(paragraph.depth)
        elif not self._goes_on(mark, sign, character):
            if paragraph.numbered and not self._lines.is_blank:
                self._document.tally.add("read-numbering")
            self._close(mark)

    def finish(self) -> tuple[Line | Table, ...]:
        """Read what stands behind the last mark, and return all blocks."""
        if self._at < self._end:
            self._lines.feed(self._at, self._end, 0)
        if not self._lines.is_empty:
            self._close(self._end)
        return self._assembly.blocks()

    def _close(self, mark: int) -> None:
        self._assembly.add(self._lines.close(mark), self._depth)

    def _end_row(self, mark: int, paragraph: Paragraph, character: Character) -> None:
        if self._lines.is_empty:
            self._lines.discard()
        else:
            self._close(mark)
        gone = self._document.is_gone(character)
        self._assembly.end_row(paragraph.depth, mark, paragraph.shape, gone)
        self._depth = 0

    def _goes_on(self, mark: int, sign: str, character: Character) -> bool:
        """Tell whether the line goes on behind a mark."""
        if sign == _BREAK and mark + 1 not in self._document.section_ends:
            # A page break is seen as the end of a line only where text follows in the paragraph.
            follows = self._document.units[mark + 1 : mark + 2]
            return self._lines.is_blank or follows in ("", PARAGRAPH_MARK, CELL_MARK)
        return self._lines.in_code or self._document.is_gone(character)
