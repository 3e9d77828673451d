"""Little-endian numbers out of bytes that may be shorter than they should be."""

import sys
from array import array


def u16(data: bytes, at: int) -> int:
    """Return the unsigned 16-bit number at an offset; bytes that are missing count as zero."""
    return int.from_bytes(data[at : at + 2], "little")


def i16(data: bytes, at: int) -> int:
    """Return the signed 16-bit number at an offset; bytes that are missing count as zero."""
    number = u16(data, at)
    return number - 0x10000 if number & 0x8000 else number


def u32(data: bytes, at: int) -> int:
    """Return the unsigned 32-bit number at an offset; bytes that are missing count as zero."""
    return int.from_bytes(data[at : at + 4], "little")


def long_array(data: bytes) -> "array[int]":
    """Return bytes as unsigned 32-bit numbers; what is left over at the end is ignored."""
    numbers = array("I")
    numbers.frombytes(data[: len(data) // 4 * 4])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
