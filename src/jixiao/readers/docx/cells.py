"""Properties of cells as far as they change the grid of a table (ECMA-376-1 §17.4)."""

from dataclasses import dataclass

from jixiao.readers.docx.context import Context
from jixiao.readers.docx.markup import Element, whole_number
from jixiao.readers.docx.names import Names
from jixiao.readers.docx.properties import Revisions
from jixiao.readers.docx.tally import Tally
from jixiao.readers.types import Line, PlacedMark, Table


@dataclass(slots=True)
class CellProperties:
    """What is said of a cell that is not like all others.

    ``merges``: it is of a group merged downwards, as its first cell or (``continues``) a later
    one; ``continues_left``: it is merged into the cell before; ``gone``: it is not read.
    """

    columns: int = 1
    merges: bool = False
    continues: bool = False
    continues_left: bool = False
    gone: bool = False


class CellPropertyReader:
    """Reads w:tcPr; revisions of cells count as those of text do."""

    def __init__(self, names: Names, context: Context, revisions: Revisions) -> None:
        self._names, self._context, self._revisions = names, context, revisions
        word = names.word
        self._span, self._down, self._right = word("gridSpan"), word("vMerge"), word("hMerge")
        self._inserted, self._deleted = word("cellIns"), word("cellDel")
        self._merged = word("cellMerge")
        self._all = frozenset(
            {
                self._span,
                self._down,
                self._right,
                self._inserted,
                self._deleted,
                self._merged,
            }
        )

    def read(self, element: Element) -> CellProperties | None:
        """Return what is said of a cell; None where it is like all others."""
        found: CellProperties | None = None
        for child in element:
            if child.tag in self._all:
                found = found or CellProperties()
                self._note(child, found)
        return found

    def _note(self, child: Element, found: CellProperties) -> None:
        tag, value = child.tag, child.get(self._names.value)
        if tag == self._span:
            found.columns = span(value, self._context)
        elif tag == self._down:
            found.merges, found.continues = True, value != "restart"
        elif tag == self._right:
            found.continues_left = value != "restart"
        else:
            self._note_revision(child, found)

    def _note_revision(self, child: Element, found: CellProperties) -> None:
        """Read a revision of a cell: put in, taken out, merged or split (§17.13.5.1-3)."""
        self._context.tally.add("read-revisions")
        accepted = self._revisions.accepted
        if child.tag == self._merged:
            value = child.get(self._names.word("vMerge" if accepted else "vMergeOrig"))
            found.merges, found.continues = value is not None, value == "cont"
        elif child.tag == (self._deleted if accepted else self._inserted):
            found.gone = True


def span(value: str | None, context: Context) -> int:
    """Return a number of columns between 1 and the limit; what lies outside is counted."""
    number, most = whole_number(value), context.budget.limits.columns
    if number is not None and 1 <= number <= most:
        return number
    context.tally.add("read-span")
    return most if number and number > most else 1


def grid_before(properties: Element, names: Names, context: Context) -> int:
    """Return how many columns a row leaves open before its first cell (§17.4.15)."""
    for before in properties.iterchildren(names.word("gridBefore")):
        value = before.get(names.value)
        return 0 if value == "0" else span(value, context)
    return 0


def blanked(blocks: list[Line | Table], tally: Tally) -> list[Line | Table]:
    """Return what is seen of a cell that another covers: its marks; its text is counted."""
    found: list[Line | Table] = []
    for block in blocks:
        if isinstance(block, Table):
            tally.add("read-hidden", _characters(block))
            continue
        tally.add("read-hidden", len(block.text.strip()))
        marks = tuple([PlacedMark(placed.mark, 0) for placed in block.marks])
        found.append(block._replace(text="", marks=marks))
    return found


def _characters(table: Table) -> int:
    return sum(
        len(cell.text.strip()) + sum(map(_characters, cell.tables))
        for row in table.rows
        for cell in row.cells
    )
