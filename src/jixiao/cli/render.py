"""``jixiao render``: definitions to reports, or to single forms."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jixiao.cli import console
from jixiao.cli.completion import complete_format, complete_project
from jixiao.cli.progress import progress
from jixiao.cli.reading_options import Force
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.i18n import _N, _, ngettext

if TYPE_CHECKING:
    from jixiao.build.outputs import OutputFolder
    from jixiao.build.plan import Plan
    from jixiao.build.render import Rendered, Request
    from jixiao.layout import Pack

STDOUT = "-"
FAILED, USAGE = 1, 2


def render(
    files: Annotated[
        list[str],
        typer.Argument(metavar=_N("FILE"), help=_N("Definitions in TOML or JSON; - reads stdin.")),
    ],
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar=_N("FOLDER"),
            help=_N(
                "Folder to write to, made where it is missing; left out: the current one. "
                "- writes one format of one file to stdout."
            ),
        ),
    ] = ".",
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "-f",
            "--format",
            metavar=_N("FORMATS"),
            help=_N("Any of docx, pdf, text, joined by commas; left out: docx,pdf."),
            autocompletion=complete_format,
        ),
    ] = None,
    project: Annotated[
        list[str] | None,
        typer.Option(
            "--project",
            metavar=_N("CODE"),
            help=_N(
                "Print the form of this project only, as it stands in the report; "
                "repeat it for several. A name is taken where no code is so spelt."
            ),
            autocompletion=complete_project,
        ),
    ] = None,
    changed_since: Annotated[
        str | None,
        typer.Option(
            "--changed-since",
            metavar=_N("FILE"),
            help=_N(
                "Print only the forms that differ from this earlier version, a definition or a "
                ".docx, .doc, .pdf or .txt file, and new ones; each as it stands in the report."
            ),
        ),
    ] = None,
    corrected_mark: Annotated[
        bool,
        typer.Option(
            "--corrected-mark",
            help=_N("Print behind the heading of each single form that it was corrected."),
        ),
    ] = False,
    templates: Annotated[
        str | None,
        typer.Option(metavar=_N("FOLDER"), help=_N("Template pack to use instead of the own one.")),
    ] = None,
    force: Force = False,
    strict_fonts: Annotated[
        bool,
        typer.Option(
            "--strict-fonts",
            help=_N("Make no PDF where a character has no font, instead of a box."),
        ),
    ] = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check/--no-check", help=_N("Tell grave faults of the definition before printing it.")
        ),
    ] = True,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help=_N("Print paths and errors only."))
    ] = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help=_N("Print what is being done."))
    ] = False,
) -> int:
    """Render every file, and return the exit status."""
    console.set_volume(quiet=quiet, verbose=verbose)
    from jixiao.build.outputs import OutputFolder
    from jixiao.build.render import DEFAULT_FORMATS, Request, check_formats
    from jixiao.layout import load_pack

    names = [name.strip() for group in formats or () for name in group.split(",") if name.strip()]
    request = Request(
        check_formats(names or DEFAULT_FORMATS),
        tuple(project or ()),
        strict_fonts,
        marked=corrected_mark,
    )
    _check_usage(files, output, request, changed_since)
    pack = load_pack(Path(templates) if templates else None)
    console.detail(_("template pack: {folder}").format(folder=pack.folder))
    folder = None if output == STDOUT else OutputFolder(Path(output), force=force)
    if folder is not None:
        folder.check()
    if changed_since is None:
        return _Run(request, pack, folder, checks=check and not quiet).run(files)
    from jixiao.cli.render_changed import plan_changed

    found = plan_changed(files[0], changed_since, request, pack, folder)
    if found is None:
        return 0
    request, plan = found
    return _Run(request, pack, folder, checks=check and not quiet).make([plan])


def _check_usage(
    files: list[str], output: str, request: Request, changed_since: str | None
) -> None:
    """Refuse what the options cannot mean together."""
    from jixiao.cli.render_changed import usage_faults

    if faults := usage_faults(files, request, changed_since):
        raise JixiaoError(faults)
    if [*files, changed_since].count("-") > 1:
        raise JixiaoError(Diagnostic("usage", _("stdin can be read once only")))
    if output == STDOUT and (len(files) > 1 or len(request.formats) > 1):
        message = _("stdout takes one format of one file")
        advice = _("name one file and one format, such as -f pdf, or a folder with -o")
        raise JixiaoError(Diagnostic("usage", message, advice))


class _Run:
    """One run over all inputs: what fails is told and counted, and never stops the others."""

    def __init__(
        self, request: Request, pack: Pack, folder: OutputFolder | None, *, checks: bool
    ) -> None:
        self._checks = checks
        self._request = request
        self._pack = pack
        self._folder = folder
        self._made = 0
        self._failed = 0

    def run(self, files: list[str]) -> int:
        """Return the exit status: 0 all done, 1 some failed, 2 nothing could be made."""
        from jixiao.build.plan import check_collisions

        plans = self._plan(files)
        check_collisions(plans)
        return self.make(plans, len(files))

    def make(self, plans: list[Plan], inputs: int = 1) -> int:
        """Make what was planned; return the exit status."""
        with progress(len(plans)) as advance:
            for plan in plans:
                advance(plan.name)
                self._render(plan)
        if inputs > 1 and not console.is_quiet():
            self._summarise()
        if not self._failed:
            return 0
        return FAILED if self._made else USAGE

    def _plan(self, files: list[str]) -> list[Plan]:
        from jixiao.build.plan import STDIN, make_plan

        stdin = sys.stdin.buffer.read() if STDIN in files else b""
        plans = []
        for file in files:
            try:
                plans.append(make_plan(file, stdin, self._request))
            except JixiaoError as error:
                self._fail(error)
        return plans

    def _render(self, plan: Plan) -> None:
        from jixiao.build.render import chosen_forms, render_definition

        started = time.perf_counter()
        try:
            rendered = render_definition(plan.definition, self._pack, self._request)
        except JixiaoError as error:
            self._fail(error)
            return
        seconds = f"{time.perf_counter() - started:.2f}"
        console.detail(_("{name} rendered in {seconds} s").format(name=plan.name, seconds=seconds))
        if self._checks:
            from jixiao.cli.render_check import grave_faults

            only = chosen_forms(plan.definition, self._request)
            console.notice(grave_faults(plan.definition, only))
        console.notice(rendered.notices)
        for failure in rendered.failures.values():
            self._fail(failure)
        self._deliver(plan, rendered)

    def _deliver(self, plan: Plan, rendered: Rendered) -> None:
        from jixiao.build.formats import FORMATS

        # All files of a report or none: one that may not be replaced would disagree with a new one.
        if self._folder is not None and not self._may_replace(plan, rendered, self._folder):
            return
        for name, data in rendered.files.items():
            if self._folder is None:
                console.write_data(data)
                self._made += 1
                continue
            try:
                written = self._folder.write(plan.outputs[name], data, FORMATS[name].verify)
            except JixiaoError as error:
                self._fail(error)
                continue
            self._made += 1
            if written.unchanged and not console.is_quiet():
                console.note(_("up to date: {path}").format(path=written.path))
            console.notice([written.notice] if written.notice else [])
            console.say(str(written.path))

    def _may_replace(self, plan: Plan, rendered: Rendered, folder: OutputFolder) -> bool:
        failed = self._failed
        for name, data in rendered.files.items():
            try:
                folder.check_target(plan.outputs[name], data)
            except JixiaoError as error:
                self._fail(error)
        return self._failed == failed

    def _fail(self, error: JixiaoError) -> None:
        console.report(error.diagnostics)
        self._failed += 1

    def _summarise(self) -> None:
        """Count files and failures: with many inputs the messages scroll away."""
        made = ngettext("{count} file made", "{count} files made", self._made)
        failed = ngettext("{count} failure", "{count} failures", self._failed)
        counts = made.format(count=self._made), failed.format(count=self._failed)
        console.note(_("; ").join(counts))
