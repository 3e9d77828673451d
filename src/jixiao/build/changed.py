"""Which forms of a report differ from an earlier version of it."""

from collections.abc import Iterator
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
    forms = sorted(order[place] for place in _changed_places(compared))
    return Changed(tuple(forms), tuple(_notices(compared, bool(forms))))


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
    yield from _list_notices(compared, any_form)


def _list_notices(compared: Compared, any_form: bool) -> Iterator[Diagnostic]:
    projects = compared.diff.projects
    place = Place(compared.new_side.name)
    if removed := [_label(one.item) for one in projects.removed]:
        message = ngettext(
            "{count} form of the earlier version is not there any more: {names}",
            "{count} forms of the earlier version are not there any more: {names}",
            len(removed),
        )
        names = _("; ").join(removed[:_MOST_NAMED]) + (" …" if len(removed) > _MOST_NAMED else "")
        text = message.format(count=len(removed), names=names)
        yield Diagnostic("forms-removed", text, None, place)
    if projects.moved and not any_form:
        message = _("forms stand in another order than before, and have other numbers")
        yield Diagnostic("forms-moved", message, None, place)


def _label(project: Project) -> str:
    return " ".join(part for part in (project.code, project.name) if part) or "?"
