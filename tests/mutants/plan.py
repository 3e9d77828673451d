"""Faults of spending plans: what a clerk leaves blank, does not add up, or writes in 万元."""

import random
from decimal import ROUND_HALF_UP, Decimal

from jixiao.model import Project, Report, SpendingPlan
from tests.mutants import Mutant, any_project, plants, with_project

_CENT = Decimal("0.01")


def _is_planned(project: Project) -> bool:
    """Tell whether a project has money and a whole plan in percent."""
    plan = project.plan
    months = (plan.march, plan.june, plan.october, plan.december)
    return bool(project.budget.total) and plan.unit == "percent" and None not in months


def _planned(report: Report, chance: random.Random, *percentages: int | None) -> Mutant | None:
    """Return a report with another plan for some project, with the decimals that it had."""
    number = any_project(report, chance, _is_planned)
    if number is None:
        return None
    zero = (report.projects[number].plan.december or Decimal(0)) * 0
    march, june, october, december = [None if one is None else one + zero for one in percentages]
    plan = SpendingPlan(march=march, june=june, october=october, december=december)
    return with_project(report, number, plan=plan)


@plants("PLN001")
def year_ends_too_early(report: Report, chance: random.Random) -> Mutant | None:
    return _planned(report, chance, 20, 40, 60, chance.randint(61, 99))


@plants("PLN001")
def periods_not_added_up(report: Report, chance: random.Random) -> Mutant | None:
    half = chance.choice([(50, 50, None, None), (25, 25, 25, 25), (40, 30, 20, 10)])
    return _planned(report, chance, *half)


@plants("PLN002")
def blank_after_full(report: Report, chance: random.Random) -> Mutant | None:
    early = [(100, None, None, None), (50, 100, None, None), (20, 60, 100, None)]
    return _planned(report, chance, *chance.choice(early))


@plants("PLN003")
def hole_in_the_plan(report: Report, chance: random.Random) -> Mutant | None:
    holes = [(30, None, 80, 100), (30, 60, None, 100), (30, None, None, 100)]
    return _planned(report, chance, *chance.choice(holes))


@plants("PLN004")
def beginning_left_blank(report: Report, chance: random.Random) -> Mutant | None:
    late = [(None, 40, 80, 100), (None, None, 60, 100), (None, None, None, 100)]
    return _planned(report, chance, *chance.choice(late))


@plants("PLN005")
def plan_goes_down(report: Report, chance: random.Random) -> Mutant | None:
    return _planned(report, chance, 50, chance.randint(20, 49), 80, 100)


@plants("PLN005")
def plan_goes_over_the_whole(report: Report, chance: random.Random) -> Mutant | None:
    totals = {project.budget.total for project in report.projects}
    december = chance.choice([one for one in range(101, 131) if one not in totals])
    return _planned(report, chance, 30, 60, 90, december)


def _in_amounts(
    report: Report, chance: random.Random, shares: list[int], marked: bool
) -> Mutant | None:
    """Return a report in which some plan has amounts: these shares of the total, in percent."""

    def fits(project: Project) -> bool:
        total = project.budget.total
        return _is_planned(project) and total is not None and total >= 1 and total != 100

    number = any_project(report, chance, fits)
    if number is None:
        return None
    total = report.projects[number].budget.total
    assert total is not None
    march, june, october = [
        (total * share / 100).quantize(_CENT, ROUND_HALF_UP) for share in shares
    ]
    unit = "amount" if marked else "percent"
    plan = SpendingPlan(march=march, june=june, october=october, december=total, unit=unit)
    return with_project(report, number, plan=plan)


@plants("PLN006")
def amounts_with_their_mark(report: Report, chance: random.Random) -> Mutant | None:
    return _in_amounts(report, chance, chance.choice([[25, 50, 75], [10, 40, 90]]), marked=True)


@plants("PLN006")
def amounts_without_a_mark(report: Report, chance: random.Random) -> Mutant | None:
    return _in_amounts(report, chance, chance.choice([[20, 50, 80], [0, 30, 100]]), marked=False)


@plants("PLN007")
def one_quarter_off_by_a_cent(report: Report, chance: random.Random) -> Mutant | None:
    mutant = _in_amounts(report, chance, [25, 50, 75], marked=True)
    if mutant is None:
        return None
    number = int(mutant.touched[0][1])
    project = mutant.report.projects[number]
    half = (project.budget.total or Decimal(0)) / 2
    if half != half.quantize(_CENT):
        return None  # either neighbour would be a way of rounding
    june = half + chance.choice([_CENT, -_CENT])
    plan = project.plan.model_copy(update={"june": june})
    return with_project(mutant.report, number, plan=plan)


@plants("PLN009")
def plan_left_blank(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, _is_planned)
    return None if number is None else with_project(report, number, plan=SpendingPlan())
