"""Blocks to the main document part, as text (§11.3.10)."""

from collections.abc import Mapping
from itertools import count

from jixiao.blocks import (
    Block,
    Bookmark,
    Contents,
    Entry,
    Heading,
    Inline,
    PageBreak,
    Paragraph,
    Run,
    Section,
    Table,
    headings,
)
from jixiao.layout import Style
from jixiao.writers.docx.contents import Anchors, ContentsWriter, entry_mark
from jixiao.writers.docx.sections import Sections
from jixiao.writers.docx.source import hash_lines, normalise
from jixiao.writers.docx.styles import StyleSheet
from jixiao.writers.docx.tables import TableWriter
from jixiao.writers.docx.wml import DECLARATION, NAMESPACES, run
from jixiao.writers.job import Job

_PARAGRAPHS = "contents-title", "contents-part"


class BodyWriter:
    """Writes one document; ``xml`` and ``visible_text`` are there when `write` has been called."""

    def __init__(self, job: Job, pages: Mapping[str, int] | None) -> None:
        self._document = job.document
        self._style: Style = job.style
        self.sheet = StyleSheet(job.style, headings(job.document))
        self.sections = Sections(job.style, self.sheet)
        self._anchors = Anchors(job.document)
        self._contents = ContentsWriter(job.document, self._anchors, self.sheet, pages)
        self._tables: dict[tuple[str, str], TableWriter] = {}
        self._out: list[bytes] = []
        self._visible: list[str] = []
        self._bookmark_ids = count(1)
        self._heading_numbers = count()
        self._page = ""
        # The last paragraph is open until it is known whether it ends its section.
        self._open: tuple[str, str, str] | None = None
        self._new_page = False
        self._after_table = False
        self._part_ends: dict[int, list[str]] = {}

    def write(self) -> None:
        """Write all sections."""
        last = len(self._document.sections) - 1
        for number, section in enumerate(self._document.sections):
            self._section(section, last=number == last)

    @property
    def xml(self) -> bytes:
        """The main document part."""
        start = f"{DECLARATION}<w:document {NAMESPACES}><w:body>"
        return b"".join((start.encode(), *self._out, b"</w:body></w:document>"))

    @property
    def visible_text(self) -> str:
        """The hash that `visible_text_hash` finds in ``xml``, from the blocks."""
        return hash_lines(self._visible)

    # ---- sections and blocks ----

    def _section(self, section: Section, *, last: bool) -> None:
        self._page = section.page
        self._new_page = self._after_table = False
        for number, block in enumerate(section.blocks):
            if isinstance(block, PageBreak):
                self._new_page = number > 0  # a section starts on a new page by itself
            else:
                self._block(block)
        properties = self.sections.properties(section)
        self._new_page = False  # a break at the end: the next section breaks anyway
        if self._open is None:
            # A section ends in a paragraph; a body must not end in a table.
            self._gap()
        if last:
            self._flush()
            self._out.append(properties.encode())
        else:
            self._flush(properties)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph(inlines, style):
                identifier, extra = self.sheet.paragraph(style)
                self._see(block.text)
                self._paragraph(identifier, extra, self._inlines(inlines))
            case Table():
                self._table(block)
            case Contents():
                self._contents_lists(block)
            case PageBreak():
                pass

    def _heading(self, block: Heading) -> None:
        number = next(self._heading_numbers)
        marks = [self._bookmark(name) for name in self._anchors.of_heading(number)]
        starts, ends = [start for start, _end in marks], [end for _start, end in marks]
        for part in self._anchors.ranges.values():
            if part.first == number:
                start, end = self._bookmark(part.name)
                starts.append(start)
                self._part_ends.setdefault(part.last, []).append(end)
        ends += self._part_ends.pop(number, [])
        # Bookmarks span the text of their heading: LibreOffice loses those that end behind a
        # table, and with them the links of the contents.
        body = "".join(
            self._inline(inline) for inline in block.inlines if not isinstance(inline, Bookmark)
        )
        identifier, extra = self.sheet.heading(block.style, block.level)
        self._see(block.text)
        self._paragraph(identifier, extra, "".join((*starts, body, *ends)))

    def _contents_lists(self, block: Contents) -> None:
        title, part = (self.sheet.paragraph(name) for name in _PARAGRAPHS)
        self._see(block.title)
        self._paragraph(*title, run(block.title))
        width = self.sections.width(self._page)
        for listing in block.listings:
            self._see(listing.title)
            self._paragraph(*part, run(listing.title))
            for entry in self._contents.entries(listing, width):
                self._flush()
                self._out.append(entry.encode())
                # Word makes the entries anew; the end of a section must not be among them.

    def _table(self, table: Table) -> None:
        # Word joins adjacent tables; the break of a page needs a paragraph to stand on.
        if self._after_table or self._new_page:
            self._gap()
        self._flush()
        key = (self._page, table.style)
        writer = self._tables.get(key)
        if writer is None:
            page = self._style.pages[self._page]
            writer = self._tables[key] = TableWriter(
                table.style, self._style, self.sheet, self._inlines, page
            )
        writer.write(table, self._out, self._visible)
        self._after_table = True

    # ---- paragraphs ----

    def _gap(self) -> None:
        self._paragraph(self.sheet.gap(), "", "")

    def _paragraph(self, style: str, extra: str, body: str) -> None:
        """Open a paragraph; ``extra`` goes to its properties, behind a page break (§17.3.1.23)."""
        self._flush()
        turn = "<w:pageBreakBefore/>" if self._new_page else ""
        self._open = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{turn}{extra}', "</w:pPr>", body
        self._new_page = self._after_table = False

    def _flush(self, section: str = "") -> None:
        """Close the open paragraph; ``section`` makes it the last one of its section."""
        if self._open is not None:
            start, end, body = self._open
            self._out.append(f"{start}{section}{end}{body}</w:p>".encode())
            self._open = None

    def _see(self, text: str) -> None:
        self._visible.append(normalise(text))

    # ---- inlines and marks ----

    def _inlines(self, inlines: tuple[Inline, ...]) -> str:
        return "".join(map(self._inline, inlines))

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Run(text, style):
                if style is None:
                    return run(text)
                identifier = self.sheet.character(style)
                return run(text, f'<w:rPr><w:rStyle w:val="{identifier}"/></w:rPr>')
            case Entry(text, letter, level):
                return entry_mark(text, letter, level)
            case Bookmark(name):
                start, end = self._bookmark(self._anchors.names.bookmark(name))
                return start + end

    def _bookmark(self, name: str) -> tuple[str, str]:
        """Return start and end of a bookmark (§17.13.6)."""
        number = next(self._bookmark_ids)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return start, f'<w:bookmarkEnd w:id="{number}"/>'
