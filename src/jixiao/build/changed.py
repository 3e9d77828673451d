"""Which forms of a report differ from an earlier version of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jixiao.build.comparing import Compared, Side, compare
from jixiao.correct.printed import printed_order
from jixiao.definition import Definition
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _, ngettext
from jixiao.layout import Edition
from jixiao.model import Project
from jixiao.wording.field_names import field_words

_OTHER_UNIT = "unit-differs"
_EDITION = ("report", "edition")
# More would bury the answer.
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Changed:
    """The forms that differ, as indices of projects, and what is not shown by them."""

    forms: tuple[int, ...]
    notices: tuple[Diagnostic, ...] = ()


def changed_forms(
    old: Side, definition: Definition, edition: Edition, file: Path | None
) -> Changed:
    """Return which forms of a report are new or print something else than in an older version.

    The number of a form is no difference. ``edition``: that of the definition; ``file``: where it
    was read from, if from a file.

    Raises:
        JixiaoError: the older version is of another unit, or forms cannot be told apart by code.
    """
    name = definition.source.name
    # Where the layout prints no %, nothing tells a plan in percent from one in 万元.
    shows_unit = bool(edition.plan.suffix)
    new = Side(name, definition.report, definition, file, shows_plan_unit=shows_unit)
    try:
        compared = compare(old, new, only_printed=True)
    except JixiaoError as error:
        raise JixiaoError(map(_advised, error.diagnostics)) from None
    order = printed_order(definition.report)
    places = _changed_places(compared)
    forms = sorted(order[place] for place in places)
    notices = *_notices(compared, bool(forms)), *_list_notices(compared, places)
    return Changed(tuple(forms), notices)


def _advised(fault: Diagnostic) -> Diagnostic:
    """Return a fault with advice for who renders: not every option of `diff` is there."""
    if fault.code != _OTHER_UNIT:
        return fault
    return replace(fault, advice=_("name an earlier version of this report"))


def _changed_places(compared: Compared) -> set[int]:
    projects = compared.diff.projects
    places = {one.place for one in projects.added} | {one.new for one in projects.changed}
    fields = {change.path for change in compared.diff.fields}
    for place, project in enumerate(compared.new.projects):
        # The line with the unit stands above the table; that of a special fund is blank.
        of_unit = project.kind == "budget-project" and any(path[0] == "unit" for path in fields)
        if of_unit or _EDITION in fields:
            places.add(place)
    return places


def _notices(compared: Compared, any_form: bool) -> Iterator[Diagnostic]:
    """Yield what the tables do not show: why they are all there, and what is in none of them."""
    name = compared.new_side.name
    changes = compared.diff.fields
    if any_form and any(change.path[0] == "unit" for change in changes):
        message = _("the unit has another code or name: it stands in every form")
        yield Diagnostic("changed-unit", message, None, Place(name))
    for change in changes:
        if any_form and change.path == _EDITION:
            message = _("the edition was {old}: every form looks different")
            text = message.format(old=change.old)
            yield Diagnostic("changed-edition", text, None, Place(name))
    if prose := [change.path for change in changes if change.path[0] == "targets"]:
        sections = _(", ").join(str(field_words(path)) for path in prose)
        message = _("Part 1 differs too, and is not printed here: {sections}")
        advice = _("print the whole report: jixiao render {name}").format(name=name)
        text = message.format(sections=sections)
        yield Diagnostic("changed-prose", text, advice, Place(name))


def _list_notices(compared: Compared, printed: set[int]) -> Iterator[Diagnostic]:
    """Yield which forms are gone, and which ones that are not ``printed`` have other numbers."""
    name = compared.new_side.name
    place = Place(name)
    if removed := [_label(one.item) for one in compared.diff.projects.removed]:
        message = ngettext(
            "{count} form of the earlier version is not there any more: {names}",
            "{count} forms of the earlier version are not there any more: {names}",
            len(removed),
        )
        text = message.format(count=len(removed), names=_first_of(removed))
        yield Diagnostic("forms-removed", text, None, place)
    if renumbered := list(_renumbered(compared, printed)):
        message = ngettext(
            "{count} form that is not printed has another number now: {names}",
            "{count} forms that are not printed have other numbers now: {names}",
            len(renumbered),
        )
        advice = _("where they are to be handed in too, print the whole report: {command}")
        command = f"jixiao render {name}"
        text = message.format(count=len(renumbered), names=_first_of(renumbered))
        yield Diagnostic("forms-renumbered", text, advice.format(command=command), place)


def _first_of(labels: list[str]) -> str:
    return _("; ").join(labels[:_MOST_NAMED]) + (" …" if len(labels) > _MOST_NAMED else "")


def _renumbered(compared: Compared, printed: set[int]) -> Iterator[str]:
    """Yield the forms that are not printed anew, and stand under another number than before."""
    old_numbers = _numbers(compared.old.projects)
    new_numbers = _numbers(compared.new.projects)
    label = _("{number}.{name} (was {old}.)")
    for old, new in _kept_places(compared):
        before, after = old_numbers[old], new_numbers[new]
        if new not in printed and before != after:
            project = compared.new.projects[new]
            name = project.name or _label(project)
            yield label.format(number=after, name=name, old=before)


def _kept_places(compared: Compared) -> Iterator[tuple[int, int]]:
    """Yield the old and the new place of each form that is in both versions, in the new order."""
    projects = compared.diff.projects
    from_place = {move.new: move.old for move in projects.moved}
    elsewhere = {one.place for one in projects.removed} | set(from_place.values())
    stayed = (old for old in range(len(compared.old.projects)) if old not in elsewhere)
    added = {one.place for one in projects.added}
    for new in range(len(compared.new.projects)):
        if new in from_place:
            yield from_place[new], new
        elif new not in added:
            yield next(stayed), new


def _numbers(projects: Sequence[Project]) -> list[int]:
    """Return the number of each form: every part counts its own from 1."""
    counts: Counter[str] = Counter()
    numbers = []
    for project in projects:
        counts[project.kind] += 1
        numbers.append(counts[project.kind])
    return numbers


def _label(project: Project) -> str:
    return " ".join(part for part in (project.code, project.name) if part) or "?"
