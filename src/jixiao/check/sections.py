"""The sections of Part 1: what they are called, and headings that stand where text should."""

import re
from collections.abc import Mapping

from jixiao.check.data import load
from jixiao.model import PADDING, Targets, printed_lines
from jixiao.wording import key, load_wording

_NUMBER = re.compile(r"[一二三][、.]")
_LONGEST_HEADING = 24
# 三、某某保障措施: a line such as this is a heading; a sentence is none.
_HEADING = re.compile(r"[一二三四五六][、.．][^。；，]+")

NAMES: Mapping[str, str] = load("structure")["sections"]
"""The Chinese names of the sections by their fields, in their order."""


def texts_of(targets: Targets) -> dict[str, str | None]:
    """Return the texts of the sections by their fields."""
    return {field: getattr(targets, field) for field in NAMES}


def body_of(field: str, text: str) -> tuple[tuple[str, ...], str]:
    """Return the first lines of a section that only repeat its heading, and the text below them.

    The text below is as it was written, with its padding; empty where there is none.
    """
    repeated: list[str] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        stripped = line.strip(PADDING)
        if stripped and not _is_heading_of(field, stripped):
            return tuple(repeated), "\n".join(lines[number:])
        if stripped:
            repeated.append(stripped)
    return tuple(repeated), ""


def _is_heading_of(field: str, line: str) -> bool:
    if len(line) > _LONGEST_HEADING:
        return False
    return load_wording().sections.get(_NUMBER.sub("", key(line), count=1)) == field


def heading_inside(field: str, texts: Mapping[str, str | None]) -> str | None:
    """Return the line inside another section that looks like the heading of this one, or None."""
    marks: list[str] = load("structure")["section_words"][field]
    for text in texts.values():
        for line in printed_lines(text or ""):
            short = len(line) <= _LONGEST_HEADING and _HEADING.fullmatch(line)
            if short and any(mark in line for mark in marks):
                return line
    return None
