"""STR007: the report does not say which year it is for."""

from collections.abc import Iterator

from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ReportView


@rule(
    "STR007",
    zh="没有写预算年度",
    en="fiscal year missing",
    severity="error",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find reports without a fiscal year.

    Targets are set for one budget year; codes, dates and the spending plan can only be judged
    against it. Wrong: no fiscal_year. Right: fiscal_year = 2023.
    Correction: write the year of the budget, not the one in which the report was drafted.

    中文
    ----
    绩效目标按预算年度编制，项目编码、日期和资金支出计划都要对照年度来看。
    错：没有写预算年度。对：写明 2023。
    改法：填写预算所属的年度，不是编制报告的年度。
    """
    if report.model.header.fiscal_year is None:
        yield Finding(
            ("report", "fiscal_year"),
            Words("没有写预算年度", "the fiscal year is missing"),
            Words("填写预算所属的年度，如 2023", "write the year of the budget, such as 2023"),
        )
