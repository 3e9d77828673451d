"""PLN003: a month is blank between others that are filled in."""

from collections.abc import Iterator

from jixiao.check.plans import MONTHS, names_of, plan_of
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView


@rule(
    "PLN003",
    zh="资金支出计划中间空缺",
    en="hole in the plan",
    severity="error",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find plans with a blank month between two months that are filled in.

    The values are cumulative, so a month between 50 % and 100 % has a value of its own, at least
    that of the month before. Months after 100 % was reached are the business of PLN002.
    Wrong: 50 / blank / 100 / 100. Right: 50 / 50 / 100 / 100. Correction: fill the month in.

    中文
    ----
    四个数是累计数，50% 和 100% 之间的月份一定有数，至少等于前一个数。到 100% 以后空着的，由 PLN002
    提示。
    错：50、空、100、100。对：50、50、100、100。
    改法：补填；这段时间没有支出的，照填前一个数。
    """
    plan = plan_of(project)
    if plan is None or not plan.blanks or len(plan.filled) < 2:
        return
    places = [MONTHS.index(month) for month in plan.filled]
    end = MONTHS.index(plan.full_from) if plan.full_from is not None else places[-1]
    holes = [month for month in plan.blanks if places[0] < MONTHS.index(month) < end]
    if holes:
        names = names_of(holes)
        yield Finding(
            plan.path(holes[0]),
            Words(
                f"资金支出计划{names.zh}空着，前后都有数",
                f"{names.en} is blank between months that are filled in",
            ),
            Words(
                "补填累计数；没有支出的，照填前一个数",
                "fill it in; where nothing is spent, with the value before",
            ),
        )
