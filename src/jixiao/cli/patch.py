"""``jixiao patch``: a DOCX that was sent back, mended where it is wrong."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jixiao.cli import console
from jixiao.cli.diff import write_differences
from jixiao.cli.reading_options import Force, LimitWords, Templates, read_options
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.i18n import _N, _

if TYPE_CHECKING:
    from jixiao.build.patching import PatchInputs
    from jixiao.correct.patch.patch import Patched, PatchOptions

_SUFFIX = ".docx"
# Word knows no date before it.
_FIRST_YEAR = 1900


def patch(
    legacy: Annotated[
        str,
        typer.Argument(metavar=_N("REPORT.docx"), help=_N("The Word file that was sent back.")),
    ],
    corrected: Annotated[
        str,
        typer.Argument(
            metavar=_N("CORRECTED.toml"), help=_N("The definition that says what it is to say.")
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar=_N("FIXED.docx"),
            help=_N("The file to write, or a folder; never the file that is mended."),
        ),
    ] = None,
    accept: Annotated[
        bool,
        typer.Option("--accept", help=_N("Change the text itself, without tracked changes.")),
    ] = False,
    author: Annotated[
        str | None,
        typer.Option(
            metavar=_N("NAME"),
            help=_N("Whose tracked changes they are; left out: jixiao."),
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            metavar=_N("DATE"),
            help=_N("Date of the tracked changes, such as 2024-03-01; left out: now."),
        ),
    ] = None,
    project: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar=_N("CODE"),
            help=_N(
                "Mend only the form of this project, named by its code, or else by its name; "
                "repeat it for several."
            ),
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_N("Show what would be changed, and write nothing."))
    ] = False,
    limit: LimitWords = None,
    templates: Templates = None,
    force: Force = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help=_N("Print errors only."))] = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help=_N("Print long texts whole."))
    ] = False,
) -> int:
    """Mend a DOCX after a definition, and return the exit status."""
    console.set_volume(quiet=quiet, verbose=verbose)
    from jixiao.build.inputs import STDIN
    from jixiao.build.patching import patch_inputs, read_inputs
    from jixiao.build.render import source_date
    from jixiao.correct.patch.patch import DEFAULT_AUTHOR, PatchOptions
    from jixiao.layout import load_pack

    reading, faults = read_options("accept", limit)
    if legacy == corrected == STDIN:
        message = _("stdin can be read once only")
        faults.append(Diagnostic("usage", message, _("name a file")))
    target = None if dry_run else _target(output, legacy, faults)
    options = PatchOptions(
        _read_author(author, faults) or DEFAULT_AUTHOR,
        _read_date(date, faults) or source_date(),
        tracked=not accept,
        limits=reading.limits,
    )
    if faults:
        raise JixiaoError(faults)
    pack = load_pack(Path(templates) if templates else None)
    inputs = read_inputs(legacy, corrected, reading, pack)
    _refuse_inputs(target, inputs)
    console.notice(inputs.legacy.warnings)
    patched = patch_inputs(inputs, pack, options, project or ())
    _tell(patched, inputs, only=bool(project))
    console.notice(patched.notices)
    if patched.data == inputs.data:
        _note(_("the file says so already: its copy is the same"))
    if target is None:
        _note(_("nothing was written: --dry-run"))
    else:
        _write(patched, target, options, force=force)
    return 0


def _tell(patched: Patched, inputs: PatchInputs, *, only: bool) -> None:
    """Print what was changed; ``only``: nothing but some forms was looked at."""
    from jixiao.build.patching import entries
    from jixiao.correct.summary import summarise

    if console.is_quiet():
        return
    found = entries(patched)
    if only and not found:
        console.say(_("the forms named by --only say so already; nothing else was looked at"))
        return
    names = inputs.legacy.name, inputs.corrected.name
    write_differences(found, summarise(found, patched.before, patched.after), names)


def _write(patched: Patched, target: Path, options: PatchOptions, *, force: bool) -> None:
    from jixiao.build.patching import write_patched

    written = write_patched(patched, target, force=force)
    console.notice([written.notice] if written.notice else [])
    message = _("up to date: {path}") if written.unchanged else _("written: {path}")
    _note(message.format(path=written.path))
    if options.tracked and not patched.diff.is_empty:
        _note(_("next: look at the tracked changes in Word or WPS, and accept them"))


def _note(text: str) -> None:
    if not console.is_quiet():
        console.note(text)


def _target(output: str | None, legacy: str, faults: list[Diagnostic]) -> Path | None:
    """Return the file to write; a folder gets one of the same name as the mended file."""
    from jixiao.build.inputs import STDIN

    example = _("write it like this: jixiao patch REPORT.docx CORRECTED.toml -o FIXED.docx")
    if not output:
        message = _("it is not said where the mended file goes")
        faults.append(Diagnostic("usage", message, example))
        return None
    path = Path(output)
    if path.is_dir() or output.endswith(("/", os.sep)):
        if legacy == STDIN:
            message = _("what comes through stdin has no name: a folder is not enough")
            faults.append(Diagnostic("usage", message, example))
        return path / Path(legacy).with_suffix(_SUFFIX).name
    if path.suffix.lower() != _SUFFIX:
        message = _("the mended file is a Word file: {name} does not end in .docx")
        faults.append(Diagnostic("usage", message.format(name=output), example))
    return path


def _refuse_inputs(target: Path | None, inputs: PatchInputs) -> None:
    from jixiao.build.inputs import Input, Inputs
    from jixiao.build.targets import input_faults

    sides = (inputs.legacy, inputs.corrected)
    read = Inputs([Input(side.name, side.path) for side in sides])
    if target is not None and (faults := input_faults([target], read)):
        raise JixiaoError(faults)


def _read_author(author: str | None, faults: list[Diagnostic]) -> str | None:
    if author is None:
        return None
    name = author.strip()
    # A name of two signs often has a wide blank between them.
    if not name or not name.replace("\u3000", " ").isprintable():
        message = _("this can be no author: {name}")
        faults.append(Diagnostic("usage", message.format(name=ascii(author)), _("write a name")))
    return name


def _read_date(text: str | None, faults: list[Diagnostic]) -> datetime | None:
    if text is None:
        return None
    try:
        date = datetime.fromisoformat(text)
        date = date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
        if date.year < _FIRST_YEAR:
            raise ValueError
    except (ValueError, OverflowError):
        message = _("{text} is no date").format(text=text or '""')
        advice = _("write it like this: 2024-03-01, or 2024-03-01T09:30:00+08:00")
        faults.append(Diagnostic("usage", message, advice))
        return None
    return date
