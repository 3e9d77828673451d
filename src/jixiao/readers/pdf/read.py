"""A PDF to a reading: page by page through pdfium, then what goes on over page breaks."""

from collections.abc import Iterator
from typing import Any

from jixiao.i18n import _
from jixiao.readers.faults import too_large, unreadable
from jixiao.readers.pdf.budget import check_budget
from jixiao.readers.pdf.convert import Converter
from jixiao.readers.pdf.cut import is_cut_off, with_end
from jixiao.readers.pdf.embedded import find_definition
from jixiao.readers.pdf.furniture import mark_contents, part_furniture
from jixiao.readers.pdf.glyphs import count_characters, read_glyphs
from jixiao.readers.pdf.grid import Grid, find_grids
from jixiao.readers.pdf.heads import take_heads
from jixiao.readers.pdf.lines import build_tilted_lines
from jixiao.readers.pdf.pages import View, count_notes, loaded, opened
from jixiao.readers.pdf.paragraphs import Prose
from jixiao.readers.pdf.rules import PageObjects, read_objects
from jixiao.readers.pdf.stitch import stitch
from jixiao.readers.pdf.tables import PageContent, lay_out
from jixiao.readers.pdf.tally import Tally
from jixiao.readers.types import Aside, AsideKind, Embedded, Line, Reading, ReadOptions

# A page of 10 pt text has about 5 000 characters; a form has one table or two.
_MOST_ON_PAGE = 100_000
_MOST_TABLES = 24
# In the whole file; each takes up to 60 millionths of a second; a form has about 60.
_MOST_PATHS = 100_000
# Rules across times rules down of each page, for each row that is allowed.
_CROSSINGS_A_ROW = 200
# A character of a PDF takes as long as so many in other forms.
_CHARACTER_COST = 40
# Elementary cells of all grids for each row that is allowed.
_CELLS_A_ROW = 6


def read_pdf(data: bytes, name: str, options: ReadOptions | None = None) -> Reading:
    """Read a PDF: its ruled tables, its text, and the definition that a file of ours carries.

    Cells are what rules enclose. Lines that a program wrapped are joined, and marked as doubtful;
    so are cells on two pages. Headers, footers and page numbers are asides. ``truncated`` tells
    that pages are missing or could not be read.

    Raises:
        JixiaoError: it is no PDF, is protected, holds pictures only, or exceeds a limit.
    """
    options = options or ReadOptions()
    tally = Tally(name, cut_off=is_cut_off(data))
    if tally.cut_off:
        data = with_end(data)
    tally.damaged_parts = check_budget(data, name, options.limits)
    with opened(data, name) as document:
        return _PdfReader(document, data, name, options, tally).read()


class _PdfReader:
    def __init__(
        self, document: Any, data: bytes, name: str, options: ReadOptions, tally: Tally
    ) -> None:
        self._document = document
        self._data = data
        self._name = name
        self._limits = options.limits
        self._tally = tally
        self._characters = self._cells = self._rows = self._paths = self._crossings = 0

    def read(self) -> Reading:
        count = len(self._document)
        if count > self._limits.pages:
            raise too_large(self._name, _("pages"), self._limits.pages, "pages")
        pages = [page for index in range(count) if (page := self._page(index)) is not None]
        self._expect_text(pages)
        part_furniture(pages)
        mark_contents(pages)
        take_heads(pages)
        prose = Prose(pages)
        stitch(pages)
        converter = Converter()
        blocks = converter.blocks(prose.flow(pages))
        return Reading(
            "pdf",
            blocks,
            asides=tuple(_asides(pages, converter)),
            embedded=self._definition(),
            diagnostics=self._tally.diagnostics(),
            truncated=self._tally.cut_off or self._tally.damaged_pages > 0,
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
            objects = self._objects(page, view)
            text = read_glyphs(text_page, view)
            self._tally.notes += count_notes(page)
        self._tally.dropped += text.dropped
        number = index + 1
        grids = find_grids(objects.rules)
        self._build(grids)
        content = PageContent(number, view.width, view.height)
        content.blocks = lay_out(text.upright, grids, number)
        content.tilted = build_tilted_lines(text.tilted, number)
        self._tally.unknown += sum(not glyph.known for glyph in (*text.upright, *text.tilted))
        return content

    def _count_characters(self, count: int) -> None:
        self._characters += count
        if count > _MOST_ON_PAGE:
            raise too_large(self._name, _("characters on one page"), _MOST_ON_PAGE)
        most = self._limits.characters // _CHARACTER_COST
        if self._characters > most:
            raise too_large(self._name, _("characters in a PDF"), most, "characters")

    def _objects(self, page: Any, view: View) -> PageObjects:
        """Return what is drawn on a page, as far as the limits allow."""
        objects = read_objects(page, view, self._name)
        self._tally.images += objects.images
        self._tally.unseen += objects.unseen
        self._paths += objects.paths
        self._crossings += len(objects.rules.across) * len(objects.rules.down)
        most = self._limits.rows * _CROSSINGS_A_ROW
        if self._paths > _MOST_PATHS:
            raise too_large(self._name, _("drawn shapes"), _MOST_PATHS)
        if self._crossings > most:
            raise too_large(self._name, _("crossings of ruled lines"), most, "rows")
        return objects

    def _build(self, grids: list[Grid]) -> None:
        """Find the cells of all grids of a page, as far as the limits allow."""
        if len(grids) > _MOST_TABLES:
            raise too_large(self._name, _("tables on one page"), _MOST_TABLES)
        most = self._limits.rows * _CELLS_A_ROW
        for grid in grids:
            if len(grid.xs) - 1 > self._limits.columns:
                raise too_large(
                    self._name, _("columns in one table"), self._limits.columns, "columns"
                )
            self._count_rows(len(grid.ys) - 1)
            self._cells += grid.size
            if self._cells > most:
                raise too_large(self._name, _("table cells"), most)
            grid.build()

    def _count_rows(self, rows: int) -> None:
        self._rows += rows
        if self._rows > self._limits.rows:
            raise too_large(self._name, _("table rows"), self._limits.rows, "rows")

    def _expect_text(self, pages: list[PageContent]) -> None:
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
