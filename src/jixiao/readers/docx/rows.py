"""Rows of tables: while they are read, and plain ones in one flat pass (ECMA-376-1 §17.4).

Nearly all rows of a report are plain, and a long one has tens of thousands.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jixiao.readers.docx.context import Context
from jixiao.readers.docx.markup import Element, whole_number
from jixiao.readers.docx.names import Names
from jixiao.readers.docx.symbols import PRIVATE
from jixiao.readers.types import Cell, Line, Origin

# What changes the look alone of rows, cells, paragraphs and runs, what holds that, and noise.
_LOOKS = (
    *("r", "trPr", "tcPr", "pPr", "rPr", "pStyle", "rStyle", "proofErr", "lastRenderedPageBreak"),
    *("cnfStyle", "trHeight", "cantSplit", "tblHeader", "tblCellSpacing", "tcW", "tcBorders"),
    *("top", "left", "start", "bottom", "right", "end", "insideH", "insideV", "tl2br", "tr2bl"),
    *("shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "keepNext"),
    *("keepLines", "pageBreakBefore", "widowControl", "pBdr", "suppressLineNumbers", "spacing"),
    *("suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "bidi"),
    *("autoSpaceDE", "autoSpaceDN", "adjustRightInd", "snapToGrid", "ind", "contextualSpacing"),
    *("mirrorIndents", "jc", "textAlignment", "outlineLvl", "rFonts", "b", "bCs", "i", "iCs"),
    *("strike", "dstrike", "noProof", "color", "w", "kern", "position", "sz", "szCs", "u"),
    *("highlight", "effect", "bdr", "fitText", "vertAlign", "em", "lang", "eastAsianLayout"),
)
# Of a cell or row that is plain.
_MOST_CHILDREN = 1_000
_LOOK, _TEXT, _PARAGRAPH, _CELL, _SPAN, _MERGE = range(6)


@dataclass(slots=True)
class OpenRow:
    """A row while it is read; ``column`` is where its next cell stands in the grid.

    ``above`` and ``merging`` are the columns where the row before and this one have merged cells.
    """

    origin: Origin
    above: set[int]
    cells: list[Cell] = field(default_factory=list)
    merging: set[int] = field(default_factory=set)
    column: int = 0
    gone: bool = False


@dataclass(slots=True)
class _PlainCell:
    """A cell of a plain row: its place, its properties, and place and texts of each paragraph."""

    element: Element
    index: int
    columns: int = 1
    merges: bool = False
    continues: bool = False
    paragraphs: list[tuple[int, list[str]]] = field(default_factory=list)


class PlainRowReader:
    """Reads rows with nothing but text in them; any other is left to who reads everything.

    Each element is looked at once, by name. A single one that is not known to be harmless, or
    does not stand where it belongs, and the row is not plain.
    """

    def __init__(self, names: Names, context: Context) -> None:
        self._context, self._value = context, names.value
        self._kinds: dict[object, int] = {
            **dict.fromkeys(map(names.word, _LOOKS), _LOOK),
            names.word("t"): _TEXT,
            names.word("p"): _PARAGRAPH,
            names.word("tc"): _CELL,
            names.word("gridSpan"): _SPAN,
            names.word("vMerge"): _MERGE,
        }
        if context.numbers:
            # A style may number its paragraphs.
            del self._kinds[names.word("pStyle")]

    def read(self, element: Element, row: OpenRow) -> bool:
        """Read the cells of a row; return whether it is plain, as otherwise nothing is read."""
        try:
            found = self._look(element)
        except (KeyError, ValueError):
            # An element that is not known, or a cell or paragraph that does not stand where it may.
            return False
        if found is None or len(found) > self._context.budget.limits.columns:
            return False
        texts = ["".join(pieces) for cell in found for _index, pieces in cell.paragraphs]
        whole = "".join(texts)
        if PRIVATE.search(whole):
            return False
        self._context.budget.spend(len(texts), len(whole))
        if (visible := self._context.visible_text) is not None:
            for text in texts:
                visible.add(text)
        following = iter(texts)
        for cell in found:
            self._place(cell, following, row)
        return True

    def _place(self, cell: _PlainCell, texts: Iterator[str], row: OpenRow) -> None:
        """Put a cell in its row; ``texts`` are those of its paragraphs and of the cells after."""
        same, new = self._context.same, tuple.__new__
        origin = new(Origin, (row.origin, cell.index))
        lines = [
            new(Line, (same(next(texts)), new(Origin, (origin, index)), (), False, ""))
            for index, _pieces in cell.paragraphs
        ]
        if len(lines) == 1 and not lines[0].text:
            lines.clear()
        # One that continues nothing leaves open what is meant, as in `BlockReader`.
        continued = cell.continues if not cell.continues or row.column in row.above else None
        row.cells.append(new(Cell, (tuple(lines), origin, cell.columns, continued, ())))
        if cell.merges:
            row.merging.add(row.column)
        row.column += cell.columns

    def _look(self, row: Element) -> list[_PlainCell] | None:
        """Return the cells of a row; None where it is not plain.

        Raises:
            KeyError, ValueError: it is not plain.
        """
        kinds = self._kinds
        found: list[_PlainCell] = []
        outside = cell = _PlainCell(row, 0)
        strays: list[str] = []
        pieces = strays
        for element in row.iterdescendants():
            kind = kinds[element.tag]
            if not kind:
                continue
            if kind == _TEXT and not len(element):
                pieces.append(element.text or "")
            elif kind == _PARAGRAPH:
                pieces = []
                cell.paragraphs.append((_index(cell.element, element), pieces))
            elif kind == _CELL:
                cell, pieces = _PlainCell(element, _index(row, element)), strays
                found.append(cell)
            elif not self._note(kind, element, cell):
                return None
        return None if strays or outside.paragraphs or any(map(_is_covered, found)) else found

    def _note(self, kind: int, element: Element, cell: _PlainCell) -> bool:
        """Note how a cell is merged; tell whether that is plain."""
        value = element.get(self._value)
        if kind == _MERGE:
            cell.merges, cell.continues = True, value != "restart"
            return True
        columns = whole_number(value) or 0
        cell.columns = columns
        return kind == _SPAN and 1 <= columns <= self._context.budget.limits.columns


def _index(parent: Element, child: Element) -> int:
    """Return the place of a child.

    Raises:
        ValueError: it is not a child, or one of very many: lxml counts them each time.
    """
    index = parent.index(child)
    if index > _MOST_CHILDREN:
        raise ValueError(index)
    return index


def _is_covered(cell: _PlainCell) -> bool:
    """Tell whether a cell may have text that the cell above covers."""
    return cell.continues and any(map(any, (pieces for _index, pieces in cell.paragraphs)))
