"""PLN009: the whole spending plan is blank."""

from collections.abc import Iterator

from jixiao.check.plans import plan_of
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ReportView


@rule(
    "PLN009",
    zh="没有填资金支出计划",
    en="plan blank",
    severity="error",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find projects none of whose four plan values is filled in.

    The plan is what spending is monitored against in the course of the year. Projects with a budget
    of zero have nothing to plan. Where the plan of every project is blank, that is said once.
    Wrong: four blank cells. Right: 20 / 50 / 80 / 100.
    Correction: fill in what share of the budget is spent by the end of each month, up to 100 %.

    中文
    ----
    资金支出计划是年中监控支出进度的依据。预算数为 0 的项目没有可安排的，不提示；所有项目都没有填，
    只提示一次。
    错：四格都空着。对：20、50、80、100。
    改法：填到各月底为止累计支出占预算数的百分数，12月底为 100。
    """
    plans = [plan for project in report.projects if (plan := plan_of(project)) is not None]
    blank = [plan.project for plan in plans if not plan.filled]
    advice = Words(
        "填各月底的累计支出百分数，12月底为 100", "fill in the four percentages, up to 100"
    )
    if len(blank) > 1 and len(blank) == len(plans):
        message = Words(
            f"全部 {len(blank)} 个项目都没有填资金支出计划",
            f"the plans of all {len(blank)} projects are blank",
        )
        yield Finding(blank[0].path("plan"), message, advice)
        return
    for project in blank:
        message = Words(
            f"“{project.name}”没有填资金支出计划", f"the plan of {project.name} is blank"
        )
        yield Finding(project.path("plan"), message, advice)
