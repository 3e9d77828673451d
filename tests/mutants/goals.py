"""Faults of goals: none, one twice, one of a few characters."""

import random

from jixiao.model import Project, Report
from tests.mutants import Mutant, any_project, plants, with_project


def _has_goals(project: Project) -> bool:
    return bool(project.goals)


@plants("GOA001")
def goals_left_out(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, _has_goals)
    return None if number is None else with_project(report, number, goals=())


@plants("GOA003")
def goal_pasted_twice(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, _has_goals)
    if number is None:
        return None
    goals = report.projects[number].goals
    again = chance.choice(goals).rstrip("。；")
    return with_project(report, number, goals=(*goals, again))


@plants("GOA004")
def goal_of_a_few_characters(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, _has_goals)
    if number is None:
        return None
    goals = report.projects[number].goals
    short = chance.choice(
        ["满意度", "完成任务", "资金到位。", "运转正常", "预算执行情况", "保障工作开展"]
    )
    return with_project(report, number, goals=(*goals, short))
