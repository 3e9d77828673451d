"""A job to a PDF: fonts, style sheet, markup, and the engine that lays them out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jixiao.blocks import Cell, Contents, Document, Heading, Paragraph, Table
from jixiao.layout import Style
from jixiao.writers.css import style_css
from jixiao.writers.html import contents_html, contents_section, page_chunks
from jixiao.writers.job import DEFINITION_NAME, LANGUAGE, Job
from jixiao.writers.pdf import engine, fonts

DEFINITION_MIME = "application/toml"


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no font can draw, and the first text it stands in."""

    character: str
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class PdfOutput:
    """A written PDF: its bytes, the page of each anchor, and what is to be told."""

    data: bytes
    pages: Mapping[str, int]
    page_count: int
    fallbacks: tuple[fonts.FontUse, ...]
    missing: tuple[MissingGlyph, ...]
    warnings: tuple[str, ...] = ()
    """What WeasyPrint says of the style sheet or of links that lead nowhere, in English."""


def write_pdf(job: Job) -> PdfOutput:
    """Write a document as PDF, declared PDF/A-3a, with its definition attached as its source.

    Raises:
        PdfUnavailable: WeasyPrint or a library of its is missing.
    """
    document, style = job.document, job.style
    font_set = resolve_fonts(style, document)
    contents = contents_section(document)
    result = engine.render(
        engine.PdfSource(
            chunks=[engine.Chunk(html) for html in page_chunks(document, style)],
            css=style_css(style, lambda role: font_set.stack(style.fonts[role].family)),
            title=job.properties.title,
            language=LANGUAGE,
            author=job.properties.author or "",
            front=None
            if contents is None
            else lambda pages: contents_html(document, contents, style, pages),
            attachment=_attachment(job),
            timestamp=job.properties.created,
        ),
        font_set,
    )
    return PdfOutput(
        result.data,
        result.pages,
        result.page_count,
        font_set.fallbacks(),
        tuple(_locate(document, character) for character in sorted(result.missing)),
        (*result.warnings, *(f"no anchor {name}" for name in result.dangling)),
    )


def _attachment(job: Job) -> engine.Attachment | None:
    """Return the definition that is attached; a sheet about a report has none."""
    if job.definition is None:
        return None
    data = job.definition.encode()
    return engine.Attachment(DEFINITION_NAME, data, DEFINITION_MIME, job.properties.subject)


def resolve_fonts(style: Style, document: Document | None = None) -> fonts.FontSet:
    """Return what the font families of a style file are drawn with on this machine.

    Raises:
        PdfUnavailable: WeasyPrint or a library of its is missing.
    """
    characters: set[str] = set()
    if document is not None:
        characters = characters.union(*(text for _heading, text in _texts(document)))
    families = {font.family: font.fallback for font in style.fonts.values()}
    return fonts.resolve(families, "".join(sorted(characters)))


def _locate(document: Document, character: str) -> MissingGlyph:
    """Name the first place of a character: the heading above it, and its paragraph or cell."""
    for where, text in _texts(document):
        if character in text:
            return MissingGlyph(character, where, text)
    return MissingGlyph(character, "", "")  # in the footer or a label of the contents


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield every text of a document with the heading it stands under."""
    heading = ""
    for section in document.sections:
        for block in section.blocks:
            match block:
                case Heading():
                    heading = block.text
                    yield heading, heading
                case Paragraph():
                    yield heading, block.text
                case Table():
                    for cell in _cells(block):
                        yield heading, cell.text
                case Contents():
                    yield heading, block.title


def _cells(table: Table) -> Iterator[Cell]:
    for row in table.rows:
        yield from row.cells
