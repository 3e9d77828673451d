"""What ``check`` says at its end."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jixiao.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.check.results import CheckedFile


def summary(files: Sequence[CheckedFile], failed: int, fixed: int, refused: int = 0) -> str:
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
        (_("{count} must be mended by hand"), refused),
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


# Fewer are seen at a glance.
_WORTH_A_TABLE = 20


def by_rule(files: Sequence[CheckedFile]) -> str:
    """Return how often each rule has found something, the gravest first; nothing for a few."""
    from jixiao.check import SEVERITIES
    from jixiao.check.results import SEVERITY_WORDS

    findings = [one for file in files for one in file.findings]
    if len(findings) <= _WORTH_A_TABLE:
        return ""
    counts = Counter((one.severity, one.code, str(one.found.rule.name)) for one in findings)
    rows = sorted(counts.items(), key=lambda row: (SEVERITIES.index(row[0][0]), -row[1], row[0]))
    return "".join(
        f"{count:6}  {SEVERITY_WORDS[severity]} {code} {name}\n"
        for (severity, code, name), count in rows
    )
