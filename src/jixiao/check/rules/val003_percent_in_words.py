"""VAL003: 百分比 or 百分百 stands where % belongs."""

import re
from collections.abc import Iterator

from jixiao.check.data import words
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView

_SPELLINGS = "|".join(words("values", "percent_in_words"))
_SIGN = r"[≥≤≧≦＝=<>＜＞]{0,2} *"
_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_DIGITS = "一二三四五六七八九"
# 九十五, 六, 二十, 百: what Chinese numerals write up to a hundred.
_NUMERAL = rf"一?百|[{_DIGITS}]?十[{_DIGITS}]?|[{_DIGITS}]"
_BEHIND = "(?P<behind>(?:及?以[上下内]|左右)?)"
_AFTER_NUMBER = re.compile(
    rf"(?P<front>{_SIGN})(?P<number>{_NUMBER}) *[%％]? *(?:{_SPELLINGS})[%％]?{_BEHIND}"
)
_IN_WORDS = re.compile(
    rf"(?P<front>{_SIGN})百分(?:之(?P<number>{_NUMBER}|{_NUMERAL})|(?P<all>百)){_BEHIND}"
)


@rule(
    "VAL003",
    zh="用文字代替了百分号",
    en="percent sign written in words",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="safe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find values with 百分比, 百分百 or 百分之 instead of %.

    ``≥95百分比`` has the name of the quantity where its unit belongs; ``100百分百`` says it twice;
    ``百分之九十五`` cannot be compared with a number. The form wants ``≥95%``. The fix writes the
    number and the sign.

    中文
    ----
    “≥95百分比”里的“百分比”是量的名称，不是单位；“100百分百”更是说了两遍；“百分之九十五”没法与完成值
    对照。应写成“≥95%”。
    自动修改：换成数字和百分号。
    """
    for row in project.rows:
        value = row.value
        if value is None or "百分" not in value.raw:
            continue
        mended = _mended(value.raw.strip())
        if mended is None:
            continue
        yield Finding(
            row.path("value"),
            Words(
                f"指标值“{value}”用文字代替了百分号",
                f"the value {value} has words instead of the percent sign",
            ),
            Words(f"写成“{mended}”", f"write {mended}"),
            Fix("safe", (Edit(row.path("value"), mended),)),
        )


def _mended(raw: str) -> str | None:
    match = _AFTER_NUMBER.fullmatch(raw) or _IN_WORDS.fullmatch(raw)
    if match is None:
        return None
    number = match["number"] or "100"
    digits = number if number[0].isascii() else str(_count(number))
    return f"{match['front']}{digits}%{match['behind']}"


def _count(numeral: str) -> int:
    """Return the number that a Chinese numeral up to a hundred stands for."""
    if numeral.endswith("百"):
        return 100
    tens, ten, ones = numeral.rpartition("十")
    return 10 * (_digit(tens) if tens else 1) * bool(ten) + _digit(ones)


def _digit(character: str) -> int:
    return _DIGITS.index(character) + 1 if character else 0
