"""DUP004: a clause stands twice in one sentence."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jixiao.check.data import number
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.sentences import (
    MOST_IN_ONE_TEXT,
    Piece,
    Places,
    clauses_in,
    mended,
    shortened,
    texts_of,
    with_places,
    without_number,
)
from jixiao.check.types import Finding, Words
from jixiao.check.views import ReportView

_LEAST_CLAUSE = int(number("copying", "least_clause"))
_LEAST_ITEM = int(number("copying", "least_item"))
# Short lines that are alike may be a heading and the first words below it.
_LEAST_LINE = int(number("copying", "least_sentence"))
_LONGEST_RUN = 16
# More than any section of a report has; the rest of a damaged file is left.
_MOST_CLAUSES = 2000
_SIGN = re.compile("[，；。、,;\\n]")


class _Doubled(NamedTuple):
    """What stands twice, and where the second of both begins and ends, with the sign before it."""

    text: str
    start: int
    end: int


@rule(
    "DUP004",
    zh="分句重复",
    en="doubled clause",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="unsafe",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find clauses that stand twice in a row, and items that a list has twice.

    ``加强日常巡查；加强日常巡查`` is left over from copying: one of both was to be something
    else, or is too much. Several clauses in a row may be doubled as well (``甲，乙，甲，乙``). In a
    sentence of items with semicolons the second of two equal items is found wherever it stands.
    The fix takes the second out; look first whether something else should have stood there.

    中文
    ----
    “加强日常巡查；加强日常巡查”多半是复制粘贴时留下的：要么多了一句，要么其中一句本来该写别的。
    连着几个分句一起重复（“甲，乙，甲，乙”）也算；用分号并列的各项里，隔开的重复也算。
    自动修改：删去后一处；改前先看看这里是不是漏了别的内容。
    """
    texts = texts_of(report)
    found = {
        text: several
        for text in texts.different
        if len(text) > 2 * _LEAST_CLAUSE and _SIGN.search(text) and (several := _doubled_in(text))
    }
    for paths, text, several in texts.places_of(found):
        for doubled in several:
            yield _finding(paths, text, doubled)


def _finding(paths: Places, text: str, doubled: _Doubled) -> Finding:
    words = shortened(doubled.text)
    advice = Words(
        "删去一处，或者改成漏写的内容", "delete one, or write what should have stood there"
    )
    return Finding(
        paths[0],
        Words(f"“{words}”重复了一遍", f"{words} is written twice"),
        with_places(advice, paths),
        mended(paths, text[: doubled.start] + text[doubled.end :], "unsafe"),
    )


def _doubled_in(text: str) -> list[_Doubled]:
    clauses = clauses_in(text)[:_MOST_CLAUSES]
    # What is doubled ends alike: a cheap look before the dear one.
    if len({clause.text[-2:] for clause in clauses}) == len(clauses):
        return []
    runs = list(_doubled_runs(text, clauses))
    ends = {run.end for run in runs}
    items = (item for item in _doubled_items(text) if item.end not in ends)
    return [*runs, *items][:MOST_IN_ONE_TEXT]


def _doubled_runs(text: str, clauses: list[Piece]) -> Iterator[_Doubled]:
    """Yield runs of clauses that stand twice, one behind the other."""
    keys = [without_number(clause.text) for clause in clauses]
    at = 0
    while at < len(keys) - 1:
        size = _size_of_run(text, clauses, keys, at)
        if size:
            first_end, end = clauses[at + size - 1].end, clauses[at + 2 * size - 1].end
            yield _Doubled(text[clauses[at].start : first_end].strip(), first_end, end)
        at += size or 1


def _size_of_run(text: str, clauses: list[Piece], keys: list[str], at: int) -> int:
    """Return how many clauses from one on stand twice in a row, 0 for none."""
    for size in range(1, min(_LONGEST_RUN, (len(keys) - at) // 2) + 1):
        second = at + size
        if keys[at] != keys[second] or keys[at:second] != keys[second : second + size]:
            continue
        between = text[clauses[second - 1].end : clauses[second].start]
        least = _LEAST_LINE if "\n" in between else _LEAST_CLAUSE
        if max(map(len, keys[at:second])) >= least:
            return size
    return 0


def _doubled_items(text: str) -> Iterator[_Doubled]:
    """Yield items that a sentence of items with semicolons has twice."""
    if text.count("；") < 2:
        return
    for sentence in re.finditer(r"[^。！？\n]+", text):
        yield from _twice(sentence[0], sentence.start())


def _twice(sentence: str, start: int) -> Iterator[_Doubled]:
    seen: set[str] = set()
    at = start
    for item in sentence.split("；"):
        key = without_number(item)
        if key in seen and len(key) >= _LEAST_ITEM:
            yield _Doubled(item.strip(), at - 1, at + len(item))
        seen.add(key)
        at += len(item) + 1
