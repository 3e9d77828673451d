"""Lines that are known by their words alone: headings of forms, and page numbers."""

import re
from typing import NamedTuple

from jixiao.wording import Wording, key

# ``1.``, ``12、``: the number of a form.
_FORM_NUMBER = re.compile(r"\s*(\d{1,4})\s*([.、．])\s*")
# ``1``, ``— 1 —``, ``第1页``, ``第 1 页 共 9 页``, ``1/9``. 2023 alone is a year.
_PAGE_NUMBER = re.compile(
    r"[-—–－]*\d{1,3}[-—–－]*|[-—–－]+\d{4}[-—–－]+|第\d{1,4}页[,，/]?(?:共\d{1,4}页)?|\d{1,3}/\d{1,3}"
)
_LONGEST_PAGE_NUMBER = 24
# （更正） behind the heading of a form that was corrected.
_MARK = re.compile(r"\s*[（(〔\[]([^（()）]{1,8})[)）〕\]]\s*$")


class FormHeading(NamedTuple):
    """The heading of a form: its number, what separates it, and the name between them."""

    number: str
    sign: str
    name: str


def read_form_heading(text: str, wording: Wording) -> FormHeading | None:
    """Return the parts of ``1.名称绩效目标表``, or None for another text.

    （更正） may stand behind it.
    ``text``: the visible text of a line, without marks.
    """
    number = _FORM_NUMBER.match(text)
    if number is None:
        return None
    rest = without_correction_mark(text[number.end() :], wording).rstrip()
    for end in wording.heading_ends:
        if rest.endswith(end):
            return FormHeading(number[1], number[2], rest.removesuffix(end).strip())
    return None


def without_correction_mark(text: str, wording: Wording) -> str:
    """Return the text of a heading without （更正） at its end."""
    mark = _MARK.search(text)
    return text[: mark.start()] if mark and key(mark[1]) in wording.heading_marks else text


def without_form_number(text: str) -> str:
    """Return the text of a heading behind its number."""
    number = _FORM_NUMBER.match(text)
    return text[number.end() :] if number else text


def is_page_number(text: str) -> bool:
    """Tell whether a line is a page number and nothing more."""
    return len(text) <= _LONGEST_PAGE_NUMBER and bool(_PAGE_NUMBER.fullmatch(key(text)))
