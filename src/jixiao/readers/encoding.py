"""Bytes of a text file to characters: UTF-8, GB18030 or UTF-16, marked or not."""

import codecs
import re
from typing import NamedTuple

from jixiao.diagnostics import Diagnostic, Place
from jixiao.i18n import _
from jixiao.readers.faults import unreadable

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNKNOWN = "\ufffd"
# https://www.w3.org/TR/xml/#charsets; a form feed ends a page, and so a line. U+0A00 is no
# character: it is the line end of UTF-16 where a byte was lost.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\u0a00\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c]")
# More than this share of broken characters is no text that was damaged, but no text.
_TOLERATED = 0.02
# What is no text shows it at once; broken characters are slow to decode.
_SAMPLE_BYTES = 2**20


class Decoded(NamedTuple):
    """A text with ``\\n`` at the end of its lines; ``cut``: it ends inside of a character."""

    text: str
    diagnostics: tuple[Diagnostic, ...]
    cut: bool


def decode(data: bytes, name: str) -> Decoded:
    """Return the characters of a text file; those that cannot be read become U+FFFD and are told.

    Raises:
        JixiaoError: it is blank, or too little of it can be read: no text, or of an encoding that
            is not in use.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise unreadable(name, _("the file is empty"))
    encoding, body = _encoding(data)
    if len(body) > _SAMPLE_BYTES:
        sample = body[:_SAMPLE_BYTES]
        _broken(_decode(sample, encoding)[0], sample, encoding, name)
    text, cut = _decode(body, encoding)
    broken = _broken(text, body, encoding, name)
    if any(sign in text for sign in "\r\v\f"):
        text = _LINE_BREAKS.sub("\n", text)
    if not text or text.isspace():
        raise unreadable(name, _("the file is empty"))
    if not broken:
        return Decoded(text, (), cut)
    return Decoded(_FORBIDDEN.sub("", text), tuple(_told(text, name)), cut)


def _broken(text: str, body: bytes, encoding: str, name: str) -> int:
    """Count the characters that cannot be read.

    Raises:
        JixiaoError: they are so many that it is no text.
    """
    unknown = text.count(_UNKNOWN)
    # The sign for an unknown character may stand in the file itself.
    if unknown and body.startswith(text.encode(encoding, "surrogatepass")):
        unknown = 0
    broken = unknown + len(_FORBIDDEN.findall(text))
    if broken > _TOLERATED * len(text):
        raise unreadable(name, _("it is neither text nor a Word or PDF file"))
    return broken


def _encoding(data: bytes) -> tuple[str, bytes]:
    """Return the encoding of a file, and its bytes without the mark."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, data[len(mark) :]
    # ASCII and line ends in UTF-16 have a zero byte each; in the others none has.
    even, odd = data[0:4000:2].count(0), data[1:4000:2].count(0)
    if max(even, odd) > 20 and min(even, odd) * 10 < max(even, odd):
        return ("utf-16-be" if even > odd else "utf-16-le"), data
    try:
        codecs.utf_8_decode(data, "strict", False)  # the end may be cut inside of a character
    except UnicodeDecodeError as error:
        # Damaged UTF-8 has a few faults; GB18030 read as UTF-8 has thousands.
        start = max(0, error.start - _SAMPLE_BYTES // 2)
        sample = data[start : start + _SAMPLE_BYTES]
        faults = {
            encoding: sample.decode(encoding, "replace").count(_UNKNOWN)
            for encoding in ("utf-8", "gb18030")
        }
        return min(faults, key=lambda encoding: faults[encoding]), data
    return "utf-8", data


def _decode(body: bytes, encoding: str) -> tuple[str, bool]:
    """Return the text, without a character that the end of the file has cut in two."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(body, final=False)
    rest, _state = decoder.getstate()
    return text, bool(rest)


def _told(text: str, name: str) -> list[Diagnostic]:
    """Say on which lines characters cannot be read; one line each, up to a few."""
    lines = [
        (number, line)
        for number, line in enumerate(text.split("\n"), 1)
        if _UNKNOWN in line or _FORBIDDEN.search(line)
    ]
    found = [
        Diagnostic(
            "read-character",
            _("a character cannot be read: the file is damaged here"),
            _("compare this line with the original"),
            Place(name, number, _column(line), line),
        )
        for number, line in lines[:_MOST_TOLD]
    ]
    if len(lines) > _MOST_TOLD:
        rest = _("{count} more lines have characters that cannot be read")
        found.append(
            Diagnostic(
                "read-character",
                rest.format(count=len(lines) - _MOST_TOLD),
                _("get a whole copy of the file"),
                Place(name),
            )
        )
    return found


_MOST_TOLD = 10


def _column(line: str) -> int:
    forbidden = _FORBIDDEN.search(line)
    positions = [line.find(_UNKNOWN), forbidden.start() if forbidden else -1]
    return min(position for position in positions if position >= 0) + 1
