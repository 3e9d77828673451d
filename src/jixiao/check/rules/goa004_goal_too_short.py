"""GOA004: a goal of a few characters, or of words that say nothing."""

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao.check.data import number, words
from jixiao.check.gist import letters_of
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView

_LEAST = int(number("goals", "least_letters"))
_LONGEST = int(number("goals", "longest_topic"))
_FILLERS = re.compile(f"(?:{'|'.join(sorted(words('goals', 'fillers'), key=len, reverse=True))})+")
_TOPIC_ENDS, _SAYING = words("goals", "topic_ends"), words("goals", "saying_words")


@rule(
    "GOA004",
    zh="绩效目标过于简单",
    en="goal too short",
    severity="warning",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find goals of fewer than six characters, punctuation left out, and such as say no result.

    Five characters can name a thing, but not say what is done with it, how much of it, and what
    comes of it. No more do words that fit every project (保障工作开展), and names of something to
    be looked at (预算执行情况). All such goals of a project are one finding.

    Wrong: 满意度, 资金支出进度. Right: 走访退休干部31人，满意度达到95%以上。
    Correction: say what is done, how much of it, and what comes of it.

    中文
    ----
    不到六个字（不算标点）的目标只是一个名称，说不清做什么、做多少、达到什么效果。哪个项目都能写的套话（“保障
    工作开展”）、只写了考核什么的（“预算执行情况”），也算。一个项目里的几条合成一条提示。

    错：满意度；资金支出进度
    对：走访退休干部31人，满意度达到95%以上。
    改法：写明做什么、做多少、达到什么效果。
    """
    short = [
        (number, goal)
        for number, goal in enumerate(project.model.goals)
        if len(goal) < 2 * _LONGEST and _says_nothing(letters_of(goal))
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


@lru_cache(16_384)
def _says_nothing(letters: str) -> bool:
    """Tell whether a goal without its signs is too short, mere set words, or only a name."""
    if len(letters) < _LEAST:
        return True
    if len(letters) > _LONGEST or any(letter.isdigit() for letter in letters):
        return False
    if _FILLERS.fullmatch(letters):
        return True
    return letters.endswith(_TOPIC_ENDS) and not any(word in letters for word in _SAYING)
