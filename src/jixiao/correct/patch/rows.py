"""Rows of indicators put in and taken out, and what the others say changed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from jixiao.correct.patch.cells import cell_area, change_cell, lines_of
from jixiao.correct.patch.changer import Changer
from jixiao.correct.patch.new_row import FIELDS, NewRowWriter
from jixiao.correct.patch.paragraphs import mark_paragraph, printed_text
from jixiao.correct.patch.row_plan import OldRow, Step, plan_rows
from jixiao.correct.patch.runs import UnsafeError, delete_runs
from jixiao.correct.patch.text import child, local, read_lines, value_of
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
        above: Element | None = None
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
            above = row.element
        if not self._marks.tracked:  # only now: new rows were put beside them
            gone = [each.old for each in steps if each.old is not None and each.new is None]
            self._remove([self._rows[number].element for number in gone])

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
        names = {id(cell): name for name, cell in row.cells.items()}
        for each in element.children:
            if local(each) in ("sdt", "customXml", "ins", "del"):
                raise UnsafeError(_("something else encloses the cells of a row"))
            if local(each) == "tc":
                _require_removable(each, names.get(id(each)), row)
        if not (self._marks.tracked or _is_closed(element)):
            raise UnsafeError(_("a bookmark or a comment begins in the row and ends elsewhere"))
        if not self._marks.tracked:
            return
        delete_runs(element, self._marks)
        self._mark_line_ends(element)
        self._mark_row(element)

    def _remove(self, rows: Sequence[Element]) -> None:
        for element in rows:
            table = element.above
            if all(each in rows for each in table.children if local(each) == "tr"):
                raise UnsafeError(_("the table would be left without any row"))
        for element in rows:
            element.above.replace(element)

    def _mark_line_ends(self, element: Element) -> None:
        """Mark all ends of paragraphs but the last of a cell: LibreOffice would keep the row."""
        for cell in element.children:
            paragraphs = [each for each in cell.children if local(each) == "p"]
            for each in paragraphs[:-1]:
                mark_paragraph(each, "del", self._marks)

    def _mark_row(self, element: Element) -> None:
        """Mark a row as taken out (w:trPr/w:del, §17.13.5.12)."""
        mark = self._marks.mark("del")
        properties = child(element, "trPr")
        if properties is not None:
            properties.insert_before(child(properties, "trPrChange"), mark)
            return
        exceptions = child(element, "tblPrEx")
        own = self._marks.element("trPr", mark)
        if exceptions is None:
            element.insert_first(own)
        else:
            element.insert_after(exceptions, own)

    # ---- rows put in ----

    def _put_in(self, step: Step, new: Sequence[Indicator], above: Element | None) -> None:
        like = self._like(above)
        if like is None:
            raise UnsafeError(_("the table of indicators has no header to put a row below"))
        assert step.new is not None  # else it would be a row that is taken out
        writer = NewRowWriter(like.element, like.cells, self._marks)
        xml = writer.write(new[step.new], step)
        if above is not None:
            above.above.insert_after(above, xml)
        elif self._rows:  # the header may be repeated further below
            first = self._rows[0].element
            first.above.insert_before(first, xml)
        else:
            self._header.above.insert_after(self._header, xml)

    def _like(self, above: Element | None) -> TableRow | None:
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


def _require_removable(cell: Element, name: str | None, row: TableRow) -> None:
    """Raise UnsafeError where a cell says something else than expected, or holds more than text."""
    area = cell_area(cell)
    for line in read_lines(area.paragraphs):
        for piece in line.pieces:
            if piece.obstacle:
                raise UnsafeError(_(piece.obstacle))
    if name is None or (name == "level1" and row.continues):
        return
    if name != "level1" and child(child(cell, "tcPr"), "vMerge") is not None:
        raise UnsafeError(_("a cell of the row is merged with the one above or below"))
    if printed_text(area) != lines_of(getattr(row.row, name)):
        raise UnsafeError(_("the text in the file is not what was expected"))


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
