"""VAL008: the target of satisfaction is low."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.check.data import load
from jixiao.check.measures import is_satisfaction
from jixiao.check.rates import PERCENT_UNITS, may_exceed
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Finding, Severity, Words
from jixiao.check.views import ProjectView, Row

_WARN = Decimal(load("values")["satisfaction"]["warn"])
_ERROR = Decimal(load("values")["satisfaction"]["error"])
# Below it are other scales: 0.9 of 1, 4.5 of five points.
_OTHER_SCALE = Decimal(10)
# By how much satisfaction may rise in a year (满意度提升5%); more is a level.
_RISE = Decimal(20)
_OPPOSITES = ("不满意", "投诉", "差评")


@rule(
    "VAL008",
    zh="满意度指标值偏低",
    en="low target of satisfaction",
    severity="warning",
    aspect="adequacy",
    basis=PRACTICE,
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find targets of satisfaction below 90 %; those below 60 % are sent back for certain.

    Counties expect at least 90 % of those who are served to be satisfied. A lower target needs a
    reason in the basis; one below 60 % would pass with nearly half of them dissatisfied, and is
    an error. Rises of satisfaction (提升5%) and rates of complaints are left alone.

    中文
    ----
    满意度的目标一般不低于90%，低于90%要在确定依据里说明理由。低于60%，将近一半人不满意也算完成，肯定会退回，
    按错误处理。满意度提升的幅度、投诉率不在此列。
    """
    for row in project.rows:
        if row.value is None or not is_satisfaction(row):
            continue
        number = _target(row)
        if number is None or number >= _WARN:
            continue
        severity: Severity = "error" if number < _ERROR else "warning"
        least = f"{_ERROR if number < _ERROR else _WARN}{'分' if row.value.unit == '分' else '%'}"
        yield Finding(
            row.path("value"),
            Words(
                f"满意度指标值“{row.value}”低于{least}",
                f"the target of satisfaction {row.value} is below {least}",
            ),
            Words(
                "提高到90以上；确有原因的，在确定依据里说明",
                "raise it to 90 or more, or give the reason in the basis",
            ),
            severity=severity,
        )


def _target(row: Row) -> Decimal | None:
    """Return the percentage of satisfied people that a row asks for, None where it asks none."""
    value = row.value
    if value is None or value.number is None or value.operator in ("≤", "<"):
        return None
    if value.unit not in PERCENT_UNITS and value.unit not in (None, "分"):
        return None
    if value.number < _OTHER_SCALE or any(word in row.names for word in _OPPOSITES):
        return None
    rises = value.number <= _RISE and may_exceed(f"{row.names}{value.text or ''}")
    return None if rises else value.number
