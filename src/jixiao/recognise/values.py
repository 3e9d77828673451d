"""Cells to the values of a model: texts as they are printed, numbers, goals."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from jixiao.model import PADDING, format_number, printed_lines
from jixiao.model.number import MAX_DIGITS
from jixiao.readers.types import Cell

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+")
# As nearly all are written: no sign, no needless zero, few digits.
_PLAIN_NUMBER = re.compile(r"(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?")
_SUFFIX = re.compile(r"万元$")
# What people write for "nothing" in a cell of numbers.
_DASHES = frozenset(("-", "--", "—", "——", "–", "/", "－", "无"))

# 1. or 1、 at the start of a goal; Word's full-width point and a comma occur too.
_GOAL_SIGNED = re.compile(rf"[{PADDING}]*([0-9]{{1,3}})[{PADDING}]*([.、．])[{PADDING}]*")
_OTHER_NUMBER = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}、|目标\s*\d{1,2}"
)


def text_of(cell: Cell) -> str | None:
    """Return the text of a cell as a definition holds it; None for a blank cell."""
    lines = cell.lines
    if len(lines) == 1:
        text = lines[0].text
        if not text or text.isalnum():  # most cells: one word, or nothing
            return text or None
        return "\n".join(printed_lines(text)) or None
    return "\n".join([line for found in lines for line in printed_lines(found.text)]) or None


class NumberRead(NamedTuple):
    """A number in a cell: None where it is blank or none; ``percent``: a % stood behind it.

    ``fault``: the cell is not blank and holds no number. ``rewritten``: printing the number again
    gives another spelling.
    """

    number: Decimal | None
    percent: bool = False
    fault: bool = False
    rewritten: bool = False


_BLANK = NumberRead(None)


def read_number(text: str | None) -> NumberRead:
    """Read a number from a normalised copy of a text: half-width, without white space."""
    if text is None:
        return _BLANK
    if _PLAIN_NUMBER.fullmatch(text):
        return NumberRead(Decimal(text))
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    percent = plain.endswith("%")
    bare = plain[:-1] if percent else _SUFFIX.sub("", plain)
    if not _NUMBER.fullmatch(bare) or sum(map(str.isdigit, bare)) > MAX_DIGITS:
        return NumberRead(None, fault=text.strip() not in _DASHES, rewritten=True)
    number = Decimal(bare.replace(",", ""))
    printed = "".join(text.split()).rstrip("%％") if percent else "".join(text.split())
    return NumberRead(number, percent, rewritten=format_number(number) != printed)


class GoalsRead(NamedTuple):
    """The goals of a project, without their numbers; ``numbered``: the first had one."""

    goals: tuple[str, ...]
    numbered: bool
    sign: str = ""


def read_goals(text: str | None) -> GoalsRead:
    """Split numbered goals: a line begins a goal where it has the next number.

    Goals without numbers, or numbered otherwise (（一）, ①), keep their text whole: one goal a
    line where every line is numbered, else one goal.
    """
    if text is None:
        return GoalsRead((), numbered=True)
    lines = text.split("\n")
    first = _goal_start(lines[0], 1)
    if first is None:
        if all(_OTHER_NUMBER.match(line) for line in lines):
            return GoalsRead(tuple(lines), numbered=False)
        return GoalsRead((text,), numbered=False)
    goals: list[list[str]] = []
    for line in lines:
        start = _goal_start(line, len(goals) + 1)
        if start is None:
            goals[-1].append(line)
        else:
            goals.append([line[start:]])
    texts = ("\n".join(part for part in goal if part) for goal in goals)
    sign = _GOAL_SIGNED.match(lines[0])
    return GoalsRead(tuple(text for text in texts if text), True, sign[2] if sign else "")


def _goal_start(line: str, number: int) -> int | None:
    """Return where the text of a goal begins whose number is expected, or None."""
    match = _GOAL_SIGNED.match(line)
    return match.end() if match and int(match[1]) == number else None
