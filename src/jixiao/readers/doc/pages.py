"""Formatted disk pages: which properties a stretch of the stream has ([MS-DOC] 2.9.33, 2.9.174).

A page is looked up when a character needs it, so that what a file merely claims costs nothing.
"""

from bisect import bisect_right
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from jixiao.readers.doc.binary import long_array, u32
from jixiao.readers.doc.effort import PAGE, Effort
from jixiao.readers.doc.plc import Plc

_SIZE = 512
_NUMBER = 0x3FFFFF  # the 22 bits of a page number (PnFkpPapx, PnFkpChpx)


class Kind(Enum):
    """The two kinds of pages, with the bytes that each keeps of a stretch."""

    PARAGRAPHS = 13  # BxPap
    CHARACTERS = 1


class Stretch(NamedTuple):
    """Bytes ``start`` to ``end`` of the stream; ``properties`` is None where they are lost."""

    start: int
    end: int
    properties: bytes | None


class _Page(NamedTuple):
    """A page: where its stretches begin, the end of the last, and the properties of each."""

    bounds: tuple[int, ...]
    properties: tuple[bytes, ...]


class Pages:
    """All pages of one kind."""

    def __init__(self, stream: bytes, plc: Plc, kind: Kind, effort: Effort) -> None:
        self._stream = stream
        self._plc = plc
        self._kind = kind
        self._effort = effort
        self._page = lru_cache(maxsize=256)(self._read_page)
        # Characters are asked for in their order: what served the last one often serves the next.
        self._stretch = Stretch(0, 0, None)
        self._current: _Page | None = None
        self._start = self._end = 0

    def at(self, offset: int) -> Stretch:
        """Return the stretch that holds a byte of the stream."""
        stretch = self._stretch
        if stretch.start <= offset < stretch.end:
            return stretch
        if not self._start <= offset < self._end:
            self._turn_to(offset)
        self._stretch = stretch = self._find(offset)
        return stretch

    def _turn_to(self, offset: int) -> None:
        """Make the page of a byte the current one; there is none where it is lost."""
        positions, count = self._plc.positions, self._plc.stretches
        index = bisect_right(positions, offset, 0, count + 1) - 1 if count else -1
        if 0 <= index < count:
            self._start, self._end = positions[index], positions[index + 1]
            self._current = self._page(u32(self._plc.item(index), 0) & _NUMBER)
        else:
            self._start = self._end = 0
            self._current = None

    def _find(self, offset: int) -> Stretch:
        page = self._current
        if page is None:
            return Stretch(offset, max(offset + 1, self._end), None)
        at = bisect_right(page.bounds, offset) - 1
        if not 0 <= at < len(page.properties):
            return Stretch(offset, offset + 1, b"")
        end = max(offset + 1, page.bounds[at + 1])
        return Stretch(min(offset, page.bounds[at]), end, page.properties[at])

    def _read_page(self, number: int) -> _Page | None:
        """Return a page, or None where it lies beyond the stream."""
        self._effort.spend(PAGE)
        data = self._stream[number * _SIZE : (number + 1) * _SIZE]
        if len(data) < _SIZE:
            return None
        width = self._kind.value
        count = min(data[-1], (_SIZE - 5) // (4 + width))
        places = data[4 * (count + 1) : 4 * (count + 1) + count * width : width]
        read = _of_characters if self._kind is Kind.CHARACTERS else _of_paragraph
        bounds = tuple(long_array(data[: 4 * (count + 1)]))
        return _Page(bounds, tuple([read(data, 2 * place) if place else b"" for place in places]))


def _of_characters(data: bytes, place: int) -> bytes:
    """Return the modifications of a Chpx."""
    return data[place + 1 : place + 1 + data[place]]


def _of_paragraph(data: bytes, place: int) -> bytes:
    """Return the style and the modifications of a PapxInFkp: its size counts words."""
    if size := data[place]:
        return data[place + 1 : place + 2 * size]
    return data[place + 2 : place + 2 + 2 * data[place + 1]] if place + 1 < _SIZE else b""
