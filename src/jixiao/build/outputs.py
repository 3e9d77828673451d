"""Safe writing: a temporary file beside the target, verified, then renamed over it.

A manifest in the folder notes the hash of each file that we wrote. A file that is there already is
replaced without ``force`` only where it still has that hash: nobody else made or edited it.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from jixiao.diagnostics import Diagnostic, JixiaoError, Place, describe_os_error
from jixiao.i18n import _

MANIFEST = ".jixiao.json"

Verify = Callable[[bytes], None]
"""Raises ValueError where the bytes are no sound file of their format."""


def accept(_data: bytes) -> None:
    """Verify nothing but that the disk gives back what was written."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that is as it should be: new, ``replaced``, or ``unchanged`` by the same bytes."""

    path: Path
    unchanged: bool = False
    replaced: bool = False
    notice: Diagnostic | None = None


class OutputFolder:
    """A folder that outputs are written to; it is made when the first file is written.

    ``batch``: how many files are noted in the manifest at once, by a run over thousands of them;
    such a run ends with a call of `note`. ``advice``: what to do where the folder cannot be made.
    """

    def __init__(
        self, path: Path, *, force: bool = False, batch: int = 1, advice: str | None = None
    ) -> None:
        self.path = path
        self._force = force
        self._batch = batch
        self._advice = advice or _("name another folder with -o")
        self._unnoted: dict[str, str] = {}

    def check(self) -> None:
        """Find out early that this can be no folder, before anything is rendered.

        Raises:
            JixiaoError: there is a file of this name.
        """
        if self.path.exists() and not self.path.is_dir():
            raise JixiaoError(self._no_folder(_("this is a file, not a folder")))

    def check_target(self, name: str, data: bytes) -> None:
        """Find out whether a file that is there may be replaced, before anything is written.

        Raises:
            JixiaoError: it is not ours, or was edited.
        """
        target = self.path / name
        if self._force or not (target.exists() or target.is_symlink()):
            return
        present = _hash_of(target)
        if present != _hash(data):
            _refuse_foreign(target, self._manifest.get(name), present)

    @cached_property
    def _manifest(self) -> dict[str, str]:
        return _read_manifest(self.path)

    def write(self, name: str, data: bytes, verify: Verify) -> Written:
        """Write one output, and note its hash in the manifest.

        Raises:
            JixiaoError: the target is not ours or was edited, or it cannot be written; then
                nothing has changed and no temporary file is left.
        """
        target = self.path / name
        if _hash_of(target) == _hash(data):
            return Written(target, unchanged=True)
        self.check_target(name, data)
        self._make()
        replaced = target.exists()
        replace_file(target, data, verify)
        return Written(target, replaced=replaced, notice=self._written(name, _hash(data)))

    def open_temporary(self, name: str) -> BinaryIO:
        """Open a file in the folder for an output that is too large for the memory.

        Raises:
            JixiaoError: it cannot be made.
        """
        self._make()
        try:
            return _temporary(self.path).open("xb")
        except OSError as error:
            raise JixiaoError(unwritable(self.path / name, error)) from error

    def place(self, name: str, temporary: Path) -> Written:
        """Put such a file, whole and closed, in place, and note its hash.

        Raises:
            JixiaoError: as `write`; the temporary file is taken away in any case.
        """
        target = self.path / name
        try:
            self.check_target(name, b"")
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            replaced = target.exists()
            temporary.replace(target)
        except OSError as error:
            raise JixiaoError(unwritable(target, error)) from error
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        return Written(target, replaced=replaced, notice=self._written(name, digest))

    def _written(self, name: str, digest: str) -> Diagnostic | None:
        self._unnoted[name] = digest
        return self.note() if len(self._unnoted) >= self._batch else None

    def note(self) -> Diagnostic | None:
        """Note in the manifest what was written; return what the user should know if it fails."""
        unnoted, self._unnoted = self._unnoted, {}
        return _note(self.path, unnoted) if unnoted else None

    def _make(self) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = describe_os_error(error)
            message = _("the folder cannot be made: {reason}").format(reason=reason)
            raise JixiaoError(self._no_folder(message)) from error

    def _no_folder(self, message: str) -> Diagnostic:
        return Diagnostic("output-folder", message, self._advice, Place(str(self.path)))


def write_new_file(target: Path, data: bytes, advice: str) -> Written:
    """Write a file that is not there yet, or is there with these very bytes.

    Raises:
        JixiaoError: another file is there (with ``advice``), or it cannot be written.
    """
    try:  # made empty first: no other program can put a file there in between
        target.open("xb").close()
    except FileExistsError:
        if _hash_of(target) == _hash(data):
            return Written(target, unchanged=True)
        raise JixiaoError(_exists(target, advice)) from None
    except OSError as error:
        raise JixiaoError(unwritable(target, error)) from error
    try:
        replace_file(target, data)
    except JixiaoError:
        target.unlink(missing_ok=True)
        raise
    return Written(target)


def replace_file(target: Path, data: bytes, verify: Verify = accept) -> None:
    """Put a file in place in one step: all of it is there and sound, or nothing has changed.

    Raises:
        JixiaoError: it cannot be written, or what was written is not sound.
    """
    temporary = _temporary(target.parent)
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _check(temporary, data, verify, target)
        temporary.replace(target)
    except OSError as error:
        raise JixiaoError(unwritable(target, error)) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _temporary(folder: Path) -> Path:
    # A short name of its own: with a suffix, the target's could become too long.
    return folder / f".jixiao-{secrets.token_hex(6)}.tmp"


def _check(temporary: Path, data: bytes, verify: Verify, target: Path) -> None:
    """Read back what the disk holds, and open it as its format."""
    try:
        written = temporary.read_bytes()
        if written != data:
            raise ValueError("the disk gives back other bytes")
        verify(written)
    except ValueError as error:
        raise JixiaoError(
            Diagnostic(
                "output-broken",
                _("the file that was made is not sound: {reason}").format(reason=error),
                _("this is a defect of jixiao: please report it with the definition"),
                Place(str(target)),
            )
        ) from error


def _refuse_foreign(target: Path, noted: str | None, present: str | None) -> None:
    """Refuse to replace a file that we did not write, or that is not as we wrote it."""
    if noted is None or present is None:
        advice = _("keep it and write to another place, or replace it with --force")
        raise JixiaoError(_exists(target, advice))
    if noted != present:
        raise JixiaoError(
            Diagnostic(
                "output-edited",
                _("the file was edited after jixiao wrote it, and is left as it is"),
                _("keep it and write to another place, or replace it with --force"),
                Place(str(target)),
            )
        )


def _exists(target: Path, advice: str) -> Diagnostic:
    message = _("a file of this name is there already, and is left as it is")
    return Diagnostic("output-exists", message, advice, Place(str(target)))


def unwritable(target: Path, error: OSError) -> Diagnostic:
    """Return why a file cannot be written, and what to do."""
    reason = _("the file cannot be written: {reason}").format(reason=describe_os_error(error))
    advice = _("choose another folder, or make room and permission there")
    if os.name == "nt" and isinstance(error, PermissionError):
        advice = _("close it where it is open (Word, WPS), then try again")
    return Diagnostic("output-unwritable", reason, advice, Place(str(target)))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _hash_of(path: Path) -> str | None:
    """Return the hash of a regular file, or None: a folder or a pipe cannot be ours."""
    try:
        return _hash(path.read_bytes()) if path.is_file() else None
    except OSError:
        return None


def _read_manifest(folder: Path) -> dict[str, str]:
    """Return name -> hash; a manifest that is missing or broken vouches for no file."""
    try:
        tree = json.loads((folder / MANIFEST).read_bytes())
        return {str(name): str(digest) for name, digest in tree["files"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _note(folder: Path, written: Mapping[str, str]) -> Diagnostic | None:
    """Note files in the manifest, read afresh: another run may have written there meanwhile."""
    files = {**_read_manifest(folder), **written}
    text = json.dumps({"files": dict(sorted(files.items()))}, ensure_ascii=False, indent=1) + "\n"
    try:
        replace_file(folder / MANIFEST, text.encode())
    except JixiaoError as error:
        message = _("the file is written, but could not be noted: {reason}").format(reason=error)
        advice = _("the next run will not replace it without --force")
        place = Place(str(folder / next(iter(written))))
        return Diagnostic("output-not-noted", message, advice, place)
    return None
