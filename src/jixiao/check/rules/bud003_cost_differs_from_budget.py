"""BUD003: the cost indicator and the budget say different sums."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from jixiao.check.amounts import agree, amount_in, amount_of, as_wan, is_cut_off, is_in_yuan, sum_of
from jixiao.check.data import number, words
from jixiao.check.gist import Scope, scope_of_cost
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Severity, Words
from jixiao.check.views import ProjectView, Row
from jixiao.model import format_number

# Words of a cost that is only a part of the project's.
_PARTS = words("budget", "part_of_cost")
_YEARS = words("budget", "several_years")
_SHARE = number("budget", "partial_share")
_KINDS = ("cost", "economic_cost")
# Two sums this close are meant to be the same: one of them is mistyped or cut off.
_CLOSE = Decimal("0.01")
_OTHERS = words("budget", "shared")


class _Cost(NamedTuple):
    row: Row
    amount: Decimal


@rule(
    "BUD003",
    zh="成本指标与预算数不符",
    en="cost indicator differs from the budget",
    severity="error",
    aspect="adequacy",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find the cost indicator of the whole project whose sum is not that of the budget.

    A project with one cost indicator in 元 or 万元 states there what all of it costs: the sum must
    be 预算数, once 元 is turned into 万元 and rounded to two decimals. A sum below the budget says
    that less would do; one above it has no money behind it. Unit prices (元/人, 每名…) and what is
    saved are left out. A sum that may be that of a part only (水泵采购总价 in 水泵更新和安装) is
    reported as a warning when it is above the budget or within 1 % of it, and as a hint from 80 %
    of it. A sum above the budget is left alone where others or other years pay a part. Several cost
    indicators may not exceed the budget together.

    Wrong: cost indicator 5万元, budget 2.00. Right: cost indicator ≤2.00万元.
    Correction: find out which of the two is right.

    中文
    ----
    项目只有一条以“元”“万元”计的成本指标时，它就是整个项目的成本，换算成万元、四舍五入到两位小
    数后，应当等于预算数。低于预算数，等于承认预算多报；高于预算数，多出的部分没有资金来源。单价（
    元/人、每名……）和节约额不在此列。可能只是一部分的（“水泵更新和安装”里的“水泵采购总价”），高于预算数
    或相差不到百分之一的按警告处理，达到八成的只作提示。写明有上级资金、配套、分年投入的，高于预算数不算错。
    几条成本指标加起来不能超过预算数。

    错：预算数 2.00 万元，成本指标写“5万元”。
    对：成本指标写“≤2.00万元”。
    改法：核对哪一个对，改指标值或者改预算数。
    """
    budget = project.budget
    if budget.total is None:
        return
    costs = [cost for row in project.rows if (cost := _cost_of(row)) is not None]
    shown = [amount for amount in (budget.total, budget.fiscal, budget.other) if amount is not None]
    if not costs or any(_fits(cost.amount, amount) for cost in costs for amount in shown):
        return
    if len(costs) > 1:
        yield from _too_much_together(costs, budget.total)
        return
    severity = _severity(costs[0], budget.total)
    if severity is not None:
        yield _finding(costs[0], budget.total, severity)


def _fits(cost: Decimal, shown: Decimal) -> bool:
    """Tell whether a cost is what the table shows; one in the wrong unit is for BUD007 to find."""
    return agree(cost, shown) or is_in_yuan(shown, cost)


def _cost_of(row: Row) -> _Cost | None:
    if row.kind2 not in _KINDS or row.value is None or "元" not in row.value.raw:
        return None
    amount = amount_in(row.value)
    names = row.names
    if amount is None or amount <= 0 or any(word in names for word in _PARTS):
        return None
    return _Cost(row, amount)


def _severity(cost: _Cost, total: Decimal) -> Severity | None:
    """Return how certain it is that the cost is that of the whole project; None where it is not."""
    row, amount = cost.row, cost.amount
    if any(word in row.names for word in _YEARS):
        return None
    shared = _is_shared(row)
    if shared and amount > total:
        return None
    stated = row.value is not None and amount_of(row.value) is not None
    scope = scope_of_cost(row.level3, row.description, row.project.model.name)
    if stated and not shared and (_is_certain(scope, amount, total) or is_cut_off(amount, total)):
        return "error"
    # 网格员补贴 200元 in the project 网格员补贴 is a price: it must be of the size of the budget.
    whole = scope == "stated" or (scope is not None and amount >= total / 2)
    if whole or amount > total or total - amount <= _CLOSE * total:
        return "warning"
    return "hint" if amount >= _SHARE * total else None


def _is_certain(scope: Scope, amount: Decimal, total: Decimal) -> bool:
    """Tell whether a cost can only be that of the whole project."""
    if scope == "named":
        return amount > total
    return scope == "whole" or (scope == "plain" and amount >= total / 2)


def _is_shared(row: Row) -> bool:
    """Tell whether others pay a part of the project, or other years do."""
    model = row.project.model
    text = "\n".join([row.names, model.name or "", model.purpose or "", *model.goals])
    return any(word in text for word in (*_OTHERS, *_YEARS))


def _finding(cost: _Cost, total: Decimal, severity: Severity) -> Finding:
    shown = format_number(total)
    reason = Words("", "")
    if is_cut_off(cost.amount, total):
        reason = Words("（四舍五入不是去尾）", " (rounded, not cut off)")
    return Finding(
        cost.row.path("value"),
        Words(
            f"成本指标“{cost.row.value}”与预算数 {shown} 万元不符",
            f"cost indicator {cost.row.value} differs from the budget of {shown} 万元",
        ),
        Words(
            f"核对哪一个对：改指标值，或者改预算数{reason.zh}",
            f"find out which is right, and correct the value or the budget{reason.en}",
        ),
        severity=severity,
    )


def _too_much_together(costs: list[_Cost], total: Decimal) -> Iterator[Finding]:
    together = sum_of(cost.amount for cost in costs)
    several = any(word in cost.row.names for cost in costs for word in _YEARS)
    several = several or _is_shared(costs[0].row)
    if together <= total or agree(together, total) or several:
        return
    largest = max(costs, key=lambda cost: cost.amount)
    shown = as_wan(together)
    yield Finding(
        largest.row.path("value"),
        Words(
            f"{len(costs)} 条成本指标合计 {shown} 万元，超过预算数 {format_number(total)} 万元",
            f"{len(costs)} cost indicators make {shown} 万元,"
            f" more than the budget of {format_number(total)} 万元",
        ),
        Words(
            "核对各条成本指标，合计应当等于预算数",
            "check the cost indicators: together they should be the budget",
        ),
        severity="warning",
    )
