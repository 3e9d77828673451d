"""BUD008: the total of a budget is blank."""

from collections.abc import Iterator

from jixiao.check.amounts import as_wan, sum_of
from jixiao.check.registry import rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView


@rule(
    "BUD008",
    zh="预算数空白",
    en="total left blank",
    severity="error",
    aspect="completeness",
    basis="财预〔2015〕88号",
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find projects without 预算数: no target can be judged without what it may cost.

    Where fiscal or other funds are given, the fix writes their sum; look at it first.

    Wrong: a blank total, fiscal 5.00. Right: total 5.00, fiscal 5.00.

    中文
    ----
    没有预算数，目标定得合不合适就无从审核。财政资金或其他资金已经填写的，自动修改填上它们的和，
    改后请核对。

    错：预算数空白，财政资金 5.00。
    对：预算数 5.00，财政资金 5.00。
    """
    budget = project.budget
    if budget.total is not None:
        return
    path = project.path("budget", "total")
    parts = [amount for amount in (budget.fiscal, budget.other) if amount is not None]
    if parts:
        made = sum_of(parts)
        yield Finding(
            path,
            Words("预算数空白", "the total is blank"),
            Words(f"按资金来源应为 {as_wan(made)} 万元", f"its parts make {as_wan(made)} 万元"),
            Fix("unsafe", (Edit(path, made),)),
        )
        return
    yield Finding(
        path,
        Words("预算数、财政资金、其他资金都空白", "total, fiscal and other funds are all blank"),
        Words("填写预算数，单位万元", "give the total in 万元"),
    )
