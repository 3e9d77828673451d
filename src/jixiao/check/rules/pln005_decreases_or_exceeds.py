"""PLN005: the spending plan goes down, or over the whole."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.check.plans import Plan, names_of, plan_of
from jixiao.check.registry import ARITHMETIC, rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView


@rule(
    "PLN005",
    zh="资金支出计划倒退或超过 100%",
    en="plan decreases or exceeds 100 %",
    severity="error",
    aspect="feasibility",
    basis=ARITHMETIC,
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find plans with a value below the one before it, above 100 %, or below zero.

    The values are cumulative: what was spent by June cannot be less by October, and nobody can
    spend more than the budget. Amounts are compared with the total.
    Wrong: 50 / 40 / 80 / 100, or 30 / 60 / 90 / 120. Right: 40 / 50 / 80 / 100.
    Correction: write the sums so far; values of single periods that add up to 100 % are found by
    PLN001.

    中文
    ----
    四个数是累计数，10 月底不会比 6 月底少，也不会超过预算。填金额的，与预算数比。
    错：50、40、80、100；30、60、90、120。对：40、50、80、100。
    改法：填到该月底为止一共支出多少。各期加起来正好 100% 的，由 PLN001 提示。
    """
    plan = plan_of(project)
    if plan is None:
        return
    before: tuple[str, Decimal] | None = None
    for month, value in plan.filled.items():
        finding = _off_scale(plan, month, value)
        if finding is None and before is not None and value < before[1] and not plan.is_by_period:
            finding = _decreasing(plan, month, value, before)
        if finding is not None:
            yield finding
        else:
            before = month, value


def _off_scale(plan: Plan, month: str, value: Decimal) -> Finding | None:
    name, written = names_of([month]), plan.written(value)
    if value < 0:
        message = Words(
            f"资金支出计划{name.zh}是 {written}，小于 0", f"the plan is {written} in {name.en}"
        )
        return Finding(plan.path(month), message, Words("填累计支出数", "write what is spent"))
    if plan.goal is None or not plan.exceeds(value):
        return None
    goal = plan.written(plan.goal)
    whole = Words("预算数", "the budget of ") if plan.amounts else Words("", "")
    return Finding(
        plan.path(month),
        Words(
            f"资金支出计划{name.zh}是 {written}，超过{whole.zh} {goal}",
            f"the plan is {written} in {name.en}, more than {whole.en}{goal}",
        ),
        Words(f"最多填 {goal}", f"write {goal} at most"),
    )


def _decreasing(plan: Plan, month: str, value: Decimal, before: tuple[str, Decimal]) -> Finding:
    name, earlier = names_of([month]), names_of([before[0]])
    written, more = plan.written(value), plan.written(before[1])
    return Finding(
        plan.path(month),
        Words(
            f"资金支出计划{name.zh} {written} 比{earlier.zh} {more} 还少",
            f"the plan has {written} in {name.en}, less than {more} in {earlier.en}",
        ),
        Words("填到该月底为止的累计数", "write the sum of all that is spent so far"),
    )
