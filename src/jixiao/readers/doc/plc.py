"""The PLC: positions, and a piece of data for the stretch after each ([MS-DOC] 2.2.2)."""

from array import array
from typing import NamedTuple

from jixiao.readers.doc.binary import long_array


class Plc(NamedTuple):
    """One position more than there are ``stretches``, each with ``size`` bytes of data.

    ``whole`` is false where the stream ends before the stretches that the PLC claims.
    """

    positions: "array[int]"
    data: bytes
    size: int
    stretches: int
    whole: bool

    def item(self, index: int) -> bytes:
        """Return the data of a stretch."""
        return self.data[index * self.size : (index + 1) * self.size]


_MOST_STRETCHES = 1_000_000


def read_plc(stream: bytes, place: tuple[int, int], size: int) -> Plc:
    """Return the PLC at offset and length ``place``; only the stretches that are whole count.

    A length that the stream does not have yields what is there, however much it claims.
    """
    start, length = place
    claimed = max(0, length - 4) // (4 + size)
    taken = min(claimed, _MOST_STRETCHES)
    data_start = start + 4 * (claimed + 1)
    positions = long_array(stream[start : start + 4 * (taken + 1)])
    data = stream[data_start : data_start + taken * size]
    there = len(data) // size if size else taken
    count = max(0, min(there, len(positions) - 1))
    return Plc(positions, data, size, count, count == claimed)
