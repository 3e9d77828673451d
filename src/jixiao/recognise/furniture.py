"""What every document has around its text: contents lists, page numbers, the cursor's bookmark."""

import re

from jixiao.readers.types import Line, Reading
from jixiao.recognise.ledger import Ledger
from jixiao.recognise.walk import Item
from jixiao.wording import Wording, key

# ``1``, ``— 1 —``, ``第1页``, ``第 1 页 共 9 页``, ``1/9``.
_PAGE_NUMBER = re.compile(
    r"[-—–－]*\d{1,4}[-—–－]*|第\d{1,4}页[,，/]?(?:共\d{1,4}页)?|\d{1,4}/\d{1,4}"
)
_LONGEST = 24
# A footer whose number is a field, which the program counts: — —.
_FRAME = re.compile(r"[-—–－]*|第页[,，/]?(?:共页)?|/")
# What leads to a page number in a contents list that was typed.
_LEADER = re.compile(r"[.．…·\s\t—-]*\d{0,4}\s*$")


def is_page_number(text: str) -> bool:
    """Tell whether a line is a page number and nothing more."""
    return len(text) <= _LONGEST and bool(_PAGE_NUMBER.fullmatch(key(text)))


def claim_contents(items: list[Item], ledger: Ledger, wording: Wording) -> None:
    """Claim contents lists: lines that a program made, or typed ones that repeat headings."""
    title: int | None = None
    for position, item in enumerate(items):
        if not isinstance(item, Line):
            continue
        if item.contents:
            ledger.claim("noise", item)
        if title is None and wording.title_of(item.text) == "contents":
            title = position
            ledger.claim("noise", item)
    if title is not None:
        _claim_typed(items, title, ledger, wording)


def _claim_typed(items: list[Item], title: int, ledger: Ledger, wording: Wording) -> None:
    """Claim the lines behind 目录 that say the same as a heading further on."""
    lines = [item for item in items[title + 1 :] if isinstance(item, Line)]
    headings = {key(line.text) for line in lines if not ledger.is_open(line)}
    for line in lines:
        if not ledger.is_open(line):
            if not line.contents:
                break
            continue
        entry = _LEADER.sub("", line.text)
        if key(entry) in headings or wording.title_of(entry):
            ledger.claim("noise", line)


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
