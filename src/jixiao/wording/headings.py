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


class FormHeading(NamedTuple):
    """The heading of a form: its number, what separates it, and the name between them."""

    number: str
    sign: str
    name: str


def read_form_heading(text: str, wording: Wording) -> FormHeading | None:
    """Return the parts of ``1.名称绩效目标表``, or None for another text.

    ``text``: the visible text of a line, without marks.
    """
    number = _FORM_NUMBER.match(text)
    if number is None:
        return None
    rest = text[number.end() :].rstrip()
    for end in wording.heading_ends:
        if rest.endswith(end):
            return FormHeading(number[1], number[2], rest.removesuffix(end).strip())
    return None


def without_form_number(text: str) -> str:
    """Return the text of a heading behind its number."""
    number = _FORM_NUMBER.match(text)
    return text[number.end() :] if number else text


def is_page_number(text: str) -> bool:
    """Tell whether a line is a page number and nothing more."""
    return len(text) <= _LONGEST_PAGE_NUMBER and bool(_PAGE_NUMBER.fullmatch(key(text)))
