"""PLN004: the first months of the plan are blank."""

from collections.abc import Iterator

from jixiao.check.plans import MONTHS, names_of, plan_of
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView


@rule(
    "PLN004",
    zh="资金支出计划开头空着",
    en="plan blank at the beginning",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find plans whose first months are blank, though later ones are filled in.

    Money that comes in June, or is paid at the end of the year, is fine; but then nothing is spent
    by the end of March, and that is 0. A blank cell may as well have been forgotten.
    Wrong: blank / blank / blank / 100. Right: 0 / 0 / 0 / 100.
    The fix writes 0; have a look whether the months were forgotten.

    中文
    ----
    资金 6 月才到、年底一次付清，都可以；那么 3 月底的累计支出就是 0，应当填 0。空着看不出是没有支出
    还是漏填。
    错：空、空、空、100。对：0、0、0、100。
    自动修改（需要过目）：填 0；先看是不是漏填。
    """
    plan = plan_of(project)
    if plan is None or not plan.blanks or not plan.filled:
        return
    first = next(iter(plan.filled))
    blank = MONTHS[: MONTHS.index(first)]
    if not blank:
        return
    names, zero = names_of(blank), plan.filled[first] * 0
    yield Finding(
        plan.path(blank[0]),
        Words(f"资金支出计划{names.zh}空着", f"the plan is blank in {names.en}"),
        Words("没有支出的填 0，漏填的补上", "write 0 where nothing is spent, else what is"),
        Fix("unsafe", tuple([Edit(plan.path(month), zero) for month in blank])),
    )
