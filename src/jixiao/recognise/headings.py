"""Headings: of forms, of parts and of the sections of Part 1, known by their marks or their words.

Where a file has marks (TC fields, bookmarks), they say which line is a heading, and a line of the
same words without one is text. Where it has none, the words decide.
"""

import re
from typing import NamedTuple

from jixiao.blocks import Bookmark, Entry
from jixiao.model import ProjectKind
from jixiao.readers.types import Line
from jixiao.wording import Wording, key

# ``1.``, ``12、``: the number of a form.
_NUMBER = re.compile(r"\s*(\d{1,4})\s*([.、．])\s*")
# The marks of the official exports and of our own documents.
_TARGET_MARK = re.compile(r"_Toc_2_2_\d*|target_(?P<number>[1-3])")
_FORM_MARK = re.compile(r"_Toc_(?:3_3|4_4)_\d*|project_\d+|fund_\d+")
_FUND_MARK = re.compile(r"_Toc_3_3_\d*|fund_\d+")
_PART_MARK = re.compile(r"part_\d+")
_SECTIONS = ("overall", "itemised", "safeguards")


class FormHeading(NamedTuple):
    """The heading of a form: its number, what separates it, and the name between them."""

    number: str
    sign: str
    name: str


def read_form_heading(text: str, wording: Wording) -> FormHeading | None:
    """Return the parts of ``1.名称绩效目标表``, or None for another text."""
    number = _NUMBER.match(text)
    if number is None:
        return None
    rest = text[number.end() :].rstrip()
    for end in wording.heading_ends:
        if rest.endswith(end):
            return FormHeading(number[1], number[2], rest.removesuffix(end).strip())
    return None


def has_form_mark(line: Line) -> bool:
    """Tell whether a mark says that a line is the heading of a form."""
    return any(_is_form_mark(placed.mark) for placed in line.marks)


def _is_form_mark(mark: Bookmark | Entry) -> bool:
    if isinstance(mark, Entry):
        return mark.listing in ("B", "C")
    return _FORM_MARK.fullmatch(mark.name) is not None


def kind_of_marks(line: Line) -> ProjectKind | None:
    """Return the kind of project that the marks of a heading tell."""
    for placed in line.marks:
        mark = placed.mark
        if not _is_form_mark(mark):
            continue
        if isinstance(mark, Entry):
            return "special-fund" if mark.listing == "B" else "budget-project"
        return "special-fund" if _FUND_MARK.fullmatch(mark.name) else "budget-project"
    return None


def has_part_mark(line: Line) -> bool:
    """Tell whether a bookmark of ours says that a line is the title of a part."""
    return any(
        isinstance(placed.mark, Bookmark) and _PART_MARK.fullmatch(placed.mark.name)
        for placed in line.marks
    )


def marked_section(line: Line, wording: Wording) -> str | None:
    """Return the section of Part 1 that a marked line opens, or None."""
    for placed in line.marks:
        mark = placed.mark
        if isinstance(mark, Entry):
            if mark.listing == "A" or (not mark.listing and wording.section_of(mark.text)):
                return wording.section_of(line.text) or wording.section_of(mark.text)
        elif match := _TARGET_MARK.fullmatch(mark.name):
            if section := wording.section_of(line.text):
                return section
            return _SECTIONS[int(match["number"]) - 1] if match["number"] else None
    return None


def numbered_section(line: Line, wording: Wording) -> str | None:
    """Return the section that a line opens by its words, if it has a number (一、)."""
    section = wording.section_of(line.text)
    return section if section and key(line.text) not in wording.sections else None


def entry_differs(line: Line) -> str | None:
    """Return the text of a TC entry that says something else than its line, or None.

    An entry repeats its heading; number, sign and padding may differ.
    """
    for placed in line.marks:
        if isinstance(placed.mark, Entry) and (text := placed.mark.text):
            core = _core(text)
            if core not in key(line.text) and _core(line.text) not in core:
                return text
    return None


def _core(text: str) -> str:
    number = _NUMBER.match(text)
    return key(text[number.end() :] if number else text)
