"""TXT003: a wrong character, known from a list."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from jixiao.check.data import load
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


class _Typo(NamedTuple):
    """A wrong spelling and the right one; ``pattern`` sees what stands beside it.

    ``certain``: nobody has to look before it is changed. ``variant``: it was right once.
    """

    wrong: str
    right: str
    pattern: re.Pattern[str]
    certain: bool = True
    variant: bool = False


@rule(
    "TXT003",
    zh="错别字",
    en="wrong character",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="safe",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find words with a wrong character: 布署 for 部署, 拔付 for 拨付, 秸杆 for 秸秆.

    The words are a list (data/text.toml) of spellings that are never right; those that can come
    about between two words (安排 in ``按排放标准``) are told apart by what stands beside them. Old
    spellings such as 帐户 are only a hint, and none in titles. The fix writes the right
    word. In the name of a project it changes nothing: the name must be that of the project list.

    中文
    ----
    从错别字表里查：“布署”应为“部署”，“拔付”应为“拨付”，“秸杆”应为“秸秆”。表里只收一定是错的写法；
    前后连着别的字可能是对的（“按排放标准”），按前后的字排除。“帐户”这类旧写法只作提示，书名号里的不算。
    表在 data/text.toml，可以自己添。
    自动修改：换成正确的词。项目名称要与项目库一致，不自动改。
    """
    texts = texts_of(report)
    characters = set(texts.joined)
    typos = [
        typo
        for typo in _typos()
        if characters.issuperset(typo.wrong) and typo.wrong in texts.joined
    ]
    if not typos:
        return
    found = {text: hits for text in texts.different if (hits := _typos_in(text, typos))}
    for paths, text, hits in texts.places_of(found):
        for typo, at in hits:
            yield _finding(paths, text, typo, at)


def _typos_in(text: str, typos: list[_Typo]) -> list[tuple[_Typo, int]]:
    hits: list[tuple[_Typo, int]] = []
    for typo in typos:
        if typo.wrong not in text:
            continue
        for match in typo.pattern.finditer(text):
            if not (typo.variant and is_inside(match.start(), quotations_in(text))):
                hits.append((typo, match.start()))
                break
    return sorted(hits, key=lambda hit: hit[1])


def _finding(paths: Places, text: str, typo: _Typo, at: int) -> Finding:
    quote = excerpt(text, at, at + len(typo.wrong))
    where = Words("", "") if quote == typo.wrong else Words(f"：“{quote}”", f": {quote}")
    guess_zh, guess_en = ("", "") if typo.certain else ("疑", "probably ")
    return Finding(
        paths[0],
        Words(
            f"“{typo.wrong}”{guess_zh}应为“{typo.right}”{where.zh}",
            f"{typo.wrong} should {guess_en}be {typo.right}{where.en}",
        ),
        with_places(Words("改正", "correct it"), paths),
        mended(paths, _without(text, typo), "safe") if typo.certain else None,
        "hint" if typo.variant else None,
    )


def _without(text: str, typo: _Typo) -> str:
    quotations = quotations_in(text) if typo.variant else []
    return typo.pattern.sub(
        lambda match: match[0] if is_inside(match.start(), quotations) else typo.right, text
    )


@cache
def _typos() -> tuple[_Typo, ...]:
    lists: Mapping[str, Mapping[str, str]] = load("text")
    in_context: Mapping[str, list[str]] = load("text")["slips_in_context"]
    unclear: Mapping[str, list[str]] = load("text")["unclear_slips"]
    return (
        *[_Typo(wrong, right, _beside(wrong)) for wrong, right in lists["slips"].items()],
        *[
            _Typo(wrong, right, _beside(wrong, before, after))
            for wrong, (right, before, after) in in_context.items()
        ],
        *[
            _Typo(wrong, right, _beside(wrong, before, after), certain=False)
            for wrong, (right, before, after) in unclear.items()
        ],
        *[
            _Typo(wrong, right, _beside(wrong, "", "篷"), variant=True)
            for wrong, right in lists["variants"].items()
        ],
    )


def _beside(word: str, not_after: str = "", not_before: str = "") -> re.Pattern[str]:
    before = f"(?<![{not_after}])" if not_after else ""
    after = f"(?![{not_before}])" if not_before else ""
    return re.compile(before + re.escape(word) + after)
