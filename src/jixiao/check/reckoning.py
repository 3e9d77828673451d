"""Quantity times price, as texts reckon it: 43人×1790元×12个月, or 23 people at 每人每月150元."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from jixiao.check.amounts import as_wan

_NUMBER = r"[0-9]{1,9}(?:,[0-9]{3}){0,2}(?:\.[0-9]{1,6})?"
_TIMES = r"[×*xX＊✕]|乘以?"
_FACTOR = rf"{_NUMBER} *[^\d×*xX＊✕乘=＝+＋，,。；;、\n()（）]{{0,10}}"
_CHAIN = re.compile(
    rf"(?<![\d.+＋)）×*xX＊✕乘])(?P<chain>{_FACTOR}(?: *(?:{_TIMES}) *{_FACTOR}){{1,5}})"
    rf"(?: *[=＝] *(?P<result>{_NUMBER}) *(?P<unit>万元|元))?(?P<more> *[+＋(（])?"
)
_PARTS = re.compile(rf"(?P<number>{_NUMBER}) *(?P<unit>[^\d×*xX＊✕乘]*)")
_ANY_TIMES = re.compile(_TIMES)

# Counted by: what stands behind 每, and how many of them a text says there are.
_COUNTS = {
    "person": re.compile(r"(?<![\d.])(?P<count>[0-9]{1,6}) *(?:名|位|人)(?!次|均|以|/|×)"),
    "household": re.compile(r"(?<![\d.])(?P<count>[0-9]{1,6}) *户(?!次|均|/|×)"),
    "village": re.compile(r"(?<![\d.])(?P<count>[0-9]{1,6}) *个?(?:行政)?村(?!次|级|/|×)"),
}
_WHO = {"人": "person", "名": "person", "位": "person", "户": "household", "村": "village"}
_YEARLY = {"月": 12, "季": 4, "年": 1, None: 1}
_BEHIND = r"[^\s每，,。；;、:：0-9]"
_PRICES = (
    re.compile(  # 每名网格员每月补贴200元
        rf"每(?:个|个行政|行政)?(?P<who>[人名位户村]){_BEHIND}{{0,6}}?(?:每个?(?P<per>[月年季天日次])度?)?"
        rf"{_BEHIND}{{0,8}}(?P<number>{_NUMBER}) *(?P<unit>万元|元)(?!/)"
    ),
    re.compile(  # 每月每人200元
        rf"每个?(?P<per>[月年季天日次])度?每(?:个)?(?P<who>[人名位户村]){_BEHIND}{{0,8}}"
        rf"(?P<number>{_NUMBER}) *(?P<unit>万元|元)(?!/)"
    ),
    re.compile(  # 200元/人/月, 200元/人·月
        rf"(?P<number>{_NUMBER}) *(?P<unit>万元|元) */ *(?P<who>[人名位户村])"
        r"(?:[/·.*](?P<per>[月年季天日次]))?"
    ),
)
_MONTHS = re.compile(r"(?<![\d.])(?P<count>[0-9]{1,2}) *个月")
# More prices in one text are damage.
_MOST_PRICES = 100


class Reckoning(NamedTuple):
    """A product in 万元: how it was written, what it makes, and what the text says it makes.

    ``sure``: false where the number of months was not written, but taken to be twelve.
    """

    written: str
    product: Decimal
    result: Decimal | None = None
    sure: bool = True

    def exceeds(self, total: Decimal) -> bool:
        """Tell whether a budget is too small for the product, for any number of months."""
        if self.product <= total * _TOLERANCE + _CENT:
            return False
        return self.sure or not self._is_for_fewer_months(total)

    def _is_for_fewer_months(self, total: Decimal) -> bool:
        months = 12 * total / self.product
        return months >= 1 and abs(months - round(months)) <= Decimal("0.02") * months

    @property
    def is_wrong(self) -> bool:
        """Tell whether the text says another result than the product."""
        if self.result is None:
            return False
        return abs(self.product - self.result) > max(_CENT, self.product * (_TOLERANCE - 1))


_TOLERANCE = Decimal("1.005")
_CENT = Decimal("0.01")


def chains_in(text: str) -> Iterator[Reckoning]:
    """Yield the products that a text writes with a times sign; one factor must be money.

    A result behind a sum of several products is not that of one, and is left out.
    """
    if "元" not in text or not _ANY_TIMES.search(text):
        return
    for match in _CHAIN.finditer(text):
        product = _product(match["chain"])
        if product is None:
            continue
        result = None
        if match["result"] and not match["more"]:
            result = _wan(match["result"], match["unit"])
        yield Reckoning(match["chain"].strip(), product, result)


def _product(chain: str) -> Decimal | None:
    """Return what a chain of factors makes in 万元, None where not one of them is money."""
    product, money = Decimal(1), 0
    for part in _PARTS.finditer(chain):
        number, unit = Decimal(part["number"].replace(",", "")), part["unit"]
        if "元" in unit:
            money += 1
            number = _wan(part["number"], "万元" if "万元" in unit else "元")
        elif "%" in unit or "％" in unit:
            number /= 100
        product *= number
    return product if money == 1 else None


def prices_in(text: str) -> Iterator[Reckoning]:
    """Yield what prices a head make with the one number of heads in the same sentence.

    A price for a month counts for the months that the sentence names, else for twelve; one for a
    day or a time has nothing to be multiplied by.
    """
    if "元" not in text or ("每" not in text and "/" not in text):
        return
    for price, heads in islice(_prices(text), _MOST_PRICES):
        counts = heads[_WHO[price["who"]]]
        if len(counts) != 1:
            continue
        written_price = f"{price['number']}{price['unit']}"
        wan = _wan(price["number"], price["unit"])
        (count,) = counts
        found = reckon(count, price["who"], wan, written_price, price["per"], heads["month"])
        if found is not None:
            yield found


def _prices(text: str) -> Iterator[tuple[re.Match[str], dict[str, set[str]]]]:
    """Yield the prices of a text, and what their sentence counts: heads of each kind, and months.

    A sentence is counted once, however many prices it has.
    """
    for sentence in re.split(r"[。；;\n]", text):
        heads: dict[str, set[str]] = {}
        for pattern in _PRICES:
            for price in pattern.finditer(sentence):
                heads = heads or _heads(sentence)
                yield price, heads


def _heads(sentence: str) -> dict[str, set[str]]:
    patterns = {**_COUNTS, "month": _MONTHS}
    return {
        kind: {match["count"] for match in pattern.finditer(sentence)}
        for kind, pattern in patterns.items()
    }


def reckon(
    count: str,
    who: str,
    wan: Decimal,
    written_price: str,
    per: str | None,
    months: set[str] | frozenset[str] = frozenset(),
) -> Reckoning | None:
    """Return the product of a number of heads and a price, for a year; None for a price a day."""
    if per not in _YEARLY or len(months) > 1:
        return None
    times, sure = _YEARLY[per], True
    if per == "月":
        sure = len(months) == 1
        times = int(next(iter(months), 12))
    written = f"{count}{who}×{written_price}" + (f"×{times}个{per}" if times > 1 else "")
    return Reckoning(written.replace("个季", "个季度"), Decimal(count) * wan * times, None, sure)


def _wan(number: str, unit: str) -> Decimal:
    value = Decimal(number.replace(",", ""))
    return value if unit == "万元" else value / 10_000


def shown(reckoning: Reckoning) -> str:
    """Return a product as a message writes it: ``43人×1790元×12个月＝92.364万元``."""
    return f"{reckoning.written}＝{as_wan(reckoning.product)}万元"
