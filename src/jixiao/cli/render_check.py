"""What ``render`` says before it prints a report: the gravest faults, as notices."""

from collections.abc import Sequence

from jixiao.check.results import Located
from jixiao.definition import Definition
from jixiao.diagnostics import Diagnostic
from jixiao.i18n import ngettext

# A report with hundreds of faults needs `jixiao check`, not a wall of notices.
_SHOWN = 5


def grave_faults(definition: Definition, only: Sequence[int] | None) -> list[Diagnostic]:
    """Return the errors in what is printed, the first few of them, and how many there are more.

    ``only``: indices of the projects whose forms alone are printed.
    """
    from jixiao.build.checking import check_definition, error_rules

    found = [
        one
        for one in check_definition(definition, error_rules()).findings
        if one.severity == "error" and (only is None or one.project in only)
    ]
    notices = [_notice(one) for one in found[:_SHOWN]]
    if len(found) > _SHOWN:
        notices.append(_more(len(found) - _SHOWN, definition.source.name))
    return notices


def _notice(one: Located) -> Diagnostic:
    finding = one.found.finding
    return Diagnostic(one.code, f"{one.code} {finding.message}", str(finding.advice), one.place)


def _more(count: int, name: str) -> Diagnostic:
    message = ngettext(
        "{count} more fault of this kind: see jixiao check {name}",
        "{count} more faults of this kind: see jixiao check {name}",
        count,
    )
    return Diagnostic("check-more", message.format(count=count, name=name))
