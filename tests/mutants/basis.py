"""Faults of what values rest on (指标值确定依据)."""

import random

from jixiao.model import Indicator, Project, Report
from tests.mutants import Mutant, any_project, any_row, plants, with_project, with_row
from tests.mutants.values import without_models


def _is_founded(row: Indicator) -> bool:
    return row.basis is not None and row.value is not None


def _has_four(project: Project) -> bool:
    return len(project.indicators) >= 4


def _with_basis(report: Report, chance: random.Random, basis: str | None) -> Mutant | None:
    place = any_row(without_models(report), chance, _is_founded)
    return None if place is None else with_row(report, *place, basis=basis)


@plants("BAS001")
def copied_from_the_indicator(report: Report, chance: random.Random) -> Mutant | None:
    def fits(row: Indicator) -> bool:
        texts = [text for text in (row.level3, row.description) if text and len(text) > 1]
        return bool(texts) and row.basis not in texts

    place = any_row(without_models(report), chance, fits)
    if place is None:
        return None
    row = report.projects[place[0]].indicators[place[1]]
    texts = [text for text in (row.level3, row.description) if text and len(text) > 1]
    return with_row(report, *place, basis=chance.choice(texts))


@plants("BAS002")
def filled_in_downwards(report: Report, chance: random.Random) -> Mutant | None:
    number = any_project(without_models(report), chance, _has_four)
    if number is None:
        return None
    basis = chance.choice(["年度工作计划", "单位工作总结", "《预算法》"])
    rows = [row.model_copy(update={"basis": basis}) for row in report.projects[number].indicators]
    return with_project(report, number, indicators=tuple(rows))


@plants("BAS003")
def title_not_closed(report: Report, chance: random.Random) -> Mutant | None:
    bases = [
        "《村级组织运转经费管理办法",
        "《村级组织运转经费管理办法《",
        "村级组织运转经费管理办法》",
        "年度工作计划（第二批",
        "关于“厕所革命工作的安排",
    ]
    return _with_basis(report, chance, chance.choice(bases))


@plants("BAS004")
def year_in_other_brackets(report: Report, chance: random.Random) -> Mutant | None:
    opening, closing = chance.choice(
        [("（", "）"), ("(", ")"), ("[", "]"), ("【", "】"), ("〔", "）")]
    )
    number = f"{opening}{chance.randint(2015, 2019)}{closing}{chance.randint(1, 99)}号"
    basis = chance.choice(
        [f"财预{number}", f"《经费管理办法》（财行{number}）", f"依据财办{number}文件"]
    )
    return _with_basis(report, chance, basis)


@plants("BAS005")
def basis_left_blank(report: Report, chance: random.Random) -> Mutant | None:
    return _with_basis(report, chance, chance.choice([None, "无", "—"]))
