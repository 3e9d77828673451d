"""``jixiao new``: the draft of a definition, of examples or of last year's report."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer._click.exceptions import UsageError

from jixiao.cli import console
from jixiao.cli.completion import complete_edition
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _N, _, ngettext

if TYPE_CHECKING:
    from jixiao.build.comparing import Side
    from jixiao.build.succession import Successor
    from jixiao.layout import Edition, Pack

FIRST_YEAR, LAST_YEAR = 1949, 2999
INCOMPLETE = 1


def new(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar=_N("FILE"),
            help=_N("The definition to write, such as report.toml; - prints it."),
        ),
    ],
    edition: Annotated[
        str | None,
        typer.Option(
            metavar=_N("EDITION"),
            help=_N(
                "Edition of the official export, such as hebei-2023; "
                "with --from that of last year may be left out."
            ),
            autocompletion=complete_edition,
        ),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            metavar=_N("UNIT"),
            help=_N(
                'Code and name of the unit, such as "636009 青石县柳河镇人民政府"; '
                "with --from that of last year may be left out."
            ),
        ),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar=_N("FILE"),
            help=_N(
                "Last year's report, a definition or a .docx, .doc, .pdf or .txt file: indicators "
                "and texts are kept, codes and amounts are marked to be filled in, and what names "
                "an earlier year or an amount is marked to be checked."
            ),
        ),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(
            metavar=_N("YEAR"),
            help=_N(
                "Fiscal year. Left out: the year after that of --from; without it, this year "
                "until June, the next year from July on."
            ),
        ),
    ] = None,
    templates: Annotated[
        str | None,
        typer.Option(metavar=_N("FOLDER"), help=_N("Template pack to use instead of the own one.")),
    ] = None,
) -> int:
    """Write a draft, or print it."""
    fiscal_year = None if year is None else _read_year(year)
    if last is not None:
        _check_target(file)
        return _succeed(file, last, edition, unit, fiscal_year, templates)
    if edition is None or unit is None:
        given = {"--edition": edition, "--unit": unit}
        missing = [name for name, value in given.items() if value is None]
        raise UsageError(_("{name} is missing").format(name=_(", ").join(missing)), context)
    from datetime import date

    from jixiao.build.draft import default_year, make_draft, split_unit
    from jixiao.layout import load_pack

    pack = load_pack(Path(templates) if templates else None)
    found = _edition(edition, pack)
    _check_target(file)
    text = make_draft(pack, found, split_unit(unit), fiscal_year or default_year(date.today()))
    _write(file, text)
    if file != "-":
        message = _("next: fill it in with an editor, then: jixiao render {file}")
        console.note(message.format(file=file))
    return 0


def _succeed(
    file: str,
    last: str,
    edition: str | None,
    unit: str | None,
    fiscal_year: int | None,
    templates: str | None,
) -> int:
    """Write the draft that follows last year's report; return 1 where that was read in part."""
    from jixiao.build.comparing import load_side
    from jixiao.build.draft import split_unit
    from jixiao.build.succession import fiscal_year_of, lost_comments, make_successor
    from jixiao.layout import load_pack
    from jixiao.readers import ReadOptions

    if last and Path(last).is_dir():
        message, advice = _("this is a folder"), _("name a file")
        raise JixiaoError(Diagnostic("unreadable", message, advice, Place(last)))
    given_unit = None if unit is None else split_unit(unit)
    pack = load_pack(Path(templates) if templates else None)
    given_edition = None if edition is None else _edition(edition, pack)
    side = load_side(last, ReadOptions(), pack)
    last_year = fiscal_year_of(side.source)
    made = make_successor(
        side.report,
        pack,
        given_edition or _edition_of(side, pack),
        given_unit or side.report.unit,
        (last_year, fiscal_year or _following(last_year)),
    )
    complete = _tell_reading(side)
    _write(file, made.text)
    if last_year is None and fiscal_year is None:
        _tell_year(side, _following(None))
    _tell_comments(side, lost_comments(side.source, made.text))
    _tell_draft(file, made)
    return 0 if complete else INCOMPLETE


def _following(last_year: int | None) -> int:
    """Return the year after last year's, or the one that is drafted now where that is unknown."""
    from datetime import date

    from jixiao.build.draft import default_year

    if last_year is None or last_year >= LAST_YEAR:
        return default_year(date.today())
    return last_year + 1


def _edition(name: str, pack: Pack) -> Edition:
    from jixiao.build.render import unknown_edition

    found = pack.edition(name)
    if found is None:
        raise JixiaoError(unknown_edition(name, pack))
    return found


def _edition_of(side: Side, pack: Pack) -> Edition:
    """Return the edition of last year's report, or say where it names one that is not there."""
    from jixiao.build.render import find_edition
    from jixiao.definition import Definition

    if isinstance(side.source, Definition):
        return find_edition(side.source, pack)
    return _edition(side.report.header.edition, pack)


def _tell_reading(side: Side) -> bool:
    """Say of a document that was read back what `parse` says; return whether it is complete."""
    from dataclasses import replace

    from jixiao.build.succession import year_doubt
    from jixiao.cli.parse_words import tell_findings
    from jixiao.definition import Definition

    if isinstance(side.source, Definition):
        return True
    # The draft has a year of its own: a guess at last year's is nothing to correct in it.
    doubt = year_doubt(side.source)
    told = tuple(one for one in side.source.diagnostics if one != doubt)
    tell_findings(replace(side.source, diagnostics=told))
    return side.source.is_complete


def _tell_year(side: Side, year: int) -> None:
    message = _("the fiscal year of this report is not known; the draft is for {year}")
    advice = _("give the year with --year where it is another one")
    place = Place(side.name)
    console.notice([Diagnostic("year-unknown", message.format(year=year), advice, place)])


def _tell_comments(side: Side, count: int) -> None:
    if count:
        message = ngettext(
            "{count} comment of this file is not in the draft",
            "{count} comments of this file are not in the draft",
            count,
        )
        advice = _("copy what is still needed by hand: comments begin with #")
        text = message.format(count=count)
        console.notice([Diagnostic("comments-dropped", text, advice, Place(side.name))])


def _tell_draft(file: str, made: Successor) -> None:
    """Say what was left out, how much there is to do, and how to go on."""
    if made.accepted:
        message = ngettext(
            "{count} finding that was accepted last year will be told again",
            "{count} findings that were accepted last year will be told again",
            made.accepted,
        )
        console.notice([Diagnostic("ignores-dropped", message.format(count=made.accepted))])
    counts = _("to be filled in: {blanks}; to be checked: {doubts}")
    console.note(counts.format(blanks=made.blanks, doubts=made.doubts))
    if file != "-":
        message = _("next: fill it in with an editor; jixiao check {file} shows what is blank")
        console.note(message.format(file=file))


def _read_year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:9]) <= LAST_YEAR):
        message = _("{text} is not a year").format(text=text)
        raise JixiaoError(Diagnostic("year", message, _("write four digits, such as 2024")))
    return int(text)


# report.docx becomes report.toml, but 2024.5 becomes 2024.5.toml.
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}")


def _check_target(file: str) -> None:
    """Refuse a name that a draft cannot have."""
    if file == "-":
        return
    target = Path(file)
    if not file:
        raise JixiaoError(Diagnostic("draft-name", _("no file is named"), _("name a file")))
    if target.is_dir():
        advice = _("name a file in it, such as {name}").format(name=target / "report.toml")
        raise JixiaoError(Diagnostic("draft-name", _("this is a folder"), advice, Place(file)))
    if target.suffix.lower() != ".toml":
        known = _SUFFIX.fullmatch(target.suffix)
        name = target.with_suffix(".toml") if known else target.with_name(f"{target.name}.toml")
        message = _("a draft is a TOML file, and its name ends in .toml")
        advice = _("write it like this: {name}").format(name=name)
        raise JixiaoError(Diagnostic("draft-name", message, advice, Place(file)))


def _write(file: str, text: str) -> None:
    """Write the draft, never over a file that is there, or print it."""
    if file == "-":
        console.write_data(text.encode())
        return
    from jixiao.build.outputs import unwritable, write_new_file

    target = Path(file)
    try:
        if not target.parent.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JixiaoError(unwritable(target, error)) from error
    written = write_new_file(target, text.encode(), _("choose another name"))
    console.say(str(written.path))
