"""STR002: a report without any project."""

from collections.abc import Iterator

from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ReportView


@rule(
    "STR002",
    zh="没有项目绩效目标表",
    en="no project",
    severity="error",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find reports that have no project at all.

    Below Part 1 stands one form for each budget project and each special fund; without any there
    is nothing to review, and usually the forms were left out when the file was put together.
    Wrong: Part 1 alone. Right: Part 1 and at least one form. Correction: add the forms.

    中文
    ----
    第一部分之后，每个预算项目、每项专项资金各有一张绩效目标表。一张都没有，就没有可以审核的内容，多半是
    合并文件时漏掉了。
    错：只有第一部分。对：第一部分之后至少有一张表。改法：补上各项目的绩效目标表。
    """
    if not report.projects:
        yield Finding(
            ("projects",),
            Words("报告里没有一个项目", "the report has no project"),
            Words("补上各项目的绩效目标表", "add the forms of the projects"),
        )
