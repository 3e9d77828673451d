"""Tables of strings (STTB) in the table stream ([MS-DOC] 2.2.4)."""

from collections.abc import Iterator

from jixiao.readers.doc.binary import u16
from jixiao.readers.doc.effort import PIECE, Effort

_WIDE = 0xFFFF
_FONT_NAME = 39  # bytes of an FFN before its name ([MS-DOC] 2.9.81)


def read_strings(stream: bytes, place: tuple[int, int], effort: Effort) -> Iterator[str]:
    """Yield the strings of a table of two-byte characters; none of another table."""
    data = stream[place[0] : place[0] + place[1]]
    if u16(data, 0) != _WIDE:
        return
    count, extra = u16(data, 2), u16(data, 4)
    at = 6
    for _number in range(count):
        effort.spend(PIECE)
        if at + 2 > len(data):
            return
        end = at + 2 + 2 * u16(data, at)
        yield data[at + 2 : end].decode("utf-16-le", "replace")
        at = end + extra


def read_fonts(stream: bytes, place: tuple[int, int], effort: Effort) -> Iterator[str]:
    """Yield the names of the fonts (SttbfFfn): a table of one-byte lengths."""
    data = stream[place[0] : place[0] + place[1]]
    count, extra = u16(data, 0), u16(data, 2)
    at = 4
    for _number in range(count):
        effort.spend(PIECE)
        if at >= len(data):
            return
        end = at + 1 + data[at]
        name = data[at + 1 + _FONT_NAME : end].decode("utf-16-le", "replace")
        yield name.split("\0", 1)[0]
        at = end + extra
