"""Which styles hide their text: the style sheet, read for nothing else ([MS-DOC] 2.9.271)."""

from typing import NamedTuple

from jixiao.readers.doc.binary import u16
from jixiao.readers.doc.effort import PIECE, Effort
from jixiao.readers.doc.modifications import modifications

HIDDEN = 0x083C  # sprmCFVanish
_MOST_STYLES = 4095
_PARAGRAPH, _CHARACTER = 1, 2


class _Style(NamedTuple):
    base: int
    hides: bool | None


def read_hidden_styles(stream: bytes, place: tuple[int, int], effort: Effort) -> frozenset[int]:
    """Return the indices (istd) of the paragraph and character styles whose text is hidden."""
    start, size = place
    sheet = stream[start : start + size]
    at = 2 + u16(sheet, 0)
    fixed = u16(sheet, 4)
    styles: list[_Style] = []
    for _number in range(min(u16(sheet, 2), _MOST_STYLES)):
        length = u16(sheet, at)
        effort.spend(PIECE)
        styles.append(_style(sheet[at + 2 : at + 2 + length], fixed))
        at += 2 + length + length % 2
    return frozenset(index for index in range(len(styles)) if _is_hidden(styles, index))


def _style(data: bytes, fixed: int) -> _Style:
    """Return what a style (STD) says itself; an unused one is empty."""
    kind, base = u16(data, 2) & 0x0F, u16(data, 2) >> 4
    if kind not in (_PARAGRAPH, _CHARACTER):
        return _Style(base, None)
    at = fixed + 2 + 2 * u16(data, fixed) + 2  # behind the name, which a zero ends
    if kind == _PARAGRAPH:  # its paragraph properties come first
        length = u16(data, at)
        at += 2 + length + length % 2
    hides = None
    for code, operand in modifications(data[at + 2 : at + 2 + u16(data, at)]):
        if code == HIDDEN:
            hides = operand[0] in (1, 0x81)
    return _Style(base, hides)


def _is_hidden(styles: list[_Style], index: int) -> bool:
    seen: set[int] = set()
    while index < len(styles) and index not in seen:
        seen.add(index)
        if (hides := styles[index].hides) is not None:
            return hides
        index = styles[index].base
    return False
