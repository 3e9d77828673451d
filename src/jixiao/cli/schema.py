"""``jixiao schema``: the JSON Schema of definitions."""

from pathlib import Path
from typing import Annotated

import typer

from jixiao.cli import console
from jixiao.i18n import _N, _


def schema(
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar=_N("FILE"),
            help=_N("File to write, such as report.schema.json; left out or -: print it."),
        ),
    ] = "-",
    force: Annotated[
        bool,
        typer.Option("--force", help=_N("Replace the file even where it has other content.")),
    ] = False,
) -> int:
    """Write the schema, or print it."""
    import json

    from jixiao.definition import report_schema

    text = json.dumps(report_schema(), ensure_ascii=False, indent=2) + "\n"
    if output == "-":
        console.write_data(text.encode())
        return 0
    from jixiao.build.outputs import replace_file, write_new_file

    target = Path(output)
    if force:
        replace_file(target, text.encode())
    elif write_new_file(target, text.encode(), _("replace it with --force")).unchanged:
        console.note(_("up to date: {path}").format(path=target))
    console.say(str(target))
    return 0
