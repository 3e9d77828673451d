"""Blocks to HTML in whole pages, and the style file to CSS: what the PDF writer lays out."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape

from jixiao.blocks import (
    Block,
    Contents,
    Document,
    Heading,
    Inline,
    PageBreak,
    Paragraph,
    Run,
    Section,
    Table,
    contents_lines,
)

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


def contents_html(document: Document, section: Section, pages: Mapping[str, int]) -> str:
    """Return the contents pages; their length does not depend on the page numbers."""
    parts = []
    for block in section.blocks:
        if isinstance(block, Contents):
            parts += _contents_lines(document, block, pages)
        else:
            parts.append(_block_html(block))
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


def page_chunks(document: Document) -> Iterator[str]:
    """Yield the markup of all sections but the contents, in runs of whole pages."""
    contents = contents_section(document)
    for section in document.sections:
        if section is contents:
            continue
        chunk: list[str] = []
        new_page = False
        for block in section.blocks:
            if isinstance(block, PageBreak):
                new_page = True
                continue
            if new_page and len(chunk) >= BLOCKS_PER_CHUNK:
                yield _wrap(section, "".join(chunk))
                chunk, new_page = [], False
            chunk.append(_block_html(block, new_page))
            new_page = False
        yield _wrap(section, "".join(chunk))


def _wrap(section: Section, body: str) -> str:
    return f'<section class="{escape(section.page)}">{body}</section>'


def _block_html(block: Block, new_page: bool = False) -> str:
    turn = f" {NEW_PAGE}" if new_page else ""
    match block:
        case Heading(inlines, level, style, anchor):
            identity = f' id="{escape(anchor)}"' if anchor else ""
            tag = f"h{min(level, 6)}"
            body = _inlines_html(inlines)
            return f'<{tag} class="{escape(style)}{turn}"{identity}>{body}</{tag}>'
        case Paragraph(inlines, style):
            return f'<p class="{escape(style)}{turn}">{_inlines_html(inlines)}</p>'
        case Table():
            return _table_html(block, turn)
        case PageBreak() | Contents():  # handled where the blocks of a section are put together
            return ""


def _inlines_html(inlines: tuple[Inline, ...]) -> str:
    return "".join(_run_html(inline) for inline in inlines if isinstance(inline, Run))


def _run_html(run: Run) -> str:
    text = escape(run.text, quote=False)
    return f'<span class="{escape(run.style)}">{text}</span>' if run.style else text


def _table_html(table: Table, turn: str) -> str:
    parts = [f'<table class="{escape(table.style)}{turn}"><colgroup>', "<col>" * table.columns]
    parts.append("</colgroup>")
    headers = 0
    while headers < len(table.rows) and table.rows[headers].header:
        headers += 1
    for tag, rows in (("thead", table.rows[:headers]), ("tbody", table.rows[headers:])):
        if rows:
            parts.append(f"<{tag}>")
            for row in rows:
                parts.append("<tr>")
                parts += [
                    _cell_html(cell.text, cell.style, cell.rows, cell.columns) for cell in row.cells
                ]
                parts.append("</tr>")
            parts.append(f"</{tag}>")
    parts.append("</table>")
    return "".join(parts)


@lru_cache(maxsize=4096)
def _cell_html(text: str, style: str, rows: int, columns: int) -> str:
    spans = f' rowspan="{rows}"' if rows > 1 else ""
    spans += f' colspan="{columns}"' if columns > 1 else ""
    body = escape(text, quote=False).replace("\n", "<br>")
    return f'<td class="{escape(style)}"{spans}>{body}</td>'
