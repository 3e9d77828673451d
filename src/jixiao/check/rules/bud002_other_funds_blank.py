"""BUD002: other funds are blank instead of 0."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.check.amounts import agree
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView


@rule(
    "BUD002",
    zh="其他资金空白",
    en="other funds left blank",
    severity="hint",
    aspect="completeness",
    basis=PRACTICE,
    profile="strict",
    fix="safe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find blank cells of 其他资金 where there are none: a 0 says it without doubt.

    Most exports print a blank, so reviewers let it pass; but a blank may also be a sum that was
    forgotten. Where fiscal funds are the whole total the fix writes 0.

    Wrong: total 5.00, fiscal 5.00, other blank. Right: other 0.

    中文
    ----
    没有其他资金时写 0 最清楚：空白也可能是漏填。多数导出格式印的就是空白，所以只在从严审核时提示。
    财政资金等于预算数的，自动修改填上 0。

    错：预算数 5.00，财政资金 5.00，其他资金空白。
    对：其他资金写 0。
    """
    budget = project.budget
    if budget.other is not None or budget.total is None or budget.fiscal is None:
        return
    if not agree(budget.fiscal, budget.total):
        return
    path = project.path("budget", "other")
    yield Finding(
        path,
        Words("其他资金空白，没有写 0", "other funds are blank instead of 0"),
        Words("没有其他资金就写 0", "write 0 where there are none"),
        Fix("safe", (Edit(path, Decimal(0)),)),
    )
