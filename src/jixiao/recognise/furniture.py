"""What every document has around its text: contents lists, page numbers, the cursor's bookmark."""

import re

from jixiao.readers.types import Line, Reading
from jixiao.recognise.ledger import Ledger
from jixiao.recognise.walk import Item
from jixiao.wording import Wording, key
from jixiao.wording.headings import is_page_number

# A footer whose number is a field, which the program counts: — —.
_FRAME = re.compile(r"[-—–－]*|第页[,，/]?(?:共页)?|/")
# What stands between a heading and its page number in a contents list that was typed.
_LEADERS = ".…·—-:"
_DIGITS = "0123456789０１２３４５６７８９"


def claim_contents(items: list[Item], ledger: Ledger, wording: Wording) -> list[Line]:
    """Claim contents lists: lines that a program made, or typed ones that repeat headings.

    Return these lines.
    """
    title: int | None = None
    listed: list[Line] = []
    for position, item in enumerate(items):
        if not isinstance(item, Line):
            continue
        if item.contents:
            ledger.claim("noise", item)
            listed.append(item)
        if title is None and wording.title_of(item.text) == "contents":
            title = position
            ledger.claim("noise", item)
    if title is not None:
        listed += _claim_typed(items, title, ledger, wording)
    return listed


def _claim_typed(items: list[Item], title: int, ledger: Ledger, wording: Wording) -> list[Line]:
    """Claim the lines behind 目录 that say the same as a heading further on."""
    lines = [item for item in items[title + 1 :] if isinstance(item, Line)]
    headings = {key(line.text) for line in lines if not ledger.is_open(line)}
    typed: list[Line] = []
    for line in lines:
        if not ledger.is_open(line):
            if not line.contents:
                break
            continue
        entry = key(line.text).rstrip(_DIGITS).rstrip(_LEADERS)
        if entry and (entry in headings or wording.title_of(entry)):
            ledger.claim("noise", line)
            typed.append(line)
    return typed


def claim_page_numbers(reading: Reading, items: list[Item], ledger: Ledger) -> None:
    """Claim the page numbers of headers and footers; one in the text is told apart."""
    for aside in reading.asides:
        if aside.kind in ("header", "footer"):
            for line in aside.blocks:
                if isinstance(line, Line) and (
                    is_page_number(line.text) or _FRAME.fullmatch(key(line.text))
                ):
                    ledger.claim("noise", line)
    for item in items:
        if isinstance(item, Line) and ledger.is_open(item) and is_page_number(item.text):
            ledger.refuse((item,), "page-number")
