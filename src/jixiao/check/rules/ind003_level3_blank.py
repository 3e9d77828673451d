"""IND003: level 3 is blank where the form has it."""

from jixiao.check.blanks import Blank, find_blanks
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView


@rule(
    "IND003",
    zh="三级指标空白",
    en="level 3 left blank",
    severity="warning",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> list[Finding]:
    """Find rows without 三级指标, the name of the indicator.

    Editions that print no level 3 (2020) are left alone. Where no row of a project has one, the
    project gets a single finding.

    Wrong: 数量指标, level 3 blank. Right: 数量指标, 养护里程.

    中文
    ----
    三级指标是指标的名称，要填。版式本身不印三级指标的（2020 年）不提示。整个项目都没有填的，
    合成一条。

    错：数量指标，三级指标空白。
    对：数量指标，三级指标“养护里程”。
    """
    if not project.edition.level3:
        return []
    return find_blanks(project, _LEVEL3)


_LEVEL3 = Blank(
    "level3",
    Words("三级指标", "level 3"),
    Words("写明指标名称，如“养护里程”", "give the indicator a name, such as 养护里程"),
)
