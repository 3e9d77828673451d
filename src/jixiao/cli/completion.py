"""Shell completion: the script that turns it on, and the values of options."""

import os
from collections.abc import Callable
from pathlib import Path

import typer

from jixiao.cli import console
from jixiao.diagnostics import Diagnostic, JixiaoError, Place, describe_os_error
from jixiao.i18n import _

PROGRAM = "jixiao"
# Typer's rule: https://typer.tiangolo.com/tutorial/options-autocompletion/
VARIABLE = "_JIXIAO_COMPLETE"

Values = list[tuple[str, str]]
"""Values with a word about each of them."""


def prepare() -> None:
    """Make Typer know its shells, where a shell asks for completions."""
    if os.environ.get(VARIABLE):
        from typer._completion_classes import completion_init

        completion_init()


def install(asked: bool) -> None:
    """Put the script where the user's shell reads it."""
    if not asked:
        return
    from typer._completion_shared import install as install_script

    shell = _shell()
    try:
        _name, path = install_script(shell=shell, prog_name=PROGRAM, complete_var=VARIABLE)
    except OSError as error:
        message = _("the file cannot be written: {reason}").format(reason=describe_os_error(error))
        place = Place(str(error.filename))
        raise JixiaoError(Diagnostic("completion", message, None, place)) from error
    console.say(_("completion for {shell} is installed: {path}").format(shell=shell, path=path))
    console.note(_("it works in every terminal that you open from now on"))
    raise typer.Exit


def show(asked: bool) -> None:
    """Print the script, for a user who installs it in another way."""
    if not asked:
        return
    from typer._completion_shared import get_completion_script

    script = get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=_shell())
    console.say(script)
    raise typer.Exit


def _shell() -> str:
    """Return the name of the shell that jixiao was started from."""
    from typer._completion_shared import Shells, _get_shell_name

    known = [shell.value for shell in Shells]
    name = _get_shell_name()
    if name not in known:
        message = _("completion works in these shells: {names}").format(names=_(", ").join(known))
        raise JixiaoError(Diagnostic("completion", message, _("start jixiao from one of them")))
    return name


def complete_edition(incomplete: str) -> Values:
    """Return the editions of the template pack in use."""
    return _silently(_editions, incomplete)


def complete_format(incomplete: str) -> Values:
    """Return the formats; several are joined by commas."""
    return _silently(_formats, incomplete)


def complete_limit(incomplete: str) -> Values:
    """Return the limits of reading; a value follows each."""
    return _silently(_limits, incomplete)


def complete_project(context: typer.Context, incomplete: str) -> Values:
    """Return the codes and names of the projects in the files that are given already."""
    # The parser stops at an option without a value; what it has read by then are arguments.
    files = context.params.get("files") or context.args
    return _silently(lambda _incomplete: _projects(files), incomplete)


def _silently(find: Callable[[str], Values], incomplete: str) -> Values:
    """A completion that fails offers nothing; a message would land in the command line."""
    try:
        return find(incomplete)
    except Exception:
        return []


def _editions(_incomplete: str) -> Values:
    from jixiao.layout import load_pack

    pack = load_pack()
    editions = [(name, pack.edition(name)) for name in pack.edition_names]
    return [(name, edition.title) for name, edition in editions if edition]


def _formats(incomplete: str) -> Values:
    from jixiao.build.formats import FORMATS

    before, comma, _last = incomplete.rpartition(",")
    chosen = before.split(",")
    return [
        (f"{before}{comma}{name}", known.extension)
        for name, known in FORMATS.items()
        if name not in chosen
    ]


def _limits(_incomplete: str) -> Values:
    from dataclasses import fields

    from jixiao.readers import Limits

    return [(f"{field.name.replace('_', '-')}=", f"{field.default}") for field in fields(Limits)]


def _projects(files: list[str]) -> Values:
    from jixiao.definition import load

    return [
        (project.code or project.name or "", project.name or "")
        for file in files
        if Path(file).is_file()
        for project in load(file).report.projects
    ]
