"""Which projects of a report are meant: by code, or by name where no code is so spelt."""

import difflib
from collections.abc import Sequence

from jixiao.definition import Definition
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.model import Project, printed_lines


def select_projects(definition: Definition, asked: Sequence[str]) -> tuple[int, ...]:
    """Return the indices of the projects that were asked for, in the order of the report.

    Raises:
        JixiaoError: a code that no project has, or that several have; all of them are named.
    """
    faults: list[Diagnostic] = []
    chosen: set[int] = set()
    for code in asked:
        found = _find(definition.report.projects, code.strip())
        if len(found) == 1:
            chosen.add(found[0])
        else:
            faults.append(_ambiguous(definition, code, found) if found else _none(definition, code))
    if faults:
        raise JixiaoError(faults)
    return tuple(sorted(chosen))


def _find(projects: Sequence[Project], asked: str) -> list[int]:
    by_code = [number for number, one in enumerate(projects) if _printed(one.code) == asked]
    return by_code or [number for number, one in enumerate(projects) if _printed(one.name) == asked]


def _printed(text: str | None) -> str:
    """Return a code or name as the form shows it, without outer padding."""
    return "".join(printed_lines(text or ""))


# More would bury the answer.
_MOST_NAMED = 6


def _none(definition: Definition, asked: str) -> Diagnostic:
    """Name the nearest projects, by code and name: a clerk knows which one is meant."""
    labels = {
        key: _label(project)
        for project in definition.report.projects
        for key in (project.code, project.name)
        if key
    }
    containing = [key for key in labels if asked.casefold() in key.casefold()]
    nearest = containing or difflib.get_close_matches(asked, labels, n=3, cutoff=0.6)
    shown = list(dict.fromkeys(labels[key] for key in nearest or labels))
    names = _("; ").join(shown[:_MOST_NAMED]) + (" …" if len(shown) > _MOST_NAMED else "")
    advice = _("projects of this file: {names}").format(names=names or _("none"))
    if nearest:
        advice = _("did you mean {nearest}?").format(nearest=names)
    message = _("there is no project {code}").format(code=asked)
    return Diagnostic("project-unknown", message, advice, Place(definition.source.name))


def _ambiguous(definition: Definition, asked: str, found: Sequence[int]) -> Diagnostic:
    """Name every project that is meant, with its line in the file."""
    lines = tuple(_located(definition, index) for index in found)
    return Diagnostic(
        "project-ambiguous",
        _("{code} could be any of {count} projects").format(code=asked, count=len(found)),
        _("give each project a code of its own in the definition"),
        Place(definition.source.name),
        lines,
    )


def _located(definition: Definition, index: int) -> str:
    place = definition.place_of("projects", index)
    return f"{place}: {_label(definition.report.projects[index])}"


def _label(project: Project) -> str:
    return " ".join(part for part in (project.code, project.name) if part)
