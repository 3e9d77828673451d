"""Faults of values (指标值)."""

import random
from collections import defaultdict
from collections.abc import Callable

from jixiao.model import Indicator, IndicatorValue, Project, Report
from tests.mutants import Mutant, any_project, any_row, plants, with_project, with_row

_NEVER_COUNTED = ("时效指标", "成本指标")


def _value(row: Indicator) -> IndicatorValue:
    assert row.value is not None
    return row.value


def _with_value(
    report: Report,
    chance: random.Random,
    fits: Callable[[Indicator, IndicatorValue], bool],
    written: Callable[[Indicator, IndicatorValue], str],
) -> Mutant | None:
    """Write another value into some row whose value fits."""
    place = any_row(
        without_models(report), chance, lambda row: row.value is not None and fits(row, row.value)
    )
    if place is None:
        return None
    row = report.projects[place[0]].indicators[place[1]]
    return with_row(report, *place, value=written(row, _value(row)))


def without_models(report: Report) -> Report:
    """Return a report whose projects have no rows where two others have the same indicators.

    A fault in the first of several that are alike has the others compared with another one: new
    findings far from the fault, and right ones.
    """
    alike: dict[object, list[int]] = defaultdict(list)
    for number, project in enumerate(report.projects):
        alike[frozenset(map(_names, project.indicators))].append(number)
    models = {numbers[0] for numbers in alike.values() if len(numbers) > 2}
    projects = [
        project.model_copy(update={"indicators": ()}) if number in models else project
        for number, project in enumerate(report.projects)
    ]
    return report.model_copy(update={"projects": tuple(projects)})


def _names(row: Indicator) -> str:
    return f"{row.level3 or ''}{row.description or ''}"


def _is_plain(value: IndicatorValue) -> bool:
    return value.number is not None and value.unit is not None and value.text is None


@plants("VAL001")
def description_typed_as_unit(report: Report, chance: random.Random) -> Mutant | None:
    def fits(row: Indicator, value: IndicatorValue) -> bool:
        return value.number is not None and value.text is None and len(row.description or "") > 3

    def written(row: Indicator, value: IndicatorValue) -> str:
        return f"{value.operator or ''}{value.number}{row.description}"

    return _with_value(report, chance, fits, written)


@plants("VAL001")
def sentence_typed_as_unit(report: Report, chance: random.Random) -> Mutant | None:
    sentence = chance.choice(["按要求完成全年任务", "群众生活得到保障", "项目资金按时支出"])
    return _with_value(
        report,
        chance,
        lambda row, value: value.unit == "%" and value.text is None,
        lambda row, value: f"≥{value.number}{sentence}",
    )


@plants("VAL002")
def unit_left_out(report: Report, chance: random.Random) -> Mutant | None:
    least = 100 if report.header.edition == "hebei-2020" else 1  # 2020 prints no %

    def fits(row: Indicator, value: IndicatorValue) -> bool:
        return _is_plain(value) and value.number is not None and value.number > least

    return _with_value(
        report, chance, fits, lambda row, value: f"{value.operator or ''}{value.number}"
    )


@plants("VAL003")
def percentage_in_words(report: Report, chance: random.Random) -> Mutant | None:
    written = chance.choice(["百分之九十五", "≥百分之九十", "95百分比", "百分之九十以上"])
    return _with_value(
        report, chance, lambda row, value: value.unit == "%", lambda row, value: written
    )


@plants("VAL004")
def operator_left_out(report: Report, chance: random.Random) -> Mutant | None:
    def fits(row: Indicator, value: IndicatorValue) -> bool:
        if row.level2 in _NEVER_COUNTED or value.operator is None or not _is_plain(value):
            return False
        return value.number not in (0, 100)

    return _with_value(report, chance, fits, lambda row, value: f"{value.number}{value.unit}")


@plants("VAL005")
def at_least_nothing(report: Report, chance: random.Random) -> Mutant | None:
    def fits(row: Indicator, value: IndicatorValue) -> bool:
        counted = value.unit in ("个", "次", "人", "户", "场", "台", "件")
        return value.operator == "≥" and (counted or "满意" in _names(row))

    return _with_value(report, chance, fits, lambda row, value: f"≥0{value.unit or ''}")


@plants("VAL006")
def satisfaction_of_all(report: Report, chance: random.Random) -> Mutant | None:
    return _with_value(
        report,
        chance,
        lambda row, value: row.level1 == "满意度指标",
        lambda row, value: "≥100%",
    )


@plants("VAL007")
def more_than_all(report: Report, chance: random.Random) -> Mutant | None:
    def fits(row: Indicator, value: IndicatorValue) -> bool:
        names = _names(row)
        bounded = any(word in names for word in ("合格率", "满意度", "准确率", "覆盖率"))
        return bounded and not any(word in names for word in ("提升", "提高", "增长"))

    written = chance.choice(["≥110%", "＝120%", "≥950%", ">100%"])
    return _with_value(report, chance, fits, lambda row, value: written)


@plants("VAL008")
def hardly_anybody_content(report: Report, chance: random.Random) -> Mutant | None:
    return _with_value(
        report,
        chance,
        lambda row, value: row.level1 == "满意度指标",
        lambda row, value: f"≥{chance.choice([30, 50, 60, 75, 80, 85])}%",
    )


@plants("VAL009")
def term_that_is_none(report: Report, chance: random.Random) -> Mutant | None:
    last_year = (report.header.fiscal_year or 2023) - 1
    written = chance.choice(
        ["每月31日之前", "2月30日之前", "11月31日前", "及时完成", "按时", f"{last_year}年12月底前"]
    )
    return _with_value(
        report, chance, lambda row, value: row.level2 == "时效指标", lambda row, value: written
    )


@plants("VAL010")
def sign_that_looks_alike(report: Report, chance: random.Random) -> Mutant | None:
    signs = {"≥": chance.choice(["≧", ">=", "》"]), "≤": chance.choice(["≦", "<=", "⩽"])}
    return _with_value(
        report,
        chance,
        lambda row, value: value.raw[0] in signs,
        lambda row, value: f"{signs[value.raw[0]]}{value.raw[1:]}",
    )


@plants("VAL011")
def filled_in_downwards(report: Report, chance: random.Random) -> Mutant | None:
    def fits(project: Project) -> bool:
        return sum(row.value is not None for row in project.indicators) >= 5

    number = any_project(without_models(report), chance, fits)
    if number is None:
        return None
    same = IndicatorValue.parse(f"≥{chance.choice([90, 96, 98])}%")
    rows = [row.model_copy(update={"value": same}) for row in report.projects[number].indicators]
    return with_project(report, number, indicators=tuple(rows))


@plants("VAL012")
def unit_typed_twice(report: Report, chance: random.Random) -> Mutant | None:
    return _with_value(
        report,
        chance,
        lambda row, value: _is_plain(value) and value.unit in ("%", "个", "台", "次", "人", "万元"),
        lambda row, value: f"{value.raw}{'元' if value.unit == '万元' else value.unit}",
    )


@plants("VAL013")
def value_left_blank(report: Report, chance: random.Random) -> Mutant | None:
    place = any_row(without_models(report), chance, lambda row: bool(row.value and _names(row)))
    return None if place is None else with_row(report, *place, value=None)


@plants("VAL013")
def stroke_for_a_value(report: Report, chance: random.Random) -> Mutant | None:
    return _with_value(report, chance, lambda row, value: bool(_names(row)), lambda row, value: "—")


@plants("VAL014")
def fine_words(report: Report, chance: random.Random) -> Mutant | None:
    written = chance.choice(["有效提升", "不断完善", "高质量完成", "明显改善"])
    return _with_value(
        report, chance, lambda row, value: row.level2 != "时效指标", lambda row, value: written
    )


@plants("VAL015")
def value_of_the_row_above(report: Report, chance: random.Random) -> Mutant | None:
    """Type the description of the row above behind the number, as when a row is copied."""

    def rows_above(project: Project, index: int) -> str:
        return project.indicators[index - 1].description or ""

    places = [
        (number, index)
        for number, project in enumerate(without_models(report).projects)
        for index, row in enumerate(project.indicators)
        if index
        and row.value is not None
        and row.value.number is not None
        and row.value.text is None
        and len(rows_above(project, index)) > 3
        and not rows_above(project, index).startswith(_names(row))
        and rows_above(project, index) not in (row.level3, row.description)
    ]
    if not places:
        return None
    number, index = chance.choice(places)
    value = _value(report.projects[number].indicators[index])
    written = rows_above(report.projects[number], index)
    return with_row(report, number, index, value=f"{value.operator or ''}{value.number}{written}")
