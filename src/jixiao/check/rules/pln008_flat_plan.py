"""PLN008: the spending plan is the same every quarter."""

from collections.abc import Iterator

from jixiao.check.data import load
from jixiao.check.plans import MONTHS, plan_of
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView

_FLAT = dict(zip(MONTHS, load("plan")["flat"], strict=True))


@rule(
    "PLN008",
    zh="资金支出计划按季平均",
    en="flat plan",
    severity="hint",
    aspect="feasibility",
    basis=PRACTICE,
    profile="strict",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find plans that spend a quarter of the budget each quarter: 25 / 50 / 75 / 100.

    It is right for wages and rents, and it is also what everybody writes who has not thought about
    the project. Purchases, works and rewards are paid at certain times.
    To be looked at: 25 / 50 / 75 / 100 for the purchase of a computer. Better: 0 / 100 / 100 / 100.
    Correction: plan by contract and progress, or ignore it with the reason.

    中文
    ----
    工资、租金按季平均支出是对的，但没有考虑过项目进度的，也都这样写。采购、工程、奖励按合同和进度付款。
    要看一看：购置一台电脑，填 25、50、75、100。更好：0、100、100、100。
    改法：按合同和工作进度安排；确实按季付款的，设为不再提示并写明理由。
    """
    plan = plan_of(project)
    if plan is None or plan.blanks or plan.goal is None:
        return
    if plan.filled == (plan.quarters() if plan.amounts else _FLAT):
        yield Finding(
            project.path("plan"),
            Words(
                "资金支出计划按季平均（25、50、75、100），看不出项目进度",
                "the plan spends the same each quarter and shows nothing of the project",
            ),
            Words(
                "按合同和工作进度安排；确实按季付款的，写明理由不再提示",
                "plan by contract and progress, or ignore it with the reason",
            ),
        )
