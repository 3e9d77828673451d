"""A difference of two reports as a flat list of entries, in the order of the form.

What is listed for people, given to programs as JSON, and printed in the 更正对照表 is all made of
these entries.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Any, Literal

from jixiao.correct.notes import EDITION, differs_in_print, is_spelling, note_on
from jixiao.correct.types import FieldChange, ItemDiff, ListDiff, ProjectDiff, ReportDiff
from jixiao.correct.years import Years, years_of
from jixiao.i18n import Words
from jixiao.model import FieldPath, Indicator, Project, ProjectKind, Report
from jixiao.wording.field_names import field_words

Kind = Literal["changed", "added", "removed", "moved"]


@dataclass(frozen=True, slots=True)
class ProjectLabel:
    """The project that an entry is about: what it is called, and was called before.

    ``number`` is that of its form, as the heading has it: special funds and budget projects are
    numbered by themselves. Of a project that was removed, it is that of the old report.
    """

    kind: ProjectKind
    number: int
    code: str | None
    name: str | None
    old_code: str | None
    old_name: str | None
    is_gone: bool = False

    def words(self) -> Words:
        """Return what a heading or a table calls it: its number and name."""
        was = Words("原", "former ") if self.is_gone else Words("", "")
        name = f" {self.name}" if self.name else ""
        kind = _KINDS[self.kind]
        number = self.number
        return Words(f"{was.zh}第{number}个{kind.zh}{name}", f"{was.en}{kind.en} {number}{name}")


_KINDS = {
    "budget-project": Words("项目", "project"),
    "special-fund": Words("专项资金", "special fund"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One difference: what it was (``old``) and is (``new``), as values of the model.

    ``project`` is None where it is of the report itself. ``path`` leads to the value in the new
    report, ``old_path`` in the old one; of what was added or removed they are the same. ``row`` is
    the number of the indicator or goal, from 1; of one that ``moved``, ``old`` and ``new`` are
    such numbers. ``row_name`` is what an indicator measures, as no report prints the numbers of
    its rows: its level-3 indicator, else its description. ``expected``: no surprise from one year
    to the next. ``doubtful``: a document was read, and not for certain.
    """

    kind: Kind
    project: ProjectLabel | None
    path: FieldPath
    old_path: FieldPath
    old: Any
    new: Any
    row: int | None = None
    row_name: str | None = None
    expected: bool = False
    doubtful: bool = False

    @property
    def field(self) -> str:
        """The name of the field without numbers: ``budget.total``, ``indicators.value``."""
        steps = self.path[2:] if self.path[:1] == ("projects",) else self.path
        names = [step for step in steps if isinstance(step, str)]
        return ".".join(names) or "projects"

    @property
    def is_of_whole_project(self) -> bool:
        """Whether a project was added, removed or moved as a whole."""
        return self.kind != "changed" and self.row is None

    @property
    def is_indicator(self) -> bool:
        """Whether it is of one row of the indicator table."""
        return self.row is not None and "indicators" in self.path

    @property
    def difference(self) -> Decimal | None:
        """By how much a number changed; None for all that is none, and for rows that moved."""
        old, new = self.old, self.new
        if isinstance(old, Decimal) and isinstance(new, Decimal):
            return new - old
        return None

    @property
    def printed(self) -> bool:
        """Whether a report shows the difference."""
        return self.kind != "changed" or differs_in_print(self.field, self.old, self.new)

    @property
    def is_of_look(self) -> bool:
        """Whether the edition changed, and with it the look of every form."""
        return self.field == EDITION

    @property
    def is_spelling(self) -> bool:
        """Whether it is spelt otherwise, and means the same."""
        return self.kind == "changed" and is_spelling(self.old, self.new)

    @property
    def stays_in_place(self) -> bool:
        """Whether it moved among the others, and has the same number as before."""
        return self.kind == "moved" and self.old == self.new

    @property
    def words(self) -> Words:
        """What the field is called; of a row or goal, with its number and what it measures."""
        if self.row is None:
            return _FIELDS.get(self.field) or field_words(self.path)
        was = Words("原", "former ") if self.kind == "removed" else Words("", "")
        if not self.is_indicator:
            return Words(f"{was.zh}第{self.row}条绩效目标", f"{was.en}goals, no. {self.row}")
        name = _cut(self.row_name) if self.row_name else ""
        zh = f"{was.zh}第{self.row}行指标{f'（{name}）' if name else ''}"
        en = f"{was.en}row {self.row}{f' ({name})' if name else ''}"
        if len(self.path) == _ROW_PATH:
            return Words(zh, en)
        field = field_words(self.path[-1:])
        return Words(f"{zh} {field.zh}", f"{en}, {field.en}")

    @property
    def note(self) -> Words | None:
        """What kind of difference it is (说明); None where old and new say all."""
        return note_on(self.kind, self.field, self.old, self.new)


_ROW_PATH = 4  # ("projects", 0, "indicators", 2)
_LONGEST_ROW_NAME = 20
_FIELDS = {
    "plan.unit": Words("资金支出计划 计量", "spending plan, unit"),
    "check.ignore": Words("审核设置 不再提示", "accepted findings"),
}
"""What no form has a name for."""


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_ROW_NAME else f"{name[: _LONGEST_ROW_NAME - 1]}…"


def entries_of(
    diff: ReportDiff,
    old: Report,
    new: Report,
    *,
    year_on_year: bool = False,
    years: Years | None = None,
) -> list[Entry]:
    """Return all differences: those of the report itself, then project by project.

    Args:
        diff: how the two reports differ.
        old: the report that it is a difference from.
        new: the report that it leads to.
        year_on_year: the fiscal year, the codes of projects, and texts where the old year has
            become the new one are expected to differ.
        years: the years of a year-on-year comparison; left out: as the reports have them.
    """
    known = (years or years_of(old, new)) if year_on_year else None
    of_report = sorted(diff.fields, key=lambda one: (one.path[0] != "unit", _place_of(one.path)))
    found = [_report_entry(one, known) for one in of_report]
    return found + list(_project_entries(diff, old, new, known))


def groups_of(entries: Iterable[Entry]) -> Iterator[tuple[ProjectLabel | None, list[Entry]]]:
    """Yield the entries of each project, those of the report itself first."""
    for label, group in groupby(entries, lambda entry: entry.project):
        yield label, list(group)


def _report_entry(change: FieldChange, years: Years | None) -> Entry:
    path = change.path
    expected = years is not None and years.explain(change)
    return Entry("changed", None, path, path, change.old, change.new, expected=expected)


def _project_entries(
    diff: ReportDiff, old: Report, new: Report, years: Years | None
) -> Iterator[Entry]:
    """Yield what became of projects, in the order of the new report; removed ones at the end."""
    projects = diff.projects
    changed = {one.new: one for one in projects.changed}
    moved = {move.new: move.old for move in projects.moved}
    added = {one.place: one.item for one in projects.added}
    numbers, old_numbers = _form_numbers(new), _form_numbers(old)
    for place in sorted({*changed, *moved, *added}):
        path = ("projects", place)
        if place in added:
            label = _label(numbers[place], added[place], added[place])
            yield Entry("added", label, path, path, None, added[place])
            continue
        before = moved[place] if place in moved else changed[place].old
        label = _label(numbers[place], new.projects[place], old.projects[before])
        if place in moved:
            yield Entry("moved", label, path, ("projects", before), before + 1, place + 1)
        if place in changed:
            yield from _changes(changed[place], new.projects[place], label, years)
    for one in projects.removed:
        path = ("projects", one.place)
        label = replace(_label(old_numbers[one.place], one.item, one.item), is_gone=True)
        yield Entry("removed", label, path, path, one.item, None)


def _form_numbers(report: Report) -> list[int]:
    """Return the number of each form: those of one kind are numbered by themselves."""
    counts: Counter[ProjectKind] = Counter()
    numbers: list[int] = []
    for project in report.projects:
        counts[project.kind] += 1
        numbers.append(counts[project.kind])
    return numbers


def _label(number: int, new: Project, old: Project) -> ProjectLabel:
    return ProjectLabel(new.kind, number, new.code, new.name, old.code, old.name)


def with_places(
    entries: Iterable[Entry], old_order: Sequence[int], new_order: Sequence[int]
) -> list[Entry]:
    """Return entries whose paths lead into the reports as they were before projects were ordered.

    ``old_order``, ``new_order``: where each project stood then.
    """
    return [_with_places(entry, old_order, new_order) for entry in entries]


def _with_places(entry: Entry, old_order: Sequence[int], new_order: Sequence[int]) -> Entry:
    if entry.project is None:
        return entry
    is_gone = entry.kind == "removed"
    path = _with_place(entry.path, old_order if is_gone else new_order)
    old_path = _with_place(entry.old_path, new_order if entry.kind == "added" else old_order)
    return replace(entry, path=path, old_path=old_path)


def _with_place(path: FieldPath, order: Sequence[int]) -> FieldPath:
    root, place, *rest = path
    assert isinstance(place, int)  # what is of a project begins with its place
    return (root, order[place], *rest)


def _changes(
    diff: ProjectDiff, project: Project, label: ProjectLabel, years: Years | None
) -> Iterator[Entry]:
    """Yield what changed in one project, in the order of its form; ``project``: as it is now."""
    roots: _Roots = ("projects", diff.new), ("projects", diff.old)
    found = [_changed(one, label, roots, years) for one in diff.fields]
    found += _list_entries(diff.goals, project.goals, label, _within(roots, "goals"), years)
    rows = project.indicators
    found += _list_entries(diff.indicators, rows, label, _within(roots, "indicators"), years)
    yield from sorted(found, key=lambda one: _place_of(one.path[2:]))


_Roots = tuple[FieldPath, FieldPath]
"""What holds a field, in the new report and in the old one."""


def _within(roots: _Roots, *steps: str | int) -> _Roots:
    root, old_root = roots
    return (*root, *steps), (*old_root, *steps)


def _changed(change: FieldChange, label: ProjectLabel, roots: _Roots, years: Years | None) -> Entry:
    path, old_path = _within(roots, *change.path)
    expected = years is not None and years.explain(change)
    return Entry("changed", label, path, old_path, change.old, change.new, expected=expected)


def _list_entries(
    diff: ListDiff[Any, ItemDiff],
    items: Sequence[Any],
    label: ProjectLabel,
    roots: _Roots,
    years: Years | None,
) -> Iterator[Entry]:
    """Yield what became of rows or goals by their place in their own report; ``items``: as now."""
    root, old_root = roots
    for one in diff.removed:
        path = (*old_root, one.place)
        name = _row_name(one.item)
        yield Entry("removed", label, path, path, one.item, None, one.place + 1, name)
    for one in diff.added:
        path = (*root, one.place)
        name = _row_name(one.item)
        yield Entry("added", label, path, path, None, one.item, one.place + 1, name)
    for move in diff.moved:
        paths = (*root, move.new), (*old_root, move.old)
        name = _row_name(items[move.new])
        yield Entry("moved", label, *paths, move.old + 1, move.new + 1, move.new + 1, name)
    for item in diff.changed:
        places = (*root, item.new), (*old_root, item.old)
        name = _row_name(items[item.new])
        for change in item.fields:
            entry = _changed(change, label, places, years)
            yield replace(entry, row=item.new + 1, row_name=name)


def _row_name(item: Any) -> str | None:
    """Return what a row measures, on one line; a goal has no name."""
    if not isinstance(item, Indicator):
        return None
    names = (" ".join((text or "").split()) for text in (item.level3, item.description))
    return next(filter(None, names), None)


# The fields of a definition as a form shows them, from above.
_ORDER = (
    *("report", "targets", "kind", "code", "name", "budget", "purpose", "plan", "goals"),
    *("indicators", "check", "overall", "itemised", "safeguards", "total", "fiscal", "other"),
    *("march", "june", "october", "december", "unit", "level1", "level2", "level3", "description"),
    *("value", "basis"),
)
_PLACES = {name: number for number, name in enumerate(_ORDER)}


def _place_of(path: FieldPath) -> tuple[int, ...]:
    """Return the place of a field in the form; what it does not know comes last."""
    return tuple(
        step if isinstance(step, int) else _PLACES.get(step, len(_PLACES)) for step in path
    )
