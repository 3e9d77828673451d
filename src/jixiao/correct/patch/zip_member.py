"""One member of a zip file gets another content, and every other byte stays as it was.

APPNOTE.TXT 6.3.10. All numbers that depend on the content (checksum, sizes, offsets) have a fixed
width. So they are written over where they stand; only the packed data become longer or shorter.
"""

import lzma
import struct
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from jixiao.correct.patch.zip_layout import (
    ENCRYPTED,
    SIZES_FOLLOW,
    Layout,
    Number,
    UnsafeZipError,
    local_told,
    read_layout,
    unusual,
)
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.readers.faults import encrypted, too_large
from jixiao.readers.types import Limits
from jixiao.readers.zip import open_archive

# How hard it was packed, that sizes follow, that names are UTF-8 (§4.4.4): what Office writes.
_KNOWN_FLAGS = 0x2 | 0x4 | SIZES_FOLLOW | 0x800
_STORED, _DEFLATED = 0, 8
_LEVEL = 6
# What zipfile raises for damaged files, and for what it cannot unpack.
_DAMAGED = (
    BadZipFile,
    NotImplementedError,
    RuntimeError,
    ArithmeticError,
    ValueError,
    EOFError,
    OSError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)


def replace_member(
    data: bytes, member: str, content: bytes, name: str, limits: Limits | None = None
) -> bytes:
    """Return a zip file where one member has another content, and all else is as it was.

    Prefix, gaps, order, comments, extra fields, time stamps, flags and the form of each record
    stay; so does the way in which the member is packed (stored or deflated). Where the content is
    the old one, the bytes are the same. ``member`` is found as `Archive` finds it; ``name`` is how
    the user knows the file.

    Raises:
        JixiaoError: the file is damaged, encrypted, too large, or made in a way where a change
            might not be safe; or what was made of it did not stand the test.
    """
    limits = limits or Limits()
    archive = open_archive(data, name, limits)
    try:
        if archive.salvaged:
            raise UnsafeZipError(_("the zip file is damaged"))
        infos = _infos(data)
        _check_limits(infos, name, limits)
        found = archive.find(member)
        if found is None:
            raise UnsafeZipError(_("there is no part {part}").format(part=member))
        place = [info.filename.replace("\\", "/") for info in infos].index(found)
        return _replaced(data, place, content, infos)
    except UnsafeZipError as refusal:
        raise _refused(name, str(refusal)) from refusal
    except _DAMAGED as error:
        raise _refused(name, _("the zip file is damaged")) from error


def _refused(name: str, reason: str) -> JixiaoError:
    return JixiaoError(
        Diagnostic(
            "patch-zip",
            _("cannot be changed in place: {reason}").format(reason=reason),
            _("open it in Word or WPS, save it under another name, and try again with that file"),
            Place(name),
        )
    )


def _infos(data: bytes) -> list[ZipInfo]:
    with ZipFile(BytesIO(data)) as archive:
        return archive.infolist()


def _check_limits(infos: list[ZipInfo], name: str, limits: Limits) -> None:
    if any(info.flag_bits & ENCRYPTED for info in infos):
        raise encrypted(name)
    # zipfile unpacks no more than the directory says.
    if sum(info.file_size for info in infos) > limits.unpacked_bytes:
        raise too_large(name, _("unpacked bytes"), limits.unpacked_bytes, "unpacked-bytes")


def _replaced(data: bytes, place: int, content: bytes, infos: list[ZipInfo]) -> bytes:
    """Return the file with other content at one place of its directory, tested."""
    layout = read_layout(data)
    # Two programs that know the format have to see the same members at the same places.
    if [entry.local for entry in layout.listed] != [info.header_offset for info in infos]:
        raise unusual()
    tellers = _tellers(data, layout, place)
    old = _tested_content(data, place)
    if old == content:
        return data
    changed = _rewritten(data, layout, place, content, tellers)
    _verify(data, layout, changed, place, content)
    return changed


def _tellers(data: bytes, layout: Layout, place: int) -> list[set[Number]]:
    """Return where checksum, packed size and size of a member are told; all have to agree."""
    entry, record = layout.listed[place], layout.records[place]
    if entry.method not in (_STORED, _DEFLATED):
        raise UnsafeZipError(_("it is packed in a way that Office files do not know"))
    follow = bool(entry.flags & SIZES_FOLLOW)
    if entry.flags & ~_KNOWN_FLAGS or follow != bool(record.descriptor):
        raise unusual()
    tellers = []
    for listed, local, described in zip(
        entry.told, local_told(data, entry), record.descriptor or entry.told, strict=True
    ):
        # Where a descriptor follows, the header has zeros (§4.4.4, bit 3), and those stay.
        is_left_open = follow and local.value == 0
        if not is_left_open and local.value != listed.value:
            raise unusual()
        tellers.append({listed, described} if is_left_open else {listed, described, local})
    return tellers


def _tested_content(data: bytes, place: int) -> bytes:
    """Return what a member holds, after all members were unpacked and found whole."""
    with ZipFile(BytesIO(data)) as archive:
        if damaged := archive.testzip():
            raise UnsafeZipError(_("the part {part} is damaged").format(part=damaged))
        return archive.read(archive.infolist()[place])


def _rewritten(
    data: bytes, layout: Layout, place: int, content: bytes, tellers: list[set[Number]]
) -> bytes:
    entry, record = layout.listed[place], layout.records[place]
    packed = _pack(content) if entry.method == _DEFLATED else content
    values = (zlib.crc32(content), len(packed), len(content))
    changed = bytearray(data)
    for numbers, value in zip(tellers, values, strict=True):
        for number in numbers:
            _write(changed, number, value)
    growth = len(packed) - (record.end - record.start)
    behind = [other.offset for other in layout.listed if other.local > entry.local]
    for number in (*behind, *layout.end.offsets):
        _write(changed, number, number.value + growth)
    changed[record.start : record.end] = packed
    return bytes(changed)


def _pack(content: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _write(changed: bytearray, number: Number, value: int) -> None:
    changed[number.at : number.at + number.width] = value.to_bytes(number.width, "little")


def _verify(data: bytes, layout: Layout, changed: bytes, place: int, content: bytes) -> None:
    """Be sure that the new file is read as it is meant, and nothing else in it changed."""
    after = read_layout(changed)
    good = _tested_content(changed, place) == content and len(after.listed) == len(layout.listed)
    for number, entry in enumerate(layout.listed):
        old = data[entry.local : layout.records[number].after]
        new = changed[after.listed[number].local : after.records[number].after]
        good = good and (number == place or old == new)
    if not good:
        raise UnsafeZipError(_("the changed file could not be read back"))
