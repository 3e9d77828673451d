"""STR006: the report does not say whose it is."""

from collections.abc import Iterator

from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ReportView


@rule(
    "STR006",
    zh="没有写单位名称",
    en="unit name blank",
    severity="error",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find reports without the name of their unit.

    The line above each form names the unit, code and name together; without it nobody can tell
    whose projects they are. A report of special funds alone prints no such line and is left out.
    Wrong: 902016 alone. Right: 902016青石县白沙乡党政综合办公室. Correction: write the name.

    中文
    ----
    每张表上方要印单位代码和单位名称，没有名称就看不出是哪个单位的项目。只有专项资金的报告不印这一行，
    不在此列。
    错：只有“902016”。对：“902016青石县白沙乡党政综合办公室”。改法：填写单位名称。
    """
    kinds = {project.model.kind for project in report.projects}
    if report.unit.name is None and kinds != {"special-fund"}:
        yield Finding(
            ("unit", "name"),
            Words("没有写单位名称", "the name of the unit is blank"),
            Words("填写单位全称", "write the full name of the unit"),
        )
