"""GOA001: a project without goals."""

from collections.abc import Iterator

from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView


@rule(
    "GOA001",
    zh="没有绩效目标",
    en="no goals",
    severity="error",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find projects whose cell 绩效目标 is blank.

    Money is granted for what it is to reach: a project without a goal cannot be reviewed, and its
    indicators have nothing to measure.

    Wrong: no goal at all. Right: 完成24公里村道年度养护，修补坑槽不少于1800平方米。
    Correction: write what is done this year, how much of it, and what it brings.

    中文
    ----
    “绩效目标”空白：没有目标的项目无法审核，指标也无从对应。

    错：一条目标也没有。
    对：完成24公里村道年度养护，修补坑槽不少于1800平方米。
    改法：写明今年做什么、做多少、达到什么效果。
    """
    if not project.model.goals:
        yield Finding(
            project.path("goals"),
            Words("没有写绩效目标", "the project has no goals"),
            Words(
                "写明今年做什么、做多少、达到什么效果",
                "write what is done this year, how much of it, and what it brings",
            ),
        )
