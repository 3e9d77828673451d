"""PLN007: equal amounts a quarter that are not rounded alike."""

from collections.abc import Iterator

from jixiao.check.plans import names_of, plan_of
from jixiao.check.registry import ARITHMETIC, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView
from jixiao.model import format_number


@rule(
    "PLN007",
    zh="按季平均的支出计划进位不一致",
    en="quarters not rounded alike",
    severity="warning",
    aspect="adequacy",
    basis=ARITHMETIC,
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find plans in 万元 that spend the same each quarter, but round the sums in different ways.

    A quarter, a half and three quarters of the budget are rounded to two decimals, all in one way.
    A value that is off by a cent comes from adding up rounded figures, or from a typing error.
    Wrong: 1.43 / 2.86 / 4.28 / 5.70 of 5.70. Right: 1.43 / 2.85 / 4.28 / 5.70.
    The fix rounds all of them half up; have a look whether equal quarters are meant.

    中文
    ----
    每季支出相同的，把预算数的四分之一、二分之一、四分之三都按同一办法保留两位小数。差一分钱，是拿四舍五入
    以后的数再相加，或者打错了。
    错：预算数 5.70 万元，填 1.43、2.86、4.28、5.70。对：1.43、2.85、4.28、5.70。
    自动修改（需要过目）：都改成四舍五入的数；先看是不是要按季平均。
    """
    plan = plan_of(project)
    if plan is None or not plan.has_uneven_quarters:
        return
    meant = plan.quarters()
    off = [month for month, value in plan.filled.items() if value != meant[month]]
    names = names_of(off)
    shown = "、".join(format_number(plan.filled[month]) for month in off)
    right = "、".join(format_number(meant[month]) for month in off)
    yield Finding(
        plan.path(off[0]),
        Words(
            f"按季平均的支出计划进位不一致：{names.zh} {shown}，应为 {right}",
            f"the quarters are not rounded alike: {shown} in {names.en} instead of {right}",
        ),
        Words(
            "按季平均的，都四舍五入到两位小数",
            "round all of them half up to two decimals if equal quarters are meant",
        ),
        Fix("unsafe", tuple([Edit(plan.path(month), meant[month]) for month in off])),
    )
