"""Amounts that a purpose names, and what it claims them to be: the budget, a sum, or a part."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from jixiao.check.amounts import Amount, amounts_in
from jixiao.check.data import words

ClaimKind = Literal["total", "sum", "fiscal", "other", "amount"]
"""``total``: it says it is 预算数; ``sum``: it says it is 共计; ``amount``: it says nothing."""

_SENTENCE_END = re.compile(r"[。；;\n]")
_CLAUSE_START = re.compile(r"(?:^|[。；;\n，,：:、（(]|本|该|项目|年|年度)\s*$")
_OTHER_YEAR = re.compile(r"((?:19|20)[0-9]{2}) *年")
_VAGUE = words("budget", "vague")
_EFFECTS = words("budget", "effects")
_ELSEWHERE = words("budget", "not_this_budget")
# 43人×1790元 holds a price.
_TIMES = ("×", "*", "x", "X", "＊")
_LOOK_BEHIND, _LOOK_AHEAD = 40, 3


def _longest_first(section: str) -> str:
    return "|".join(sorted(map(re.escape, words("budget", section)), key=len, reverse=True))


_BETWEEN = rf"(?:{_longest_first('between')})*[：:\s]*(?:{_longest_first('between')})*$"
_LABELS: tuple[tuple[ClaimKind, re.Pattern[str]], ...] = (
    ("other", re.compile(rf"(?:{_longest_first('other_labels')}){_BETWEEN}")),
    (
        "fiscal",
        re.compile(
            rf"(?<![省市县区乡镇级央合筹取动约和及与])(?:{_longest_first('fiscal_labels')}){_BETWEEN}"
        ),
    ),
    ("total", re.compile(rf"(?P<label>{_longest_first('total_labels')}){_BETWEEN}")),
    ("sum", re.compile(rf"(?:{_longest_first('sum_labels')}){_BETWEEN}")),
)


_BREAKDOWN = words("budget", "breakdown")
_PARAGRAPH_END = re.compile(r"[。\n]")
# 1. 2、 （三） ④ before the items of a list.
_ITEM = re.compile(
    r"(?:^|(?<=[。；;，,：:\s]))(?:[（(]?[0-9]{1,2}[）)、.．](?![0-9])|[（(]?[一二三四五六七八九十]{1,3}[）)、]|[①-⑳])"
)
# Words right behind an amount, but none that list its parts.
_SPENT = re.compile(r"\s*(?!其中|包括|包含|分别|整)[\u4e00-\u9fff]")


class Claim(NamedTuple):
    """An amount of a text and what the text says it is."""

    kind: ClaimKind
    amount: Amount


def claims_in(text: str, fiscal_year: int | None) -> list[Claim]:
    """Return the exact amounts of a text that may be of this year's budget, and what they claim.

    Left out are unit prices (每人200元, 元/人), vague amounts (约5万元), and those of other years,
    other payers, only due later, or of what the money brings (增收30万元): their sentence says so
    (`budget.toml`).
    """
    return list(_claims(text, fiscal_year)) if "元" in text else []


@lru_cache(4096)
def _claims(text: str, fiscal_year: int | None) -> tuple[Claim, ...]:
    return tuple(_find(text, fiscal_year))


def _find(text: str, fiscal_year: int | None) -> Iterator[Claim]:
    for amount in amounts_in(text):
        before = _before(text, amount.start)
        after = text[amount.end : amount.end + _LOOK_AHEAD]
        if _is_inexact(before, after) or _is_elsewhere(before, fiscal_year):
            continue
        kind = _kind(before)
        if kind in ("sum", "amount") and any(word in before for word in _EFFECTS):
            continue
        yield Claim(kind, amount)


def _before(text: str, start: int) -> str:
    """Return what stands before an amount in its sentence."""
    return _SENTENCE_END.split(text[max(0, start - _LOOK_BEHIND) : start])[-1]


def _is_inexact(before: str, after: str) -> bool:
    if before.endswith(_TIMES) or after.lstrip().startswith(_TIMES):
        return True
    return before.endswith(_VAGUE) or after.startswith(_VAGUE)


def _is_elsewhere(before: str, fiscal_year: int | None) -> bool:
    if any(word in before for word in _ELSEWHERE):
        return True
    years = _OTHER_YEAR.findall(before)
    return fiscal_year is not None and any(int(year) != fiscal_year for year in years)


def _kind(before: str) -> ClaimKind:
    for kind, label in _LABELS:
        if (match := label.search(before)) is None:
            continue
        if kind != "total":
            return kind
        # 办公费预算金额3万元 is a part: only what stands at the beginning of a clause is the whole.
        whole = _CLAUSE_START.search(before[: match.start()]) and "其中" not in before
        return "total" if whole else "amount"
    return "amount"


def parts_of(text: str, claims: Sequence[Claim], whole: Claim) -> list[Amount]:
    """Return the parts that a text gives of a claimed amount: 共计5万元，其中：A 3万元，B 2万元.

    Sources (财政资金) are no parts. Empty where the text gives none.
    """
    end = _PARAGRAPH_END.search(text, whole.amount.end)
    stop = end.start() if end else len(text)
    if not any(word in text[whole.amount.end : stop] for word in _BREAKDOWN):
        return []
    inner = [claim for claim in claims if whole.amount.end <= claim.amount.start < stop]
    if any(claim.kind != "amount" for claim in inner):
        return []
    return [claim.amount for claim in inner]


def listed_parts(text: str, claims: Sequence[Claim]) -> list[Amount]:
    """Return the amounts of a numbered list that has exactly one in every item, else nothing."""
    starts = [match.start() for match in _ITEM.finditer(text)]
    if len(starts) < 2 or any(claim.amount.start < starts[0] for claim in claims):
        return []
    items = pairwise([*starts, len(text)])
    found = [
        [claim for claim in claims if start <= claim.amount.start < end] for start, end in items
    ]
    if any(len(item) != 1 or item[0].kind != "amount" for item in found):
        return []
    return [item[0].amount for item in found]


def is_spent_at_once(text: str, claim: Claim) -> bool:
    """Tell whether a text goes on with what the money is for: 财政资金6万元用于甲 may be a part."""
    return _SPENT.match(text, claim.amount.end) is not None
