"""TXT004: a half-width sign stands between Chinese characters."""

import re
from collections.abc import Iterator

from jixiao.check.registry import rule
from jixiao.check.sentences import HAN, excerpt, mended, texts_of, with_places
from jixiao.check.types import Finding, Words
from jixiao.check.views import ReportView

_LEFT, _RIGHT = rf"{HAN}）》”】〕", rf"{HAN}（《“【〔"
# A question mark is one only behind a question: elsewhere it stands for a lost character.
_SIGN = re.compile(rf"(?<=[{_LEFT}])(?:[,;:!]|(?<=[吗呢么])\?) *(?=[{_RIGHT}])")
# A full stop; that of a number in front (一.) and the dots of an ellipsis are none.
_STOP = re.compile(
    rf"(?<=[{_LEFT}%％])(?<![一二三四五六七八九十])\.(?: *(?=[{_RIGHT}])|(?=\s*$|[^\S\n]*\n))"
)
_BRACKETS = re.compile(
    rf"(?:(?<=[{_LEFT}，。；：、,])|^|(?<=\n))\((?=[{HAN}《])[^()（）\n]{{1,60}}(?<=[{HAN}》])\)"
    rf"|（[^()（）\n]{{1,60}}\)|\([^()（）\n]{{1,60}}）"
)
# ≥95%, or two characters.
_LAST_WORD = re.compile(rf"(?:[^{HAN}\s]+|[{HAN}]{{1,2}})$")
_FULL_WIDTH = str.maketrans(",;:!?.", "，；：！？。")
_HALF_WIDTH = ",;:!?()."


@rule(
    "TXT004",
    zh="中文里用了半角标点",
    en="half-width sign in Chinese text",
    severity="warning",
    aspect="completeness",
    basis="GB/T 15834—2011",
    fix="safe",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find the signs ``, ; : ? ! . ( )`` of the keyboard between Chinese characters.

    Chinese text has full-width signs: ``加强巡查,消除隐患`` should be ``加强巡查，消除隐患``. A
    full stop counts between characters and at the end of a sentence (``合格率≥95%.``).
    Brackets count where they hold Chinese (``(一)``) or where one of both is full-width. Signs
    of numbers, times, ratios and addresses (``1,200``, ``8:30``, ``1:20``, ``http://``) are no
    fault, nor are names of projects, which must be those of the project list. One finding a text,
    with the number of places; the fix writes the full-width signs.

    中文
    ----
    中文里要用全角标点：“加强巡查,消除隐患”应为“加强巡查，消除隐患”，句末的“.”应为“。”。括号里是汉字的（“(一)”），或者一半
    全角一半半角的，也算。数字、时间、比例、网址里的（“1,200”“8:30”“1:20”）不算；项目名称要与项目库一致，
    不查。每段文字提示一次，说出有几处。
    自动修改：换成全角标点。
    """
    texts = texts_of(report)
    if not any(sign in texts.joined for sign in _HALF_WIDTH):
        return
    found = {text: places for text in texts.different if (places := _places(text))}
    for paths, text, places in texts.places_of(found):
        fix = mended(paths, _with_full_width(text), "safe")
        if fix is None:  # only in a name
            continue
        quote = _quote(text, *places[0])
        count = len(places)
        yield Finding(
            fix.edits[0].path,
            Words(
                f"有 {count} 处半角标点，如“{quote}”",
                f"{_counted(count)}, as in {quote}",
            ),
            with_places(Words("改用全角标点", "write full-width signs"), paths),
            fix,
        )


def _quote(text: str, start: int, end: int) -> str:
    """Return an excerpt that begins with no sign: one word more where its clause is long."""
    quote = excerpt(text, start, end)
    if quote.startswith("(") or not quote.startswith(text[start]):
        return quote
    before = _LAST_WORD.search(text, max(0, start - 8), start)
    return (before[0] if before else "") + quote


def _counted(count: int) -> str:
    return f"{count} half-width signs" if count > 1 else "one half-width sign"


def _places(text: str) -> list[tuple[int, int]]:
    if not any(sign in text for sign in _HALF_WIDTH):
        return []
    found = [*_SIGN.finditer(text), *_STOP.finditer(text), *_BRACKETS.finditer(text)]
    return sorted(one.span() for one in found)


def _with_full_width(text: str) -> str:
    """Return a text with full-width signs; a space behind a sign goes, its width is enough."""
    with_signs = text
    for pattern in (_SIGN, _STOP):
        with_signs = pattern.sub(lambda one: one[0].strip(" ").translate(_FULL_WIDTH), with_signs)
    return _BRACKETS.sub(lambda one: f"（{one[0][1:-1]}）", with_signs)
