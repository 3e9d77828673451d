"""Streams of a file whose directory is lost, found by what they hold.

A file that was cut off has lost its directory, which stands near its end. Its streams begin at a
sector and mostly lie in one stretch; where the sector table is there, it is followed.
"""

import re
from itertools import islice

from jixiao.readers.doc.binary import u16, u32
from jixiao.readers.doc.container import HEADER, Container, Stream
from jixiao.readers.doc.fib import MAGIC, OLDEST, Fib, Part, read_fib
from jixiao.readers.doc.modifications import modifications

_NEWEST = 0x0200  # no version of Word has written more than 0x0112


def find_word(container: Container) -> Stream | None:
    """Return the stream that begins as a WordDocument stream does."""
    start = -1
    for _attempt in range(_MOST_ATTEMPTS):
        start = container.data.find(MAGIC.to_bytes(2, "little"), start + 1)
        if start < 0:
            return None
        sector = _sector_at(container, start)
        if sector is None:
            continue
        fib = read_fib(container.data[start : start + _LONGEST_BLOCK])
        if OLDEST <= fib.version < _NEWEST and fib.lengths.main:
            return _guessed(container, sector, fib.size)
    return None


def find_table(container: Container, fib: Fib) -> Stream | None:
    """Return the stream that has the piece table where the block says."""
    place, size = fib.place(Part.PIECES)
    if size <= 5:
        return None
    # Pcdt: its sign and the length of the table in it; no text looks like this.
    sign = b"\x02" + (size - 5).to_bytes(4, "little")
    at = -1
    for _attempt in range(_MOST_ATTEMPTS):
        at = container.data.find(sign, at + 1)
        if at < 0:
            return None
        sector = _sector_at(container, at - place)
        if sector is not None:
            end = max(fib.places[index] + fib.places[index + 1] for index in _pairs(fib))
            return _guessed(container, sector, end)
    return None


def find_data(container: Container, word: bytes) -> Stream | None:
    """Return the stream that has paragraph properties wherever the pages say there are some."""
    places = [
        u32(match[1] or match[2], 0) for match in islice(_ELSEWHERE.finditer(word), _MOST_PLACES)
    ]
    if not places:
        return None
    data = container.data
    for start in range(HEADER, min(len(data), _MOST_ATTEMPTS * _SMALLEST_STEP), _SMALLEST_STEP):
        if all(_has_properties(data, start + place) for place in places):
            return Stream(data[start:], whole=False)
    return None


# sprmPHugePapx and sprmPTableProps with their operands, as they stand in the pages.
_ELSEWHERE = re.compile(rb"[\x45\x46]\x66(..\0\0)|\x6b\x64(..\0\0)", re.DOTALL)
_MOST_PLACES = 20
_SMALLEST_STEP = 64  # where a small stream can begin
_LONGEST_PROPERTIES = 0x3FA2  # of a PrcData ([MS-DOC] 2.9.212)
_MOST_MODIFICATIONS = 200  # a row of 63 cells has fewer
_PARAGRAPH_GROUPS = (1, 5)  # sgc of paragraph and of table modifications


def _has_properties(data: bytes, place: int) -> bool:
    """Tell whether a PrcData of paragraph and table modifications stands at a place."""
    size = left = u16(data, place)
    if not 0 < size <= _LONGEST_PROPERTIES:
        return False
    found = modifications(data[place + 2 : place + 2 + size])
    for code, operand in islice(found, _MOST_MODIFICATIONS):
        if (code >> 10) & 7 not in _PARAGRAPH_GROUPS:
            return False
        left -= 2 + len(operand)
    return left == 0


_MOST_ATTEMPTS = 10_000
_LONGEST_BLOCK = 4096


def _pairs(fib: Fib) -> range:
    return range(0, len(fib.places) // 2 * 2, 2)


def _sector_at(container: Container, place: int) -> int | None:
    """Return the number of the sector that begins at a place of the file."""
    number, rest = divmod(place - HEADER, container.sector_size)
    return number if number >= 0 and not rest else None


def _guessed(container: Container, sector: int, size: int) -> Stream:
    return Stream(container.chain(sector, size).data, whole=False)
