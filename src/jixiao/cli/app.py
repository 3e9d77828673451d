"""The program: its commands, its exit status, and what becomes of every exception.

0: done. 1: findings, or some inputs failed. 2: usage, unreadable input, or our own defect.
"""

import errno
import os
import signal
import sys
import threading
from contextlib import suppress
from typing import Annotated

import typer
from typer._click.exceptions import ClickException, NoSuchOption

from jixiao.cli import completion, console
from jixiao.cli.check import check
from jixiao.cli.defects import report_defect
from jixiao.cli.diff import diff
from jixiao.cli.doctor import doctor
from jixiao.cli.new import new
from jixiao.cli.parse import parse
from jixiao.cli.patch import patch
from jixiao.cli.render import render
from jixiao.cli.roundtrip import roundtrip
from jixiao.cli.rule import rule
from jixiao.cli.schema import schema
from jixiao.cli.typer_words import Command, Group, describe_click_error, translate
from jixiao.diagnostics import Diagnostic, JixiaoError, Place, describe_os_error
from jixiao.i18n import _N, _
from jixiao.version import __version__

USAGE = 2
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
INTERRUPTED = 130


def _show_version(asked: bool) -> None:
    if asked:
        console.say(f"{completion.PROGRAM} {__version__}")
        raise typer.Exit


def _program(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help=_N("Show the version.")
        ),
    ] = False,
    _install: Annotated[
        bool,
        typer.Option(
            "--install-completion",
            callback=completion.install,
            help=_N("Make the shell complete commands, options and values."),
        ),
    ] = False,
    _show: Annotated[
        bool,
        typer.Option(
            "--show-completion",
            callback=completion.show,
            help=_N("Show the script that makes the shell complete them."),
        ),
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        console.note(context.get_help())
        raise typer.Exit(USAGE)


def make_command() -> Group:
    """Return the program with all its words in the language in use."""
    app = typer.Typer(
        name=completion.PROGRAM,
        cls=Group,
        add_completion=False,  # ours speak the user's language
        rich_markup_mode=None,  # importing Rich takes longer than all of our help
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(
        invoke_without_command=True,
        help=_N("Budget-performance reports: from a definition to DOCX, PDF and text, and back."),
    )(_program)
    for function, summary in (
        (new, _N("Write the draft of a definition, with comments, ready to render.")),
        (render, _N("Make reports, or single forms, from definitions.")),
        (parse, _N("Read reports back into definitions, and tell what was understood.")),
        (roundtrip, _N("Read reports, render them again, and show what differs.")),
        (check, _N("Find what a reviewer would send back, and mend what is safe to mend.")),
        (diff, _N("Show what differs between two reports, and make the correction table.")),
        (patch, _N("Mend a Word file that was sent back, as tracked changes.")),
        (rule, _N("Explain the rules of the checker.")),
        (schema, _N("Write the JSON Schema of definitions, for editors.")),
        (doctor, _N("Tell what works on this computer, and what to install.")),
    ):
        app.command(cls=Command, help=summary)(function)
    command = typer.main.get_command(app)
    assert isinstance(command, Group)
    translate(command)
    return command


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit status; None takes the arguments of the process."""
    console.make_streams_safe()
    completion.prepare()
    # Ended by its terminal or a scheduler, the program still takes its temporary files away.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name) and threading.current_thread() is threading.main_thread():
            signal.signal(getattr(signal, name), _end)
    try:
        status = _invoke(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # jixiao … | head: the reader has gone, nobody is left to tell
        _give_up_stdout()
        status = 0
    except OSError as error:  # what no command has described: stdout on a full disk, say
        reason = _("the system refused: {reason}").format(reason=describe_os_error(error))
        advice = _("make room where the output goes") if error.errno in _FULL else None
        place = Place(str(error.filename)) if error.filename else None
        console.report([Diagnostic("system", reason, advice, place)])
        _give_up_stdout()
        status = USAGE
    return status


def _end(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)


def _give_up_stdout() -> None:
    """Send what is left in the buffer nowhere: the interpreter flushes once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _invoke(arguments: list[str] | None) -> int:
    try:
        status = make_command().main(arguments, prog_name=completion.PROGRAM, standalone_mode=False)
    except ClickException as error:
        console.note(describe_click_error(error))
        if isinstance(error, NoSuchOption):
            _tell_dashed_file(sys.argv[1:] if arguments is None else arguments)
        return USAGE
    except JixiaoError as error:
        console.report(error.diagnostics)
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except OSError:
        raise
    except Exception as error:
        report_defect(error)
        return USAGE
    return int(status or 0)


def _tell_dashed_file(arguments: list[str]) -> None:
    """Say how a file is named that a user, or the shell for ``*``, has given as an option."""
    for word in arguments:
        if word.startswith("-") and os.path.lexists(word):
            advice = _("{name} is a file: write ./{name}, or -- before the names of files")
            console.note("  -> " + advice.format(name=word))
            return
