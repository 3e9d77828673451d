"""Invented projects and rows, as short as can be, for tests of corrections."""

from decimal import Decimal
from typing import Any

from jixiao.model import Budget, Header, Indicator, IndicatorValue, Project, Report

ROAD = "用于全镇二十四公里村道的坑槽修补、边沟清理和护栏更换，保证雨季行车安全。"
LAMPS = "用于更换损坏的路灯灯头和地下电缆，检修全部配电箱，方便群众夜间出行。"
OFFICE = "用于三十九个行政村购置办公用品、订阅报刊、缴纳水电取暖费用，维持村级组织运转。"
WATER = "轮修十七座集中供水站的机泵和管网，按季取样化验，报修后半天之内恢复供水。"


def row(level3: str | None, value: str | None = None, **cells: Any) -> Indicator:
    """Return a row; of 产出指标, 数量指标 unless said otherwise."""
    levels = {"level1": "产出指标", "level2": "数量指标", "level3": level3}
    return Indicator(**{**levels, "value": value and IndicatorValue.parse(value), **cells})


def project(code: str | None, name: str | None, purpose: str | None = None, **more: Any) -> Project:
    """Return a project; ``total``: its budget in 万元, as it is written."""
    if total := more.pop("total", None):
        more["budget"] = Budget(total=Decimal(total))
    return Project(code=code, name=name, purpose=purpose, **more)


def report(*projects: Project) -> Report:
    """Return a report of projects."""
    return Report(header=Header(edition="hebei-2023"), projects=projects)
