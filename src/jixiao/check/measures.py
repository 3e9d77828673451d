"""What a row of indicators measures: a rate, money, satisfaction, something bad or saved.

A row says it by its unit, by the last word of its name (完成率), or not at all: then no answer
here is yes. The words are data: ``indicators.toml``.
"""

import re
from functools import lru_cache

from jixiao.check.data import load, words
from jixiao.check.frameworks import COST_KINDS
from jixiao.check.views import Row

_CACHED = 16_384
PERCENT_UNITS = frozenset(["%", "％", "‰", "百分比", "百分百", "百分之百"])
# What may stand behind the word that says what is measured: （%）, 。, 情况.
_TAIL = re.compile(r"(?:[\s。，；、.,;:：%％]|[（(][^（）()]*[）)]|指标|情况|以上|高)+$")

_RATE_ENDS, _NO_RATE_ENDS = words("indicators", "rate_ends"), words("indicators", "no_rate_ends")
_SATISFACTION = words("indicators", "satisfaction")
_SAVINGS = words("indicators", "savings")
_GOOD = (*words("indicators", "absent"), *words("indicators", "handled"))
_LOWERING = words("indicators", "lowering")
_LOWERING_MOST = int(load("indicators")["lowering_most"])
_BAD_WORDS = {*words("indicators", "bad_rates"), *words("indicators", "bad_counts")}
_BAD = re.compile("|".join(sorted(_BAD_WORDS, key=len, reverse=True)))
# 事故发生率下降 is the decline itself.
_DECLINE = re.compile(rf"(?:{_BAD.pattern})的?(?:降低|下降|减少|降幅)")

# 事件发生率≥95%, in a text.
_BAD_TARGET = re.compile(
    rf"(?:{_BAD.pattern})(?:达到|保持|控制在)? *(?:[≥≧⩾]|>=|＞=) *(?P<number>[0-9]+)[0-9.]*[%％]"
)
# How far in front of it its clause may begin.
_LONGEST_SUBJECT = 20


def bad_targets_in(text: str) -> list[str]:
    """Return what a text wants of something bad that is so high that it is absurd."""
    if not any(sign in text for sign in "≥≧⩾>＞"):
        return []
    return [
        _with_subject(text, found)
        for found in _BAD_TARGET.finditer(text)
        if int(found["number"][:4]) >= _LOWERING_MOST and _has_bad(_with_subject(text, found))
    ]


def _with_subject(text: str, found: re.Match[str]) -> str:
    """Return what was found from the beginning of its clause, or without it if that is far."""
    before = text[max(0, found.start() - _LONGEST_SUBJECT) : found.start()]
    subject = re.split(r"[\W\d_]", before)[-1]
    return found[0] if len(subject) == _LONGEST_SUBJECT else subject + found[0]


def is_named_rate(row: Row) -> bool:
    """Tell whether the names of a row end like those of percentages: 完成率, 满意度."""
    return names_rate(row.level3) or names_rate(row.description)


@lru_cache(_CACHED)
def names_rate(text: str | None) -> bool:
    """Tell whether a name ends like that of a percentage: 完成率 and 占比 do, 工作效率 does not."""
    name = _core(text)
    return name.endswith(_RATE_ENDS) and not name.endswith(_NO_RATE_ENDS)


def is_money(row: Row) -> bool:
    """Tell whether the value of a row is money or a price: 元, 万元, 元/人."""
    value = row.value
    return value is not None and value.unit is not None and value.unit.split("/")[0] in _MONEY


_MONEY = frozenset(["元", "百元", "千元", "万元", "亿元", "美元", "角"])


def is_cost(row: Row) -> bool:
    """Tell whether a row stands under 成本: that of 2015, or one of the three kinds of 2021."""
    return row.kind2 in COST_KINDS


def is_satisfaction(row: Row) -> bool:
    """Tell whether a row stands under 满意度, by its level 2 or, without one, its level 1."""
    return row.kind2 == "satisfaction" or (row.kind2 is None and row.kind1 == "satisfaction")


@lru_cache(_CACHED)
def speaks_of_satisfaction(names: str) -> bool:
    """Tell whether names are about how content people are: 满意, 认可, 投诉…"""
    return any(word in names for word in _SATISFACTION)


@lru_cache(_CACHED)
def speaks_of_saving(names: str) -> bool:
    """Tell whether names are about what is saved or lowered: the more of it, the better."""
    return any(word in names for word in _SAVINGS)


def is_bad(row: Row) -> bool:
    """Tell whether a row measures something bad, of which there should be little: 事故发生率.

    The decline of something bad (事故下降率), its absence (零发生率) and its handling
    (查处违法次数) are good. 降低事故发生率 may mean how far it declines: it counts as bad only
    where the value is so high that it can be no decline (≥95%).
    """
    names = row.names
    if not _has_bad(names):
        return False
    return not _speaks_of_lowering(names) or _is_no_decline(row)


def _is_no_decline(row: Row) -> bool:
    value = row.value
    return value is not None and value.number is not None and value.number >= _LOWERING_MOST


@lru_cache(_CACHED)
def _speaks_of_lowering(names: str) -> bool:
    return any(word in names for word in _LOWERING)


@lru_cache(_CACHED)
def _has_bad(names: str) -> bool:
    """Tell whether names have something bad, and do not say that it is absent or dealt with."""
    if _BAD.search(names) is None or _DECLINE.search(names) is not None:
        return False
    return not any(word in names for word in _GOOD)


@lru_cache(_CACHED)
def _core(text: str | None) -> str:
    """Return a name without what may stand behind the word that says what is measured."""
    return _TAIL.sub("", text) if text else ""
