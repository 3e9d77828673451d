"""A new row of indicators, as a copy of the look of another one."""

from collections.abc import Mapping

from jixiao.correct.patch.cells import lines_of, look_in_cell
from jixiao.correct.patch.marks import Marks
from jixiao.correct.patch.paragraphs import paragraph_properties
from jixiao.correct.patch.row_plan import Step
from jixiao.correct.patch.runs import UnsafeError, copied
from jixiao.correct.patch.text import child, local
from jixiao.correct.patch.tree import Element
from jixiao.i18n import _
from jixiao.model import Indicator

FIELDS = ("level1", "level2", "level3", "description", "value", "basis")
# What a new row does not take over from the one it is like.
_OF_THE_OLD_ROW = frozenset(("ins", "del", "trPrChange", "tblHeader", "cnfStyle", "hidden"))
_OF_THE_OLD_CELL = ("vMerge", "hMerge", "cellIns", "cellDel", "cellMerge", "tcPrChange")
# Schema order of w:tcPr (ECMA-376-1 §17.4.70): the merge stands before these.
_BEHIND_MERGE = (
    *("tcBorders", "shd", "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark"),
)


class NewRowWriter:
    """Writes rows that look like another one; ``cells`` are those of it, by field."""

    def __init__(self, like: Element, cells: Mapping[str, Element], marks: Marks) -> None:
        self._like, self._cells, self._marks = like, cells, marks

    def write(self, row: Indicator, step: Step) -> bytes:
        """Return a w:tr.

        Raises:
            UnsafeError: the other row has no cell for something, or is of an unusual build.
        """
        if any(getattr(row, name) is not None for name in FIELDS if name not in self._cells):
            raise UnsafeError(_("a row has no cell for it"))
        fields = {id(cell): name for name, cell in self._cells.items()}
        content: list[bytes] = []
        for each in self._like.children:
            name = local(each)
            if name in ("sdt", "customXml", "ins", "del"):
                raise UnsafeError(_("something else encloses the cells of a row"))
            if name == "tblPrEx":
                content.append(each.own)
            elif name == "tc":
                content.append(self._cell(each, fields.get(id(each)), row, step))
        return self._marks.element("tr", *self._before_cells(content))

    def _before_cells(self, content: list[bytes]) -> list[bytes]:
        """Put the properties of the row behind its w:tblPrEx, where there is one."""
        exceptions = int(child(self._like, "tblPrEx") is not None)
        return [*content[:exceptions], self._row_properties(), *content[exceptions:]]

    def _row_properties(self) -> bytes:
        """Return w:trPr with the mark of a row that is put in (§17.13.5.16)."""
        mark = self._marks.mark("ins") if self._marks.tracked else b""
        properties = child(self._like, "trPr")
        if properties is None:
            return self._marks.element("trPr", mark) if mark else b""
        copy = copied(properties, _OF_THE_OLD_ROW)
        end = b"</" + properties.tag + b">"
        return copy.removesuffix(end) + mark + end

    def _cell(self, like: Element, name: str | None, row: Indicator, step: Step) -> bytes:
        merge = ""
        if name == "level1":
            merge = "continue" if step.continues else "restart" if step.begins else ""
        elif child(child(like, "tcPr"), "vMerge") is not None:
            raise UnsafeError(_("a cell of the row is merged with the one above or below"))
        texts = lines_of(getattr(row, name)) if name and merge != "continue" else []
        first = child(like, "p")
        look = look_in_cell(like)
        *others, last = texts or [""]
        # Without marks LibreOffice would keep a row that is not accepted.
        paragraphs = [self._paragraph(text, first, look, "ins") for text in others]
        paragraphs.append(self._paragraph(last, first, look))
        return self._marks.element("tc", self._cell_properties(like, merge), *paragraphs)

    def _cell_properties(self, like: Element, merge: str) -> bytes:
        p = self._marks.prefix
        own = b""
        if merge:
            value = f' {p}val="restart"' if merge == "restart" else ""
            own = f"<{p}vMerge{value}/>".encode()
        properties = child(like, "tcPr")
        if properties is None:
            return self._marks.element("tcPr", own) if own else b""
        kept = [each for each in properties.children if local(each) not in _OF_THE_OLD_CELL]
        before = [each.own for each in kept if local(each) not in _BEHIND_MERGE]
        behind = [each.own for each in kept if local(each) in _BEHIND_MERGE]
        return self._marks.element("tcPr", *before, own, *behind)

    def _paragraph(self, text: str, like: Element | None, look: bytes, kind: str = "") -> bytes:
        mark = self._marks.mark(kind) if kind and self._marks.tracked else b""
        properties = paragraph_properties(child(like, "pPr"), mark, self._marks)
        runs = self._marks.inserted(text, look) if text else b""
        return self._marks.element("p", properties, runs)
