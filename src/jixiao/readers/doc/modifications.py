"""Property modifications (Prl): a code, and an operand of a size that it tells ([MS-DOC] 2.2.5)."""

from collections.abc import Iterator

from jixiao.readers.doc.binary import u16

DEFINE_TABLE = 0xD608
_DEFINE_TABLE_10 = 0xD606
_CHANGE_TABS = 0xC615
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # by the highest three bits of the code (spra); 6 tells itself


def modifications(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield code and operand of each modification; one that is cut off ends them."""
    at = 0
    while at + 2 < len(data):
        code = data[at] | data[at + 1] << 8
        size = _SIZES[code >> 13] or _variable_size(code, data, at + 2)
        yield code, data[at + 2 : at + 2 + size]
        at += 2 + size


def _variable_size(code: int, data: bytes, at: int) -> int:
    """Return the size of an operand that begins with its own length."""
    if code in (DEFINE_TABLE, _DEFINE_TABLE_10):
        return u16(data, at) + 1  # two bytes of length, which count one of themselves
    if code == _CHANGE_TABS and data[at] == 255:  # too long for a byte ([MS-DOC] 2.9.181)
        deleted = data[at + 1] if at + 1 < len(data) else 0
        added_at = at + 2 + 4 * deleted
        added = data[added_at] if added_at < len(data) else 0
        return 3 + 4 * deleted + 3 * added
    return 1 + data[at]
