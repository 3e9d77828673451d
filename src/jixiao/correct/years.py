"""What is no surprise between the reports of two years: the year itself, wherever it is written."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from jixiao.check.codes import LENGTH, YEAR
from jixiao.correct.types import FieldChange
from jixiao.model import IndicatorValue, Report

_CENTURY = 2000
_YEAR = re.compile(r"[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Years:
    """The fiscal years of two reports; None where one is not known."""

    old: int | None
    new: int | None

    def explain(self, change: FieldChange) -> bool:
        """Tell whether a field differs as it has to from the one year to the other."""
        if change.path == ("report", "fiscal_year") or is_code(change):
            return True
        old, new = (_text(value) for value in (change.old, change.new))
        if not (old and new and self.old and self.new):
            return False
        return re.sub(rf"(?<![0-9]){self.old}(?![0-9])", str(self.new), old) == new


def years_of(old: Report, new: Report) -> Years:
    """Return the years that two reports are of: as they say, else as their project codes do."""
    return Years(*(one.header.fiscal_year or _year_in_codes(one) for one in (old, new)))


def is_code(change: FieldChange) -> bool:
    """Tell whether a code became another one; a code that is missing is no matter of the year."""
    return change.path == ("code",) and None not in (change.old, change.new)


def _text(value: Any) -> str | None:
    return str(value) if isinstance(value, str | IndicatorValue) else None


def _year_in_codes(report: Report) -> int | None:
    """Return the year that most project codes have, the latest of several."""
    codes = [project.code or "" for project in report.projects]
    found = [code[YEAR] for code in codes if len(code) == LENGTH and _YEAR.fullmatch(code[YEAR])]
    years = Counter(found).most_common()
    return (
        _CENTURY + max(int(year) for year, times in years if times == years[0][1])
        if years
        else None
    )
