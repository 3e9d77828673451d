"""The File Information Block: where the parts of a Word document are ([MS-DOC] 2.5)."""

from array import array
from enum import IntEnum
from typing import NamedTuple

from jixiao.readers.doc.binary import long_array, u16, u32

MAGIC = 0xA5EC
OLD_MAGIC = 0xA5DC  # Word 6 and 95
OLDEST = 0x00C1  # nFib of Word 97; Word 6 and 95 have less, and another piece table


class Part(IntEnum):
    """What the block points to in the table stream: indices into FibRgFcLcb97 ([MS-DOC] 2.5.6)."""

    STYLES = 1
    FOOTNOTES = 3
    COMMENTS = 5
    SECTIONS = 6
    HEADERS = 11
    CHARACTER_PAGES = 12
    PARAGRAPH_PAGES = 13
    FONTS = 15
    BOOKMARK_NAMES = 21
    BOOKMARK_STARTS = 22
    PIECES = 33
    ENDNOTES = 47
    TEXT_BOXES = 56
    HEADER_TEXT_BOXES = 58


class Lengths(NamedTuple):
    """Characters of the main document and of its sub-documents, in the order of the text."""

    main: int
    footnotes: int
    headers: int
    comments: int
    endnotes: int
    text_boxes: int
    header_text_boxes: int


class Fib(NamedTuple):
    """What is needed of the block.

    ``size`` is that of the WordDocument stream (cbMac); ``places`` are pairs of offset and size in
    the table stream.
    """

    version: int
    size: int
    encrypted: bool
    table_name: str
    lengths: Lengths
    places: "array[int]"

    def place(self, part: Part) -> tuple[int, int]:
        """Return offset and size of a part in the table stream; size 0 where there is none."""
        at = 2 * part
        return (self.places[at], self.places[at + 1]) if at + 1 < len(self.places) else (0, 0)


_FIXED = 32  # FibBase
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_COUNTS = (3, 4, 5, 7, 8, 9, 10)  # ccpText … ccpHdrTxbx in FibRgLw97; the 6th is reserved


def read_fib(data: bytes) -> Fib:
    """Return the block at the start of the WordDocument stream; missing fields count as zero."""
    flags = u16(data, 10)
    shorts = _FIXED + 2
    longs = shorts + 2 * u16(data, _FIXED) + 2
    pairs = longs + 4 * u16(data, longs - 2) + 2
    count = u16(data, pairs - 2)
    after = pairs + 8 * count
    # Later versions keep the first number and add their own behind the pairs (cswNew, nFibNew).
    version = u16(data, after + 2) if u16(data, after) else u16(data, 2)
    return Fib(
        version=max(version, u16(data, 2)),
        size=u32(data, longs),
        encrypted=bool(flags & _ENCRYPTED),
        table_name="1Table" if flags & _TABLE_1 else "0Table",
        lengths=Lengths(*(u32(data, longs + 4 * at) for at in _COUNTS)),
        places=long_array(data[pairs:after]),
    )
