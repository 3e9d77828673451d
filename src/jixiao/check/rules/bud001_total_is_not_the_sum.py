"""BUD001: the total is not fiscal and other funds together."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.check.amounts import agree, as_wan, sum_of
from jixiao.check.registry import ARITHMETIC, rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView


@rule(
    "BUD001",
    zh="预算数不等于财政资金加其他资金",
    en="total is not fiscal plus other funds",
    severity="error",
    aspect="completeness",
    basis=ARITHMETIC,
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find budgets whose parts do not make their total.

    预算数 is 财政资金 and 其他资金 together, to the cent of two decimals. A blank other fund
    counts as nothing. Where only one part is blank the total shows what it must be; where both
    are blank nothing says who pays.

    Wrong: 46.00 with 40.00 and 5.00. Right: 46.00 with 40.00 and 6.00.
    Correction: find out which of the three is wrong.

    中文
    ----
    预算数应当等于财政资金加其他资金，精确到两位小数；其他资金空白按 0 算。两项都空白，就看不
    出资金从哪里来。

    错：预算数 46.00，财政资金 40.00，其他资金 5.00。
    对：预算数 46.00，财政资金 40.00，其他资金 6.00。
    改法：核对三个数，改掉错的那一个。
    """
    total, fiscal, other = project.budget.total, project.budget.fiscal, project.budget.other
    if total is None:
        return
    if fiscal is None and other is None:
        if total:
            yield _without_source(project, total)
        return
    made = sum_of([fiscal or Decimal(0), other or Decimal(0)])
    if agree(made, total):
        return
    shown, both = as_wan(total), as_wan(made)
    parts = f"{as_wan(fiscal or Decimal(0))}＋{as_wan(other or Decimal(0))}"
    yield Finding(
        project.path("budget", "total"),
        Words(
            f"预算数 {shown} 万元，财政资金加其他资金是 {parts}＝{both} 万元",
            f"the total is {shown} 万元, but fiscal and other funds make {parts} = {both} 万元",
        ),
        Words(
            f"核对三个数，相差 {as_wan(abs(total - made))} 万元",
            f"check the three amounts: they are {as_wan(abs(total - made))} 万元 apart",
        ),
    )


def _without_source(project: ProjectView, total: Decimal) -> Finding:
    return Finding(
        project.path("budget", "fiscal"),
        Words(
            f"预算数 {as_wan(total)} 万元，财政资金和其他资金都没有填",
            f"the total is {as_wan(total)} 万元, but neither fiscal nor other funds are given",
        ),
        Words("填写资金来源", "say where the money comes from"),
        severity="warning",
    )
