"""Which reports are of one unit, when several are checked together."""

from collections.abc import Iterable, Iterator, Mapping

from jixiao.check.views import ReportsView, ReportView
from jixiao.wording import key


def by_year(view: ReportsView) -> Iterator[list[ReportView]]:
    """Yield the reports of each year, where there are several of them."""
    years: dict[int | None, list[ReportView]] = {}
    for report in view.reports:
        years.setdefault(report.model.header.fiscal_year, []).append(report)
    yield from (reports for reports in years.values() if len(reports) > 1)


def unit_numbers(reports: Iterable[ReportView]) -> Mapping[int, int | None]:
    """Return which reports are of one unit: the number of its first one, by report number.

    A department (636) gives the projects of its units (636001) again, and counts as one with
    them: a code or name that begins with that of another belongs to it. Without codes the names
    decide; a report with neither has None, and is nobody's.
    """
    # The shorter first: those without a code, then a department before its units.
    ordered = sorted(reports, key=lambda one: (len(one.unit.code or ""), len(_name(one))))
    codes: dict[str, int] = {}
    names: dict[str, int] = {}
    found: dict[int, int | None] = {}
    for report in ordered:
        code, name = report.unit.code, _name(report)
        owner = _beginning_in(codes, code) if code else None
        if owner is None:
            owner = _beginning_in(names, name)
        number = report.number if owner is None and (code or name) else owner
        found[report.number] = number
        if number is not None:
            (codes if code else names).setdefault(code or name, number)
    return found


def _name(report: ReportView) -> str:
    return key(report.unit.name or "")


def _beginning_in(known: Mapping[str, int], text: str) -> int | None:
    """Return what is known of the shortest beginning of a text, or of all of it."""
    for end in range(1, len(text) + 1):
        if (found := known.get(text[:end])) is not None:
            return found
    return None
