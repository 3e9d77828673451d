"""New values as the file writes the old ones: signs of goals, a % or 万元 behind a number."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.correct.patch.cells import lines_of
from jixiao.model import format_number
from jixiao.recognise.values import read_goals, read_number

_SUFFIX = re.compile(r"\s*(?:%|％|万元)$")
_NUMBER_OF_GOAL = re.compile(r"\s*[0-9０-９]{1,3}")


def number_text(old: str, number: Decimal | None, suffix: str = "") -> str:
    """Return a number with what stands behind the old one; ``suffix``: where there was none."""
    if number is None:
        return ""
    behind = _SUFFIX.search(old)
    return format_number(number) + (behind[0] if behind else "" if old else suffix)


def has_number(text: str, number: Decimal | None) -> bool:
    """Tell whether a cell reads as a number, or as blank."""
    return read_number(text or None).number == number


def goal_lines(old: Sequence[str], goals: Sequence[str], style: str) -> list[str] | None:
    """Return the lines of goals as they stand below the old ones; None: they would be misread.

    ``style``: how an edition numbers a goal: ``{number}.``. Goals that stay keep their signs.
    """
    if not goals:
        return []
    read = read_goals("\n".join(old) or None)
    known = dict(_known_goals(old, read.goals))
    between = _between(old, read.goals)
    if between is None:
        first, _number, rest = style.partition("{number}")
        between = rest if not first else "."
    numbered = [
        line
        for number, goal in enumerate(goals, 1)
        for line in known.get((number, goal)) or _numbered(number, between, goal)
    ]
    plain = [line for goal in goals for line in lines_of(goal)]
    for lines in (plain, numbered) if old and not read.numbered else (numbered, plain):
        if list(read_goals("\n".join(lines)).goals) == list(goals):
            return lines
    return None


def _numbered(number: int, between: str, goal: str) -> list[str]:
    first, *more = lines_of(goal)
    return [f"{number}{between}{first}", *more]


def _known_goals(
    lines: Sequence[str], goals: Sequence[str]
) -> Iterator[tuple[tuple[int, str], list[str]]]:
    """Yield the lines of each numbered goal, as far as they follow each other as they should."""
    at = 0
    for number, goal in enumerate(goals, 1):
        texts = goal.split("\n")
        found = list(lines[at : at + len(texts)])
        if len(found) < len(texts) or found[1:] != texts[1:] or not found[0].endswith(texts[0]):
            return
        yield (number, goal), found
        at += len(texts)


def _between(lines: Sequence[str], goals: Sequence[str]) -> str | None:
    """Return what stands between the number and the text of the first goal; None: no number."""
    if not goals or not lines:
        return None
    first = goals[0].split("\n")[0]
    number = _NUMBER_OF_GOAL.match(lines[0])
    if number is None or not lines[0].endswith(first):
        return None
    return lines[0][number.end() : len(lines[0]) - len(first)] or None
