"""What ``check`` says at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.check.results import CheckedFile


def summary(files: Sequence[CheckedFile], failed: int, fixed: int) -> str:
    """Return how many files were checked, what was found, and what can be done about it."""
    from jixiao.check.results import count_fixable, count_severities

    found, fixable = count_severities(files), count_fixable(files)
    errors = ngettext("{count} error", "{count} errors", found["error"])
    warnings = ngettext("{count} warning", "{count} warnings", found["warning"])
    hints = ngettext("{count} hint", "{count} hints", found["hint"])
    mended = ngettext("{count} fault mended", "{count} faults mended", fixed)
    failures = ngettext("{count} failure", "{count} failures", failed)
    safe = _("{count} can be mended by --fix")
    unsafe = _("{count} by --unsafe-fixes, to be looked at")
    parts = [
        ngettext("{count} file checked", "{count} files checked", len(files)).format(
            count=len(files)
        )
    ]
    for text, count in (
        (mended, fixed),
        (errors, found["error"]),
        (warnings, found["warning"]),
        (hints, found["hint"]),
        (safe, fixable["safe"]),
        (unsafe, fixable["unsafe"]),
        (failures, failed),
    ):
        if count:
            parts.append(text.format(count=count))
    if not found.total():
        parts.insert(1, _("nothing found"))
    return _("; ").join(parts)
