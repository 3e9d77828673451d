"""What is said to the user: where, what is wrong, and what to do; typed, in the user's language."""

import errno
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from jixiao.i18n import _N, _


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: line and column count from 1, in characters; ``quoted`` is that line."""

    file: str
    line: int | None = None
    column: int | None = None
    quoted: str | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: its code (which never changes with the language), message, advice and place."""

    code: str
    message: str
    advice: str | None = None
    place: Place | None = None
    context: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message}"


class JixiaoError(Exception):
    """A failure the user can act on, with all that was found, in the order of the file."""

    def __init__(self, diagnostics: Iterable[Diagnostic] | Diagnostic) -> None:
        if isinstance(diagnostics, Diagnostic):
            diagnostics = (diagnostics,)
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


_OS_REASONS = {
    errno.ENOENT: _N("there is no such file or folder"),
    errno.EACCES: _N("access is denied"),
    errno.EPERM: _N("access is denied"),
    errno.EISDIR: _N("this is a folder"),
    errno.ENOTDIR: _N("a part of the path is not a folder"),
    errno.EEXIST: _N("it exists already"),
    errno.ENOSPC: _N("the disk is full"),
    errno.EDQUOT: _N("the disk quota is used up"),
    errno.EROFS: _N("the disk is read-only"),
    errno.ENAMETOOLONG: _N("the name is too long"),
    errno.EIO: _N("the disk reports an error"),
    errno.ELOOP: _N("links lead in a circle"),
    errno.EMFILE: _N("too many files are open"),
}


def describe_os_error(error: OSError) -> str:
    """Return why the system refused, in the user's language; its own words are English."""
    if reason := _OS_REASONS.get(error.errno or 0):
        return _(reason)
    return error.strerror or str(error)


def format_diagnostic(diagnostic: Diagnostic) -> str:
    """Return a diagnostic as lines for a terminal: place, message, quoted line, advice."""
    lines = [str(diagnostic)]
    if diagnostic.place:
        lines += quote_lines(diagnostic.place)
    lines += [f"    {line}" for line in diagnostic.context]
    if diagnostic.advice:
        lines.append(f"  -> {diagnostic.advice}")
    return "\n".join(lines)


def quote_lines(place: Place) -> list[str]:
    """Return the quoted line of a place with a caret under the column; nothing without a quote."""
    if not place.quoted or not place.quoted.strip():
        return []
    return _quote(place.quoted, place.column or 1)


_LONGEST_QUOTE = 72


def _quote(line: str, column: int) -> list[str]:
    """Quote a line with a caret under the column; a long line is cut around it."""
    # A file can hold what would move the cursor of the terminal or change its colours.
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Cf") else c for c in line)
    start = 0 if column <= _LONGEST_QUOTE else column - _LONGEST_QUOTE // 2
    cut = text[start : start + _LONGEST_QUOTE]
    shown = ("…" if start else "") + cut + ("…" if start + _LONGEST_QUOTE < len(text) else "")
    before = shown[: column - 1 - start + (1 if start else 0)]
    return [f"    | {shown.rstrip()}", f"    | {' ' * display_width(before)}^"]


def display_width(text: str) -> int:
    """Count terminal columns: wide and full-width characters (UAX #11) take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
