"""What is printed where: data on stdout, everything else on stderr, nothing twice."""

import io
import os
import sys
from collections.abc import Iterable

from jixiao.diagnostics import Diagnostic, format_diagnostic
from jixiao.i18n import _

_quiet = False
_verbose = False
_told: set[str] = set()


def make_streams_safe() -> None:
    """Let no character of a message break a console that cannot show it; begin a new run."""
    if sys.stdout is None:  # closed by the caller (>&-)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    _told.clear()
    set_volume(quiet=False, verbose=False)


def set_volume(*, quiet: bool, verbose: bool) -> None:
    """Say less or more from now on; errors are always said."""
    global _quiet, _verbose
    _quiet, _verbose = quiet, verbose


def is_quiet() -> bool:
    """Tell whether notices and progress are unwanted."""
    return _quiet


def is_verbose() -> bool:
    """Tell whether details are wanted."""
    return _verbose


def say(text: str) -> None:
    """Print data: a path that was written, a version, a table."""
    print(text, file=sys.stdout)


def write_text(text: str) -> None:
    """Print data that has its own line ends."""
    print(text, end="", file=sys.stdout)


def write_data(data: bytes) -> None:
    """Print a file's content: the same bytes on every console, whatever its encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def note(text: str, end: str = "\n") -> None:
    """Print a message for the user."""
    print(text, end=end, file=sys.stderr)


def detail(text: str) -> None:
    """Print what only a user who asked for details wants to know."""
    if _verbose:
        note(text)


def report(diagnostics: Iterable[Diagnostic]) -> None:
    """Print errors; what is true of the computer, not of one file, is said once a run."""
    for diagnostic in diagnostics:
        _tell(_("error: {text}").format(text=format_diagnostic(diagnostic)))


def notice(diagnostics: Iterable[Diagnostic]) -> None:
    """Print what the user should know, unless they want silence."""
    if not _quiet:
        for diagnostic in diagnostics:
            _tell(_("notice: {text}").format(text=format_diagnostic(diagnostic)))


def _tell(text: str) -> None:
    if text not in _told:
        _told.add(text)
        note(text)
