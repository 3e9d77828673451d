"""The words of real reports, as data: which labels, titles and headings mean which field.

Everything is compared by `key`: without white space, signs half-width, no colon at the end.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

# Characters of no width, which copied texts carry along: joiners, byte order marks.
INVISIBLE = "\u200b-\u200d\u2060\ufeff"
_LOOSE = re.compile(rf"[\s{INVISIBLE}]+")
_WIDTHS = str.maketrans("（）：％．０１２３４５６７８９", "():%.0123456789")
_LONGEST_LABEL = 24

_CHINESE_NUMBER = "一二三四五六七八九十"
PART_ORDINAL = re.compile(rf"第[{_CHINESE_NUMBER}]{{1,3}}部分[、:]?")
SECTION_NUMBER = re.compile(rf"[(]?[{_CHINESE_NUMBER}\d]{{1,3}}[)]?[、.]?")


def key(text: str) -> str:
    """Return a text as it is compared: nothing invisible, half-width signs and digits, no colon."""
    return _LOOSE.sub("", text).translate(_WIDTHS).rstrip(":")


@dataclass(frozen=True, slots=True)
class Wording:
    """Spellings by `key`, each leading to its field.

    ``labels``: of cells (``code``, ``total``…). ``sections``: of the prose of Part 1. ``titles``:
    of parts. ``section_names``: in their order. ``row_widths``: how many cells a row has
    that begins with a label.
    ``heading_ends``: what the heading of a form ends with, longest first. ``heading_marks``: what
    may stand in brackets behind that, of a corrected form. ``month_doubts``:
    labels of months that are not quite the month, and why: ``other-month``, ``quarter``.
    """

    labels: Mapping[str, str]
    sections: Mapping[str, str]
    titles: Mapping[str, str]
    row_widths: Mapping[str, int]
    heading_ends: tuple[str, ...]
    heading_marks: frozenset[str]
    section_names: tuple[str, ...]
    level1: frozenset[str]
    level2: frozenset[str]
    month_doubts: Mapping[str, str]
    _label_of: Callable[[str], str | None] = field(init=False, repr=False, compare=False)
    _doubt_of: Callable[[str], str | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # The same few labels and words stand in every form of a report.
        cached = lru_cache(maxsize=8192)(lambda text: self.labels.get(key(text)))
        object.__setattr__(self, "_label_of", cached)
        cached = lru_cache(maxsize=256)(lambda text: self.month_doubts.get(key(text)))
        object.__setattr__(self, "_doubt_of", cached)

    def label_of(self, text: str) -> str | None:
        """Return the field that a cell is the label of, or None."""
        return self._label_of(text) if len(text) <= _LONGEST_LABEL else None

    def is_level1(self, text: str) -> bool:
        """Tell whether a text is a usual indicator of level 1."""
        return text in self.level1 or _is_among(text, self.level1)

    def is_level2(self, text: str) -> bool:
        """Tell whether a text is a usual indicator of level 2."""
        return text in self.level2 or _is_among(text, self.level2)

    def month_doubt(self, label: str) -> str | None:
        """Return why a label that leads to a month may mean another time, or None."""
        return self._doubt_of(label) if len(label) <= _LONGEST_LABEL else None

    def title_of(self, text: str) -> str | None:
        """Return which part a title opens (``targets``, ``special-fund``…), or None.

        The ordinal (第二部分) may stand before it.
        """
        if len(text) > 2 * _LONGEST_LABEL:
            return None
        compared = key(text)
        ordinal = PART_ORDINAL.match(compared)
        return self.titles.get(compared[ordinal.end() :] if ordinal else compared)

    def section_of(self, text: str) -> str | None:
        """Return which section of Part 1 a heading opens (``overall``…), or None."""
        if len(text) > 2 * _LONGEST_LABEL:
            return None
        compared = key(text)
        number = SECTION_NUMBER.match(compared)
        return self.sections.get(compared[number.end() :] if number else compared)


def _is_among(text: str, words: frozenset[str]) -> bool:
    return len(text) <= _LONGEST_LABEL and key(text) in words


def is_part_ordinal(text: str) -> bool:
    """Tell whether a line is 第二部分 and nothing more."""
    return len(text) <= _LONGEST_LABEL and PART_ORDINAL.fullmatch(key(text)) is not None


@cache
def load_wording() -> Wording:
    """Return the wording that is shipped; read once."""
    data = tomllib.loads(files(__package__).joinpath("wording.toml").read_text("utf-8"))
    ends = sorted(data["form"]["heading_ends"], key=len, reverse=True)
    return Wording(
        labels=_by_key(data["labels"]),
        sections=_by_key(data["sections"]),
        titles=_by_key(data["titles"]),
        row_widths=data["row_widths"],
        heading_ends=tuple(ends),
        heading_marks=frozenset(data["form"]["heading_marks"]),
        section_names=tuple(data["sections"]),
        level1=frozenset(data["indicators"]["level1"]),
        level2=frozenset(data["indicators"]["level2"]),
        month_doubts=_by_key(data["month_doubts"]),
    )


def _by_key(spellings: Mapping[str, list[str]]) -> dict[str, str]:
    return {key(spelling): field for field, found in spellings.items() for spelling in found}
