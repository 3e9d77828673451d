"""What a document is to say after it was mended: the corrected report, as far as it can be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jixiao.correct.match import match_projects
from jixiao.correct.printed import as_printed, printed_order
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.layout import Edition
from jixiao.model import Project, Report, Unit
from jixiao.recognise.parse import Parsed


@dataclass(frozen=True, slots=True)
class Target:
    """A report before and after, both as printed and with the same forms in the same order.

    ``order``: where each form stands in the file; as printed, special funds come first.
    """

    before: Report
    after: Report
    order: Sequence[int]


def make_target(
    parsed: Parsed,
    corrected: Report,
    editions: Sequence[Edition],
    only: frozenset[int] | None = None,
) -> Target:
    """Return what a document says, and what it is to say.

    ``only``: places of projects in ``corrected``; the rest of the document stays as it is.

    Raises:
        JixiaoError: the two do not have the same forms.
    """
    found = parsed.recognition.report
    order = printed_order(found)
    before, after = as_printed(found), as_printed(corrected)
    wanted = None
    if only is not None:
        wanted = [at for at, place in enumerate(printed_order(corrected)) if place in only]
    shows_unit = {each.name: bool(each.plan.suffix) for each in editions}[found.header.edition]
    projects = _projects(before.projects, after.projects, wanted, parsed.name)
    projects = tuple(
        _with_plan_unit(new, old, shows_unit)
        for old, new in zip(before.projects, projects, strict=True)
    )
    if only is not None:
        return Target(before, before.model_copy(update={"projects": projects}), order)
    # A file whose forms name no unit has no place for one.
    unit = after.unit if before.unit != Unit() else before.unit
    update = {"projects": projects, "header": before.header, "unit": unit}
    return Target(before, after.model_copy(update=update), order)


def _projects(
    before: Sequence[Project],
    corrected: Sequence[Project],
    only: Sequence[int] | None,
    name: str,
) -> tuple[Project, ...]:
    """Return the corrected projects, each in the place of the form that is to be changed."""
    matching = match_projects(before, corrected)
    for at in range(min(len(before), len(corrected))):
        if matching.is_open(at, at) and not (before[at].code or before[at].name):
            matching.pair(at, at)  # a form that nothing names is known by its place
    pairs = matching.pairs
    new_places = {new: old for old, new in pairs}
    chosen = range(len(corrected)) if only is None else only
    faults = [*_extra(corrected, new_places, chosen, name)]
    if only is None:
        old_places = {old for old, _new in pairs}
        faults += [
            _missing(project, name) for at, project in enumerate(before) if at not in old_places
        ]
        if not faults and any(old != new for old, new in pairs):
            message = _("the forms stand in another order than in the corrected definition")
            advice = _("put the projects into the order of the file, or use --only CODE")
            faults.append(Diagnostic("patch-order", message, advice, Place(name)))
    projects = list(before)
    for new in chosen:
        if new not in new_places:
            continue
        old = new_places[new]
        if before[old].kind != corrected[new].kind:
            faults.append(_other_kind(before[old], name))
        projects[old] = corrected[new]
    if faults:
        raise JixiaoError(faults)
    return tuple(projects)


def _extra(
    corrected: Sequence[Project], paired: dict[int, int], chosen: Sequence[int], name: str
) -> Iterator[Diagnostic]:
    for at in chosen:
        if at not in paired:
            message = _("the file has no form of this project: {project}")
            advice = _("a whole form cannot be put in: make it with jixiao render --project")
            text = message.format(project=_label(corrected[at]))
            yield Diagnostic("patch-no-form", text, advice, Place(name))


def _missing(project: Project, name: str) -> Diagnostic:
    message = _("the corrected definition does not have this form of the file: {project}")
    advice = _(
        "put it into the definition; or delete the form in Word or WPS, and patch the result; "
        "or change single forms only, with --only CODE"
    )
    text = message.format(project=_label(project))
    return Diagnostic("patch-form-missing", text, advice, Place(name))


def _other_kind(project: Project, name: str) -> Diagnostic:
    message = _("the form stands in the part of another kind of project: {project}")
    advice = _("move it by hand in Word or WPS, then patch the result")
    text = message.format(project=_label(project))
    return Diagnostic("patch-kind", text, advice, Place(name))


def _label(project: Project) -> str:
    return " ".join(each for each in (project.code, project.name) if each) or _("without a name")


def _with_plan_unit(new: Project, old: Project, shown: bool) -> Project:
    """Return a project whose plan is in what the file shows, where it does not tell."""
    numbers = (new.plan.march, new.plan.june, new.plan.october, new.plan.december)
    if new.plan.unit == old.plan.unit or (shown and any(each is not None for each in numbers)):
        return new
    plan = new.plan.model_copy(update={"unit": old.plan.unit})
    return new.model_copy(update={"plan": plan})
