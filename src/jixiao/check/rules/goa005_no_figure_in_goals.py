"""GOA005: no goal of a project has a figure."""

import re
from collections.abc import Iterator

from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView

# Digits, 百分之九十, 九成, 两次: a figure in words needs something that it counts.
_FIGURE = re.compile(
    r"[0-9０-９①-⑨]|百分之|[一二两三四五六七八九十百千万]+(?:成|倍|余|多)?"
    r"[个名人户次场件台套辆期项处座所份册条公亩吨年月天批家间村]"
)


@rule(
    "GOA005",
    zh="绩效目标没有数字",
    en="no figure in any goal",
    severity="hint",
    aspect="adequacy",
    basis="财预〔2015〕88号",
    profile="strict",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find projects none of whose goals has a figure.

    Goals should be quantified as far as they can be: how many, how far, by when. The indicators
    below hold the figures too, so this is a hint.

    Wrong: 做好村道养护，保障出行. Right: 完成24公里村道养护.

    中文
    ----
    目标要尽量量化：多少、多大范围、什么时候。下面的指标也有数字，所以只在从严审核时提示。

    错：做好村道养护，保障出行。
    对：完成24公里村道养护。
    """
    goals = project.model.goals
    if goals and not any(_FIGURE.search(goal) for goal in goals):
        yield Finding(
            project.path("goals", 0),
            Words("绩效目标里没有一个数字", "no goal has a figure"),
            Words(
                "能量化的写明数量、比例或时间",
                "give numbers, shares or dates where there can be some",
            ),
        )
