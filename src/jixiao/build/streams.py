"""Outputs that grow while a run goes on: in a temporary file until all of it is there."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from jixiao.build.outputs import OutputFolder, Written, unwritable
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _

STDOUT = "-"


class GrowingFile:
    """A file that others see when it is whole, and never where the run failed; ``-`` is stdout.

    Raises:
        JixiaoError: a file of the name is there that is not ours, or none can be made there.
    """

    def __init__(self, name: str, *, force: bool = False) -> None:
        self._target: Path | None = None
        if name == STDOUT:
            return
        self._target = Path(name)
        if self._target.exists() and not self._target.is_file():
            raise JixiaoError(_no_file(self._target))
        advice = _("name a file in another folder")
        self._folder = OutputFolder(self._target.parent, force=force, advice=advice)
        self._folder.check()
        self._folder.check_target(self._target.name, b"")
        self._file: BinaryIO = self._folder.open_temporary(self._target.name)

    @property
    def target(self) -> Path | None:
        """Where it goes in the end; None is stdout."""
        return self._target

    @property
    def stream(self) -> BinaryIO:
        """Where the bytes go."""
        return self._file if self._target else sys.stdout.buffer

    def finish(self) -> list[Written]:
        """Put the file in place and return it; stdout is none.

        Raises:
            JixiaoError: it cannot be written.
        """
        if self._target is None:
            sys.stdout.buffer.flush()
            return []
        try:
            self._file.close()
        except OSError as error:  # what was left in memory finds no room
            raise JixiaoError(unwritable(self._target, error)) from error
        return [self._folder.place(self._target.name, Path(self._file.name))]

    def discard(self) -> None:
        """Take the temporary file away, if it is still there; nothing has changed then."""
        if self._target is not None:
            with suppress(OSError):
                self._file.close()
            with suppress(OSError):
                Path(self._file.name).unlink(missing_ok=True)


def _no_file(target: Path) -> Diagnostic:
    return Diagnostic(
        "output-no-file",
        _("this is no file that could be replaced"),
        _("name another file, or - for stdout"),
        Place(str(target)),
    )
