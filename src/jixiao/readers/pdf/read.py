"""A PDF to a reading: page by page through pdfium, then what goes on over page breaks."""

from collections.abc import Iterator
from typing import Any

from jixiao.i18n import _
from jixiao.readers.faults import too_large, unreadable
from jixiao.readers.pdf.convert import Converter
from jixiao.readers.pdf.embedded import find_definition
from jixiao.readers.pdf.furniture import mark_contents, part_furniture
from jixiao.readers.pdf.glyphs import count_characters, read_glyphs
from jixiao.readers.pdf.grid import Grid, find_grids
from jixiao.readers.pdf.heads import take_heads
from jixiao.readers.pdf.lines import build_lines
from jixiao.readers.pdf.pages import loaded, opened
from jixiao.readers.pdf.paragraphs import Prose
from jixiao.readers.pdf.rules import read_objects
from jixiao.readers.pdf.stitch import stitch
from jixiao.readers.pdf.tables import PageContent, lay_out
from jixiao.readers.pdf.tally import Tally
from jixiao.readers.types import Aside, AsideKind, Embedded, Line, Reading, ReadOptions

# A page of 10 pt text has about 5 000 characters; a form has one table or two.
_MOST_ON_PAGE = 100_000
_MOST_TABLES = 64
# Elementary cells of all grids for each row that is allowed.
_CELLS_A_ROW = 20


def read_pdf(data: bytes, name: str, options: ReadOptions | None = None) -> Reading:
    """Read a PDF: its ruled tables, its text, and the definition that a file of ours carries.

    Cells are what rules enclose. Lines that a program wrapped are joined, and marked as doubtful;
    so are cells on two pages. Headers, footers and page numbers are asides. ``truncated`` tells
    that pages are missing or could not be read.

    Raises:
        JixiaoError: it is no PDF, is protected, holds pictures only, or exceeds a limit.
    """
    options = options or ReadOptions()
    with opened(data, name) as document:
        return _PdfReader(document, data, name, options).read()


class _PdfReader:
    def __init__(self, document: Any, data: bytes, name: str, options: ReadOptions) -> None:
        self._document = document
        self._data = data
        self._name = name
        self._limits = options.limits
        self._tally = Tally(name)
        self._characters = self._cells = self._rows = 0

    def read(self) -> Reading:
        count = len(self._document)
        if count > self._limits.pages:
            raise too_large(self._name, _("pages"), self._limits.pages)
        pages = [page for index in range(count) if (page := self._page(index)) is not None]
        self._expect_text(pages, count)
        part_furniture(pages)
        mark_contents(pages)
        take_heads(pages)
        prose = Prose(pages)
        stitch(pages)
        converter = Converter(self._spend)
        blocks = converter.blocks(prose.flow(pages))
        return Reading(
            "pdf",
            blocks,
            asides=tuple(_asides(pages, converter)),
            embedded=self._definition(),
            diagnostics=self._tally.diagnostics(),
            truncated=self._tally.damaged_pages > 0,
        )

    def _definition(self) -> Embedded | None:
        import pypdfium2.raw as pdfium

        if not pdfium.FPDFDoc_GetAttachmentCount(self._document.raw):
            return None
        return find_definition(self._data, self._limits.unpacked_bytes)

    def _page(self, index: int) -> PageContent | None:
        """Read a page by itself; None where it is damaged."""
        with loaded(self._document, index) as found:
            if found is None:
                self._tally.damaged_pages += 1
                return None
            page, text_page, view = found
            self._count_characters(count_characters(text_page))
            objects = read_objects(page, view, self._name)
            self._tally.images += objects.images
            text = read_glyphs(text_page, view)
        self._tally.dropped += text.dropped
        number = index + 1
        grids = find_grids(objects.rules)
        self._build(grids)
        content = PageContent(number, view.width, view.height)
        content.blocks = lay_out(text.upright, grids, number)
        content.tilted = build_lines(text.tilted, number)
        self._tally.unknown += sum(not glyph.known for glyph in (*text.upright, *text.tilted))
        return content

    def _count_characters(self, count: int) -> None:
        self._characters += count
        if count > _MOST_ON_PAGE:
            raise too_large(self._name, _("characters on one page"), _MOST_ON_PAGE)
        if self._characters > self._limits.characters:
            raise too_large(self._name, _("characters"), self._limits.characters)

    def _build(self, grids: list[Grid]) -> None:
        """Find the cells of all grids of a page, as far as the limits allow."""
        if len(grids) > _MOST_TABLES:
            raise too_large(self._name, _("tables on one page"), _MOST_TABLES)
        most = self._limits.rows * _CELLS_A_ROW
        for grid in grids:
            if len(grid.xs) - 1 > self._limits.columns:
                raise too_large(self._name, _("columns in one table"), self._limits.columns)
            self._cells += grid.size
            if self._cells > most:
                raise too_large(self._name, _("table cells"), most)
            grid.build()

    def _spend(self, rows: int, cells: int) -> None:  # noqa: ARG002
        self._rows += rows
        if self._rows > self._limits.rows:
            raise too_large(self._name, _("table rows"), self._limits.rows)

    def _expect_text(self, pages: list[PageContent], count: int) -> None:  # noqa: ARG002
        """Refuse a file without any text: a scan, or one of which nothing is left."""
        if any(page.blocks or page.tilted for page in pages):
            return
        if self._tally.images:
            raise unreadable(
                self._name,
                _("its pages are pictures (a scan), without text"),
                _("ask for the Word file, or run text recognition (OCR) on it first"),
            )
        raise unreadable(self._name, _("there is no text on its pages"))


def _asides(pages: list[PageContent], converter: Converter) -> Iterator[Aside]:
    """Yield headers, footers, and text at an angle (stamps, watermarks) page by page."""
    for page in pages:
        parts: tuple[tuple[AsideKind, list[Any]], ...] = (
            ("header", page.headers),
            ("footer", page.footers),
            ("text-box", page.tilted),
        )
        for kind, lines in parts:
            if lines:
                yield Aside(kind, tuple[Line, ...](converter.plain_lines(lines)))
