"""Writes zip files whose headers say whatever a test wants, true or not (APPNOTE.TXT 6.3.10)."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

STORED, DEFLATED = 0, 8
ENCRYPTED, SIZES_FOLLOW = 0x1, 0x8

Descriptor = Literal["signed", "bare", "signed large", "bare large"]
"""Whether a data descriptor (§4.3.9) has a signature, and sizes of eight bytes."""


@dataclass
class Entry:
    """A member; what is not given is as it should be.

    ``at``: it has no data of its own, but those of the entry with that number. ``descriptor``:
    checksum and sizes follow the data, and the local header has zeros. ``large``: sizes are in
    ZIP64 extra fields. ``gap``: bytes before it that belong to nothing.
    """

    name: str
    data: bytes
    packed: bytes | None = None
    method: int = DEFLATED
    flags: int = 0
    local_flags: int | None = None
    size: int | None = None
    packed_size: int | None = None
    checksum: int | None = None
    at: int | None = None
    descriptor: Descriptor | None = None
    large: bool = False
    local_extra: bytes = b""
    extra: bytes = b""
    comment: bytes = b""
    gap: bytes = b""

    def stream(self) -> bytes:
        if self.packed is not None:
            return self.packed
        if self.method != DEFLATED:
            return self.data
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        return packer.compress(self.data) + packer.flush()

    def told(self, stream: bytes) -> tuple[int, int, int]:
        """Return checksum, packed size and size, as the member tells them."""
        checksum = zlib.crc32(self.data) if self.checksum is None else self.checksum
        packed = len(stream) if self.packed_size is None else self.packed_size
        size = len(self.data) if self.size is None else self.size
        return checksum, packed, size

    @property
    def all_flags(self) -> int:
        return self.flags | (SIZES_FOLLOW if self.descriptor else 0)


def write_zip(
    entries: Sequence[Entry],
    *,
    zip64_directory: bool = False,
    large_end: bool = False,
    prefix: bytes = b"",
    order: Sequence[int] | None = None,
    comment: bytes = b"",
) -> bytes:
    """Return a zip file.

    ``zip64_directory``: only the records for large files tell where the directory is, and the
    usual one says that it is empty. ``large_end``: the usual one refers to those records as it
    should. ``prefix``: bytes before the archive that its offsets do not count. ``order``: that of
    the directory, by numbers of entries.
    """
    body = bytearray()
    places: list[tuple[int, bytes]] = []
    for entry in entries:
        if entry.at is None:
            stream = entry.stream()
            body += entry.gap
            places.append((len(body), stream))
            body += _local(entry, stream) + stream + _descriptor(entry, stream)
        else:
            places.append(places[entry.at])
    numbers = range(len(entries)) if order is None else order
    directory = b"".join(_listed(entries[number], *places[number]) for number in numbers)
    told = 0 if zip64_directory else 0xFFFFFFFF if large_end else None
    end = _end(len(entries), len(directory), len(body), told, comment)
    return prefix + bytes(body) + directory + end


def _local(entry: Entry, stream: bytes) -> bytes:
    flags = entry.all_flags if entry.local_flags is None else entry.local_flags
    told = (0, 0, 0) if entry.descriptor else entry.told(stream)
    fields, extra = _fields(entry, told, entry.local_extra)
    return struct.pack("<4sHH", b"PK\x03\x04", 20, flags) + fields + entry.name.encode() + extra


def _listed(entry: Entry, place: int, stream: bytes) -> bytes:
    fields, extra = _fields(entry, entry.told(stream), entry.extra)
    header = struct.pack("<4sHHH", b"PK\x01\x02", 20, 20, entry.all_flags)
    header += fields + struct.pack("<HHHII", len(entry.comment), 0, 0, 0, place)
    return header + entry.name.encode() + extra + entry.comment


def _fields(entry: Entry, told: tuple[int, int, int], extra: bytes) -> tuple[bytes, bytes]:
    """Return what the local header and the directory both say, from the method on; and extras."""
    checksum, packed, size = told
    if entry.large:
        extra += struct.pack("<HHQQ", 1, 16, size, packed)
        packed = size = 0xFFFFFFFF
    name = len(entry.name.encode())
    fields = (entry.method, 0, 0x21, checksum, packed, size, name, len(extra))
    return struct.pack("<HHHIIIHH", *fields), extra


def _descriptor(entry: Entry, stream: bytes) -> bytes:
    if entry.descriptor is None:
        return b""
    form = "<IQQ" if entry.descriptor.endswith("large") else "<III"
    signature = b"PK\x07\x08" if entry.descriptor.startswith("signed") else b""
    return signature + struct.pack(form, *entry.told(stream))


def _end(count: int, size: int, place: int, told: int | None, comment: bytes) -> bytes:
    """Return the records at the end; ``told``: what the usual one says where ZIP64 ones stand."""
    number = min(count, 0xFFFF)
    if told is None:
        fields = (0, 0, number, number, size, place, len(comment))
        return struct.pack("<4sHHHHIIH", b"PK\x05\x06", *fields) + comment
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, place)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, place + size, 1)
    fields = (0, 0, told & 0xFFFF, told & 0xFFFF, told, told, len(comment))
    return record + locator + struct.pack("<4sHHHHIIH", b"PK\x05\x06", *fields) + comment
