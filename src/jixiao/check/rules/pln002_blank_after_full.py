"""PLN002: months are blank after everything is spent."""

from collections.abc import Iterator

from jixiao.check.plans import MONTHS, names_of, plan_of
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView


@rule(
    "PLN002",
    zh="资金支出计划到 100% 以后没有填",
    en="plan blank after 100 %",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find plans that reach 100 % before December and leave the later months blank.

    The values are cumulative: what is spent in June is still spent in December. A blank cell is no
    100 %, and monitoring cannot compare with it.
    Wrong: 50 / 100 / blank / blank. Right: 50 / 100 / 100 / 100.
    The fix fills in the value that was reached; have a look whether the money is really spent by
    then.

    中文
    ----
    四个数是累计数，6 月底全部支出的，到 12 月底仍是 100%。空着不等于 100%，监控时也没有数可比。
    错：50、100、空、空。对：50、100、100、100。
    自动修改（需要过目）：后面各月填上已经达到的数；先核对到那时是否真能全部支出。
    """
    plan = plan_of(project)
    if plan is None or plan.full_from is None or not plan.blanks:
        return
    reached = MONTHS.index(plan.full_from)
    blank = [month for month in plan.blanks if MONTHS.index(month) > reached]
    if not blank:
        return
    value, when, names = plan.filled[plan.full_from], names_of([plan.full_from]), names_of(blank)
    fix = Fix("unsafe", tuple([Edit(plan.path(month), value) for month in blank]))
    yield Finding(
        plan.path(blank[0]),
        Words(
            f"{when.zh}已经到 {plan.written(value)}，{names.zh}空着",
            f"{plan.written(value)} is reached in {when.en}, but {names.en} is blank",
        ),
        Words(f"{names.zh}也填 {plan.written(value)}", f"write {plan.written(value)} there, too"),
        None if plan.exceeds(value) else fix,
    )
