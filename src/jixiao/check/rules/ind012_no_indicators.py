"""IND012: a project without indicators."""

from collections.abc import Iterator

from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView


@rule(
    "IND012",
    zh="没有绩效指标",
    en="no indicators",
    severity="error",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find projects whose indicator table has no row.

    Goals without indicators cannot be measured, monitored or evaluated.

    Wrong: an empty table. Right: 产出, 效益 and 满意度 indicators.
    Correction: fill the table; a project that is no longer wanted is taken out of the report.

    中文
    ----
    指标表一行也没有：目标无法衡量，监控和自评也无从谈起。

    错：指标表是空的。
    对：有产出、效益、满意度指标。
    改法：填写指标表；不再实施的项目从文本中删去。
    """
    if not project.rows:
        yield Finding(
            project.path("indicators"),
            Words("没有一条绩效指标", "the project has no indicators"),
            Words(
                "填写产出、效益、满意度等指标",
                "give indicators of output, benefit and satisfaction",
            ),
        )
