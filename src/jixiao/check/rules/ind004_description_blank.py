"""IND004: the description of an indicator is blank."""

from jixiao.check.blanks import Blank, find_blanks
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView


@rule(
    "IND004",
    zh="绩效指标描述空白",
    en="description left blank",
    severity="warning",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> list[Finding]:
    """Find rows without 绩效指标描述: what is counted, and how.

    Where no row of a project has one, the project gets a single finding.

    Wrong: 养护里程, description blank. Right: 纳入年度养护计划的村道长度.

    中文
    ----
    绩效指标描述要说明指标量的是什么、怎么算，要填。整个项目都没有填的，合成一条。

    错：养护里程，描述空白。
    对：描述写“纳入年度养护计划的村道长度”。
    """
    return find_blanks(project, _DESCRIPTION)


_DESCRIPTION = Blank(
    "description",
    Words("绩效指标描述", "description"),
    Words("写明量的是什么、怎么算", "say what is counted, and how"),
)
