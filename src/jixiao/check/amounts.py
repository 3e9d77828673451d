"""Amounts of money in texts and values, in 万元, exactly."""

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from jixiao.model import IndicatorValue

# How many 万元 one unit is.
_IN_WAN = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "百元": Decimal("0.01"),
    "万元": Decimal(1),
    "亿元": Decimal(10_000),
}
# No amount has more digits than this; a row of digits that is longer is a serial number.
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,9})?|[0-9]{1,15}(?:\.[0-9]{1,9})?"
_AMOUNT = re.compile(rf"(?<![0-9.,])(?P<number>{_NUMBER}) *(?P<unit>亿元|万元|千元|百元|元)(?!/)")
# 每人 and 人均 before an amount make it a price.
_UNIT_PRICE = ("每", "均", "/")
CENT = Decimal("0.01")
# Enough digits for any number that a model holds, and for a sum or product of some.
_EXACT = Context(prec=120)


class Amount(NamedTuple):
    """An amount as it was written, in 万元: ``written`` has all its digits (``47.896万元``)."""

    wan: Decimal
    written: str
    start: int
    end: int


def amounts_in(text: str) -> Iterator[Amount]:
    """Yield the amounts that a text names, with 元, 万元 or 亿元 behind them; no unit prices."""
    for match in _AMOUNT.finditer(text):
        number = Decimal(match["number"].replace(",", ""))
        yield Amount(number * _IN_WAN[match["unit"]], match[0], match.start(), match.end())


def amount_of(value: IndicatorValue) -> Decimal | None:
    """Return the amount of a value in 万元; None where it is no sum of money (元/人 is none)."""
    if value.number is None or value.unit not in _IN_WAN:
        return None
    return value.number * _IN_WAN[value.unit]


def amount_in(value: IndicatorValue) -> Decimal | None:
    """Return the one sum of money that a value is or names (不超过5万元), in 万元, or None."""
    if value.number is not None:
        return amount_of(value)
    found = list(amounts_in(value.raw)) if "元" in value.raw else []
    if len(found) != 1 or any(word in value.raw for word in _UNIT_PRICE):
        return None
    return found[0].wan


def sum_of(amounts: Iterable[Decimal]) -> Decimal:
    """Return the exact sum of amounts, however long they are."""
    total = Decimal(0)
    for amount in amounts:
        total = _EXACT.add(total, amount)
    return total


def rounded(amount: Decimal) -> Decimal:
    """Return an amount as the table shows it: two decimals, half up."""
    return amount.quantize(CENT, ROUND_HALF_UP, _EXACT)


def agree(amount: Decimal, shown: Decimal) -> bool:
    """Tell whether an amount is the one that a table shows, after rounding it."""
    return rounded(amount) == rounded(shown)


def is_cut_off(amount: Decimal, shown: Decimal) -> bool:
    """Tell whether a table shows an amount cut off instead of rounded: 47.89 for 47.896."""
    return not agree(amount, shown) and amount.quantize(CENT, ROUND_DOWN, _EXACT) == rounded(shown)


def is_in_yuan(shown: Decimal, amount: Decimal) -> bool:
    """Tell whether a table shows an amount in 元 where 万元 belongs: 10 000 times too much."""
    return shown != 0 and shown == amount * 10_000


def as_wan(amount: Decimal) -> str:
    """Return an amount in 万元 for a message: as many decimals as it has, at least two."""
    plain = amount.normalize(_EXACT)
    exponent = plain.as_tuple().exponent
    assert isinstance(exponent, int)  # amounts are finite
    return f"{plain.quantize(CENT, context=_EXACT) if exponent > -2 else plain:f}"
