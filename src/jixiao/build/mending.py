"""Definitions mended in place: read, fixed, compared, and put back in one step."""

import difflib
import os
import stat
from pathlib import Path

from jixiao.build.outputs import replace_file, unwritable
from jixiao.definition import loads
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Put the fixed bytes of a definition in its place; its permissions stay, links are followed.

    Raises:
        JixiaoError: the file has changed since it was read, or cannot be written; then it is as
            it was.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.read_bytes() != before:
            message = _("the file has changed while it was checked, and is left as it is")
            advice = _("check it again")
            raise JixiaoError(Diagnostic("changed", message, advice, Place(str(path))))
        mode = stat.S_IMODE(target.stat().st_mode)
    except OSError as error:
        raise JixiaoError(unwritable(path, error)) from error
    replace_file(target, after, lambda data: _verify(data, str(path)))
    target.chmod(mode)


def _verify(data: bytes, name: str) -> None:
    try:
        loads(data, name)
    except JixiaoError as error:
        raise ValueError(str(error)) from error


def diff(before: bytes, after: bytes, name: str) -> str:
    """Return what fixes would change, as a unified diff."""
    old, new = (data.decode("utf-8-sig").splitlines(keepends=True) for data in (before, after))
    return "".join(difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"))
