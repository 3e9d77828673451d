"""PLN006: the spending plan has amounts where percentages belong."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal, localcontext

from jixiao.check.amounts import rounded
from jixiao.check.plans import DIGITS, FULL, Plan, names_of, plan_of
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView

# Whole percentages where they are exact, else two decimals.
_STEPS = (Decimal(1), Decimal("0.01"))


@rule(
    "PLN006",
    zh="资金支出计划填了金额",
    en="amounts instead of percentages in the plan",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="safe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find plans that have 万元 under the heading 资金支出计划（%）.

    The form asks for percentages of the budget; 2.60 under a % sign reads as 2.6 %. Amounts are
    told by their mark in the definition, or by a December that is the total of the budget.
    Wrong: 0.65 / 1.30 / 1.95 / 2.60 of a budget of 2.60. Right: 25 / 50 / 75 / 100.
    The fix converts them where December is the total and each percentage, with two decimals at
    most, gives the amount back; else work them out by hand.

    中文
    ----
    表头是“资金支出计划（%）”，应当填占预算数的百分数；填 2.60，按表头读就是 2.6%。
    错：预算数 2.60 万元，填 0.65、1.30、1.95、2.60。对：填 25、50、75、100。
    自动修改：12 月底等于预算数，并且各月的百分数（最多两位小数）乘回去正好是原来的金额，就换算成
    百分数；否则要自己算。
    """
    plan = plan_of(project)
    if plan is None or not plan.amounts or not plan.filled:
        return
    last = list(plan.filled)[-1]
    name, written = names_of([last]), plan.written(plan.filled[last])
    yield Finding(
        plan.path(next(iter(plan.filled))),
        Words(
            f"资金支出计划填的是金额（{name.zh} {written}），应填百分数",
            f"the plan has amounts ({written} in {name.en}) instead of percentages",
        ),
        Words("换算成占预算数的百分数", "turn them into percentages of the budget"),
        _conversion(plan),
    )


def _conversion(plan: Plan) -> Fix | None:
    """Return the edits that turn all amounts into percentages; None where one is not exact."""
    total, december = plan.goal, plan.values["december"]
    if total is None or total <= 0 or december != total or plan.has_uneven_quarters:
        return None
    marked = plan.project.plan.unit == "amount"
    if not marked and total < FULL and total == total.to_integral_value():
        return None  # they might be percentages that end early
    with localcontext(prec=DIGITS):
        tried = [_percentages(plan, total, step) for step in _STEPS]
    percentages = next((found for found in tried if found is not None), None)
    if percentages is None:
        return None
    edits: list[Edit] = [Edit(plan.path(month), value) for month, value in percentages.items()]
    if marked:
        edits.append(Edit(plan.project.path("plan", "unit"), None))
    return Fix("safe", tuple(edits))


def _percentages(plan: Plan, total: Decimal, step: Decimal) -> dict[str, Decimal] | None:
    """Return all amounts as percentages in steps of a size; None where one gives another amount."""
    found: dict[str, Decimal] = {}
    for month, amount in plan.filled.items():
        if not 0 <= amount <= total:
            return None
        percentage = (amount * FULL / total).quantize(step, ROUND_HALF_UP)
        if rounded(percentage * total / FULL) != amount:
            return None
        found[month] = percentage
    return found
