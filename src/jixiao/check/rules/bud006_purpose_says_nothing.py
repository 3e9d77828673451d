"""BUD006: the purpose is blank, or only repeats the name."""

import re
from collections.abc import Iterator

from jixiao.check.data import words
from jixiao.check.gist import gist_of, letters_of
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView

_BLANKS = frozenset(words("budget", "blank_purposes"))
# What the form's own sentence says about the money, before it says what the money is for.
_MONEY = re.compile(
    r"(?:预算数|预算规模|其中|财政资金|其他资金|资金来源)[：:为]?[0-9.,]*(?:万元|元)?[。，,；;、：:\s]*"
)


@rule(
    "BUD006",
    zh="没有写明资金用途",
    en="purpose says nothing",
    severity="warning",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find projects whose purpose is blank, or says no more than their name.

    The cell 资金用途 says what the money is spent on. One that repeats the name (with 经费, 专项 or
    用于 more or less), or holds amounts only, is a warning; a blank one is an error.

    Wrong: 党建经费 with the purpose 党建经费. Right: 用于党员轮训的资料、场地和食宿。
    Correction: name the items of spending.

    中文
    ----
    “资金用途”要说清钱花在哪些事上。只把项目名称重复一遍（多或少“经费”“专项”“用于”等字），或者只写了
    金额的，是警告；空白的，按错误处理。

    错：项目“党建经费”，用途写“党建经费”。
    对：用于党员轮训的资料、场地和食宿。
    改法：写明具体开支内容。
    """
    purpose, name = project.model.purpose, project.model.name
    advice = Words("写明钱花在哪些具体事项上", "name what the money is spent on")
    path = project.path("purpose")
    if purpose is None:
        yield Finding(
            path, Words("没有写资金用途", "the purpose is blank"), advice, severity="error"
        )
    elif purpose.strip() in _BLANKS:
        message = Words(f"资金用途只写了“{purpose}”", f"the purpose is only “{purpose}”")
        yield Finding(path, message, advice, severity="error")
    elif len(purpose) <= _LONGEST and (found := _empty_words(purpose, name)) is not None:
        yield Finding(path, found, advice)


# A longer purpose says more than a name.
_LONGEST = 120


def _empty_words(purpose: str, name: str | None) -> Words | None:
    said = _MONEY.sub("", purpose) if "万元" in purpose or "预算数" in purpose else purpose
    if not letters_of(said) or gist_of(said) in ("", "用于", "主要用于"):
        return Words("资金用途只写了金额", "the purpose gives nothing but amounts")
    if name is not None and (
        gist_of(said) == gist_of(name) or letters_of(said) == letters_of(name)
    ):
        return Words(
            f"资金用途“{letters_of(said)}”只重复了项目名称",
            f"the purpose “{letters_of(said)}” only repeats the name",
        )
    return None
