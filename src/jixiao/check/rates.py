"""Percentages among indicator values: which numbers are rates, and which cannot be above 100 %."""

import re
from decimal import Decimal
from functools import lru_cache

from jixiao.check import measures
from jixiao.check.data import words
from jixiao.check.views import Row
from jixiao.model import IndicatorValue
from jixiao.model.units import UNITS

HUNDRED = Decimal(100)
PERCENT_UNITS = measures.PERCENT_UNITS - {"‰"}
_CACHED = 16_384


def _any_of(section: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words("values", section))))


_BOUNDED = _any_of("bounded_rates")
_MAY_EXCEED = _any_of("may_exceed")
_COUNTED = _any_of("count_words")

# What stands behind a number and belongs to it.
_QUALIFIED = re.compile("|".join(map(re.escape, words("values", "qualifiers"))))
_LIKE_UNIT = _any_of("words_like_units")
_UNIT = re.compile("|".join(map(re.escape, sorted(UNITS, key=len, reverse=True))))
_HAN = re.compile("[㐀-鿿]")
_MARKS = re.compile(r"[\s，。、；：,.;:的]+")
_YEARS = range(1990, 2100)  # 2023年底前完成
# Kinds whose sentences with a bare number (≥100能够满足工作需求) can only mean a degree.
_DEGREES = {
    "quality",
    "timeliness",
    "economic",
    "social",
    "ecological",
    "sustainable",
    "satisfaction",
}
# Shorter texts may be what is counted: 20企业, 500小学生.
_SENTENCE = 4


@lru_cache(_CACHED)
def is_bounded(names: str) -> bool:
    """Tell whether an indicator is a rate of which nothing can be above 100 %."""
    return bool(_BOUNDED.search(names)) and not _MAY_EXCEED.search(names)


@lru_cache(_CACHED)
def may_exceed(names: str) -> bool:
    """Tell whether the names of an indicator are those of a rate of growth, or the like."""
    return bool(_MAY_EXCEED.search(names))


def is_share_by_name(row: Row) -> bool:
    """Tell whether a row is named like a share of a whole, though its name is in no list: 参保率.

    Economic effects are left out: what is earned or raised may be more than all.
    """
    if row.value is None or row.value.unit not in PERCENT_UNITS or row.kind2 == "economic":
        return False
    return measures.is_named_rate(row) and not may_exceed(row.names)


@lru_cache(_CACHED)
def is_counted(names: str) -> bool:
    """Tell whether the names of an indicator say that it is counted or measured."""
    return bool(_COUNTED.search(names))


@lru_cache(_CACHED)
def bare(text: str) -> str:
    """Return a text as it is compared with another: without marks, spaces and 的."""
    return _MARKS.sub("", text)


def glued_text(row: Row) -> str | None:
    """Return the words that are glued to the number of a row's value, None where none are.

    No words are: what a number is counted by (个村), and what says how it is meant (以上, 左右).
    """
    value = row.value
    if value is None or value.text is None or value.number is None:
        return None
    if value.text.startswith("年") and value.number in _YEARS:
        return None
    return value.text if _is_glued(value.text, value.unit, row.level3, row.description) else None


@lru_cache(_CACHED)
def _is_glued(text: str, unit: str | None, level3: str | None, description: str | None) -> bool:
    if not _HAN.search(text) or _QUALIFIED.match(text):
        return False
    compact = bare(text)
    if any(compact == bare(name) for name in (level3, description) if name):
        return len(compact) > 1
    if unit is None:
        if measures.names_rate(text):
            return True
        if _UNIT.match(text) and not _LIKE_UNIT.match(text):
            return False
    return len(_HAN.findall(text)) >= _SENTENCE


def percentage(row: Row) -> Decimal | None:
    """Return the number of a row's value where it is a percentage, else None.

    It is one by its sign, or in the row of a rate that has lost its sign; and every number up to
    100 where the edition prints no signs.
    """
    value = row.value
    if value is None or value.number is None:
        return None
    if value.unit in PERCENT_UNITS:
        return value.number
    if value.unit is not None or (value.text is not None and glued_text(row) is None):
        return None
    if not row.project.edition.percent_sign and not is_counted(row.names):
        return value.number if value.number <= HUNDRED else None
    return value.number if measures.is_named_rate(row) else None


def is_degree(row: Row) -> bool:
    """Tell whether a number with a sentence behind it can only be a degree of 100.

    ``≥100能够满足工作需求`` is one: a quality or a benefit that is neither counted nor growing.
    """
    words_ = glued_text(row)
    if words_ is None or row.value is None or row.value.unit is not None:
        return False
    if may_exceed(f"{row.names}{words_}") or is_counted(row.names):
        return False
    return row.kind2 in _DEGREES


def is_percentage(row: Row) -> bool:
    """Tell whether the number of a row is a percentage, also where words are glued to it.

    The answer is the same before and after the words are taken off and % is put in their place.
    """
    value, words_ = row.value, glued_text(row)
    if words_ is None:
        return percentage(row) is not None
    if value is None or value.number is None:
        return False
    if value.unit is not None:
        return value.unit in PERCENT_UNITS
    if row.project.edition.percent_sign:
        return is_share(row, words_)
    if is_counted(f"{row.names}\n{words_}"):
        return measures.is_named_rate(row) or measures.names_rate(words_)
    return value.number <= HUNDRED


def is_share(row: Row, words_: str) -> bool:
    """Tell whether a number with these words behind it is a share of a hundred, as far as known."""
    if measures.is_satisfaction(row) or is_degree(row):
        return True
    return not is_counted(row.names) and (
        measures.is_named_rate(row) or measures.names_rate(words_)
    )


def is_repeated(row: Row, words_: str) -> bool:
    """Tell whether words are the level 3 or the description of a row over again."""
    compact = bare(words_)
    return any(compact == bare(name) for name in (row.level3, row.description) if name)


def row_spoken_of(row: Row, words_: str) -> Row | None:
    """Return the other row whose name some words repeat, None where they are of this one."""
    if is_repeated(row, words_):
        return None
    others = (other for other in row.project.rows if other is not row)
    return next((other for other in others if is_repeated(other, words_)), None)


def without_words(value: IndicatorValue, words_: str) -> str:
    """Return the raw text of a value without the words that are glued to its number."""
    before, _, after = value.raw.rpartition(words_)
    return (before + after).strip()
