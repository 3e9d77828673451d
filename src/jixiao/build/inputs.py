"""Which files a run reads: those that are named, those in folders, and stdin, each once."""

import os
import re
import stat
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from jixiao.diagnostics import Diagnostic, JixiaoError, Place, describe_os_error
from jixiao.i18n import _

STDIN = "-"
STDIN_NAME = "<stdin>"
SUFFIXES = (".txt", ".docx", ".doc", ".pdf")
"""What is read of a folder; a file that is named is read whatever its name."""


@dataclass(frozen=True)
class Input:
    """One file to read, or stdin (``path`` is None).

    ``name`` is how the user knows it, without characters that a terminal would obey. ``folder``
    is where it stands below the folder that was named.
    """

    name: str
    path: Path | None
    folder: PurePath = field(default_factory=PurePath)

    @property
    def file_name(self) -> str:
        """The name without its folder."""
        return self.path.name if self.path else "stdin"

    @property
    def stem(self) -> str:
        """The name without its folder, and without a known suffix: ``2023.12`` is none."""
        path = PurePath(self.file_name)
        return path.stem if path.suffix.lower() in SUFFIXES else path.name

    def read(self, limit: int) -> bytes:
        """Return the bytes of the file, at most one more than ``limit``: endless ones end too.

        Raises:
            JixiaoError: it cannot be read.
        """
        if self.path is None:
            data = sys.stdin.buffer.read(limit + 1) if sys.stdin else b""
            if not data:
                raise JixiaoError(_nothing_from_stdin())
            return data
        try:
            with self.path.open("rb") as file:
                return file.read(limit + 1)
        except (OSError, ValueError) as error:  # ValueError: a zero byte in the name
            raise JixiaoError(_unreadable(self.name, error)) from None


@dataclass
class Inputs:
    """What was found of all that was named: files to read, and what there is not.

    ``others`` counts the files of other kinds in the folders: they are left out.
    """

    files: list[Input] = field(default_factory=list)
    faults: list[tuple[str, JixiaoError]] = field(default_factory=list)
    others: int = 0

    @property
    def total(self) -> int:
        """How many inputs there are, those that cannot be read included."""
        return len(self.files) + len(self.faults)


def find_inputs(named: Sequence[str], suffixes: Sequence[str] = SUFFIXES) -> Inputs:
    """Return the files that are named, and those in the folders that are, in their order.

    Folders are read with all folders in them; hidden files and the lock files of Word are left
    out. A file that is reached twice is read once.

    Raises:
        JixiaoError: stdin is named twice.
    """
    if named.count(STDIN) > 1:
        raise JixiaoError(Diagnostic("usage", _("stdin can be read once only")))
    finder = _Finder(tuple(suffixes))
    for word in named:
        finder.add(word)
    return finder.found


class _Finder:
    def __init__(self, suffixes: tuple[str, ...]) -> None:
        self._suffixes = suffixes
        self.found = Inputs()
        self._files: set[str] = set()

    def add(self, word: str) -> None:
        """Add a file, all files of a folder, or stdin."""
        if word == STDIN:
            self.found.files.append(Input(STDIN_NAME, None))
            return
        if not word:  # a shell variable that is not set, where Path would take this folder
            self._refuse('""', _no_name())
            return
        path = Path(word)
        try:
            is_folder = path.is_dir()
        except OSError:  # reading it will tell
            is_folder = False
        if not is_folder:
            if fault := _no_path(word, path):
                self._refuse(_safe(word), fault)
            else:
                self._add_file(path, PurePath())
            return
        before, others = self.found.total, self.found.others
        empty = True
        for file, folder in self._walk(path):
            self._add_file(file, folder)
            empty = False
        if empty and self.found.total == before:
            self._refuse(_printable(path), _nothing_in(path, self.found.others - others))

    def _add_file(self, path: Path, folder: PurePath) -> None:
        # Not Path.resolve(): it raises on links in a circle.
        real = os.path.realpath(path)
        if real not in self._files:
            self._files.add(real)
            self.found.files.append(Input(_printable(path), path, folder))

    def _walk(self, root: Path) -> Iterator[tuple[Path, PurePath]]:
        """Yield the files of a folder and of those in it, each folder once, by name."""
        seen: set[tuple[int, int]] = set()
        waiting = [(root, PurePath())]
        while waiting:
            path, folder = waiting.pop()
            mode = _mode(path)
            if stat.S_ISDIR(mode):
                within = folder / path.name if path != root else folder
                # The stack gives back the last first.
                waiting += [(child, within) for child in reversed(self._children(path, seen))]
            elif stat.S_ISREG(mode) and path.suffix.lower() in self._suffixes:
                yield path, folder
            else:  # a pipe is never read by accident: it may not end
                self.found.others += 1

    def _children(self, path: Path, seen: set[tuple[int, int]]) -> list[Path]:
        """Return what is in a folder, sorted; nothing where it was ``seen`` through a link."""
        try:
            status = path.stat()
            identity = status.st_dev, status.st_ino
            if identity in seen:
                return []
            seen.add(identity)
            children = sorted(path.iterdir())
        except OSError as error:
            self._refuse(_printable(path), _unreadable(_printable(path), error))
            return []
        return [child for child in children if not child.name.startswith((".", "~$"))]

    def _refuse(self, name: str, fault: Diagnostic) -> None:
        self.found.faults.append((name, JixiaoError(fault)))


def _mode(path: Path) -> int:
    """Return what a path leads to, or 0 where it leads nowhere."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


def _printable(path: Path) -> str:
    """Return a path without what moves a cursor, and without bytes that are no UTF-8."""
    return _safe(str(path))


def _safe(name: str) -> str:
    text = name.encode("utf-8", "backslashreplace").decode()
    return "".join(
        ascii(character)[1:-1] if unicodedata.category(character) == "Cc" else character
        for character in text
    )


def _unreadable(name: str, error: OSError | ValueError) -> Diagnostic:
    reason = describe_os_error(error) if isinstance(error, OSError) else str(error)
    message = _("the file cannot be read: {reason}").format(reason=reason)
    advice = _("check its name, and that you may read it")
    return Diagnostic("unreadable", message, advice, Place(name))


_ADDRESS = re.compile(r"(?:https?|ftps?|file)://", re.IGNORECASE)
_PATTERN = re.compile(r"[*?]|\[.+\]")


def _no_path(word: str, path: Path) -> Diagnostic | None:
    """Return what a word is that names no file, and looks like an address or a pattern."""
    if os.path.lexists(path):
        return None
    if _ADDRESS.match(word):
        message = _("this is an address: jixiao downloads nothing")
        advice = _("download the file in a browser, and name the file")
    elif _PATTERN.search(word):
        message = _("no file fits this pattern")
        advice = _("check it, or name the folder: all reports in it are read")
    else:
        return None
    # Path has made one slash of two.
    return Diagnostic("unreadable", message, advice, Place(_safe(word)))


def _no_name() -> Diagnostic:
    return Diagnostic(
        "unreadable",
        _("a file was named by an empty text"),
        _("name a file; for all files of this folder write a point: ."),
    )


def _nothing_from_stdin() -> Diagnostic:
    return Diagnostic(
        "unreadable",
        _("nothing came through stdin"),
        _("see whether the command in front of the pipe prints the file, or name the file"),
        Place(STDIN_NAME),
    )


def _nothing_in(path: Path, others: int) -> Diagnostic:
    message = _("there is no file to read in this folder: none ends in {suffixes}")
    advice = _("check the name of the folder")
    if others:
        advice = _("name a file of another kind itself: it is read by its content")
    return Diagnostic(
        "folder-empty",
        message.format(suffixes=_(", ").join(SUFFIXES)),
        advice,
        Place(_printable(path)),
    )
