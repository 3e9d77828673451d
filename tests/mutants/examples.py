"""Faults of ignores, and of budgets against costs."""

import random
from decimal import Decimal

from jixiao.model import Checking, Project, Report
from tests.mutants import Mutant, any_project, any_row, plants, with_project, with_row


@plants("CHK001")
def ignore_without_effect(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance)
    if number is None:
        return None
    return with_project(report, number, check=Checking(ignore={"STR008": "编码重复已报备"}))


@plants("CHK002")
def ignore_of_no_rule(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance)
    if number is None:
        return None
    return with_project(report, number, check=Checking(ignore={"BUX003": "成本含上年结转"}))


@plants("BUD003")
def cost_other_than_budget(report: Report, chance: random.Random) -> Mutant | None:
    def has_one_cost(project: Project) -> bool:
        costs = [row for row in project.indicators if row.level2 == "成本指标"]
        return len(costs) == 1 and project.budget.total is not None

    number = any_project(report, chance, has_one_cost)
    if number is None:
        return None
    project = report.projects[number]
    rows = [row.level2 for row in project.indicators]
    other = (project.budget.total or Decimal(0)) + chance.randint(1, 50)
    changes = {"value": f"≤{other:f}万元", "level3": "项目总成本", "description": "全年支出总额"}
    return with_row(report, number, rows.index("成本指标"), **changes)


@plants("VAL003")
def percent_in_words(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(report, chance, lambda row: row.value is not None and row.value.unit == "%")
    if place is None:
        return None
    value = report.projects[place[0]].indicators[place[1]].value
    assert value is not None
    return with_row(report, *place, value=value.raw.replace("%", "百分比"))


@plants("TXT006")
def sign_that_looks_alike_in_a_goal(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, lambda project: bool(project.goals))
    if number is None:
        return None
    sign = chance.choice(["≧", "⩾"])
    goals = report.projects[number].goals
    told = f"{goals[0].rstrip('。；')}，完成比例{sign}{chance.randint(91, 99)}%。"
    return with_project(report, number, goals=(told, *goals[1:]))
