"""GOA004: a goal of a few characters."""

from collections.abc import Iterator

from jixiao.check.data import number
from jixiao.check.gist import letters_of
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView

_LEAST = int(number("goals", "least_letters"))


@rule(
    "GOA004",
    zh="绩效目标过于简单",
    en="goal too short",
    severity="warning",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find goals of fewer than six characters, punctuation left out.

    Five characters can name a thing, but not say what is done with it, how much of it, and what
    comes of it. All short goals of a project are one finding.

    Wrong: 满意度. Right: 走访退休干部31人，满意度达到95%以上。
    Correction: say what is done, how much of it, and what comes of it.

    中文
    ----
    不到六个字（不算标点）的目标只是一个名称，说不清做什么、做多少、达到什么效果。一个项目里的
    几条合成一条提示。

    错：满意度
    对：走访退休干部31人，满意度达到95%以上。
    改法：写明做什么、做多少、达到什么效果。
    """
    short = [
        (number, goal)
        for number, goal in enumerate(project.model.goals)
        if len(goal) < 2 * _LEAST and len(letters_of(goal)) < _LEAST
    ]
    if not short:
        return
    named = "".join(f"“{goal}”" for _number, goal in short)
    yield Finding(
        project.path("goals", short[0][0]),
        Words(f"绩效目标{named}过于简单", f"too short for a goal: {named}"),
        Words(
            "写明做什么、做多少、达到什么效果",
            "say what is done, how much of it, and what comes of it",
        ),
    )
