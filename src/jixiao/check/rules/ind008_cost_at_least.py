"""IND008: a cost that must be at least so much."""

from collections.abc import Iterator

from jixiao.check.data import words
from jixiao.check.measures import is_cost, is_money, speaks_of_saving
from jixiao.check.registry import rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView, Row
from jixiao.model import IndicatorValue, format_number

_FLOORS = words("indicators", "floors")
_NO_COSTS = words("indicators", "no_costs")
_AT_LEAST = frozenset(["≥", ">"])


@rule(
    "IND008",
    zh="成本指标用了“≥”",
    en="cost with ≥",
    severity="warning",
    aspect="adequacy",
    basis="财预〔2021〕101号",
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find cost indicators that ask for at least so much: the more is spent, the better.

    A cost is to be kept below a limit (≤). Many of these rows are no cost at all but a rate of
    spending (预算执行率 ≥100): then the limit in 元 is missing. What is saved, and standards that
    may not be undercut, are left out. The fix turns ≥ into ≤ where the value is money.

    Wrong: 维修成本 ≥5万元. Right: 维修成本 ≤5万元.
    Correction: write the limit: ≤ and the budget in 万元.

    中文
    ----
    成本是要控制的，应写不超过多少（≤）；写“≥”等于花得越多越好。不少这样的指标其实不是成本，而
    是支出的比率（预算执行率 ≥100），那就缺了成本上限。节约额、节约率，以及不得低于的标准，不在此
    列。指标值是金额的，自动修改把“≥”改成“≤”。

    错：维修成本 ≥5万元。
    对：维修成本 ≤5万元。
    改法：写成不超过预算的金额。
    """
    for row in project.rows:
        value = row.value
        if value is None or value.operator not in _AT_LEAST or not is_cost(row):
            continue
        names = row.names
        if speaks_of_saving(names) or any(word in names for word in _FLOORS):
            continue
        yield _no_cost(row, value) if _is_no_cost(names) else _at_least(row, value)


def _is_no_cost(names: str) -> bool:
    return any(word in names for word in _NO_COSTS)


def _no_cost(row: Row, value: IndicatorValue) -> Finding:
    return Finding(
        row.path("value"),
        Words(
            f"成本指标“{row.label}”写“{value}”，没有成本上限",
            f"cost indicator “{row.label}” says {value}: no limit of the cost",
        ),
        Words(
            f"成本写不超过多少钱，如“{_limit(row)}”；比率不是成本",
            f"give the most it may cost, such as {_limit(row)}: a rate is no cost",
        ),
    )


def _at_least(row: Row, value: IndicatorValue) -> Finding:
    fix = None
    if is_money(row):
        mended = "≤" + value.raw.lstrip(" ").lstrip("≥≧⩾>＞=＝")
        fix = Fix("unsafe", (Edit(row.path("value"), mended),))
    return Finding(
        row.path("value"),
        Words(
            f"成本指标“{row.label}”写“{value}”，成本应当是不超过多少",
            f"cost indicator “{row.label}” says {value}: a cost has an upper limit",
        ),
        Words(
            f"用“≤”写成本上限，如“{_limit(row)}”", f"write the limit with ≤, such as {_limit(row)}"
        ),
        fix,
    )


def _limit(row: Row) -> str:
    """Return the budget as the limit of a cost, for an example."""
    total = row.project.budget.total
    return "≤5万元" if total is None else f"≤{format_number(total)}万元"
