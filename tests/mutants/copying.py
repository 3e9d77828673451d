"""Faults of copying: the same goals, indicators, sentences and codes where each has its own."""

import random

from jixiao.model import Project, Report, Targets, Unit
from tests.mutants import Mutant, any_project, plants, with_project


def two_projects(report: Report, chance: random.Random) -> tuple[int, int] | None:
    """Return the numbers of two projects of different names, the earlier first."""
    pairs = [
        (first, second)
        for second in range(len(report.projects))
        for first in range(second)
        if report.projects[first].name != report.projects[second].name
    ]
    return chance.choice(pairs) if pairs else None


def with_targets(report: Report, section: str, text: str) -> Mutant:
    """Return a report with another text in a section of Part 1."""
    targets = report.targets.model_copy(update={section: text})
    return Mutant(report.model_copy(update={"targets": targets}), (("targets", section),))


def other_unit(report: Report, number: int, project: Project) -> Report:
    """Return a report of the same year of another unit, with one project."""
    unit = Unit(code=f"77700{number}", name=f"青石县第{'一二'[number]}园艺场")
    return report.model_copy(update={"unit": unit, "projects": (project,), "targets": Targets()})


@plants("DUP001")
def indicators_of_another_project(report: Report, chance: random.Random) -> Mutant | None:
    pair = two_projects(report, chance)
    if pair is None or len(report.projects[pair[0]].indicators) < 3:
        return None
    first, second = (report.projects[number] for number in pair)
    if [row.value for row in first.indicators] == [row.value for row in second.indicators]:
        return None  # copied already
    return with_project(report, pair[1], indicators=first.indicators)


@plants("DUP002")
def goals_of_another_project(report: Report, chance: random.Random) -> Mutant | None:
    pair = two_projects(report, chance)
    if pair is None:
        return None
    first, second = (report.projects[number] for number in pair)
    if not first.goals or set(first.goals) == set(second.goals):
        return None
    return with_project(report, pair[1], goals=first.goals)


@plants("DUP003")
def paragraph_of_another_section(report: Report, chance: random.Random) -> Mutant | None:
    origin, copy = chance.choice(
        [("overall", "itemised"), ("itemised", "safeguards"), ("overall", "safeguards")]
    )
    lines = (getattr(report.targets, origin) or "").strip().splitlines()
    text = getattr(report.targets, copy)
    long = [line for line in lines if len(line) >= 60]
    if not long or not text:
        return None
    copied = chance.choice(long)
    if copied[12:30] in text:
        return None  # copied already
    return with_targets(report, copy, f"{text.rstrip()}\n{copied}")


@plants("DUP004")
def clause_typed_twice(report: Report, chance: random.Random) -> Mutant | None:
    def has_clauses(project: Project) -> bool:
        return any(len(part) > 5 for part in (project.purpose or "").split("，")[1:-1])

    number = any_project(report, chance, has_clauses)
    if number is None:
        return None
    first, *parts, last = (report.projects[number].purpose or "").split("，")
    long = [at for at, part in enumerate(parts) if len(part) > 5 and "。" not in part]
    if not long:
        return None
    at = chance.choice(long)
    doubled = [first, *parts[: at + 1], *parts[at:], last]
    return with_project(report, number, purpose="，".join(doubled))


@plants("DUP006")
def code_of_another_unit(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, lambda project: project.kind == "budget-project")
    if number is None:
        return None
    code = report.projects[number].code or ""
    # One that the other unit has, of the same shape.
    other_code = code[:-4] + "".join(sorted(code[-4:]))
    if other_code in {project.code for project in report.projects} | {""}:
        return None
    mutant = with_project(report, number, code=other_code)
    other = other_unit(report, 0, Project(name="温室维修经费", code=other_code))
    return Mutant(mutant.report, mutant.touched, (other,))


@plants("DUP007")
def indicators_of_every_unit(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, lambda project: len(project.indicators) >= 3)
    if number is None:
        return None
    first, *rows = report.projects[number].indicators
    changed = first.model_copy(update={"description": "温室维修座数"})
    mutant = with_project(report, number, indicators=(changed, *rows))
    taken = Project(name="温室维修经费", indicators=(changed, *rows))
    others = tuple(other_unit(report, unit, taken) for unit in range(2))
    return Mutant(mutant.report, mutant.touched, others)
