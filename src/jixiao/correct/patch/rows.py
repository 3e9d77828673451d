"""Rows of indicators put in and taken out, and what the others say changed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jixiao.correct.patch.cells import change_cell, lines_of
from jixiao.correct.patch.changer import Changer
from jixiao.correct.patch.new_row import FIELDS, NewRowWriter
from jixiao.correct.patch.row_plan import OldRow, Step, plan_rows
from jixiao.correct.patch.runs import UnsafeError, delete_runs
from jixiao.correct.patch.text import child, local, value_of
from jixiao.correct.patch.tree import Element
from jixiao.i18n import _
from jixiao.model import Indicator

_RANGES = {"bookmarkStart": "bookmarkEnd", "commentRangeStart": "commentRangeEnd"}


class TableRow(NamedTuple):
    """A row of the file: its element, and its cells by the fields of an indicator."""

    element: Element
    cells: Mapping[str, Element]
    row: Indicator
    continues: bool


class RowChanger:
    """Makes the indicator table of one form say something else."""

    def __init__(
        self, rows: Sequence[TableRow], header: Element, changer: Changer, form: str
    ) -> None:
        self._rows, self._header = rows, header
        self._changer, self._marks = changer, changer.marks
        self._form = form

    def change(self, new: Sequence[Indicator]) -> None:
        """Make the rows say what new indicators say.

        Raises:
            UnsafeError: that cannot be done without harm.
        """
        steps = plan_rows([OldRow(each.row, each.continues) for each in self._rows], new)
        above = self._header
        for step in steps:
            if step.old is None:
                self._put_in(step, new, above)
                continue
            row = self._rows[step.old]
            if step.new is not None:
                self._change_row(step.old, new[step.new])
                above = row.element
                continue
            with self._changer.at(("indicators", step.old), None, self._form):
                self._take_out(row)
            if self._marks.tracked:
                above = row.element

    def _change_row(self, number: int, new: Indicator) -> None:
        row = self._rows[number]
        for name in FIELDS:
            if name == "level1" and row.continues:
                continue  # its text is that of the first row
            old_text, new_text = lines_of(getattr(row.row, name)), lines_of(getattr(new, name))
            if old_text == new_text:
                continue
            with self._changer.at(("indicators", number, name), None, self._form):
                if name not in row.cells:
                    raise UnsafeError(_("a row has no cell for it"))
                change_cell(row.cells[name], old_text, new_text, self._marks)

    # ---- rows taken out ----

    def _take_out(self, row: TableRow) -> None:
        element = row.element
        others = {id(cell) for name, cell in row.cells.items() if name != "level1"}
        for each in element.children:
            if local(each) in ("sdt", "customXml", "ins", "del"):
                raise UnsafeError(_("something else encloses the cells of a row"))
            if local(each) == "tc":
                if child(each, "tbl") is not None:
                    raise UnsafeError(_("there is a table within a cell"))
                if id(each) in others and child(child(each, "tcPr"), "vMerge") is not None:
                    raise UnsafeError(_("a cell of the row is merged with the one above or below"))
        if not (self._marks.tracked or _is_closed(element)):
            raise UnsafeError(_("a bookmark or a comment begins in the row and ends elsewhere"))
        if not self._marks.tracked:
            element.above.replace(element)
            return
        delete_runs(element, self._marks)
        self._mark_row(element)

    def _mark_row(self, element: Element) -> None:
        """Mark a row as taken out (w:trPr/w:del, §17.13.5.12)."""
        mark = self._marks.mark("del")
        properties = child(element, "trPr")
        if properties is not None:
            if child(properties, "del") is None:
                properties.insert_before(child(properties, "trPrChange"), mark)
            return
        exceptions = child(element, "tblPrEx")
        own = self._marks.element("trPr", mark)
        if exceptions is None:
            element.insert_first(own)
        else:
            element.insert_after(exceptions, own)

    # ---- rows put in ----

    def _put_in(self, step: Step, new: Sequence[Indicator], above: Element) -> None:
        like = self._like(above)
        if like is None:
            raise UnsafeError(_("the table of indicators has no header to put a row below"))
        assert step.new is not None  # else it would be a row that is taken out
        writer = NewRowWriter(like.element, like.cells, self._marks)
        above.above.insert_after(above, writer.write(new[step.new], step))

    def _like(self, above: Element) -> TableRow | None:
        """Return the row that a new one looks like: the one above, or else the first of all."""
        for each in self._rows:
            if each.element is above:
                return each
        if self._rows:
            return self._rows[0]
        cells = [each for each in self._header.children if local(each) == "tc"]
        if len(cells) != len(FIELDS):
            return None
        return TableRow(self._header, dict(zip(FIELDS, cells, strict=True)), Indicator(), False)


def _is_closed(row: Element) -> bool:
    """Tell whether all that begins in a row ends in it, and the other way round."""
    open_ranges: set[tuple[str, str]] = set()
    for each in row.iter():
        name = local(each)
        if name in _RANGES:
            open_ranges ^= {(_RANGES[name], value_of(each, "id"))}
        elif name in _RANGES.values():
            open_ranges ^= {(name, value_of(each, "id"))}
    return not open_ranges
