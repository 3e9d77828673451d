"""Definitions mended in place: read, fixed, compared, and put back in one step."""

import difflib
import errno
import os
import stat
from pathlib import Path

from jixiao.build.outputs import replace_file, unwritable
from jixiao.definition import loads
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _

_CONTEXT = 3


def rewrite(path: Path, before: bytes, after: bytes) -> None:
    """Put the fixed bytes of a definition in its place; its permissions stay, links are followed.

    Raises:
        JixiaoError: the file has changed since it was read, or cannot be written; then it is as
            it was.
    """
    target = Path(os.path.realpath(path))
    try:
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
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
    old, new = (data.decode("utf-8-sig").splitlines() for data in (before, after))
    # Not difflib.unified_diff: what is frequent is junk to it, and most lines here are.
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    lines: list[str] = []
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        lines.append(f"@@ -{group[0][1] + 1} +{group[0][3] + 1} @@")
        for kind, start, end, new_start, new_end in group:
            if kind == "equal":
                lines += [f" {line}" for line in old[start:end]]
                continue
            lines += [f"-{line}" for line in old[start:end]]
            lines += [f"+{line}" for line in new[new_start:new_end]]
    head = [f"--- a/{name}", f"+++ b/{name}"] if lines else []
    return "".join(f"{line}\n" for line in [*head, *lines])
