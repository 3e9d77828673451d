"""What a basis refers to: numbers of documents (发文字号), and titles and words in brackets."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_OPEN, _CLOSE = r"〔（(\[【｛{［〈《<＜〖「", r"〕）)\]】｝}］〉》>＞〗」"
# 冀财预（2022）31号. Orders and announcements (令, 公告) are numbered otherwise, and so are
# contracts and forms (合同, 协议, 单, 证); 5号楼 is a house.
_NUMBER = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?<![令告年同议单证]) *(?P<open>[{_OPEN}]) *"
    rf"(?P<year>(?:19|20)[0-9]{{2}}) *(?P<close>[{_CLOSE}])"
    r" *(?P<number>第? *[0-9]{1,5} *号)(?![楼院线路井机库房地门台桥])"
)
_PAIRS = {"《": "》", "〈": "〉", "（": "）", "“": "”", "〔": "〕", "【": "】", "[": "]", "{": "}"}
_CLOSING = frozenset(_PAIRS.values())
_WIDTHS = str.maketrans("()［］｛｝", "（）[]{}")
_BRACKETS = frozenset([*_PAIRS, *_CLOSING, *"()［］｛｝"])
# 1）, 一）, a）: the number of an item has no bracket in front.
_ITEM = re.compile(r"(?:^|(?<=[\s，。；、：,;:]))(?:[0-9一二三四五六七八九十]{1,3}|[a-zA-Z])[)）]")


class DocumentNumber(NamedTuple):
    """The year and number of a document as they were written, where, and as they should be."""

    written: str
    proper: str
    has_proper_brackets: bool
    start: int


def document_numbers(text: str) -> Iterator[DocumentNumber]:
    """Yield the numbers of documents whose year stands in brackets of some kind."""
    for match in _NUMBER.finditer(text):
        number = match["number"].replace(" ", "")
        proper = (match["open"], match["close"]) == ("〔", "〕")
        yield DocumentNumber(match[0], f"〔{match['year']}〕{number}", proper, match.start())


def unbalanced(text: str) -> str | None:
    """Return the first bracket or quotation mark of a text without its other half, or None.

    Full and half width are the same; brackets in numbers of documents are not looked at.
    """
    if not any(sign in text for sign in _BRACKETS):
        return None
    text = _NUMBER.sub("", text).translate(_WIDTHS)
    return _first_unmatched(text) and _first_unmatched(_ITEM.sub("", text))


def _first_unmatched(text: str) -> str | None:
    opened: list[str] = []
    for sign in text:
        if sign in _PAIRS:
            opened.append(sign)
        elif sign in _CLOSING:
            if not opened or _PAIRS[opened[-1]] != sign:
                return sign if not opened else opened[-1]
            opened.pop()
    return opened[0] if opened else None
