"""Cells to the values of a model: texts as they are printed, numbers, goals."""

import re
from decimal import Decimal
from typing import NamedTuple

from jixiao.model import PADDING, format_number, printed_lines
from jixiao.model.number import MAX_DIGITS
from jixiao.readers.types import Cell
from jixiao.wording import INVISIBLE

# The digits and signs of a number that Chinese typing makes wide. Nothing else is one: ① is text.
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，％＋－", "0123456789.,%+-")
_LOOSE = re.compile(rf"[\s{INVISIBLE}]+")
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+")
# As nearly all are written: no sign, no needless zero, few digits.
_PLAIN_NUMBER = re.compile(r"((?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,6})?)(%?)")
_SUFFIX = re.compile(r"万元$")
# What people write for "nothing" in a cell of numbers.
_DASHES = frozenset(("-", "--", "—", "——", "–", "/", "－", "无"))

# 1. or 1、 at the start of a goal; Word's full-width point and a comma occur too.
_GOAL_SIGNED = re.compile(rf"[{PADDING}]*([0-9]{{1,3}})[{PADDING}]*([.、．])[{PADDING}]*")
# As it is typed by hand: １．, with invisible characters in front. Only where the first goal is.
_GOAL_TYPED = re.compile(
    rf"[{PADDING}{INVISIBLE}]*([0-9０-９]{{1,3}})[{PADDING}]*([.、．])[{PADDING}]*"
)
_POINTS = ".．"
# 1.2023年 is goal 1 of the year 2023; 1.5万亩 may be a number.
_YEAR = re.compile(r"(?:19|20)[0-9]{2}年")
_OTHER_NUMBER = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}、|目标\s*\d{1,2}"
)


def text_of(cell: Cell) -> str | None:
    """Return the text of a cell as a definition holds it; None for a blank cell."""
    lines = cell.lines
    if len(lines) == 1:
        text = lines[0].text
        if text.isprintable():  # most cells: nothing in it ends a line, or pads it but spaces
            return text.strip(" ") or None
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
    """Read a number from a normalised copy of a text: half-width, nothing invisible in it."""
    if text is None:
        return _BLANK
    if written := _PLAIN_NUMBER.fullmatch(text):
        return NumberRead(Decimal(written[1]), percent=bool(written[2]))
    plain = _LOOSE.sub("", text.translate(_HALF_WIDTH))
    if not plain:
        return _BLANK
    percent = plain.endswith("%")
    bare = plain[:-1] if percent else _SUFFIX.sub("", plain)
    if not _NUMBER.fullmatch(bare) or sum(map(str.isdigit, bare)) > MAX_DIGITS:
        return NumberRead(None, fault=text.strip() not in _DASHES, rewritten=True)
    number = Decimal(bare.replace(",", ""))
    printed = "".join(text.split()).rstrip("%％") if percent else "".join(text.split())
    return NumberRead(number, percent, rewritten=format_number(number) != printed)


class GoalsRead(NamedTuple):
    """The goals of a project, without their numbers; ``numbered``: the first had one.

    ``sign``: what stands behind the first number. ``unsure``: the first line whose number a digit
    follows, so that 1.5万亩 may be goal 1 or a number.
    """

    goals: tuple[str, ...]
    numbered: bool
    sign: str = ""
    unsure: str = ""


class _GoalStart(NamedTuple):
    """The number at the start of a line; ``end``: where the text behind it begins."""

    number: int
    sign: str
    end: int
    unsure: bool


def read_goals(text: str | None) -> GoalsRead:
    """Split numbered goals: a line begins a goal where it has the next number.

    Goals without numbers, or numbered otherwise (（一）, ①), keep their text whole: one goal a
    line where every line is numbered, else one goal.
    """
    if text is None:
        return GoalsRead((), numbered=True)
    lines = text.split("\n")
    pattern = _GOAL_SIGNED if _GOAL_SIGNED.match(lines[0]) else _GOAL_TYPED
    starts = [_goal_start(line, pattern) for line in lines]
    first = starts[0]
    if first is None or first.number != 1:
        if all(_OTHER_NUMBER.match(line) for line in lines):
            return GoalsRead(tuple(lines), numbered=False)
        return GoalsRead((text,), numbered=False)
    goals: list[list[str]] = []
    unsure = ""
    sure = _last_sure(starts)
    for at, (line, start) in enumerate(zip(lines, starts, strict=True)):
        if start is None or start.number != len(goals) + 1 or _is_text(at, start, first, sure):
            goals[-1].append(line)
            continue
        goals.append([line[start.end :]])
        if start.unsure:
            unsure = unsure or line
    texts = ("\n".join(part for part in goal if part) for goal in goals)
    return GoalsRead(tuple(text for text in texts if text), True, first.sign, unsure)


def _goal_start(line: str, pattern: re.Pattern[str]) -> _GoalStart | None:
    match = pattern.match(line)
    if match is None:
        return None
    end = match.end()
    unsure = (
        match[2] in _POINTS
        and end == match.end(2)  # no space behind the point
        and line[end : end + 1].isdecimal()
        and not _YEAR.match(line, end)
    )
    return _GoalStart(int(match[1]), match[2], end, unsure)


def _last_sure(starts: list[_GoalStart | None]) -> dict[int, int]:
    """Return for each number of a goal the last line that has it beyond doubt."""
    return {
        start.number: at
        for at, start in enumerate(starts)
        if start is not None and not start.unsure
    }


def _is_text(at: int, start: _GoalStart, first: _GoalStart, sure: dict[int, int]) -> bool:
    """Tell that 2.5公里 in a wrapped goal is a number: goal 2 comes later, or has another sign."""
    if not start.unsure or start is first:
        return False
    return start.sign != first.sign or sure.get(start.number, 0) > at
