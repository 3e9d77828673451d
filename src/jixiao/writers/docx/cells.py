"""What stands inside a cell, as text; cells are shared by many forms and written once."""

from collections.abc import Callable
from typing import NamedTuple

from jixiao.blocks import Cell, Inline, Run
from jixiao.writers.docx.source import normalise
from jixiao.writers.docx.wml import run

InlineWriter = Callable[[tuple[Inline, ...]], str]


class Content(NamedTuple):
    """The paragraphs of a cell, closed; ``visible`` is its text as the hash of a document has it.

    The XML is encoded: what a report repeats is encoded once.

    ``characters`` and ``paragraphs`` bound its height without measuring.
    """

    xml: bytes
    visible: str
    characters: int
    paragraphs: int
    has_marks: bool
    """Whether it holds fields or bookmarks, which are written anew at each place."""


def cell_content(cell: Cell, style: str, inlines: InlineWriter) -> Content:
    """Return the content of a cell whose paragraphs have the paragraph style ``style``."""
    start = paragraph_start(style)
    bodies = []
    has_marks = False
    for paragraph in cell.paragraphs:
        body = paragraph.inlines
        if not body:
            bodies.append("")
        elif len(body) == 1 and isinstance(body[0], Run) and body[0].style is None:
            bodies.append(run(body[0].text))
        else:
            bodies.append(inlines(body))
            has_marks = has_marks or not all(isinstance(inline, Run) for inline in body)
    # A cell without a paragraph is a broken file for Word.
    xml = "".join(f"{start}{body}</w:p>" for body in bodies or [""])
    texts = [paragraph.text for paragraph in cell.paragraphs]
    visible = "\n".join(line for line in map(normalise, texts) if line)
    return Content(f"{xml}</w:tc>".encode(), visible, sum(map(len, texts)), len(bodies), has_marks)


def paragraph_start(style: str) -> str:
    """Return the start of a paragraph in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
