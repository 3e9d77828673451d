"""What commands have in common: options of reading and writing, and what each file is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

import typer

from jixiao.cli import console
from jixiao.cli.completion import complete_limit
from jixiao.cli.defects import describe_defect, report_defect
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _N, _, ngettext

if TYPE_CHECKING:
    from jixiao.build.inputs import Inputs
    from jixiao.readers import ReadOptions

Files = Annotated[
    list[str],
    typer.Argument(
        metavar=_N("FILE"),
        help=_N(
            "Reports in .txt, .docx, .doc or .pdf, or folders of them; - reads stdin. "
            "The content of a file decides, not its name."
        ),
    ),
]
Revisions = Annotated[
    str,
    typer.Option(
        metavar=_N("CHOICE"),
        help=_N("Read tracked changes as accepted (accept) or not (reject); left out: accept."),
        autocompletion=lambda: ["accept", "reject"],
    ),
]
LimitWords = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar=_N("NAME=VALUE"),
        help=_N(
            "Allow a file more than a report should need, such as pages=3000 or file-bytes=128M; "
            "repeat it for several."
        ),
        autocompletion=complete_limit,
    ),
]
Templates = Annotated[
    str | None,
    typer.Option(metavar=_N("FOLDER"), help=_N("Template pack to use instead of the own one.")),
]
Force = Annotated[
    bool,
    typer.Option("--force", help=_N("Replace files that others wrote, or that were edited since.")),
]


def read_options(
    revisions: str, limits: list[str] | None, *, cross_check: bool = False
) -> tuple[ReadOptions, list[Diagnostic]]:
    """Return the options of the readers, and what is wrong with the words of the user."""
    from jixiao.build.reading import read_limits
    from jixiao.readers import Limits, ReadOptions
    from jixiao.readers.types import Revisions as Choice

    faults: list[Diagnostic] = []
    checked = Limits()
    try:
        checked = read_limits(limits or ())
    except JixiaoError as error:
        faults += error.diagnostics
    choices: dict[str, Choice] = {choice: choice for choice in get_args(Choice)}
    if revisions not in choices:
        message = _("--revisions cannot be {value}").format(value=revisions)
        faults.append(Diagnostic("usage", message, _("write accept or reject")))
    options = ReadOptions(checked, choices.get(revisions, "accept"), cross_check)
    return options, faults


def foreseen(error: Exception, name: str) -> JixiaoError:
    """Return an error as it is told and counted; a defect of ours is told at once.

    One file of thousands must not end the run, whatever is in it.
    """
    if isinstance(error, JixiaoError):
        console.report(error.diagnostics)
        return error
    report_defect(error, name)
    return JixiaoError(Diagnostic("defect", describe_defect(error), None, Place(name)))


def tell_others(inputs: Inputs) -> None:
    """Say how many files of the folders are of other kinds."""
    if inputs.others and not console.is_quiet():
        message = ngettext(
            "{count} file of another kind was left out",
            "{count} files of other kinds were left out",
            inputs.others,
        )
        text = message.format(count=inputs.others)
        console.note(_("notice: {text}").format(text=text))
