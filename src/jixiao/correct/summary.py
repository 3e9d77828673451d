"""A difference of two reports in figures: how many projects, how many fields, how much money."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.correct.entries import Entry, groups_of
from jixiao.model import Report

_CODE, _YEAR = "code", "report.fiscal_year"


@dataclass(frozen=True, slots=True)
class Summary:
    """What differs, counted.

    ``changed``, ``added``, ``removed``, ``moved``: projects; one that only moved is not changed.
    ``differences``: entries, without the ``expected`` ones. Of these, ``expected_codes`` are
    codes of projects, and ``expected_texts`` texts and values with another year in them.
    Totals are in 万元, blanks left out.
    """

    changed: int
    added: int
    removed: int
    moved: int
    differences: int
    expected: int
    expected_codes: int
    expected_texts: int
    old_total: Decimal
    new_total: Decimal


def summarise(entries: Sequence[Entry], old: Report, new: Report) -> Summary:
    """Return the figures of a list of entries."""
    told = [entry for entry in entries if not entry.expected]
    expected = Counter(entry.field for entry in entries if entry.expected)
    whole = [entry.kind for entry in told if entry.is_of_whole_project]
    changed = sum(
        label is not None and not all(entry.is_of_whole_project for entry in group)
        for label, group in groups_of(told)
    )
    return Summary(
        changed,
        whole.count("added"),
        whole.count("removed"),
        whole.count("moved"),
        len(told),
        expected.total(),
        expected[_CODE],
        expected.total() - expected[_CODE] - expected[_YEAR],
        _total(old),
        _total(new),
    )


def _total(report: Report) -> Decimal:
    return _sum(project.budget.total for project in report.projects)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))
