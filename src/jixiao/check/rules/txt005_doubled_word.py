"""TXT005: a word or sign stands twice."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jixiao.check.data import load, words
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.sentences import (
    HAN,
    MOST_IN_ONE_TEXT,
    Places,
    excerpt,
    mended,
    texts_of,
    with_places,
)
from jixiao.check.types import Finding, Words
from jixiao.check.views import ReportView

_CHARACTERS: Mapping[str, list[str]] = load("text")["doubled_characters"]
_ALWAYS = frozenset(words("text", "never_doubled"))
_REDUPLICATED = re.compile("|".join(words("text", "reduplicated")))
_SIGN = re.compile(r"([，。；：、])\1(?!\1)(?<!\1\1\1)")
_WORD = re.compile(rf"([{HAN}]{{2,6}}?)\1")
# Behind these a doubled word is whole; before other characters the second may begin a compound.
_ENDS = "的和与及等为是在有了并而"
_LONG = 4


class _Doubled(NamedTuple):
    """What stands twice, and where the second begins and ends."""

    text: str
    start: int
    end: int


@rule(
    "TXT005",
    zh="词语重复",
    en="doubled word",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="unsafe",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find words and signs that were typed twice: 进行进行检查, 提出意见意见, 和和, ，，.

    Chinese doubles many words by right (人人, 层层, 一村一村, 研究研究): these are in a list, and
    so are the few characters that are never doubled. Two words may meet (``支队支队长``,
    ``服务服务站``): a doubled word counts where nothing follows that could make a compound of the
    second.
    The fix takes one out; look first whether another word was meant.

    中文
    ----
    “进行进行检查”“提出意见意见”“和和”“，，”是多打了一遍。“人人”“层层”“一村一村”“研究研究”这类正常的重叠不算；
    前后两个词碰巧相连的（“支队支队长”“便民服务服务站”），看后面连着的字排除。
    自动修改：删去一遍；改前先看看是不是本来要写另一个词。
    """
    texts = texts_of(report)
    if not _all_in(texts.joined):
        return
    found = {text: several for text in texts.different if (several := _all_in(text))}
    for paths, text, several in texts.places_of(found):
        for doubled in several:
            yield _finding(paths, text, doubled)


def _finding(paths: Places, text: str, doubled: _Doubled) -> Finding:
    start = doubled.start - len(doubled.text)
    twice, quote = text[start : doubled.end], excerpt(text, start, doubled.end)
    where = Words("", "") if quote == twice else Words(f"：“{quote}”", f": {quote}")
    advice = Words("删去一个，或者改成本来要写的词", "delete one, or write the word that was meant")
    return Finding(
        paths[0],
        Words(f"“{twice}”多打了一遍{where.zh}", f"{twice} was typed twice{where.en}"),
        with_places(advice, paths),
        mended(paths, text[: doubled.start] + text[doubled.end :], "unsafe"),
    )


def _all_in(text: str) -> list[_Doubled]:
    """Return all doublings of a text, in its order."""
    found = list(_doubled_words(text))
    found += _SIGN.finditer(text)
    for pair, pattern in _PAIRS.items():
        if pair in text:
            found += pattern.finditer(text)
    return sorted(map(_doubled, found), key=lambda one: one.start)[:MOST_IN_ONE_TEXT]


def _doubled_words(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while match := _WORD.search(text, at):
        doubled = _is_doubled_word(text, match)
        if doubled:
            yield match
        # What is no doubled word may hide one: 对此因此因此.
        at = match.end() if doubled else match.start() + 1


def _doubled(match: re.Match[str]) -> _Doubled:
    return _Doubled(match[1], match.end(1), match.end())


def _is_doubled_word(text: str, match: re.Match[str]) -> bool:
    word = match[1]
    if len(set(word)) == 1 or _REDUPLICATED.match(word):
        return False
    if word in _ALWAYS or len(word) >= _LONG:
        return True
    following = text[match.end() : match.end() + 1]
    return not re.match(rf"[{HAN}]", following) or following in _ENDS


def _patterns() -> dict[str, re.Pattern[str]]:
    found: dict[str, re.Pattern[str]] = {}
    for character, (not_after, not_before) in _CHARACTERS.items():
        before = f"(?<![{not_after}])" if not_after else ""
        after = f"(?![{not_before}])" if not_before else ""
        found[character * 2] = re.compile(f"{before}({character}){character}{after}")
    return found


_PAIRS = _patterns()
