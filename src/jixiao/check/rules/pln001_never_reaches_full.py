"""PLN001: the spending plan ends before all the money is spent."""

from collections.abc import Iterator
from itertools import accumulate

from jixiao.check.data import number
from jixiao.check.plans import Plan, names_of, plan_of
from jixiao.check.registry import ARITHMETIC, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView

_WHOLE_AS_FRACTION = number("plan", "whole_as_fraction")


@rule(
    "PLN001",
    zh="资金支出计划没有到 100%",
    en="plan never reaches 100 %",
    severity="error",
    aspect="feasibility",
    basis=ARITHMETIC,
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find plans whose highest value is below 100 %, or below the total where they are amounts.

    The four values are cumulative, and by the end of December all the money of the year is to be
    spent: 12月底 is 100 %. Often the values are those of each period instead of the sum so far;
    where they add up to 100 %, the message says so, and the fix adds them up (have a look at it).
    Wrong: 50 / 50 / blank / blank. Right: 50 / 100 / 100 / 100. Correction: plan up to 100 %.

    中文
    ----
    四个数是累计数，到 12 月底当年的钱应当全部支出，所以12月底是 100%；填金额的，12月底等于预算数。
    常见的错误是填了每段时间各支出多少，没有累计；加起来正好 100% 的，提示里会指出。
    错：50、50、空、空。对：50、100、100、100。
    自动修改（需要过目）：加起来正好 100% 的，改成累计数。
    """
    plan = plan_of(project)
    if plan is None or plan.goal is None or not plan.filled or plan.full_from is not None:
        return
    last = max(reversed(plan.filled), key=plan.filled.__getitem__)
    highest, name, goal = plan.filled[last], names_of([last]), plan.written(plan.goal)
    message = Words(
        f"资金支出计划最高只到 {plan.written(highest)}（{name.zh}），没有到 {goal}",
        f"the plan comes to {plan.written(highest)} ({name.en}) instead of {goal}",
    )
    if plan.is_by_period:
        yield _by_period(plan, message)
        return
    if not plan.amounts and highest == _WHOLE_AS_FRACTION:
        advice = Words("可能把百分数写成了小数，100% 应写 100", "write 100 for 100 %, not 1")
    else:
        advice = Words(f"12月底应填 {goal}", f"December should be {goal}")
    yield Finding(plan.path("december"), message, advice)


def _by_period(plan: Plan, message: Words) -> Finding:
    assert plan.goal is not None
    sums = accumulate(plan.filled.values())
    edits = tuple(
        [
            Edit(plan.path(month), total)
            for (month, value), total in zip(plan.filled.items(), sums, strict=True)
            if total != value
        ]
    )
    advice = Words(
        f"各期相加正好是 {plan.written(plan.goal)}，应当填累计数",
        f"the periods add up to {plan.written(plan.goal)}: write the sums so far",
    )
    return Finding(plan.path("december"), message, advice, Fix("unsafe", edits))
