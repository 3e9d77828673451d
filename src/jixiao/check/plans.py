"""Spending plans (资金支出计划): what was filled in, and what December must come to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from functools import cached_property

from jixiao.check.amounts import CENT
from jixiao.check.data import load, number
from jixiao.check.types import Words
from jixiao.check.views import ProjectView
from jixiao.model import FieldPath, format_number

MONTHS = ("march", "june", "october", "december")
FULL = Decimal(100)
DIGITS = 100
"""Digits enough to work exactly with the longest numbers that a definition may hold."""
_LEAST_TOTAL = number("plan", "least_total_for_rounding")
_DIFFERENCE = number("plan", "rounding_difference")
_CONSISTENT = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)
_LABELS: Mapping[str, Words] = {
    field: Words(*labels) for field, labels in load("plan")["months"].items()
}


@dataclass
class Plan:
    """The cumulative values of one project by their fields, ``None`` where a cell is blank.

    ``goal``: what December must come to, 100 or the total of the budget; None where that is blank.
    ``amounts``: the values are 万元 instead of percentages.
    """

    project: ProjectView
    values: dict[str, Decimal | None]
    goal: Decimal | None
    amounts: bool

    @cached_property
    def filled(self) -> dict[str, Decimal]:
        """The values that are not blank."""
        return {month: value for month, value in self.values.items() if value is not None}

    @cached_property
    def full_from(self) -> str | None:
        """The first month in which everything is spent, or None."""
        return next((month for month, value in self.filled.items() if self.reaches(value)), None)

    @property
    def blanks(self) -> tuple[str, ...]:
        """The months whose cells are blank."""
        return tuple([month for month, value in self.values.items() if value is None])

    @property
    def is_by_period(self) -> bool:
        """Whether the values add up to the goal: each is what one period spends."""
        return (
            len(self.filled) > 1
            and self.full_from is None
            and sum(self.filled.values(), Decimal(0)) == self.goal
        )

    def reaches(self, value: Decimal) -> bool:
        """Tell whether a value is all there is to spend, or more."""
        return self.goal is not None and (value >= self.goal or self._is_rounded_goal(value))

    def exceeds(self, value: Decimal) -> bool:
        """Tell whether a value is more than there is to spend."""
        return self.goal is not None and value > self.goal and not self._is_rounded_goal(value)

    def _is_rounded_goal(self, value: Decimal) -> bool:
        """Tell whether an amount is the total with fewer decimals: 8.4 of 8.39."""
        digits = -int(value.as_tuple().exponent)
        if not self.amounts or self.goal is None or digits < 1:
            return False
        return abs(value - self.goal) * 2 <= Decimal(1).scaleb(-digits)

    def path(self, month: str) -> FieldPath:
        """Return the path of the value of a month."""
        return self.project.path("plan", month)

    def written(self, value: Decimal) -> str:
        """Return a value with its unit."""
        return f"{format_number(value)} 万元" if self.amounts else f"{format_number(value)}%"

    def quarters(self, rounding: str = ROUND_HALF_UP) -> dict[str, Decimal]:
        """Return what the months come to when each quarter spends the same, in two decimals."""
        with localcontext(prec=DIGITS):
            exact = self._exact_quarters()
            return {month: value.quantize(CENT, rounding) for month, value in exact.items()}

    def _exact_quarters(self) -> dict[str, Decimal]:
        if self.goal is None:
            return {}
        return {month: self.goal * number / len(MONTHS) for number, month in enumerate(MONTHS, 1)}

    @property
    def has_uneven_quarters(self) -> bool:
        """Whether equal amounts a quarter are meant, and some of them are rounded otherwise."""
        exact = self._exact_quarters()
        if not self.amounts or self.goal is None or self.goal < _LEAST_TOTAL:
            return False
        if self.values["december"] != self.goal or self.blanks:
            return False
        if any(abs(self.filled[month] - exact[month]) > _DIFFERENCE for month in MONTHS):
            return False
        return all(self.filled != self.quarters(rounding) for rounding in _CONSISTENT)


def plan_of(project: ProjectView) -> Plan | None:
    """Return the plan of a project; None where there is nothing to spend."""
    plan, total = project.plan, project.budget.total
    if total == 0:
        return None
    values = {
        "march": plan.march,
        "june": plan.june,
        "october": plan.october,
        "december": plan.december,
    }
    amounts = _is_in_amounts(plan.unit == "amount", values, total)
    return Plan(project, values, total if amounts else FULL, amounts)


def _is_in_amounts(
    marked: bool, values: Mapping[str, Decimal | None], total: Decimal | None
) -> bool:
    """Tell amounts from percentages: the mark may be missing, or stand at numbers without a %."""
    december = values["december"]
    if december is None or december == FULL:
        return marked and FULL not in values.values()
    by_period = sum([value for value in values.values() if value is not None]) == FULL
    return marked or (december == total and not by_period)


def names_of(months: Iterable[str]) -> Words:
    """Return what months are called: 6月底、10月底."""
    labels = [_LABELS[month] for month in months]
    return Words("、".join(one.zh for one in labels), ", ".join(one.en for one in labels))
