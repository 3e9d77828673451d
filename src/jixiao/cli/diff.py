"""``jixiao diff``: what differs between two reports, to read, as data, or as 更正对照表."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jixiao.cli import console
from jixiao.cli.completion import complete_format
from jixiao.cli.progress import working
from jixiao.cli.reading_options import Force, LimitWords, Revisions, Templates, read_options
from jixiao.cli.terminal import harmless, paint
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.i18n import _N, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.build.comparing import Compared
    from jixiao.correct.entries import Entry
    from jixiao.correct.formats.listing import ListingLine
    from jixiao.correct.summary import Summary
    from jixiao.layout import Pack

DIFFERENT = 1
STDIN = "-"

_COLOURS = {"old": "red", "new": "green", "title": "cyan"}


def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar=_N("OLD"),
            help=_N(
                "What it was: a definition, or a report in .txt, .docx, .doc or .pdf; "
                "- reads stdin."
            ),
        ),
    ],
    new: Annotated[
        str, typer.Argument(metavar=_N("NEW"), help=_N("What it is now: a file of any such kind."))
    ],
    year_on_year: Annotated[
        bool,
        typer.Option(
            "--year-on-year",
            help=_N(
                "The reports are of two years: the year, in texts too, and project codes are "
                "expected to differ."
            ),
        ),
    ] = False,
    other_unit: Annotated[
        bool, typer.Option("--other-unit", help=_N("Compare reports of different units too."))
    ] = False,
    output_format: Annotated[
        str,
        typer.Option(
            metavar=_N("FORMAT"),
            help=_N("text or json; left out: text."),
            autocompletion=lambda: ["text", "json"],
        ),
    ] = "text",
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "-f",
            "--format",
            metavar=_N("FORMATS"),
            help=_N(
                "Write the correction table too: any of docx, pdf, text, joined by commas; "
                "with -o alone: docx,pdf."
            ),
            autocompletion=complete_format,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar=_N("FOLDER"),
            help=_N("Folder of the correction table; left out: the current one."),
        ),
    ] = None,
    revisions: Revisions = "accept",
    limit: LimitWords = None,
    templates: Templates = None,
    force: Force = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help=_N("Print differences and errors only."))
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "-v", "--verbose", help=_N("Print long texts whole, and what was expected to differ.")
        ),
    ] = False,
) -> int:
    """Compare two reports, and return the exit status: 0 nothing differs, 1 something does."""
    console.set_volume(quiet=quiet, verbose=verbose)
    from jixiao.build.comparing import compare, load_side
    from jixiao.correct.summary import summarise
    from jixiao.layout import load_pack

    options, faults = read_options(revisions, limit)
    wishes = _read_wishes(old, new, output_format, formats, output, force, faults)
    pack = load_pack(Path(templates) if templates else None)
    sides = []
    for name in (old, new):
        try:
            sides.append(load_side(name, options, pack))
        except JixiaoError as error:
            faults += error.diagnostics
    if faults:
        raise JixiaoError(faults)
    for side in sides:
        console.notice(side.warnings)
    compared = compare(*sides, year_on_year=year_on_year, other_unit=other_unit)
    _write_sheets(compared, wishes, pack)
    entries = compared.entries
    summary = summarise(entries, compared.old, compared.new)
    if output_format == "json":
        _write_json(compared, entries, summary)
    else:
        write_differences(entries, summary, (compared.old_side.name, compared.new_side.name))
    return DIFFERENT if summary.differences else 0


@dataclass(frozen=True)
class _Wishes:
    """What the options ask to be written: nothing where ``formats`` are none."""

    formats: tuple[str, ...]
    folder: Path
    force: bool


def _read_wishes(
    old: str,
    new: str,
    output_format: str,
    formats: list[str] | None,
    output: str | None,
    force: bool,
    faults: list[Diagnostic],
) -> _Wishes:
    """Return what is to be written; add to ``faults`` what the options cannot mean."""
    from jixiao.build.render import DEFAULT_FORMATS, check_formats

    if old == STDIN and new == STDIN:
        faults.append(Diagnostic("usage", _("stdin can be read once only")))
    if output_format not in ("text", "json"):
        message = _("there is no format {name}").format(name=output_format)
        faults.append(Diagnostic("usage", message, _("write text or json")))
    if output == STDIN:
        message = _("the correction table is written to a folder, not to stdout")
        faults.append(Diagnostic("usage", message, _("name a folder with -o")))
    names = [name.strip() for group in formats or () for name in group.split(",") if name.strip()]
    asked: tuple[str, ...] = ()
    if names or formats or output is not None:
        try:
            asked = check_formats(names or DEFAULT_FORMATS)
        except JixiaoError as error:
            faults += error.diagnostics
    if faults:
        raise JixiaoError(faults)
    return _Wishes(asked, Path(output or "."), force)


def _write_sheets(compared: Compared, wishes: _Wishes, pack: Pack) -> None:
    """Write the correction table in the formats that were asked for."""
    if not wishes.formats:
        return
    from jixiao.build.correction_sheet import make_sheets, name_sheets
    from jixiao.build.outputs import OutputFolder

    old, new, yearly = compared.old_side, compared.new_side, compared.year_on_year
    names = name_sheets(old, new, wishes.formats, wishes.folder, pack, year_on_year=yearly)
    with working(_("making the table: {formats}").format(formats=", ".join(wishes.formats))):
        sheets = make_sheets(compared, wishes.formats, pack)
    if sheets is None:
        message = _("nothing that is printed differs: no correction table is written")
        if yearly:
            message = _("nothing that is printed differs but the year: no table is written")
        console.note(message)
        return
    console.notice(sheets.notices)
    for written in sheets.write(names, OutputFolder(wishes.folder, force=wishes.force)):
        console.notice([written.notice] if written.notice else [])
        message = _("up to date: {path}") if written.unchanged else _("written: {path}")
        if not console.is_quiet():
            console.note(message.format(path=written.path))


def _write_json(compared: Compared, entries: list[Entry], summary: Summary) -> None:
    from jixiao.correct.formats.json import write_json

    old, new = compared.old_side, compared.new_side
    text = write_json(entries, summary, (old.name, old.report), (new.name, new.report))
    console.write_data(text.encode())


def write_differences(entries: Sequence[Entry], summary: Summary, names: tuple[str, str]) -> None:
    """Print differences for people; ``names``: of the old file and of the new one."""
    from jixiao.correct.formats.listing import listing, summary_lines

    for line in listing(entries, full=console.is_verbose()):
        console.say(_painted(line))
    if console.is_quiet():
        return
    if not entries:
        old, new = names
        console.say(_("{old} and {new}: no difference").format(old=old, new=new))
        return
    for text in summary_lines(summary):
        console.say(text)


def _painted(line: ListingLine) -> str:
    return "".join(paint(harmless(span.text), _COLOURS.get(span.look)) for span in line)
