"""``jixiao render --changed-since``: only the forms that differ from an older version."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.cli import console
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.i18n import _, ngettext

if TYPE_CHECKING:
    from jixiao.build.comparing import Side
    from jixiao.build.outputs import OutputFolder
    from jixiao.build.plan import Plan
    from jixiao.build.render import Request
    from jixiao.definition import Definition
    from jixiao.layout import Pack


def usage_faults(files: list[str], request: Request, changed_since: str | None) -> list[Diagnostic]:
    """Return what the options for single forms cannot mean together."""
    faults = []
    if changed_since is not None and len(files) > 1:
        message = _("--changed-since compares one file with its earlier version")
        faults.append(Diagnostic("usage", message, _("render the files one by one")))
    if changed_since is not None and request.projects:
        message = _("--changed-since and --project cannot be used together")
        faults.append(Diagnostic("usage", message, _("leave one of them out")))
    if request.marked and changed_since is None and not request.projects:
        message = _("--corrected-mark is for single forms, not for a whole report")
        advice = _("choose the forms with --changed-since or --project")
        faults.append(Diagnostic("usage", message, advice))
    return faults


def plan_changed(
    file: str, earlier: str, request: Request, pack: Pack, folder: OutputFolder | None
) -> tuple[Request, Plan] | None:
    """Return what is to be made of the forms that differ; None where none does, which is told.

    Raises:
        JixiaoError: one of the two cannot be read, they are of two units, or a file would be
            written over one of them.
    """
    from jixiao.build.changed import changed_forms
    from jixiao.build.plan import STDIN, name_outputs
    from jixiao.build.render import find_edition

    definition, old = _read_both(file, earlier, pack)
    path = None if file == STDIN else Path(file)
    changed = changed_forms(old, definition, find_edition(definition, pack), path)
    console.notice([*old.warnings, *changed.notices])
    if not changed.forms:
        if not console.is_quiet():
            console.note(
                _("no form differs from {name}: nothing was written").format(name=old.name)
            )
        return None
    request = replace(request, forms=changed.forms)
    plan = name_outputs(definition, file, request)
    if folder is not None:
        _check_targets(plan, folder, path, old)
    _tell_count(len(changed.forms), len(definition.report.projects))
    return request, plan


def _read_both(file: str, earlier: str, pack: Pack) -> tuple[Definition, Side]:
    """Read the new and the earlier version, and tell the faults of both."""
    from jixiao.build.comparing import load_side
    from jixiao.build.plan import STDIN, read_definition
    from jixiao.readers import ReadOptions

    faults: list[Diagnostic] = []
    definition = side = None
    try:
        definition = read_definition(file, sys.stdin.buffer.read() if file == STDIN else b"")
    except JixiaoError as error:
        faults += error.diagnostics
    try:
        side = load_side(earlier, ReadOptions(), pack)
    except JixiaoError as error:
        faults += error.diagnostics
    if definition is None or side is None:
        raise JixiaoError(faults)
    return definition, side


def _check_targets(plan: Plan, folder: OutputFolder, path: Path | None, old: Side) -> None:
    """Refuse to write over what is read, forced or not."""
    from jixiao.build.inputs import Input, Inputs
    from jixiao.build.targets import input_faults

    read = [Input(one.name, one) for one in (path, old.path) if one is not None]
    targets = [folder.path / name for name in plan.outputs.values()]
    if faults := input_faults(targets, Inputs(read)):
        raise JixiaoError(faults)


def _tell_count(count: int, total: int) -> None:
    if not console.is_quiet():
        message = ngettext(
            "{count} of {total} forms differs", "{count} of {total} forms differ", count
        )
        console.note(message.format(count=count, total=total))
