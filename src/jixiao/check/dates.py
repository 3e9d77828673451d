"""Dates in indicator values: which days, months and years they name, and whether there are such."""

import re
from calendar import monthrange
from collections.abc import Iterator
from typing import NamedTuple

_YEAR = r"(?<![0-9])(?P<year>20[0-9]{2})"
_DATES = (
    # 2023年11月30日, 11月底, 每月31号
    re.compile(
        r"(?:(?<![0-9])(?P<year>20[0-9]{2}) ?年(?:度)? ?)?"
        r"(?:(?<![0-9.])(?P<month>[0-9]{1,2})|(?P<every>每)个?) ?月(?:份)?(?:的)?"
        r" ?(?:(?P<day>[0-9]{1,2}) ?[日号])?"
    ),
    # 2023.11.30, 2023-11-30, 2023/11, but not 2023-2025
    re.compile(_YEAR + r"[.\-/](?P<month>[0-9]{1,2})(?:[.\-/](?P<day>[0-9]{1,2}))?(?![0-9])"),
)
_YEAR_ALONE = re.compile(_YEAR + r"(?= ?年| ?[-~～—至到] ?20[0-9]{2}|[.\-/][0-9]{1,2}(?![0-9]))")
_YEARS = re.compile(r"(?<![0-9])(20[0-9]{2}) ?年?(?:度)? ?[-~～—–至到]+ ?(20[0-9]{2}) ?年?")
_PARTS = ("year", "month", "day")
_MONTHS = 12
_LONGEST_MONTH = 31


class DateMention(NamedTuple):
    """A date in a text, as far as it says: ``每月31日`` has a day and is of every month."""

    written: str
    year: int | None
    month: int | None
    day: int | None
    every_month: bool


def dates_in(text: str) -> Iterator[DateMention]:
    """Yield the months and days that a text names, with their years; no durations (12个月)."""
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            year, month, day = (int(parts[name]) if parts[name] else None for name in _PARTS)
            yield DateMention(match[0], year, month, day, bool(parts.get("every")))


def is_possible(date: DateMention, fiscal_year: int | None) -> bool:
    """Tell whether there is such a day; 29 February is judged by its year, else the fiscal year.

    A month above 12 with neither year nor day may be a duration (18月), and counts as possible.
    """
    if date.day is None:
        return date.month is None or date.year is None or 1 <= date.month <= _MONTHS
    if date.month is None:  # of every month
        return 1 <= date.day <= _LONGEST_MONTH
    if not 1 <= date.month <= _MONTHS:
        return False
    year = date.year or fiscal_year or 2000  # a leap year where nobody knows
    return 1 <= date.day <= monthrange(year, date.month)[1]


def is_in_every_month(date: DateMention, fiscal_year: int | None) -> bool:
    """Tell whether a day of every month is in every month: the 31st is not, nor the 30th."""
    if not date.every_month or date.day is None:
        return True
    return date.day <= monthrange(date.year or fiscal_year or 2000, 2)[1]


def years_in(text: str) -> tuple[int, ...]:
    """Return the years that a text names, those between the ends of a range (2021-2023年) too."""
    found = {int(match["year"]) for match in _YEAR_ALONE.finditer(text)}
    for match in _YEARS.finditer(text):
        first, last = int(match[1]), int(match[2])
        found.update(range(first, last + 1) if last >= first else (first, last))
    return tuple(sorted(found))


def latest_month(text: str, year: int) -> int:
    """Return the last month of a year that a text names; 12 where it names the year alone."""
    months = [date.month for date in dates_in(text) if date.year == year and date.month]
    return max(months, default=_MONTHS)
