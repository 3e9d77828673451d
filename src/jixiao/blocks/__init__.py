"""The neutral document form between layouts, writers, readers and the recogniser."""

from jixiao.blocks.contents import ContentsLine, contents_lines, headings
from jixiao.blocks.grid import SpanConflictError
from jixiao.blocks.markup import MarkupError, parse_markup
from jixiao.blocks.types import (
    Block,
    Bookmark,
    Cell,
    Contents,
    Document,
    Entry,
    Heading,
    Inline,
    Listing,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Section,
    Slot,
    Table,
)

__all__ = [
    "Block",
    "Bookmark",
    "Cell",
    "Contents",
    "ContentsLine",
    "Document",
    "Entry",
    "Heading",
    "Inline",
    "Listing",
    "MarkupError",
    "PageBreak",
    "Paragraph",
    "Row",
    "Run",
    "Section",
    "Slot",
    "SpanConflictError",
    "Table",
    "contents_lines",
    "headings",
    "parse_markup",
]
