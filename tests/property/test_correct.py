"""Any report becomes any other by what differs, and one edit is told as one."""

import random
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from hypothesis import assume, given
from hypothesis import strategies as st

from jixiao.correct.apply import apply
from jixiao.correct.diff import diff
from jixiao.correct.exact import exact, exact_project, exact_row
from jixiao.correct.fields import PROJECT_FIELDS, REPORT_FIELDS, ROW_FIELDS, Field
from jixiao.correct.printed import as_printed
from jixiao.correct.types import FieldChange, ReportDiff
from jixiao.definition import dumps
from jixiao.model import Project, Report
from tests.printable import printed
from tests.strategies import (
    EDITIONS,
    checkings,
    indicators,
    lines,
    numbers,
    projects,
    reports,
    texts,
    values,
)

_texts = st.none() | texts(40)
_lines = st.none() | lines(21)
_numbers = st.none() | numbers()
_OTHER_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "fiscal_year": st.none() | st.integers(1949, 2999),
    "edition": st.sampled_from(EDITIONS),
    "framework": _lines,
    "code": _lines,
    "name": _lines,
    "kind": st.sampled_from(["budget-project", "special-fund"]),
    "unit": st.sampled_from(["percent", "amount"]),
    "ignore": checkings().map(lambda check: check.ignore),
    "value": st.none() | values(),
}
_OTHER_VALUES |= dict.fromkeys(
    ("total", "fiscal", "other", "march", "june", "october", "december"), _numbers
)


class Edit(NamedTuple):
    """An edit of one field: where it is, its change, and the report with it."""

    project: int | None
    row: int | None
    goal: int | None
    change: FieldChange
    report: Report


@given(report=reports())
def test_a_report_does_not_differ_from_itself(report: Report) -> None:
    copy = report.model_copy(deep=True)
    assert diff(report, copy).is_empty
    assert dumps(apply(report, ReportDiff())) == dumps(report)


@given(old=reports(2), new=reports(2), year_on_year=st.booleans())
def test_any_report_becomes_any_other(old: Report, new: Report, year_on_year: bool) -> None:
    _assert_applied(old, new, year_on_year)


@given(old=reports(), chance=st.randoms(use_true_random=False), year_on_year=st.booleans())
def test_an_edited_report_is_made_of_the_first(
    old: Report, chance: random.Random, year_on_year: bool
) -> None:
    _assert_applied(old, _edited(old, chance), year_on_year)


@given(report=reports(), data=st.data(), year_on_year=st.booleans())
def test_one_changed_field_is_told_as_that_one(
    report: Report, data: st.DataObject, year_on_year: bool
) -> None:
    edit = data.draw(_edits(report))
    difference = diff(report, edit.report, year_on_year=year_on_year)
    assert _told(difference) == [_as_told(edit)]


@given(
    items=st.lists(projects(), max_size=3, unique_by=exact_project),
    rows=st.lists(indicators(), max_size=6, unique_by=exact_row),
    report=reports(max_projects=0),
    data=st.data(),
)
def test_another_order_is_told_as_moves_alone(
    items: list[Project], rows: list[Any], report: Report, data: st.DataObject
) -> None:
    old = _with_projects(report, items)
    difference = diff(old, _with_projects(report, data.draw(st.permutations(items))))
    assert not difference.fields
    assert not difference.projects.removed
    assert not difference.projects.added
    assert not difference.projects.changed
    assume(items)
    turned = [items[0].model_copy(update={"indicators": tuple(data.draw(st.permutations(rows)))})]
    listed = [items[0].model_copy(update={"indicators": tuple(rows)})]
    found = diff(_with_projects(report, listed), _with_projects(report, turned)).projects
    assert len(found.changed) <= 1
    for change in found.changed:
        assert not change.fields
        assert not change.goals.changed
        moved = change.indicators
        assert not moved.removed
        assert not moved.added
        assert not moved.changed
        assert 0 < len(moved.moved) < len(rows)


@given(report=reports())
def test_what_is_printed_does_not_change_when_printed_again(report: Report) -> None:
    once = as_printed(report)
    assert as_printed(once) is once
    assert dumps(as_printed(report.model_copy(deep=True))) == dumps(once)


@given(report=reports())
def test_a_printable_report_is_as_printed_but_for_what_no_form_shows(report: Report) -> None:
    """Everything that the round trip of documents compares stays."""
    shown = printed(report)
    once = as_printed(shown)
    assert [project.indicators for project in once.projects] == [
        project.indicators for project in shown.projects
    ]
    for one, other in zip(once.projects, shown.projects, strict=True):
        assert exact_project(one)[:-1] == exact_project(other)[:-1]
    assert (once.unit, once.targets) == (shown.unit, shown.targets)


def _assert_applied(old: Report, new: Report, year_on_year: bool) -> None:
    difference = diff(old, new, year_on_year=year_on_year)
    made = apply(old, difference)
    assert dumps(made, "toml") == dumps(new, "toml")
    assert [exact_project(one) for one in made.projects] == [
        exact_project(one) for one in new.projects
    ]
    assert diff(made, new).is_empty


# ---- one field ----


@st.composite
def _edits(draw: Any, report: Report) -> Edit:
    """Edits of one field of a report: any field, any other value, a blank one included."""
    kinds = ["report"] + ["project"] * bool(report.projects)
    with_rows = [at for at, project in enumerate(report.projects) if project.indicators]
    with_goals = [at for at, project in enumerate(report.projects) if project.goals]
    kinds += ["row"] * bool(with_rows) + ["goal"] * bool(with_goals)
    kind = draw(st.sampled_from(kinds))
    if kind == "report":
        changed, change = _other_field(draw, report, REPORT_FIELDS[1:])  # one schema there is
        return Edit(None, None, None, change, changed)
    places = {"row": with_rows, "goal": with_goals}.get(kind, range(len(report.projects)))
    at = draw(st.sampled_from(places))
    project, row, goal = report.projects[at], None, None
    if kind == "project":
        project, change = _other_field(draw, project, PROJECT_FIELDS)
    elif kind == "row":
        row = draw(st.integers(0, len(project.indicators) - 1))
        changed, change = _other_field(draw, project.indicators[row], ROW_FIELDS)
        project = project.model_copy(
            update={"indicators": _replaced(project.indicators, row, changed)}
        )
    else:
        goal = draw(st.integers(0, len(project.goals) - 1))
        other = draw(texts(40).filter(lambda text: text != project.goals[goal]))
        change = FieldChange((), project.goals[goal], other)
        project = project.model_copy(update={"goals": _replaced(project.goals, goal, other)})
    return Edit(
        at, row, goal, change, _with_projects(report, _replaced(report.projects, at, project))
    )


def _other_field(draw: Any, model: Any, fields: tuple[Field, ...]) -> tuple[Any, FieldChange]:
    field = draw(st.sampled_from(fields))
    old = field.get(model)
    choices = _OTHER_VALUES.get(str(field.path[-1]), _texts)
    if isinstance(old, Decimal):
        choices |= st.just(_more_digits(old))
    new = draw(choices.filter(lambda value: exact(value) != exact(old)))
    return field.put(model, new), FieldChange(field.path, old, new)


def _more_digits(number: Decimal) -> Decimal:
    """Return the same amount with one more zero behind the point: 3.0 for 3."""
    return Decimal(f"{number:f}0" if "." in f"{number:f}" else f"{number:f}.0")


def _told(difference: ReportDiff) -> list[tuple[Any, ...]]:
    """Return all that a difference tells, flat; what was moved, added or removed by its name."""
    told: list[tuple[Any, ...]] = [(None, None, *_exactly(one)) for one in difference.fields]
    told += _told_of_list("project", difference.projects)
    for project in difference.projects.changed:
        at = project.new
        told += [(at, None, *_exactly(one)) for one in project.fields]
        told += _told_of_list("goal", project.goals) + _told_of_list("row", project.indicators)
        for kind, items in (("goal", project.goals), ("row", project.indicators)):
            for item in items.changed:
                told += [(at, (kind, item.new), *_exactly(one)) for one in item.fields]
    return told


def _told_of_list(kind: str, found: Any) -> list[tuple[Any, ...]]:
    return [
        (kind, name, *entry)
        for name in ("removed", "added", "moved")
        for entry in getattr(found, name)
    ]


def _exactly(change: FieldChange) -> tuple[Any, ...]:
    return change.path, exact(change.old), exact(change.new)


def _as_told(edit: Edit) -> tuple[Any, ...]:
    item = ("row", edit.row) if edit.row is not None else ("goal", edit.goal)
    return edit.project, None if item[1] is None else item, *_exactly(edit.change)


# ---- many edits ----


def _edited(report: Report, chance: random.Random) -> Report:
    """Return a report with some edits: of order, of what there is, of texts and amounts."""
    items = _shaken(list(report.projects), chance, _other_project)
    return _with_projects(report, items)


def _other_project(project: Project, chance: random.Random) -> Project:
    def other_row(row: Any, chance: random.Random) -> Any:
        name = chance.choice(["level1", "level2", "level3", "description", "basis"])
        return row.model_copy(update={name: chance.choice([None, "另一种说法"])})

    def other_goal(goal: str, _chance: random.Random) -> str:
        return f"{goal}，按期完成"

    changes = {
        "goals": tuple(_shaken(list(project.goals), chance, other_goal)),
        "indicators": tuple(_shaken(list(project.indicators), chance, other_row)),
        "code": chance.choice([project.code, None, "13090123P00011410013U"]),
        "name": chance.choice([project.name, None, "村级办公经费"]),
    }
    return project.model_copy(update=changes)


def _shaken(
    items: list[Any], chance: random.Random, other: Callable[[Any, random.Random], Any]
) -> list[Any]:
    """Return a list with some items changed, removed, moved and copied."""
    for _ in range(chance.randrange(4)):
        if not items:
            break
        at, to = chance.randrange(len(items)), chance.randrange(len(items))
        edit = chance.choice(["change", "remove", "move", "copy"])
        if edit == "change":
            items[at] = other(items[at], chance)
        elif edit == "remove":
            del items[at]
        elif edit == "move":
            items.insert(to, items.pop(at))
        else:
            items.insert(to, items[at])
    return items


def _with_projects(report: Report, items: Any) -> Report:
    return report.model_copy(update={"projects": tuple(items)})


def _replaced(items: tuple[Any, ...], at: int, item: Any) -> tuple[Any, ...]:
    return (*items[:at], item, *items[at + 1 :])
