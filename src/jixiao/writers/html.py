"""Blocks to HTML in whole pages, and the style file to CSS: what the PDF writer lays out."""

from collections.abc import Iterator, Mapping
from html import escape

from jixiao.blocks import (
    Block,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Section,
    Table,
    contents_lines,
)
from jixiao.layout import Style
from jixiao.layout.style import PageStyle
from jixiao.writers.html_tables import inlines_html, table_html

# Forms laid out together: few enough to bound memory, enough to spread the cost of a start.
BLOCKS_PER_CHUNK = 30

NEW_PAGE = "new-page"
"""Class of a block that starts on a new page."""


def contents_section(document: Document) -> Section | None:
    """Return the section that holds the contents; it can only be the first."""
    first = document.sections[0] if document.sections else None
    if first and any(isinstance(block, Contents) for block in first.blocks):
        return first
    return None


def contents_html(
    document: Document, section: Section, style: Style, pages: Mapping[str, int]
) -> str:
    """Return the contents pages; their length does not depend on the page numbers."""
    parts: list[str] = []
    for block in section.blocks:
        if isinstance(block, Contents):
            parts += _contents_lines(document, block, pages)
        else:
            parts.append(_block_html(block, style.pages[section.page], style))
    return _wrap(section, "".join(parts))


def _contents_lines(
    document: Document, contents: Contents, pages: Mapping[str, int]
) -> Iterator[str]:
    yield f'<p class="contents-title">{escape(contents.title)}</p>'
    for listing in contents.listings:
        yield f'<p class="contents-part">{escape(listing.title)}</p>'
        for line in contents_lines(document, listing):
            number = pages.get(line.anchor, "")
            yield (
                f'<p class="contents-line"><a href="#{escape(line.anchor)}">'
                f"{escape(line.text)}<i>{number}</i></a></p>"
            )


def page_chunks(document: Document, style: Style) -> Iterator[str]:
    """Yield the markup of all sections but the contents, in runs of whole pages."""
    contents = contents_section(document)
    for section in document.sections:
        if section is contents:
            continue
        page = style.pages[section.page]
        chunk: list[str] = []
        new_page = False
        for block in section.blocks:
            if isinstance(block, PageBreak):
                new_page = True
                continue
            if new_page and len(chunk) >= BLOCKS_PER_CHUNK:
                yield _wrap(section, "".join(chunk))
                chunk, new_page = [], False
            chunk.append(_block_html(block, page, style, new_page))
            new_page = False
        yield _wrap(section, "".join(chunk))


def _wrap(section: Section, body: str) -> str:
    return f'<section class="{escape(section.page)}">{body}</section>'


def _block_html(block: Block, page: PageStyle, style: Style, new_page: bool = False) -> str:
    turn = f" {NEW_PAGE}" if new_page else ""
    match block:
        case Heading(inlines, level, name, anchor):
            identity = f' id="{escape(anchor)}"' if anchor else ""
            tag = f"h{min(level, 6)}"
            body = inlines_html(inlines)
            return f'<{tag} class="{escape(name)}{turn}"{identity}>{body}</{tag}>'
        case Paragraph(inlines, name):
            return f'<p class="{escape(name)}{turn}">{inlines_html(inlines)}</p>'
        case Table():
            return table_html(block, style, page, escape(block.style) + turn)
        case PageBreak() | Contents():  # handled where the blocks of a section are put together
            return ""
