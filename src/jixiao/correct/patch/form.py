"""One form made to say what the corrected project says: cell by cell, and its heading."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from jixiao.correct.patch.cells import cell_area, lines_of
from jixiao.correct.patch.changer import Changer
from jixiao.correct.patch.headings import rename_heading
from jixiao.correct.patch.paragraphs import printed_text, set_lines
from jixiao.correct.patch.printing import goal_lines, has_number, number_text
from jixiao.correct.patch.rows import RowChanger, TableRow
from jixiao.correct.patch.runs import UnsafeError
from jixiao.correct.patch.text import local
from jixiao.correct.patch.tree import Element
from jixiao.i18n import _
from jixiao.layout import Edition
from jixiao.model import FieldPath, Indicator, Project, Unit
from jixiao.readers.types import Origin
from jixiao.recognise.facts import split_unit_line
from jixiao.recognise.frame import FormFrame
from jixiao.recognise.places import IndicatorCells, ProjectPlaces
from jixiao.recognise.values import read_goals

_MONTHS = ("march", "june", "october", "december")
_AMOUNTS = ("total", "fiscal", "other")

Lines = Sequence[str]
Check = Callable[[Lines], bool]
Print = Callable[[Lines], Lines]


class Form(NamedTuple):
    """A form of the file: what was read there, and where."""

    project: Project
    label: str
    frame: FormFrame
    places: ProjectPlaces


class FormChanger:
    """Changes the cells of one form that say something else in a corrected project."""

    def __init__(self, form: Form, new: Project, edition: Edition, changer: Changer) -> None:
        self._form, self._old, self._new = form, form.project, new
        self._edition, self._changer = edition, changer

    def change(self) -> None:
        """Change what differs; what is not safe is noted as a fault."""
        self._identity()
        self._budget()
        self._plan()
        self._purpose()
        self._goals()
        self._indicators()

    def change_unit(self, old: Unit, new: Unit) -> None:
        """Change 单位代码+单位名称, where the form has it."""
        cell = self._form.frame.unit_line
        if cell is None:
            return
        with self._changer.at(("unit",), cell.origin, self._form.label):
            text = f"{new.code or ''}{new.name or ''}"
            if text and split_unit_line(text) != (new.code, new.name):
                raise UnsafeError(_("code and name together would be read otherwise"))
            self._set_cell(
                cell.origin,
                lambda lines: split_unit_line("".join(lines)) == (old.code, old.name),
                lambda _lines: [text] if text else [],
            )

    # ---- the fields ----

    def _identity(self) -> None:
        self._line("code", self._old.code, self._new.code)
        self._line("name", self._old.name, self._new.name)
        if self._old.name == self._new.name:
            return
        for line in self._form.frame.headings:
            with self._changer.at(("name",), line.origin, self._form.label):
                paragraph = self._changer.element(line.origin)
                names = self._old.name or "", self._new.name or ""
                rename_heading(paragraph, *names, self._changer.marks)

    def _line(self, name: str, old: str | None, new: str | None) -> None:
        if old != new:
            expected = old or ""
            self._set((name,), lambda lines: "".join(lines) == expected, lambda _: lines_of(new))

    def _budget(self) -> None:
        for name in _AMOUNTS:
            old, new = getattr(self._old.budget, name), getattr(self._new.budget, name)
            if str(old) != str(new):
                self._number(("budget", name), old, new, number_text)

    def _plan(self) -> None:
        old_plan, plan = self._old.plan, self._new.plan
        edition_suffix = self._edition.plan.suffix
        suffix = edition_suffix if plan.unit == "percent" else ""
        unit_differs = bool(edition_suffix) and old_plan.unit != plan.unit

        def printed(old: str, number: Decimal | None) -> str:
            text = number_text(old, number, suffix)
            return text if plan.unit == "percent" else text.rstrip("%％")

        def printed_anew(_old: str, number: Decimal | None) -> str:
            return number_text("", number, suffix)

        for month in _MONTHS:
            old, new = getattr(old_plan, month), getattr(plan, month)
            if str(old) != str(new) or (unit_differs and new is not None):
                self._number(("plan", month), old, new, printed_anew if unit_differs else printed)

    def _number(
        self,
        path: FieldPath,
        old: Decimal | None,
        new: Decimal | None,
        printed: Callable[[str, Decimal | None], str],
    ) -> None:
        self._set(
            path,
            lambda lines: has_number("\n".join(lines), old),
            lambda lines: lines_of(printed("\n".join(lines), new) or None),
        )

    def _purpose(self) -> None:
        old, new = lines_of(self._old.purpose), lines_of(self._new.purpose)
        if old != new:
            self._set(("purpose",), lambda lines: list(lines) == old, lambda _: new)

    def _goals(self) -> None:
        old, new = self._old.goals, self._new.goals
        if old == new:
            return
        style = self._edition.numbering.goal

        def printed(lines: Lines) -> Lines:
            found = goal_lines(lines, new, style)
            if found is None:
                raise UnsafeError(_("the goals would be read otherwise"))
            return found

        self._set(
            ("goals",),
            lambda lines: read_goals("\n".join(lines) or None).goals == old,
            printed,
        )

    def _indicators(self) -> None:
        old, new = self._old.indicators, self._new.indicators
        if old == new:
            return
        header = self._form.frame.indicator_header
        with self._changer.at(("indicators",), header.origin if header else None, self._form.label):
            if header is None:
                raise UnsafeError(_("the form has no table of indicators"))
            rows = [
                self._row(cells, row)
                for cells, row in zip(self._form.places.indicators, old, strict=True)
            ]
            above = self._changer.element(header.origin)
            RowChanger(rows, above, self._changer, self._form.label).change(new)

    def _row(self, cells: IndicatorCells, row: Indicator) -> TableRow:
        found: dict[str, Element] = {}
        continues = False
        for cell, name in zip(cells.cells, cells.fields, strict=False):
            if cell is None or name is None:
                continue
            element = self._changer.element(cell.origin)
            if local(element) != "tc" or local(element.above) != "tr":
                raise UnsafeError(_("something else encloses the cells of a row"))
            found[name] = element
            if name == "level1":
                continues = row.level1 is not None and not cell.text.strip()
        if not found:
            raise UnsafeError(_("a row has no cells"))
        return TableRow(next(iter(found.values())).above, found, row, continues)

    # ---- cells ----

    def _set(self, path: FieldPath, is_expected: Check, printed: Print) -> None:
        origin = self._form.places.fields.get(path)
        with self._changer.at(path, origin, self._form.label):
            if origin is None:
                raise UnsafeError(_("the form has no cell for it"))
            self._set_cell(origin, is_expected, printed)

    def _set_cell(self, origin: Origin, is_expected: Check, printed: Print) -> None:
        area = cell_area(self._changer.element(origin))
        lines = printed_text(area)
        if not is_expected(lines):
            raise UnsafeError(_("the text in the file is not what was expected"))
        set_lines(area, printed(lines), self._changer.marks)
