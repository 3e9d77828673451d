"""How many pieces the objects of a PDF are made of, counted before any program parses them.

Each number or name takes some 200 bytes once it is parsed, and two in the file.
"""

import re
import zlib
from collections.abc import Iterator

# A stream and the dictionary before it (ISO 32000-1, 7.3.8.1).
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_DICTIONARY = 512
# What begins a new piece.
_BETWEEN = (b" ", b"\n", b"\r", b"\t", b"\0", b"/", b"[", b"<", b"(")


def count_pieces(data: bytes, most: int) -> int:
    """Return about how many numbers, names and so on stand in the objects of a file.

    Those in object streams (7.5.7) are among them, unless the file is encrypted. Counting ends
    where there are more than ``most``.
    """
    count = 0
    for part in _structure(data, most * 4):
        count += sum(part.count(sign) for sign in _BETWEEN)
        if count > most:
            break
    return count


def _structure(data: bytes, most: int) -> Iterator[bytes]:
    """Yield what is no stream, and the object streams, ``most`` bytes of each at the most."""
    end = 0
    for found in _STREAM.finditer(data):
        before = data[end : found.start()]
        end = found.end()
        yield before
        if b"ObjStm" in before[-_DICTIONARY:]:
            try:
                yield zlib.decompressobj().decompress(found[1], most)
            except zlib.error:
                continue
    yield data[end:]
