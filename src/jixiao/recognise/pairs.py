"""Labels and the values behind them, in one row."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from jixiao.readers.types import Cell
from jixiao.recognise.values import read_number
from jixiao.wording import Wording, key

# Digits, letters, hyphens: 13028123P00011410002J, 000-9999-JSN-D0X6.
_CODE = re.compile(r"[0-9A-Za-z]{2,}(?:[-_][0-9A-Za-z]+)*")
_NAMES = ("project_name", "fund_name")


class Pair(NamedTuple):
    """A label, the field it means, and the cell of its value; None where that is missing."""

    field: str
    label: Cell
    value: Cell | None


def pairs_of(
    cells: Sequence[Cell],
    texts: Sequence[str | None],
    wording: Wording,
    fields: tuple[str, ...],
    width: int,
    start: int,
    heading_name: Callable[[], str],
) -> list[Pair]:
    """Return the pairs of a row from ``start`` on; ``width`` is that of a whole row.

    In a whole row a value is the cell behind its label, even where it reads like a label. A row
    that is too short lacks a value where two labels meet; one that is too long has a foreign cell
    among the values, and the one is taken that looks like a value of its field.
    """
    if len(cells) == width:
        return [
            Pair(field, cells[index], cells[index + 1])
            for index in range(start, width - 1, 2)
            if (field := _label(texts[index], wording, fields))
        ]
    labels = [
        (index, field)
        for index in range(start, len(cells))
        if (field := _label(texts[index], wording, fields))
    ]
    ends = [index for index, _ in labels[1:]] + [len(cells)]
    return [
        Pair(field, cells[index], _choose(field, cells, texts, index + 1, end, heading_name))
        for (index, field), end in zip(labels, ends, strict=False)
    ]


def _label(text: str | None, wording: Wording, fields: tuple[str, ...]) -> str | None:
    field = wording.label_of(text) if text else None
    return field if field in fields else None


def _choose(
    field: str,
    cells: Sequence[Cell],
    texts: Sequence[str | None],
    start: int,
    end: int,
    heading_name: Callable[[], str],
) -> Cell | None:
    candidates = list(range(start, end))
    if not candidates:
        return None
    for index in candidates:
        if _fits(field, texts[index], heading_name):
            return cells[index]
    return cells[start]


def _fits(field: str, text: str | None, heading_name: Callable[[], str]) -> bool:
    if not text:
        return False
    if field == "code":
        return _CODE.fullmatch(key(text)) is not None
    if field in _NAMES:
        return key(text) == heading_name()
    return not read_number(text).fault
