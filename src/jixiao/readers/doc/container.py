"""Streams of a compound file ([MS-CFB]), also where it is cut off or its tables are damaged.

The structure is walked with an eye on cycles and on what a file merely claims: no chain is longer
than the file has sectors, and a stream that ends early is told from one that is whole.
"""

from array import array
from collections.abc import Iterator
from typing import NamedTuple

from jixiao.readers.doc.binary import long_array, u16, u32

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_NO_SECTOR = 0xFFFFFFFA  # MAXREGSECT: this and all above are no sector ([MS-CFB] 2.1)
HEADER = 512
_FREE = 0xFFFFFFFF  # no sector follows in a chain: what a lost part of the FAT is taken for
_DIFAT_IN_HEADER = 109
_ENTRY = 128
_STREAM, _ROOT = 2, 5


class Stream(NamedTuple):
    """The bytes of a stream; ``whole`` is false where fewer are there than it should have."""

    data: bytes
    whole: bool


class _Entry(NamedTuple):
    """A directory entry ([MS-CFB] 2.6.1)."""

    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Container:
    """A compound file; nothing is read before it is asked for but the tables."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift = u16(data, 30)
        self.sector_size = 1 << (shift if shift in (9, 12) else 9)
        self.sectors = max(0, len(data) - HEADER) // self.sector_size + 1
        self._fat = self._read_fat()
        self._entries = self._read_directory()
        self._small: tuple[bytes, array[int]] | None = None

    @property
    def data(self) -> bytes:
        """The whole file."""
        return self._data

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams and storages at the root."""
        return frozenset(entry.name for entry in self._at_root())

    def stream(self, name: str) -> Stream | None:
        """Return a stream of the root storage, or None where there is none of that name."""
        for entry in self._at_root():
            if entry.name == name and entry.kind == _STREAM:
                return self._read(entry)
        return None

    def chain(self, start: int, size: int) -> Stream:
        """Return ``size`` bytes of the sectors that are chained from ``start``.

        A sector whose successor is lost is followed by the next one in the file: streams mostly
        lie in one stretch. Such a stream does not count as whole.
        """
        pieces = []
        left = size
        known = True
        most = min(self.sectors, size // self.sector_size + 1)
        for sector, step_known in _follow(self._fat, start, most):
            known = step_known
            piece = self.sector(sector)
            pieces.append(piece[:left])
            left -= len(pieces[-1])
            if left <= 0 or len(piece) < self.sector_size:
                break
        return Stream(b"".join(pieces), known and left <= 0)

    def sector(self, number: int) -> bytes:
        """Return a sector: short where the file ends in it, empty beyond the file."""
        start = (number + 1) * self.sector_size
        return self._data[start : start + self.sector_size]

    def _read_fat(self) -> "array[int]":
        """Return the next sector of every sector; what is not there ends its chain."""
        fat = array("I")
        for number in self._fat_sectors():
            if len(fat) >= self.sectors:
                break
            piece = self.sector(number)
            missing = self.sector_size - len(piece)
            fat.extend(long_array(piece + b"\xff" * missing))
        return fat

    def _fat_sectors(self) -> Iterator[int]:
        """Yield the sectors that hold the FAT, as the header and the DIFAT list them."""
        listed = long_array(self._data[76 : 76 + 4 * _DIFAT_IN_HEADER])
        yield from (number for number in listed if number < _NO_SECTOR)
        seen: set[int] = set()
        number = u32(self._data, 68)
        while number < self.sectors and number not in seen:
            seen.add(number)
            numbers = long_array(self.sector(number))
            yield from (listed for listed in numbers[:-1] if listed < _NO_SECTOR)
            number = numbers[-1] if numbers else _FREE

    def _read_directory(self) -> list[_Entry]:
        data = self.chain(u32(self._data, 48), self.sectors * self.sector_size).data
        count = min(len(data) // _ENTRY, _MOST_ENTRIES)
        return [_entry(data[at * _ENTRY : (at + 1) * _ENTRY]) for at in range(count)]

    def _at_root(self) -> Iterator[_Entry]:
        """Yield the children of the root; the tree is walked, whatever its order or its cycles."""
        if not self._entries:
            return
        seen: set[int] = set()
        waiting = [self._entries[0].child]
        while waiting:
            index = waiting.pop()
            if index in seen or index >= len(self._entries):
                continue
            seen.add(index)
            entry = self._entries[index]
            yield entry
            waiting += [entry.right, entry.left]

    def _read(self, entry: _Entry) -> Stream:
        if entry.size >= (u32(self._data, 56) or 4096):
            return self.chain(entry.start, entry.size)
        if self._small is None:
            root = self._entries[0]
            small = self.chain(root.start, root.size).data
            count = min(u32(self._data, 64), self.sectors) * self.sector_size
            self._small = small, long_array(self.chain(u32(self._data, 60), count).data)
        return _small_chain(*self._small, entry)


_MOST_ENTRIES = 10_000
_SMALL_SECTOR = 64


def _entry(data: bytes) -> _Entry:
    length = min(u16(data, 64), 64)
    name = data[: max(0, length - 2)].decode("utf-16-le", "replace")
    left, right, child = (u32(data, at) for at in (68, 72, 76))
    return _Entry(name, data[66], left, right, child, u32(data, 116), u32(data, 120))


def _small_chain(small: bytes, fat: "array[int]", entry: _Entry) -> Stream:
    """Return a stream that is kept in the mini stream ([MS-CFB] 2.4)."""
    count = entry.size // _SMALL_SECTOR + 1
    pieces = [
        small[at * _SMALL_SECTOR : (at + 1) * _SMALL_SECTOR]
        for at, _known in _follow(fat, entry.start, count)
    ]
    data = b"".join(pieces)[: entry.size]
    return Stream(data, len(data) == entry.size)


def _follow(fat: "array[int]", start: int, most: int) -> Iterator[tuple[int, bool]]:
    """Yield the sectors of a chain, which never runs in a circle, and whether the way is known."""
    seen: set[int] = set()
    sector, known = start, True
    while sector < _NO_SECTOR and sector not in seen and len(seen) < most:
        seen.add(sector)
        yield sector, known
        following = fat[sector] if sector < len(fat) else _FREE
        if following == _FREE:
            following, known = sector + 1, False
        sector = following
