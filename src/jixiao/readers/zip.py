"""The zip container of a DOCX, opened with care: limits first, real sizes only, damage tolerated.

APPNOTE.TXT 6.3.10 (zip), ECMA-376-2 (what an Office package makes of it). Members are inflated in
small pieces and counted as they come out; what a member says about its size is never believed.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Literal, NamedTuple
from zipfile import BadZipFile, ZipFile

from jixiao.i18n import _
from jixiao.readers.faults import encrypted, too_large, unreadable
from jixiao.readers.types import Limits

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LARGE_END = b"PK\x06\x06"
_LOCAL_HEADER = struct.Struct("<4sHHHHHIIIHH")  # §4.3.7
_END_RECORD = struct.Struct("<4sHHHHIIH")  # §4.3.16
_ENCRYPTED, _SIZES_FOLLOW = 0x1, 0x8  # §4.4.4
_STORED, _DEFLATED = 0, 8  # an Office package knows no other (ECMA-376-2 annex B)
_PIECE = 16 * 1024
_UNPACKED_PIECE = 64 * 1024

Damage = Literal["cut", "checksum"]
"""``cut``: the data of a member break off; ``checksum``: they are whole, but not as written."""


class _Member(NamedTuple):
    name: str
    method: int
    locked: bool
    start: int
    end: int
    checksum: int | None
    """CRC-32, or None where only the end of the file would tell it."""


class Archive:
    """A zip file; ``salvaged``: its directory is lost, and members were looked for one by one.

    Names are compared without case, as those of parts of a package are (ECMA-376-2 §6.2.2.3).
    """

    def __init__(
        self, data: bytes, name: str, limits: Limits, members: Iterable[_Member], salvaged: bool
    ) -> None:
        self.salvaged = salvaged
        self.damage: dict[str, Damage] = {}
        self._data, self._name, self._limits = data, name, limits
        self._unpacked = 0
        self._members: dict[str, _Member] = {}
        for member in members:
            self._add(member)

    def _add(self, member: _Member) -> None:
        path = member.name.replace("\\", "/")
        # What would lie outside of the folder, or is a folder, can be no part.
        if path.startswith("/") or path.endswith("/") or ".." in path.split("/"):
            return
        if path.lower() not in self._members:
            self._members[path.lower()] = member._replace(name=path)
        elif not self.salvaged:
            raise unreadable(
                self._name, _("two of its parts have the same name: {part}").format(part=path)
            )

    @property
    def names(self) -> list[str]:
        """The names of all members, in the order of the file."""
        return [member.name for member in self._members.values()]

    def find(self, name: str) -> str | None:
        """Return a name as the file spells it, or None where there is no such member."""
        member = self._members.get(name.lower())
        return member.name if member else None

    def read(self, name: str) -> Iterator[bytes]:
        """Yield what a member holds, in pieces; what is wrong with it is then in ``damage``.

        Raises:
            JixiaoError: a password is needed, or all that was read is larger than the limit.
            KeyError: there is no such member.
        """
        member = self._members[name.lower()]
        if member.locked:
            raise encrypted(self._name)
        checksum = 0
        for piece in self._unpack(member):
            self._unpacked += len(piece)
            if self._unpacked > self._limits.unpacked_bytes:
                most = self._limits.unpacked_bytes
                raise too_large(self._name, _("unpacked bytes"), most, "unpacked-bytes")
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if member.checksum not in (None, checksum):
            self.damage.setdefault(member.name, "checksum")

    def read_whole(self, name: str, limit: int) -> bytes:
        """Return what a member holds.

        Raises:
            JixiaoError: it is larger than ``limit`` bytes; or as `read` has it.
        """
        pieces, size = [], 0
        for piece in self.read(name):
            size += len(piece)
            if size > limit:
                raise too_large(self._name, _("bytes in {part}").format(part=name), limit)
            pieces.append(piece)
        return b"".join(pieces)

    def _unpack(self, member: _Member) -> Iterator[bytes]:
        packed = self._pieces(member)
        if member.method == _STORED:
            yield from packed
        elif member.method == _DEFLATED:
            yield from self._inflate(member.name, packed)
        else:
            raise unreadable(self._name, _("it is packed in a way that Office files do not know"))
        if member.end > len(self._data):
            self.damage.setdefault(member.name, "cut")

    def _inflate(self, name: str, packed: Iterator[bytes]) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for piece in packed:
                rest = piece
                while rest and not inflater.eof:
                    if unpacked := inflater.decompress(rest, _UNPACKED_PIECE):
                        yield unpacked
                    rest = inflater.unconsumed_tail
            if unpacked := inflater.flush():
                yield unpacked
        except zlib.error:
            self.damage[name] = "cut"
        if not inflater.eof:
            self.damage[name] = "cut"

    def _pieces(self, member: _Member) -> Iterator[bytes]:
        for start in range(member.start, min(member.end, len(self._data)), _PIECE):
            yield self._data[start : min(start + _PIECE, member.end)]


def open_archive(data: bytes, name: str, limits: Limits) -> Archive:
    """Open a zip file; where its directory is cut off or damaged, look for members one by one.

    Raises:
        JixiaoError: it has too many members, or two of one name.
    """
    if data.count(_CENTRAL, _directory_start(data)) > limits.members:
        raise too_large(name, _("parts"), limits.members, "members")
    try:
        members = list(_listed_members(data))
    except (BadZipFile, NotImplementedError, ArithmeticError, ValueError, OSError, struct.error):
        return Archive(data, name, limits, _members_in_a_row(data, name, limits), salvaged=True)
    return Archive(data, name, limits, members, salvaged=False)


def _directory_start(data: bytes) -> int:
    """Return where the central directory starts; 0 where the file does not say, or not surely."""
    end = data.rfind(_END)
    # The record of large files (§4.3.14) may tell of another directory.
    if end < 0 or end + _END_RECORD.size > len(data) or _LARGE_END in data:
        return 0
    size: int = _END_RECORD.unpack_from(data, end)[5]
    return max(0, end - size)


def _listed_members(data: bytes) -> Iterator[_Member]:
    """Yield the members that the central directory names (§4.3.12)."""
    with ZipFile(BytesIO(data)) as archive:
        listed = archive.infolist()
    for info in listed:
        header = _local_header(data, info.header_offset)
        if header is None:
            raise BadZipFile(info.filename)
        # One flipped bit makes no file secret: both headers have to say it.
        locked = bool(info.flag_bits & header.flags & _ENCRYPTED)
        end = header.start + info.compress_size
        yield _Member(info.filename, info.compress_type, locked, header.start, end, info.CRC)


def _members_in_a_row(data: bytes, name: str, limits: Limits) -> Iterator[_Member]:
    """Yield the members that stand in the file one after another (§4.3.1), the last one cut off."""
    count = 0
    offset = data.find(_LOCAL)
    while offset >= 0 and (header := _local_header(data, offset)):
        count += 1
        if count > limits.members:
            raise too_large(name, _("parts"), limits.members, "members")
        sizes_known = not header.flags & _SIZES_FOLLOW
        following = data.find(_LOCAL, header.start)
        end = following if following >= 0 else len(data)
        checksum = None
        if sizes_known:
            end, checksum = header.start + header.packed, header.checksum
        locked = bool(header.flags & _ENCRYPTED)
        yield _Member(header.name, header.method, locked, header.start, end, checksum)
        whole = sizes_known and end <= len(data)
        offset = data.find(_LOCAL, end) if whole else following


class _LocalHeader(NamedTuple):
    """What stands before the data of a member (§4.3.7); ``start`` is where the data begin."""

    name: str
    flags: int
    method: int
    checksum: int
    packed: int
    start: int


def _local_header(data: bytes, offset: int) -> _LocalHeader | None:
    if not 0 <= offset <= len(data) - _LOCAL_HEADER.size:
        return None
    fields = _LOCAL_HEADER.unpack_from(data, offset)
    signature, _version, flags, method, _time, _date, checksum, packed, _size, name, extra = fields
    if signature != _LOCAL:
        return None
    after = offset + _LOCAL_HEADER.size
    text = data[after : after + name].decode("utf-8", "replace")
    return _LocalHeader(text, flags, method, checksum, packed, after + name + extra)
