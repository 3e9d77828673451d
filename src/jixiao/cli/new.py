"""``jixiao new``: the draft of a definition."""

from pathlib import Path
from typing import Annotated

import typer

from jixiao.cli import console
from jixiao.cli.completion import complete_edition
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.i18n import _N, _

FIRST_YEAR, LAST_YEAR = 1949, 2999


def new(
    file: Annotated[
        str,
        typer.Argument(
            metavar=_N("FILE"),
            help=_N("The definition to write, such as report.toml; - prints it."),
        ),
    ],
    edition: Annotated[
        str,
        typer.Option(
            metavar=_N("EDITION"),
            help=_N("Edition of the official export, such as hebei-2023."),
            autocompletion=complete_edition,
        ),
    ],
    unit: Annotated[
        str,
        typer.Option(
            metavar=_N("UNIT"),
            help=_N('Code and name of the unit, such as "636009 青石县柳河镇人民政府".'),
        ),
    ],
    year: Annotated[
        str | None,
        typer.Option(
            metavar=_N("YEAR"),
            help=_N("Fiscal year. Left out: this year until June, the next year from July on."),
        ),
    ] = None,
    templates: Annotated[
        str | None,
        typer.Option(metavar=_N("FOLDER"), help=_N("Template pack to use instead of the own one.")),
    ] = None,
) -> int:
    """Write a draft, or print it."""
    from datetime import date

    from jixiao.build.draft import default_year, make_draft, split_unit
    from jixiao.build.render import unknown_edition
    from jixiao.layout import load_pack

    fiscal_year = default_year(date.today()) if year is None else _read_year(year)
    pack = load_pack(Path(templates) if templates else None)
    found = pack.edition(edition)
    if found is None:
        raise JixiaoError(unknown_edition(edition, pack))
    _write(file, make_draft(pack, found, split_unit(unit), fiscal_year))
    return 0


def _read_year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:9]) <= LAST_YEAR):
        message = _("{text} is not a year").format(text=text)
        raise JixiaoError(Diagnostic("year", message, _("write four digits, such as 2024")))
    return int(text)


def _write(file: str, text: str) -> None:
    """Write the draft, never over a file that is there."""
    if file == "-":
        console.write_data(text.encode())
        return
    from jixiao.build.outputs import write_new_file

    if file.lower().endswith(".json"):
        message = _("a draft is a TOML file: JSON has no comments")
        advice = _("choose a name that ends in .toml")
        raise JixiaoError(Diagnostic("draft-json", message, advice))
    written = write_new_file(Path(file), text.encode(), _("choose another name"))
    console.say(str(written.path))
    console.note(_("next: fill it in with an editor, then: jixiao render {file}").format(file=file))
