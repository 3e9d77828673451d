"""Writes zip files whose headers say whatever a test wants, true or not (APPNOTE.TXT 6.3.10)."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

_STORED, DEFLATED = 0, 8
ENCRYPTED, SIZES_FOLLOW = 0x1, 0x8


@dataclass
class Entry:
    """A member; what is not given is as it should be.

    ``at``: it has no data of its own, but those of the entry with that number.
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

    def stream(self) -> bytes:
        if self.packed is not None:
            return self.packed
        if self.method != DEFLATED:
            return self.data
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        return packer.compress(self.data) + packer.flush()


def write_zip(entries: Sequence[Entry], *, zip64_directory: bool = False) -> bytes:
    """Return a zip file.

    ``zip64_directory``: only the records for large files tell where the directory is, and the
    usual one says that it is empty.
    """
    body, directory = bytearray(), bytearray()
    places: list[tuple[int, bytes]] = []
    for entry in entries:
        if entry.at is None:
            stream = entry.stream()
            places.append((len(body), stream))
            fields = _fields(entry, stream)
            flags = entry.flags if entry.local_flags is None else entry.local_flags
            header = struct.pack("<4sHH", b"PK\x03\x04", 20, flags)
            body += header + fields + entry.name.encode() + stream
        else:
            places.append(places[entry.at])
        place, stream = places[-1]
        directory += struct.pack("<4sHHH", b"PK\x01\x02", 20, 20, entry.flags)
        directory += _fields(entry, stream) + struct.pack("<HHHII", 0, 0, 0, 0, place)
        directory += entry.name.encode()
    end = _end(len(entries), len(directory), len(body), zip64_directory)
    return bytes(body + directory) + end


def _fields(entry: Entry, stream: bytes) -> bytes:
    """Return what the local header and the directory both say, from the method on."""
    checksum = zlib.crc32(entry.data) if entry.checksum is None else entry.checksum
    packed = len(stream) if entry.packed_size is None else entry.packed_size
    size = len(entry.data) if entry.size is None else entry.size
    name = len(entry.name.encode())
    return struct.pack("<HHHIIIHH", entry.method, 0, 0x21, checksum, packed, size, name, 0)


def _end(count: int, size: int, place: int, zip64: bool) -> bytes:
    number = min(count, 0xFFFF)
    if not zip64:
        return struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, number, number, size, place, 0)
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, place)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, place + size, 1)
    return record + locator + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0, 0, 0, 0, 0)
