"""Blocks to the legacy text form: what a published .doc gives when its text is extracted.

A cell starts with a tab, a blank line ends a row, one more ends a table; further lines of a cell
have no tab. TC fields stand behind their heading, bookmarks before it. There is no contents list.
"""

from collections.abc import Iterator

from jixiao.blocks import (
    Bookmark,
    Document,
    Entry,
    Heading,
    Inline,
    Paragraph,
    Run,
    Table,
)


def write_text(document: Document) -> str:
    """Return a document in the legacy text form."""
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    for section in document.sections:
        for block in section.blocks:
            match block:
                case Heading() | Paragraph():
                    yield _line(block.inlines)
                case Table():
                    yield from _table_lines(block)
                case _:  # contents lists and page breaks leave no trace in extracted text
                    pass


def _table_lines(table: Table) -> Iterator[str]:
    for slots in table.grid:
        for slot in slots:
            paragraphs = () if slot.continued else slot.cell.paragraphs
            yield "\t" + "\n".join(_line(paragraph.inlines) for paragraph in paragraphs)
        yield ""
    yield ""


def _line(inlines: tuple[Inline, ...]) -> str:
    return "".join(_inline_text(inline) for inline in inlines)


def _inline_text(inline: Inline) -> str:
    match inline:
        case Run(text):
            return text
        case Entry(text, letter, level):
            return f" TC {text} \\f {letter} \\l {level} "
        case Bookmark(name):
            return f"[bookmark: {name}]"
