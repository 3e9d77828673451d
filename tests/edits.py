"""Random corrections of a report, as a clerk makes them: seeded, so that each can be had again."""

import random
from collections.abc import Callable
from decimal import Decimal

from jixiao.model import Indicator, IndicatorValue, Project, Report

_WORDS = "数量质量完成及时率覆盖群众满意度培训人次维护里程支出成本项目验收合格补助发放设备购置"
_MONTHS = ("march", "june", "october", "december")


def edited(report: Report, seed: int, edits: int | None = None) -> Report:
    """Return a report with a few random corrections, at least one."""
    chance = random.Random(seed)
    for _ in range(edits or chance.randint(1, 4)):
        report = chance.choice(_EDITS)(report, chance)
    return report


def _words(chance: random.Random, least: int = 2, most: int = 12) -> str:
    return "".join(chance.choice(_WORDS) for _ in range(chance.randint(least, most)))


def _in_project(
    change: Callable[[Project, random.Random], Project],
) -> Callable[[Report, random.Random], Report]:
    def edit(report: Report, chance: random.Random) -> Report:
        if not report.projects:
            return report
        at = chance.randrange(len(report.projects))
        projects = list(report.projects)
        projects[at] = change(projects[at], chance)
        return report.model_copy(update={"projects": tuple(projects)})

    return edit


def _amount(project: Project, chance: random.Random) -> Project:
    name = chance.choice(("total", "fiscal", "other"))
    number = chance.choice([None, Decimal(chance.randint(0, 999999)) / 100, Decimal("7.00")])
    return project.model_copy(update={"budget": project.budget.model_copy(update={name: number})})


def _plan(project: Project, chance: random.Random) -> Project:
    month = chance.choice(_MONTHS)
    # Above 100, or at the total of the budget, it would be taken for an amount.
    plan = project.plan.model_copy(update={month: Decimal(chance.randint(1, 99))})
    return project.model_copy(update={"plan": plan})


def _purpose(project: Project, chance: random.Random) -> Project:
    text = project.purpose or ""
    at = chance.randint(0, len(text))
    new = chance.choice(
        [
            text[:at] + _words(chance) + text[at:],
            text[: at // 2] + text[at:],
            f"{text}\n{_words(chance)}" if text else _words(chance),
            _words(chance, 5, 40),
            None,
        ]
    )
    tidy = "\n".join(line for line in map(str.strip, (new or "").split("\n")) if line)
    return project.model_copy(update={"purpose": tidy or None})


def _goal(project: Project, chance: random.Random) -> Project:
    goals = list(project.goals)
    at = chance.randint(0, len(goals))
    kind = chance.choice(("change", "add", "remove", "swap"))
    if kind == "add" or not goals:
        goals.insert(at, _words(chance, 4, 20))
    elif kind == "remove":
        del goals[min(at, len(goals) - 1)]
    elif kind == "swap":
        goals.reverse()
    else:
        goals[min(at, len(goals) - 1)] += _words(chance)
    return project.model_copy(update={"goals": tuple(goals)})


def _name(project: Project, chance: random.Random) -> Project:
    return project.model_copy(update={"name": f"{project.name or ''}{_words(chance, 1, 3)}"})


def _code(project: Project, chance: random.Random) -> Project:
    return project.model_copy(update={"code": f"13068223P{chance.randrange(10**11):011d}K"})


def _row(project: Project, chance: random.Random) -> Project:
    rows = list(project.indicators)
    if not rows:
        return project
    at = chance.randrange(len(rows))
    field = chance.choice(("level3", "description", "value", "basis", "level2"))
    text = chance.choice([_words(chance), f"≥{chance.randint(1, 100)}%", None])
    if field == "level2":
        text = chance.choice(("数量指标", "质量指标", "时效指标", "社会效益指标"))
    value = IndicatorValue.parse(text) if field == "value" and text else text
    rows[at] = rows[at].model_copy(update={field: value})
    return project.model_copy(update={"indicators": tuple(rows)})


def _add_row(project: Project, chance: random.Random) -> Project:
    rows = list(project.indicators)
    at = chance.randint(0, len(rows))
    beside = rows[min(at, len(rows) - 1)] if rows else None
    new = Indicator(
        level1=chance.choice([beside.level1 if beside else "产出指标", "满意度指标", "产出指标"]),
        level2=chance.choice(("数量指标", "质量指标", "服务对象满意度指标")),
        level3=_words(chance),
        description=chance.choice([None, _words(chance, 4, 30)]),
        value=IndicatorValue.parse(f"≥{chance.randint(1, 99)}{chance.choice('%个人次')}"),
        basis=chance.choice([None, _words(chance)]),
    )
    rows.insert(at, new)
    return project.model_copy(update={"indicators": tuple(rows)})


def _delete_rows(project: Project, chance: random.Random) -> Project:
    rows = list(project.indicators)
    if not rows:
        return project
    at = chance.randrange(len(rows))
    del rows[at : at + chance.choice((1, 1, 1, 2, 3))]
    return project.model_copy(update={"indicators": tuple(rows)})


def _move_row(project: Project, chance: random.Random) -> Project:
    rows = list(project.indicators)
    if len(rows) > 1:
        rows.insert(chance.randrange(len(rows)), rows.pop(chance.randrange(len(rows))))
    return project.model_copy(update={"indicators": tuple(rows)})


def _prose(report: Report, chance: random.Random) -> Report:
    name = chance.choice(("overall", "itemised", "safeguards"))
    lines = (getattr(report.targets, name) or "").split("\n")
    at = chance.randint(0, len(lines))
    kind = chance.choice(("add", "remove", "change"))
    if kind == "add":
        lines.insert(at, _words(chance, 8, 60))
    elif kind == "remove":
        del lines[min(at, len(lines) - 1)]
    else:
        lines[min(at, len(lines) - 1)] += _words(chance)
    text = "\n".join(line for line in lines if line) or None
    return report.model_copy(update={"targets": report.targets.model_copy(update={name: text})})


def _unit(report: Report, chance: random.Random) -> Report:
    if report.unit.name is None:
        return report
    unit = report.unit.model_copy(update={"name": report.unit.name + _words(chance, 1, 2)})
    return report.model_copy(update={"unit": unit})


_EDITS: tuple[Callable[[Report, random.Random], Report], ...] = (
    *map(_in_project, (_amount, _amount, _plan, _purpose, _goal, _goal, _name, _code)),
    *map(_in_project, (_row, _row, _row, _add_row, _add_row, _delete_rows, _move_row)),
    _prose,
    _unit,
)
