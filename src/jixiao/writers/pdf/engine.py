"""From chunks of markup to one tagged PDF/A-3a: layout, contents, writing.

A document is contents pages (optional) and chunks, each a run of whole pages. Chunks are laid out
one after the other, so that memory holds the boxes of one chunk, not of the document; page numbers
go on from chunk to chunk. The contents are laid out twice: first to learn how many pages they
take, and at the end with the page numbers that the chunks got.
"""

from __future__ import annotations

import gc
import io
import logging
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import Any, Protocol

from jixiao.writers.memory import unhurried_gc
from jixiao.writers.pdf import assembly, fonts, tuning
from jixiao.writers.pdf.source import content_digest, seal

# The date of an attachment where the document has none: PDF/A-3 wants one (ISO 19005-3, 6.8),
# and the clock would change the bytes. The first that a zip file can hold, as in our DOCX.
NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)
# Unicode's own line ends (next line, line and paragraph separator). Pango ends a line at them where
# WeasyPrint does not expect it: an empty box is drawn, or layout stops with an AssertionError.
_SEPARATORS = "\x85\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of whole pages: body markup that starts on a new page and ends with its last one.

    Well-formed XML without namespaces is best; other markup is read as HTML, more slowly.
    """

    html: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """The file that a PDF carries as its source.

    `name` is best kept to ASCII: old readers see only that form. `mime` as registered, such as
    application/toml.
    """

    name: str
    data: bytes
    mime: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class PdfSource:
    """What the engine needs of a document.

    Args:
        chunks: the pages in their order; one form each is fine, five to twenty are a little
            faster.
        css: the style sheet of all chunks. It has no `:first` page and no `counter(pages)`.
        title: of the document, shown by viewers and in XMP; PDF/A wants one.
        front: makes the contents' markup from anchor -> page number; called with an empty mapping
            first. The number of its pages must not depend on the mapping.
        timestamp: aware; for Info, XMP and the attachment. None: no dates, but for the
            attachment's, which PDF/A wants.
    """

    chunks: Sequence[Chunk]
    css: str
    title: str
    language: str = "zh-CN"
    author: str = ""
    generator: str = "jixiao"
    front: Callable[[Mapping[str, int]], str] | None = None
    attachment: Attachment | None = None
    timestamp: datetime | None = None


@dataclass(frozen=True, slots=True)
class PdfResult:
    """The file and what is known of it.

    Attributes:
        pages: anchor (`id` in the markup) -> page number in the whole file, from 1.
        missing: characters that came out as an empty box, as no font has them.
        dangling: anchors that links name and no page has; such a link does nothing.
        warnings: what WeasyPrint logged besides (unknown CSS, refused URLs), each once.
    """

    data: bytes
    pages: Mapping[str, int]
    page_count: int
    fonts: tuple[fonts.FontUse, ...]
    missing: frozenset[str] = frozenset()
    dangling: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class FrontPagesChanged(RuntimeError):  # noqa: N818, says what happened
    """The contents took another number of pages once their page numbers were known."""

    def __init__(self, before: int, after: int) -> None:
        super().__init__(before, after)
        self.before = before
        self.after = after


@dataclass
class _Log(logging.Handler):
    """WeasyPrint's log of one run, sorted into what we understand and the rest."""

    missing: set[str] = field(default_factory=set)
    lines: dict[str, None] = field(default_factory=dict)
    __hash__ = logging.Handler.__hash__

    def __post_init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        if str(record.msg).startswith(".notdef glyph") and isinstance(record.args, tuple):
            self.missing.add(str(record.args[0]))
        elif not str(record.msg).startswith("No anchor #"):  # told as `dangling`
            self.lines[record.getMessage()] = None


class _Writer(Protocol):
    """Takes pages as they come and makes the file of them."""

    def reserve(self, count: int) -> None: ...
    def add(self, pages: Sequence[Any], first: int) -> None: ...
    def finish(self, metadata: Any, attachments: Sequence[Any]) -> tuple[bytes, list[str]]: ...


def render(source: PdfSource, font_set: fonts.FontSet) -> PdfResult:
    """Lay out and write a document.

    Nothing is printed, and no file or address is read but for the fonts.

    Raises:
        PdfUnavailable: WeasyPrint or a library of its is missing.
        FrontPagesChanged: `source.front` broke its promise.
    """
    with _logged() as log, unhurried_gc(), tuning.long_rules():
        run = _Run(source, font_set)
        data, dangling = tuning.with_deep_stack(run.write)
    return PdfResult(
        data,
        run.pages,
        run.count,
        font_set.uses,
        frozenset(log.missing),
        tuple(dangling),
        tuple(log.lines),
    )


@contextmanager
def _logged() -> Iterator[_Log]:
    """Catch what WeasyPrint logs, whatever the program's own handlers are."""
    log, logger = _Log(), logging.getLogger("weasyprint")
    handlers, level, propagate = logger.handlers, logger.level, logger.propagate
    logger.handlers, logger.propagate = [log], False
    logger.setLevel(logging.WARNING)
    try:
        yield log
    finally:
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


class _Run:
    """The rendering of one document."""

    def __init__(self, source: PdfSource, font_set: fonts.FontSet) -> None:
        self.source = source
        self.fonts = font_set
        self.pages: dict[str, int] = {}
        self.count = 0
        self.sheet = fonts.load(font_set, source.css)
        pinned = tuning.pinned()
        self.writer: _Writer = assembly.Assembly() if pinned else PlainWriter(font_set)

    def write(self) -> tuple[bytes, list[str]]:
        front = len(self._lay_out(self.source.front({}), 0)) if self.source.front else 0
        self.writer.reserve(front)
        self.count = front
        for chunk in self.source.chunks:
            self._add(self._lay_out(chunk.html, self.count), self.count)
            # Boxes, styles and elements point at each other: only this frees a chunk.
            gc.collect()
        if self.source.front:
            pages = self._lay_out(self.source.front(dict(self.pages)), 0)
            if len(pages) != front:
                raise FrontPagesChanged(front, len(pages))
            self._add(pages, 0)
        return self.writer.finish(_metadata(self.source), _attachments(self.source))

    def _add(self, pages: Sequence[Any], first: int) -> None:
        for number, page in enumerate(pages, first + 1):
            for anchor in page.anchors:
                self.pages.setdefault(anchor, number)
        self.count = max(self.count, first + len(pages))
        self.writer.add(pages, first)

    def _lay_out(self, body: str, before: int) -> list[Any]:
        """The pages of a piece of markup that `before` pages precede."""
        # `counter-reset` on the first page takes the place of its automatic increment. A chunk
        # that begins on an even page begins on a left one: the break asks for that, and no blank
        # page comes of it at the start of a document.
        start = f"@page :first {{ counter-reset: page {before + 1} }}"
        if before % 2:
            start += "\nhtml { break-before: left }"
        language = escape(self.source.language, quote=True)
        for separator in _SEPARATORS:
            body = body.replace(separator, "\n")
        markup = f'<html lang="{language}"><body>{body}</body></html>'
        document = tuning.parse(markup, fonts.closed_fetcher()).render(
            font_config=self.fonts.config,
            stylesheets=[self.sheet, fonts.load(self.fonts, start)],
            pdf_tags=True,
            pdf_variant=assembly.VARIANT,
        )
        return list(document.pages)


class PlainWriter:
    """The public way of joining pages, for a WeasyPrint that `tuning` does not know."""

    def __init__(self, font_set: fonts.FontSet) -> None:
        self._fonts = font_set
        self._pages: dict[int, Any] = {}

    def reserve(self, count: int) -> None:
        """Nothing to do: pages are sorted at the end."""

    def add(self, pages: Sequence[Any], first: int) -> None:
        """Keep `pages`, the first of which is page `first` of the file, from 0."""
        self._pages.update(enumerate(pages, first))

    def finish(self, metadata: Any, attachments: Sequence[Any]) -> tuple[bytes, list[str]]:
        """The file, and the anchors that links name and no page has."""
        pages = [self._pages[index] for index in sorted(self._pages)]
        anchors = {anchor for page in pages for anchor in page.anchors}
        links = {link[1]: None for page in pages for link in page.links if link[0] == "internal"}
        document = tuning.weasyprint().Document(
            pages, metadata, fonts.closed_fetcher(), self._fonts.config, {}, "srgb"
        )
        with warnings.catch_warnings():
            # WeasyPrint leaves its colour profile's file to the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            data = document.write_pdf(
                finisher=_seal,
                pdf_tags=True,
                pdf_variant=assembly.VARIANT,
                attachments=list(attachments),
            )
        return data, [target for target in links if target not in anchors]


def _seal(_document: Any, pdf: Any) -> None:
    """Put the hash of the pages on the attachments of a file that is about to be written."""
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    contents = [assembly.contents_of(pdf.objects[assembly.number_of(page)]) for page in pages]
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Filespec":
            seal(item, [content_digest(content) for content in contents])


def _metadata(source: PdfSource) -> Any:
    """WeasyPrint's metadata, given here rather than by elements of the markup."""
    date = _utc(source.timestamp).strftime("%Y-%m-%dT%H:%M:%SZ") if source.timestamp else None
    return tuning.part("pdf.metadata").DocumentMetadata(
        # One line: XML turns a carriage return into a line feed, and XMP would differ from Info.
        title=" ".join(source.title.split()),
        authors=[" ".join(source.author.split())] if source.author else [],
        generator=source.generator,
        created=date,
        modified=date,
        lang=source.language,
    )


def _attachments(source: PdfSource) -> list[Any]:
    if source.attachment is None:
        return []
    date = _utc(source.timestamp or NO_DATE)
    attachment = tuning.weasyprint().Attachment(
        string="",
        name=source.attachment.name,
        description=source.attachment.description,
        created=date,
        modified=date,
        relationship="Source",
    )
    # What `select_source` yields: file, base URL, character set, MIME type. Of data given as such
    # WeasyPrint would guess the type by the file's name, which fails for TOML.
    content = (io.BytesIO(source.attachment.data), None, None, source.attachment.mime)
    attachment.source = nullcontext(content)
    return [attachment]


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
