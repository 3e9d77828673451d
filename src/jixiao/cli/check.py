"""``jixiao check``: what a reviewer would send back, before it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from jixiao.cli import console
from jixiao.cli.check_words import by_rule, summary
from jixiao.cli.progress import progress
from jixiao.cli.reading_options import (
    LimitWords,
    Revisions,
    Templates,
    foreseen,
    read_options,
    tell_others,
)
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _N, _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jixiao.build.checking import Reader, Subject
    from jixiao.build.inputs import Input, Inputs
    from jixiao.check.results import CheckedFile
    from jixiao.check.settings import CheckSettings
    from jixiao.layout import Edition

FINDINGS, USAGE = 1, 2

_Codes = list[str] | None


def check(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar=_N("FILE"),
            help=_N(
                "Definitions, or reports in .txt, .docx, .doc or .pdf, or folders of them; "
                "- reads stdin. All are checked together."
            ),
        ),
    ],
    fix: Annotated[
        bool, typer.Option("--fix", help=_N("Mend definitions where it is safe to."))
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option(
            "--unsafe-fixes", help=_N("Mend also what you should look at afterwards; see --diff.")
        ),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help=_N("Show what would be mended, and change nothing."))
    ] = False,
    select: Annotated[
        _Codes,
        typer.Option(
            metavar=_N("CODES"),
            help=_N("Apply these rules only: codes or their beginnings, joined by commas; ALL."),
        ),
    ] = None,
    extend_select: Annotated[
        _Codes, typer.Option(metavar=_N("CODES"), help=_N("Apply these rules too."))
    ] = None,
    ignore: Annotated[
        _Codes, typer.Option(metavar=_N("CODES"), help=_N("Do not apply these rules."))
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            metavar=_N("NAME"),
            help=_N("submit: what would be sent back; strict: more. Left out: submit."),
            autocompletion=lambda: ["submit", "strict"],
        ),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar=_N("SEVERITY"),
            help=_N(
                "End with status 1 from this severity on: error, warning, hint; left out: error."
            ),
            autocompletion=lambda: ["error", "warning", "hint"],
        ),
    ] = None,
    output_format: Annotated[
        str | None,
        typer.Option(
            metavar=_N("FORMAT"),
            help=_N("full, concise, json, sarif, github or csv; left out: full."),
            autocompletion=lambda: ["full", "concise", "json", "sarif", "github", "csv"],
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option(
            metavar=_N("OUT.docx"), help=_N("Write the reviewer's sheet for the unit to reply to.")
        ),
    ] = None,
    revisions: Revisions = "accept",
    limit: LimitWords = None,
    templates: Templates = None,
    force: Annotated[
        bool, typer.Option("--force", help=_N("Replace the sheet even where it is another file."))
    ] = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help=_N("Print findings and errors only."))
    ] = False,
) -> int:
    """Check all files, and return the exit status."""
    console.set_volume(quiet=quiet, verbose=False)
    from jixiao.build.checking import Reader
    from jixiao.build.subjects import find_subjects, sheet_faults

    options, faults = read_options(revisions, limit)
    asked, more_faults = _asked(profile, fail_on, output_format, select, extend_select, ignore)
    wishes = Wishes(asked, fix or unsafe_fixes, unsafe_fixes, diff, sheet, force, templates)
    if wishes.mends and not diff and "-" in files:
        more_faults.append(_stdin_is_not_mended())
    inputs = find_subjects(files, sheet)
    if faults := [*faults, *more_faults, *sheet_faults(sheet, inputs)]:
        raise JixiaoError(faults)
    tell_others(inputs)
    reader = Reader(lambda: _editions(templates), options)
    return _Run(reader, wishes).run(inputs)


@dataclass(frozen=True)
class Wishes:
    """What the command line asks for; ``asked`` are settings that overrule those of files."""

    asked: dict[str, Any]
    mends: bool
    unsafe: bool
    shows_diff: bool
    sheet: str | None
    force: bool
    templates: str | None

    def settings(self, found: CheckSettings) -> CheckSettings:
        """Return the settings for a file: those of its settings file, overruled or extended."""
        more: dict[str, Any] = {
            name: (*(getattr(found, name) or ()), *self.asked[name])
            for name in ("extend_select", "ignore")
            if name in self.asked
        }
        return found.model_copy(update={**self.asked, **more})


def _asked(
    profile: str | None,
    fail_on: str | None,
    output_format: str | None,
    select: _Codes,
    extend_select: _Codes,
    ignore: _Codes,
) -> tuple[dict[str, Any], list[Diagnostic]]:
    """Return the settings that were given as options, and what is wrong with their values."""
    from jixiao.check.selection import read_codes
    from jixiao.check.settings import OutputFormat
    from jixiao.check.types import Profile, Severity

    asked: dict[str, Any] = {}
    faults: list[Diagnostic] = []
    for name, value, known in (
        ("profile", profile, get_args(Profile)),
        ("fail_on", fail_on, get_args(Severity)),
        ("output_format", output_format, get_args(OutputFormat)),
    ):
        if value is None:
            continue
        asked[name] = value
        if value not in known:
            option = "--" + name.replace("_", "-")
            message = _("{option} cannot be {value}").format(option=option, value=value)
            advice = _("write one of {names}").format(names=_(", ").join(known))
            faults.append(Diagnostic("usage", message, advice))
    for name, codes in (("select", select), ("extend_select", extend_select), ("ignore", ignore)):
        if codes is None:
            continue
        try:
            asked[name] = read_codes(codes)
        except JixiaoError as error:
            faults += error.diagnostics
    return asked, faults


def _editions(templates: str | None) -> Sequence[Edition]:
    from jixiao.build.reading import load_editions
    from jixiao.layout import load_pack

    return load_editions(load_pack(Path(templates) if templates else None))


class _Run:
    """One run over all inputs: what cannot be read is told and counted, and stops no other."""

    def __init__(self, reader: Reader, wishes: Wishes) -> None:
        from jixiao.check.settings import SettingsFinder

        self._reader, self._wishes = reader, wishes
        self._finder = SettingsFinder()
        self._failed = 0
        self._fixed = 0
        self._refused = 0
        self._settings: list[CheckSettings] = []

    def run(self, inputs: Inputs) -> int:
        """Return the exit status: 0 clean, 1 findings or failures, 2 nothing could be checked."""
        from jixiao.build.checking import check_subjects
        from jixiao.check.formats import FOR_PEOPLE

        for name, error in inputs.faults:
            self._fail(name, error)
        with progress(len(inputs.files)) as advance:
            subjects = [
                subject for one in inputs.files if (subject := self._read(one, advance)) is not None
            ]
        if not subjects:
            return USAGE
        checked = check_subjects(subjects)
        self._show(checked)
        if self._wishes.sheet is not None:
            self._write_sheet(checked)
        if not console.is_quiet():
            if self._settings[0].output_format in FOR_PEOPLE and not self._wishes.shows_diff:
                console.note(by_rule(checked), end="")
            console.note(summary(checked, self._failed, self._fixed, self._refused))
        return FINDINGS if self._failed or self._is_failing(checked) else 0

    def _read(self, one: Input, advance: Callable[[str], None]) -> Subject | None:
        advance(one.name)
        try:
            settings = self._wishes.settings(self._finder.settings_for(one.path))
            subject = self._reader.read(one, settings)
            if self._wishes.mends or self._wishes.shows_diff:
                subject = self._mend(subject, one, settings)
        except BrokenPipeError:  # the reader of a diff has gone: no fault of this file
            raise
        except Exception as error:
            self._fail(one.name, error)
            return None
        self._settings.append(settings)
        return subject

    def _mend(self, subject: Subject, one: Input, settings: CheckSettings) -> Subject:
        """Mend a definition, or show what would be mended; return what is left to check."""
        from jixiao.build.mending import diff, rewrite
        from jixiao.check.fixes import mend

        if subject.data is None:
            raise JixiaoError(_not_to_be_mended(subject.name))
        mended = mend(subject.data, subject.name, subject.rules, unsafe=self._wishes.unsafe)
        self._refused += len(mended.refused)
        if self._wishes.shows_diff:
            console.write_data(diff(subject.data, mended.data, subject.name).encode())
            return subject
        if mended.data == subject.data or subject.path is None:
            return subject
        rewrite(subject.path, subject.data, mended.data)
        self._fixed += len(mended.fixed)
        return self._reader.read(one, settings)

    def _show(self, checked: Sequence[CheckedFile]) -> None:
        from jixiao.check.formats import FORMATS

        if self._wishes.shows_diff:
            return
        form = self._settings[0].output_format
        console.write_text(FORMATS[form](checked))

    def _write_sheet(self, checked: Sequence[CheckedFile]) -> None:
        from jixiao.build.sheet import write_sheet

        assert self._wishes.sheet is not None
        templates = self._wishes.templates
        try:
            written = write_sheet(
                checked,
                Path(self._wishes.sheet),
                Path(templates) if templates else None,
                force=self._wishes.force,
            )
        except JixiaoError as error:
            console.report(error.diagnostics)
            self._failed += 1
            return
        console.note(_("written: {path}").format(path=written.path))

    def _is_failing(self, checked: Sequence[CheckedFile]) -> bool:
        from jixiao.check import SEVERITIES

        return any(
            SEVERITIES.index(one.severity) <= SEVERITIES.index(settings.fail_on)
            for file, settings in zip(checked, self._settings, strict=True)
            for one in file.findings
        )

    def _fail(self, name: str, error: Exception) -> None:
        foreseen(error, name)
        self._failed += 1


def _not_to_be_mended(name: str) -> Diagnostic:
    return Diagnostic(
        "not-a-definition",
        _("only definitions are mended, and this is none: it is left as it is"),
        _(
            "make a definition of it (jixiao parse FILE -o FOLDER) and mend that; "
            "jixiao patch then mends a .docx after it"
        ),
        Place(name),
    )


def _stdin_is_not_mended() -> Diagnostic:
    return Diagnostic(
        "usage", _("what comes from stdin cannot be mended"), _("name the file, or add --diff")
    )
