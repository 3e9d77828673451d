"""TXT001: 全乡 in a 镇, 全省 in an office of a city."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from jixiao.check.data import load
from jixiao.check.levels import PROVINCE, Place, foreign_words, home_of
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.sentences import (
    Places,
    excerpt,
    is_inside,
    mended,
    quotations_in,
    texts_of,
    with_places,
)
from jixiao.check.types import Finding, Words
from jixiao.check.views import ReportView

_TALK: Mapping[str, Any] = load("text")["level_talk"]
_OF_PROVINCE = re.compile(
    rf"(?<![{_TALK['not_after']}])全省(?!{'|'.join(_TALK['institutions'])})"
    rf"(?:(?={'|'.join(_TALK['people_after'])})"
    rf"|(?<![{_TALK['not_before_growth']}]全省)(?={'|'.join(_TALK['growth_after'])}))"
)


class _Slip(NamedTuple):
    """A word of another level, where it stands, and what the unit means instead, if known."""

    word: str
    places: list[int]
    meant: str | None


@rule(
    "TXT001",
    zh="级别用词与单位不符",
    en="word of another level of government",
    severity="warning",
    aspect="relevance",
    basis=PRACTICE,
    fix="unsafe",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find 全乡, 我县 and the like in a report of a unit of another kind.

    The name of the unit says what it is of: in a 镇 nothing is 全乡 or 我乡, in a city or a
    district nothing is 全县, and an office of the county has no 我镇. ``全省人民`` in an office of
    a city comes from a document of the province, as does ``全省经济增长``. Such words stay behind
    when another unit's text is copied. A township may well speak of 全县 or 全市 above it; titles
    in 《》, quotations, and words such as 健全乡村, 全乡镇 are no fault.
    The fix puts in the word of the unit, where there is but one; read the sentence first.

    中文
    ----
    单位名称说明了它是哪一级：镇里没有“全乡”“我乡”，市、区没有“全县”，县直部门没有“我镇”；市里的办公室写
    “全省人民”“全省经济增长”，多半抄自省里的文件。抄别的单位的材料没有改净，就会留下这样的词。乡镇提到上级的“全县”
    “全市”是可以的；书名号、引号里的话，“健全乡村”“全乡镇”这样的词，不算。
    自动修改：换成本单位的说法（只有一种换法时）；改前先把整句看一遍。
    """
    home = home_of(report.unit.name)
    if not home or home[-1].rank == PROVINCE:
        return
    texts = texts_of(report)
    foreign = {word: meant for word, meant in foreign_words(home).items() if word in texts.joined}
    if not foreign and "全省" not in texts.joined:
        return
    found = {text: slips for text in texts.different if (slips := _slips_in(text, foreign))}
    for paths, text, slips in texts.places_of(found):
        for slip in slips:
            yield _finding(paths, text, slip, home[-1])


def _slips_in(text: str, foreign: Mapping[str, str | None]) -> list[_Slip]:
    """Return the words of another level in a text, in its order."""
    found = [
        _Slip(word, _own_places(text, _pattern_of(word)), meant)
        for word, meant in foreign.items()
        if word in text
    ]
    if "全省" in text:
        found.append(_Slip("全省", _own_places(text, _OF_PROVINCE), None))
    return sorted((slip for slip in found if slip.places), key=lambda slip: slip.places)


@cache
def _pattern_of(word: str) -> re.Pattern[str]:
    not_before = _TALK["not_before"].get(word)
    behind = f"(?![{not_before}])" if not_before else ""
    return re.compile(f"(?<![{_TALK['not_after']}]){word}{behind}")


def _own_places(text: str, pattern: re.Pattern[str]) -> list[int]:
    """Return where a word is about the unit: not quoted, not about a place named before it."""
    quotations = quotations_in(text)
    return [
        one.start()
        for one in pattern.finditer(text)
        if not text.endswith(one[0][1:], 0, one.start())  # 白沙乡全乡
        and not is_inside(one.start(), quotations)
    ]


def _finding(paths: Places, text: str, slip: _Slip, own: Place) -> Finding:
    first, count = slip.places[0], len(slip.places)
    quote = excerpt(text, first, first + len(slip.word))
    more_zh, more_en = (f"，共 {count} 处", f" ({count} times)") if count > 1 else ("", "")
    fix = None if slip.meant is None else mended(paths, _without(text, slip), "unsafe")
    return Finding(
        paths[0],
        Words(
            f"本单位属于{own}，不应写“{slip.word}”：“{quote}”{more_zh}",
            f"the unit belongs to {own}, where {slip.word} is out of place: {quote}{more_en}",
        ),
        with_places(_advice(slip), paths),
        fix,
    )


def _without(text: str, slip: _Slip) -> str:
    starts = [0, *[at + len(slip.word) for at in slip.places]]
    ends = [*slip.places, len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return (slip.meant or slip.word).join(pieces)


def _advice(slip: _Slip) -> Words:
    if slip.meant is None:
        return Words(
            "核对这段话是否抄自别的单位，改成本单位的情况",
            "see whether the text is another unit's, and write what is true of this one",
        )
    return Words(
        f"改为“{slip.meant}”，并核对这段话是否抄自别的单位",
        f"write {slip.meant}, and see whether the text is another unit's",
    )
