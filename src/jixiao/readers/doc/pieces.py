"""The text of a document, put together from its pieces ([MS-DOC] 2.4.1, 2.9.38, 2.9.177).

The text is kept in UTF-16 units, so that an index is a character position (CP): a character beyond
the basic plane is two surrogates until ``joined`` makes it one.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

from jixiao.readers.doc.binary import u16, u32
from jixiao.readers.doc.effort import PIECE, Effort
from jixiao.readers.doc.plc import Plc, read_plc

MISSING = "\0"
_COMPRESSED = 1 << 30
_WIDE = re.compile("[\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# What code page 1252 leaves open keeps its number ([MS-DOC] 2.9.73).
_BYTES = {at: bytes([at]).decode("cp1252", "ignore") or chr(at) for at in range(0x80, 0xA0)}


class Piece(NamedTuple):
    """A stretch of text: where it stands in the text and in the WordDocument stream.

    ``width`` is the number of bytes of a character; ``changes`` are property modifications (Prl)
    on top of those of the pages.
    """

    start: int
    end: int
    offset: int
    width: int
    changes: bytes

    def offset_of(self, position: int) -> int:
        """Return where a character lies in the WordDocument stream (FC)."""
        return self.offset + (position - self.start) * self.width


class PieceTable(NamedTuple):
    """The pieces in the order of the text; ``whole`` is false where the table is cut or damaged."""

    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    whole: bool

    def at(self, position: int) -> Piece:
        """Return the piece that holds a character."""
        return self.pieces[max(0, bisect_right(self.starts, position) - 1)]

    @property
    def length(self) -> int:
        """The number of characters that the pieces have together."""
        return self.pieces[-1].end


class Text(NamedTuple):
    """The text of all parts; ``missing`` counts the characters that the stream does not have."""

    units: str
    missing: int


def read_pieces(stream: bytes, place: tuple[int, int], effort: Effort) -> PieceTable | None:
    """Return the piece table of a Clx in the table stream, or None where there is none."""
    start = place[0]
    end = min(start + place[1], len(stream))
    changes: list[bytes] = []
    while start < end and stream[start] == 1:  # Prc: modifications that pieces refer to
        effort.spend(PIECE)
        length = u16(stream, start + 1)
        changes.append(stream[start + 3 : start + 3 + length])
        start += 3 + length
    if start >= end or stream[start] != 2:  # Pcdt
        return None
    plc = read_plc(stream, (start + 5, u32(stream, start + 1)), 8)
    effort.spend(PIECE * plc.stretches)
    pieces = _pieces(plc, changes)
    if not pieces:
        return None
    whole = plc.whole and pieces[-1].end == plc.positions[plc.stretches]
    return PieceTable(tuple(pieces), tuple([piece.start for piece in pieces]), whole)


def _pieces(plc: Plc, changes: list[bytes]) -> list[Piece]:
    """Return the pieces for as long as each begins where the one before ends."""
    pieces: list[Piece] = []
    expected = 0
    for index in range(plc.stretches):
        start, end = plc.positions[index], plc.positions[index + 1]
        if start != expected or end < start:
            break
        if end > start:
            pieces.append(_piece(start, end, plc.item(index), changes))
        expected = end
    return pieces


def _piece(start: int, end: int, data: bytes, changes: list[bytes]) -> Piece:
    place = u32(data, 2)
    compressed = bool(place & _COMPRESSED)
    offset = place & (_COMPRESSED - 1)
    changed = _changes(u16(data, 6), changes)
    return Piece(start, end, offset // 2 if compressed else offset, 2 - compressed, changed)


# The one-byte modifications a piece can name without a Prc ([MS-DOC] 2.9.215), of those we use.
_SHORT = {0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x42: 0x0801, 0x5C: 0x083C}


def _changes(modifier: int, changes: list[bytes]) -> bytes:
    """Return the modifications that a Prm stands for ([MS-DOC] 2.9.214)."""
    if modifier & 1:
        index = modifier >> 1
        return changes[index] if index < len(changes) else b""
    code = _SHORT.get((modifier >> 1) & 0x7F)
    return code.to_bytes(2, "little") + bytes([modifier >> 8]) if code else b""


def read_text(table: PieceTable, stream: bytes) -> Text:
    """Return the text of the pieces; a character that the stream does not have is ``MISSING``."""
    parts: list[str] = []
    missing = 0
    for piece in table.pieces:
        count = piece.end - piece.start
        data = stream[piece.offset : piece.offset + count * piece.width]
        part = _decode(data[: len(data) // piece.width * piece.width], piece.width)
        missing += count - len(part)
        parts.append(part + MISSING * (count - len(part)))
    return Text("".join(parts), missing)


def _decode(data: bytes, width: int) -> str:
    if width == 1:
        return data.decode("latin-1").translate(_BYTES)
    text = data.decode("utf-16-le", "surrogatepass")
    if len(text) * 2 == len(data):
        return text
    return text.translate({ord(wide): _split(wide) for wide in set(_WIDE.findall(text))})


def _split(character: str) -> str:
    """Write a character beyond the basic plane as the two units it takes."""
    rest = ord(character) - 0x10000
    return chr(0xD800 + (rest >> 10)) + chr(0xDC00 + (rest & 0x3FF))


def joined(units: str) -> str:
    """Return UTF-16 units as characters; half a character becomes U+FFFD."""
    if not _SURROGATE.search(units):
        return units
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
