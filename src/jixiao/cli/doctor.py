"""``jixiao doctor``: what works on this computer, and what to install."""

from typing import Annotated

import typer

from jixiao.cli import console
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.i18n import _N, _

OUTPUT_FORMATS = ("text", "json")


def _complete_output_format() -> list[str]:
    return list(OUTPUT_FORMATS)


def doctor(
    output_format: Annotated[
        str,
        typer.Option(
            "--output-format",
            metavar=_N("FORMAT"),
            help=_N("text, or json for programs; left out: text."),
            autocompletion=_complete_output_format,
        ),
    ] = "text",
    templates: Annotated[
        str | None,
        typer.Option(metavar=_N("FOLDER"), help=_N("Template pack to use instead of the own one.")),
    ] = None,
) -> int:
    """Print what was found; the status is 0 where every format can be made, else 1."""
    from pathlib import Path

    from jixiao.cli.examination import as_json, as_text, examine

    if output_format not in OUTPUT_FORMATS:
        message = _("there is no format {name}").format(name=output_format)
        advice = _("known formats: {names}").format(names=_(", ").join(OUTPUT_FORMATS))
        raise JixiaoError(Diagnostic("format-unknown", message, advice))
    findings = examine(Path(templates) if templates else None)
    console.say(as_json(findings) if output_format == "json" else as_text(findings))
    return 0 if findings.healthy else 1
