"""Faults of budgets: sums, amounts in the text, and quantities times prices."""

import random
import re
from decimal import Decimal

from jixiao.model import Budget, Indicator, Project, Report
from tests.mutants import Mutant, any_project, any_row, plants, with_project, with_row


def _has_budget(project: Project) -> bool:
    return bool(project.budget.total and project.budget.fiscal)


def _tells_no_source(project: Project) -> bool:
    """Tell whether the purpose leaves the sources alone, so that only the table changes."""
    return _has_budget(project) and "其中" not in _bare(project)


def _bare(project: Project) -> str:
    return re.sub(r"\s", "", project.purpose or "")


@plants("BUD001")
def fiscal_funds_mistyped(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, _tells_no_source)
    if number is None:
        return None
    budget = report.projects[number].budget
    wrong = (budget.fiscal or 0) + Decimal(chance.choice(["0.9", "-0.1", "2"]))
    return with_project(report, number, budget=budget.model_copy(update={"fiscal": wrong}))


@plants("BUD001")
def other_funds_not_in_the_total(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, _tells_no_source)
    if number is None:
        return None
    budget = report.projects[number].budget
    wrong = (budget.other or Decimal(0)) + chance.randint(1, 9)
    return with_project(report, number, budget=budget.model_copy(update={"other": wrong}))


@plants("BUD003")
def cost_in_yuan_mistyped(report: Report, chance: random.Random) -> Mutant | None:
    def is_whole_cost(row: Indicator) -> bool:
        value = row.value
        return row.level2 == "成本指标" and value is not None and value.unit == "万元"

    place = any_row(report, chance, is_whole_cost)
    if place is None:
        return None
    total = report.projects[place[0]].budget.total or Decimal(0)
    return with_row(report, *place, value=f"≤{int(total * 10_000) - 370}元")


@plants("BUD004")
def purpose_with_another_budget(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, _has_budget)
    if number is None:
        return None
    project = report.projects[number]
    wrong = f"预算数{(project.budget.total or 0) + chance.randint(1, 40)}万元"
    purpose, changed = re.subn(r"预算数[0-9.]+万元", wrong, project.purpose or "", count=1)
    return with_project(
        report, number, purpose=purpose if changed else f"{wrong}，用于{project.purpose or '办公'}"
    )


@plants("BUD004")
def purpose_adds_up_to_more(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(
        report, chance, lambda project: _has_budget(project) and "元" not in (project.purpose or "")
    )
    if number is None:
        return None
    project = report.projects[number]
    more = (project.budget.total or Decimal(0)) + chance.randint(1, 9)
    purpose = (project.purpose or project.name or "").rstrip("。")
    return with_project(report, number, purpose=f"{purpose}，共计{more}万元。")


@plants("BUD005")
def wages_beyond_the_budget(report: Report, chance: random.Random) -> Mutant | None:
    def has_room(project: Project) -> bool:
        purpose = project.purpose or ""
        return _has_budget(project) and len(purpose) < 100 and "分担" not in purpose

    number = any_project(report, chance, has_room)
    if number is None:
        return None
    project = report.projects[number]
    price = chance.choice([1200, 1790, 2400])
    heads = int((project.budget.total or 0) * 10_000 / price / 12) + chance.randint(2, 20)
    purpose = (project.purpose or "").rstrip("。")
    wages = chance.choice(
        [f"人员报酬{heads}人×{price}元×12个月。", f"为{heads}人每人每月发放{price}元，发12个月。"]
    )
    return with_project(report, number, purpose=f"{purpose}；{wages}")


@plants("BUD005")
def standard_beyond_the_budget(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(
        report,
        chance,
        lambda row: row.level2 == "成本指标" and "每名" in (row.description or ""),
    )
    if place is None:
        return None
    return with_row(report, *place, value=f"≤{chance.choice([350, 470, 530])}元")


@plants("BUD006")
def purpose_blank(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, lambda project: project.purpose is not None)
    return None if number is None else with_project(report, number, purpose=None)


@plants("BUD006")
def purpose_is_the_name(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(
        report, chance, lambda project: bool(project.name) and project.purpose != project.name
    )
    if number is None:
        return None
    return with_project(report, number, purpose=report.projects[number].name)


@plants("BUD007")
def other_funds_negative(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, _tells_no_source)
    if number is None:
        return None
    total = report.projects[number].budget.total or Decimal(0)
    less = chance.randint(1, 5)
    budget = Budget(total=total, fiscal=total + less, other=Decimal(-less))
    return with_project(report, number, budget=budget)


@plants("BUD007")
def budget_in_yuan(report: Report, chance: random.Random) -> Mutant | None:
    def names_its_budget(project: Project) -> bool:
        total = project.budget.total
        return bool(total and total == project.budget.fiscal and f"{total}万元" in _bare(project))

    number = any_project(report, chance, names_its_budget)
    if number is None:
        return None
    total = (report.projects[number].budget.total or Decimal(0)) * 10_000
    return with_project(report, number, budget=Budget(total=total, fiscal=total, other=Decimal(0)))


@plants("BUD008")
def total_blank(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, _has_budget)
    if number is None:
        return None
    budget = report.projects[number].budget.model_copy(update={"total": None})
    return with_project(report, number, budget=budget)
