"""The text of one cell, and what new text in it looks like."""

from collections.abc import Sequence
from typing import Any

from jixiao.correct.patch.marks import Marks
from jixiao.correct.patch.paragraphs import Area, printed_text, set_lines
from jixiao.correct.patch.runs import HISTORY, UnsafeError, copied, look_of
from jixiao.correct.patch.text import child, local, read_lines
from jixiao.correct.patch.tree import Element
from jixiao.i18n import _
from jixiao.model import printed_lines

_ENCLOSING = ("sdt", "sdtContent", "customXml")


def lines_of(value: Any) -> list[str]:
    """Return the lines of a value of the model as a report prints them; none for a blank cell."""
    return [] if value is None else list(printed_lines(str(value)))


def change_cell(cell: Element, old: Sequence[str], new: Sequence[str], marks: Marks) -> None:
    """Make a cell that reads as ``old`` read as ``new``.

    Raises:
        UnsafeError: it reads otherwise, or that cannot be done without harm.
    """
    area = cell_area(cell)
    if printed_text(area) != list(old):
        raise UnsafeError(_("the text in the file is not what was expected"))
    set_lines(area, new, marks)


def cell_area(cell: Element) -> Area:
    """Return the paragraphs of a cell.

    Raises:
        UnsafeError: it holds more than text.
    """
    if any(local(each) in ("tbl", "altChunk") for each in cell.iter()):
        raise UnsafeError(_("there is a table within a cell"))
    paragraphs = _paragraphs(cell)
    if not paragraphs:
        raise UnsafeError(_("there is no paragraph to put the text beside"))
    return Area(paragraphs, look_in_cell(cell))


def _paragraphs(element: Element) -> list[Element]:
    found: list[Element] = []
    for each in element.children:
        name = local(each)
        if name == "p":
            found.append(each)
        elif name in _ENCLOSING:
            found += _paragraphs(each)
    return found


def look_in_cell(cell: Element) -> bytes:
    """Return the look (w:rPr) of text in a cell: of its own text, of its blank paragraph, or of
    the nearest text in its row.
    """
    row = cell.parent
    cells = [cell]
    if row is not None and local(row) == "tr":
        siblings = [each for each in row.children if local(each) == "tc"]
        at = siblings.index(cell)
        cells += sorted(
            (each for each in siblings if each is not cell),
            key=lambda each: abs(siblings.index(each) - at),
        )
    looks = (_look_in(_paragraphs(each)) for each in cells)
    return next((look for look in looks if look is not None), b"")


def look_in(paragraphs: Sequence[Element]) -> bytes:
    """Return the look of the first text in paragraphs, or else of the mark of a blank one."""
    return _look_in(paragraphs) or b""


def _look_in(paragraphs: Sequence[Element]) -> bytes | None:
    """Return the look of text in paragraphs; None where nothing tells, b"" where it has none."""
    for line in read_lines(paragraphs):
        for piece in line.pieces:
            return look_of(piece.run)
    for paragraph in paragraphs:
        mark = child(child(paragraph, "pPr"), "rPr")
        if mark is not None and any(local(each) not in HISTORY for each in mark.children):
            return copied(mark, HISTORY)
    return None
