"""Where each piece of a zip file stands: read strictly, since what is unusual is not changed.

APPNOTE.TXT 6.3.10. Every number is kept with its place, so that it can be written over.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jixiao.i18n import _

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LARGE_END, _LARGE_LOCATOR = b"PK\x06\x06", b"PK\x06\x07"
_DESCRIPTOR = b"PK\x07\x08"
_LOCAL_SIZE, _CENTRAL_SIZE, _END_SIZE = 30, 46, 22  # §4.3.7, §4.3.12, §4.3.16
_LARGE_END_SIZE, _LARGE_LOCATOR_SIZE = 56, 20  # §4.3.14, §4.3.15
_LARGE_EXTRA = 0x0001  # §4.5.3
ENCRYPTED, SIZES_FOLLOW = 0x1, 0x8  # §4.4.4


class UnsafeZipError(Exception):
    """The file cannot be changed safely; the text says why, in the user's language."""


def unusual() -> UnsafeZipError:
    """Return the refusal of what no Office program writes, or what may be read in two ways."""
    return UnsafeZipError(_("its zip container is built in an unusual way"))


class Number(NamedTuple):
    """A number in the file: where it stands, its width in bytes, and its value."""

    at: int
    width: int
    value: int

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is all ones: the number proper is in a record for large files."""
        return self.value == (1 << 8 * self.width) - 1


class Told(NamedTuple):
    """Places where the content of a member is told."""

    checksum: Number
    packed: Number
    size: Number

    @property
    def values(self) -> tuple[int, int, int]:
        """Checksum, packed size and size."""
        return self.checksum.value, self.packed.value, self.size.value


class Listed(NamedTuple):
    """A member as the central directory has it; ``local``: where its record in the file starts."""

    flags: int
    method: int
    told: Told
    offset: Number
    local: int


class Record(NamedTuple):
    """Where the data of a member are, and where the record ends, data descriptor included."""

    start: int
    end: int
    after: int
    descriptor: Told | None


class End(NamedTuple):
    """What the records at the end say: how many members, and all numbers that move with them."""

    members: int
    directory: int
    directory_end: int
    prefix: int
    offsets: tuple[Number, ...]


class Layout(NamedTuple):
    """A zip file in its pieces; the lists are in the order of the central directory."""

    end: End
    listed: list[Listed]
    records: list[Record]


def _number(data: bytes, at: int, width: int) -> Number:
    piece = data[at : at + width]
    if at < 0 or len(piece) < width:
        raise unusual()
    return Number(at, width, int.from_bytes(piece, "little"))


def _numbers(data: bytes, at: int, *places: tuple[int, int]) -> list[Number]:
    """Return numbers of a record; each place is a distance from its start, and a width."""
    return [_number(data, at + step, width) for step, width in places]


def read_layout(data: bytes) -> Layout:
    """Return where each piece of the file is, and be sure that no two overlap (§4.3.6).

    Raises:
        UnsafeZipError: it is built in a way where a change might not be safe.
    """
    end = _end(data)
    listed = list(_directory(data, end))
    records = [_record(data, entry) for entry in listed]
    taken = sorted(
        (entry.local, record.after) for entry, record in zip(listed, records, strict=True)
    )
    bounds = [*taken, (end.directory, end.directory_end)]
    for (_start, after), (following, _after) in pairwise(bounds):
        if after > following:
            raise UnsafeZipError(_("parts of it overlap"))
    return Layout(end, listed, records)


def _end(data: bytes) -> End:
    """Read the records at the end of the file (§4.3.14 to §4.3.16)."""
    at = data.rfind(_END)
    # The count of members on this disk and in all, then size and offset of the directory.
    usual = _numbers(data, at, (8, 2), (10, 2), (12, 4), (16, 4))
    comment = _number(data, at + 20, 2).value
    on_disks = _number(data, at + 4, 4).value
    if on_disks or at + _END_SIZE + comment > len(data):
        raise unusual()
    large = _large_end(data, at)
    if large is None:
        return _end_of(usual, at, (usual[3],))
    # Where both records tell a number, they have to agree.
    for told, number in zip(usual, large, strict=True):
        if not told.is_elsewhere and told.value != number.value:
            raise unusual()
    record, locator = at - _LARGE_LOCATOR_SIZE - _LARGE_END_SIZE, at - _LARGE_LOCATOR_SIZE
    offset = _number(data, locator + 8, 8)
    also = () if usual[3].is_elsewhere else (usual[3],)
    end = _end_of(large, record, (large[3], offset, *also))
    if offset.value + end.prefix != record:
        raise unusual()
    return end


def _end_of(told: list[Number], directory_end: int, offsets: tuple[Number, ...]) -> End:
    """Return what the record that counts says; before an archive a program may stand (§4.1.9)."""
    here, count, size, offset = told
    directory = directory_end - size.value
    prefix = directory - offset.value
    if here.value != count.value or prefix < 0:
        raise unusual()
    return End(count.value, directory, directory_end, prefix, offsets)


def _large_end(data: bytes, end: int) -> list[Number] | None:
    """Return both counts of members, size and offset of the directory, where ZIP64 has them.

    The record has to stand right before its locator, without an extensible data sector (§4.3.14).
    """
    locator = end - _LARGE_LOCATOR_SIZE
    if locator < 0 or not data.startswith(_LARGE_LOCATOR, locator):
        return None
    record = locator - _LARGE_END_SIZE
    if record < 0 or not data.startswith(_LARGE_END, record):
        raise unusual()
    usual = [
        _number(data, record + 4, 8).value == _LARGE_END_SIZE - 12,
        _number(data, record + 16, 8).value == 0,  # both numbers of disks
        _number(data, locator + 4, 4).value == 0,
        _number(data, locator + 16, 4).value in (0, 1),  # how many disks: some write 0
    ]
    if not all(usual):
        raise unusual()
    return _numbers(data, record, (24, 8), (32, 8), (40, 8), (48, 8))


def _directory(data: bytes, end: End) -> Iterator[Listed]:
    """Yield the members of the central directory, which has to hold nothing else (§4.3.12)."""
    at = end.directory
    for _index in range(end.members):
        if not data.startswith(_CENTRAL, at):
            raise unusual()
        flags, method = _number(data, at + 8, 2).value, _number(data, at + 10, 2).value
        lengths = [number.value for number in _numbers(data, at, (28, 2), (30, 2), (32, 2))]
        if _number(data, at + 34, 2).value:  # the disk where it starts
            raise unusual()
        checksum = _number(data, at + 16, 4)
        # The order is that of the extra field: size, packed size, offset.
        numbers = _numbers(data, at, (24, 4), (20, 4), (42, 4))
        extra = at + _CENTRAL_SIZE + lengths[0]
        size, packed, offset = _widened(data, extra, extra + lengths[1], numbers)
        told = Told(checksum, packed, size)
        yield Listed(flags, method, told, offset, offset.value + end.prefix)
        at += _CENTRAL_SIZE + sum(lengths)
    if at != end.directory_end:
        raise unusual()


def _widened(data: bytes, start: int, end: int, numbers: Sequence[Number]) -> list[Number]:
    """Return numbers; those that are all ones are taken from the ZIP64 extra field (§4.5.3)."""
    fields = [field for field in _extra_fields(data, start, end) if field[0] == _LARGE_EXTRA]
    if len(fields) > 1:
        raise unusual()
    _kind, at, after = fields[0] if fields else (0, 0, 0)
    found = []
    for number in numbers:
        if not number.is_elsewhere:
            found.append(number)
            continue
        if at + 8 > after:
            raise unusual()
        found.append(_number(data, at, 8))
        at += 8
    # What nobody reads would be wrong after the change.
    if any(data[at:after]):
        raise unusual()
    return found


def _extra_fields(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, start and end of each extra field (§4.5.1); some pad the last with zeros."""
    while start + 4 <= end:
        kind, length = _number(data, start, 2).value, _number(data, start + 2, 2).value
        if start + 4 + length > end:
            raise unusual()
        yield kind, start + 4, start + 4 + length
        start += 4 + length


def _record(data: bytes, entry: Listed) -> Record:
    """Return where the record of a member is (§4.3.7 to §4.3.9)."""
    if not data.startswith(_LOCAL, entry.local):
        raise unusual()
    name, extra = _numbers(data, entry.local, (26, 2), (28, 2))
    start = entry.local + _LOCAL_SIZE + name.value + extra.value
    end = start + entry.told.packed.value
    if not _number(data, entry.local + 6, 2).value & SIZES_FOLLOW:
        return Record(start, end, end, None)
    forms = list(_descriptors(data, end, entry.told.values))
    # That of an empty member may be read in two ways: then nobody knows where to write.
    if len(forms) != 1:
        return Record(start, end, end, None)
    descriptor, after = forms[0]
    return Record(start, end, after, descriptor)


def _descriptors(data: bytes, at: int, values: tuple[int, int, int]) -> Iterator[tuple[Told, int]]:
    """Yield the data descriptors that may be read at a place, and where each ends (§4.3.9).

    The signature may be missing; sizes have eight bytes where ZIP64 was meant.
    """
    for signature in (_DESCRIPTOR, b""):
        for width in (8, 4):
            place = at + len(signature)
            after = place + 4 + 2 * width
            if not data.startswith(signature, at) or after > len(data):
                continue
            told = Told(*_numbers(data, place, (0, 4), (4, width), (4 + width, width)))
            if told.values == values:
                yield told, after


def local_told(data: bytes, entry: Listed) -> Told:
    """Return what the local header of a member tells; where a descriptor follows, mostly zeros.

    Raises:
        UnsafeZipError: it does not agree with the central directory on how the member is packed.
    """
    flags, method, name, extra = _numbers(data, entry.local, (6, 2), (8, 2), (26, 2), (28, 2))
    differing = flags.value ^ entry.flags
    if method.value != entry.method or differing & (ENCRYPTED | SIZES_FOLLOW):
        raise unusual()
    checksum, size, packed = _numbers(data, entry.local, (14, 4), (22, 4), (18, 4))
    start = entry.local + _LOCAL_SIZE + name.value
    size, packed = _widened(data, start, start + extra.value, [size, packed])
    return Told(checksum, packed, size)
