"""Faults of indicator tables: blanks, rows left out, and rows in the wrong place or direction."""

import random
from collections.abc import Callable
from typing import Any

from jixiao.model import Indicator, Project, Report
from tests.mutants import Mutant, any_project, any_row, plants, with_project, with_row
from tests.mutants.values import without_models


def _is(*level2: str) -> Callable[[Indicator], bool]:
    return lambda row: row.level2 in level2


def _named(row: Indicator, level3: str, description: str) -> dict[str, Any]:
    """Return other names for a row; where there is no level 3 the description says it all."""
    if row.level3 is None:
        return {"description": level3}
    return {"level3": level3, "description": description}


def _row(report: Report, place: tuple[int, int]) -> Indicator:
    return report.projects[place[0]].indicators[place[1]]


# Kinds of rows whose name no other finding quotes.
_PLAIN = ("数量指标", "质量指标", "社会效益指标")


@plants("IND001")
def level1_blank(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(report, chance, lambda row: row.level1 is not None)
    return place and with_row(report, *place, level1=None)


@plants("IND001")
def level2_blank(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(report, chance, lambda row: row.level2 is not None)
    return place and with_row(report, *place, level2=None)


@plants("IND002")
def a_kind_left_out(report: Report, chance: random.Random) -> Mutant | None:
    def has_all(project: Project) -> bool:
        kinds = {row.level2 for row in project.indicators}
        return kinds >= {"数量指标", "质量指标", "时效指标", "成本指标"}

    number = any_project(report, chance, has_all)
    if number is None:
        return None
    kind = chance.choice(["数量指标", "质量指标", "时效指标", "成本指标"])
    rows = report.projects[number].indicators
    return with_project(report, number, indicators=tuple(row for row in rows if row.level2 != kind))


@plants("IND002")
def a_group_left_out(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, lambda project: len(project.indicators) > 1)
    if number is None:
        return None
    rows = report.projects[number].indicators
    group = chance.choice(sorted({row.level1 or "" for row in rows}))
    return with_project(
        report, number, indicators=tuple(row for row in rows if row.level1 != group)
    )


@plants("IND003")
def level3_blank(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(report, chance, lambda row: row.level3 is not None and row.level2 in _PLAIN)
    return place and with_row(report, *place, level3=None)


@plants("IND004")
def description_blank(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(report, chance, lambda row: row.description is not None)
    return place and with_row(report, *place, description=None)


@plants("IND005")
def description_a_mere_sign(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(
        report, chance, lambda row: row.description is not None and row.level2 in _PLAIN
    )
    return place and with_row(
        report, *place, description=chance.choice(["0", "/", "无", "同上", "——"])
    )


@plants("IND006")
def stability_as_ecology(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(report, chance, _is("生态效益指标"))
    if place is None:
        return None
    names = _named(_row(report, place), "维护社会稳定", "促进社会和谐稳定的水平")
    return with_row(report, *place, **names)


@plants("IND006")
def timeliness_as_satisfaction(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(report, chance, _is("时效指标"))
    return place and with_row(report, *place, level1="满意度指标")


@plants("IND007")
def satisfaction_of_nobody(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(report, chance, _is("服务对象满意度指标"))
    if place is None:
        return None
    names = _named(_row(report, place), "长期发挥作用", "项目长期发挥作用的程度")
    return with_row(report, *place, **names)


@plants("IND008")
def cost_at_least(report: Report, chance: random.Random) -> Mutant | None:
    def is_limited(row: Indicator) -> bool:
        limited = row.value is not None and row.value.operator == "≤"
        return limited and row.level2 == "成本指标" and "标准" not in (row.level3 or "")

    place = any_row(report, chance, is_limited)
    if place is None:
        return None
    value = _row(report, place).value
    assert value is not None
    return with_row(report, *place, value=value.raw.replace("≤", "≥"))


@plants("IND009")
def errors_at_least(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(report, chance, _is("质量指标"))
    if place is None:
        return None
    names = _named(_row(report, place), "信息录入差错率", "录入有差错的信息条目比例")
    return with_row(report, *place, **names, value="≥3%")


@plants("IND009")
def accidents_at_least(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(report, chance, _is("社会效益指标"))
    if place is None:
        return None
    names = _named(_row(report, place), "群众安全事故发生率", "辖区群众安全事故发生的比例")
    return with_row(report, *place, **names, value="≥95%")


@plants("IND010")
def quantity_as_rate(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(report, chance, _is("数量指标"))
    if place is None:
        return None
    names = _named(_row(report, place), "年度任务完成率", "按计划完成的任务比例")
    return with_row(report, *place, **names, value="≥95%")


@plants("IND010")
def quantity_as_payment(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(report, chance, _is("数量指标"))
    if place is None:
        return None
    names = _named(_row(report, place), "发放金额", "全年发放的补助金额")
    return with_row(report, *place, **names, value=f"≥{chance.randint(3, 60)}万元")


@plants("IND011")
def old_term_copied(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(report, chance, lambda row: row.level1 == "效益指标")
    return place and with_row(report, *place, level1="效果指标")


@plants("IND012")
def table_left_empty(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(report, chance, lambda project: bool(project.indicators))
    return None if number is None else with_project(report, number, indicators=())


@plants("IND014")
def row_copied_over_another(report: Report, chance: random.Random) -> Mutant | None:
    """Write the names and the value of the quantity into the row of quality, or of benefit."""

    def has_both(project: Project) -> bool:
        kinds = {row.level2 for row in project.indicators}
        return bool(kinds & set(_COPIED)) and len(project.indicators) > 1

    number = any_project(without_models(report), chance, has_both)
    if number is None:
        return None
    rows = report.projects[number].indicators
    to = next(index for index, row in enumerate(rows) if row.level2 in _COPIED)
    source = rows[to - 1 if to else 1]
    return with_row(
        report,
        number,
        to,
        level3=source.level3,
        description=source.description,
        value=source.value and source.value.raw,
    )


_COPIED = ("质量指标", "社会效益指标", "可持续影响指标")
