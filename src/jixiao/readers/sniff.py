"""What a file is, by its content; a name says nothing."""

import re
from typing import NamedTuple

from jixiao.i18n import _N, _
from jixiao.readers.faults import unreadable
from jixiao.readers.types import Format

# A ZIP file without members has the second sign alone.
_ZIP, _OLE = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# ISO 32000-1, implementation note 13: the header may stand anywhere in the first 1024 bytes.
_PDF, _PDF_WITHIN = b"%PDF-", 1024
_HEAD = 4096
_BYTE_ORDER_MARKS = re.compile(rb"\xef\xbb\xbf|\xff\xfe|\xfe\xff")


class _Kind(NamedTuple):
    """Files that cannot be read: how their first bytes look, what they are, and what to do."""

    sign: re.Pattern[bytes]
    reason: str
    advice: str


_DEFINITION = re.compile(rb"\s*(?:(?:#[^\n]*\n\s*)*schema\s*=|\{\s*\"schema\")")
_SAVE_ANEW = _N("open it in Word or WPS, and save it as .docx")
_KINDS = (
    _Kind(
        re.compile(
            rb"\xff\xd8\xff|\x89PNG\r\n|GIF8[79]a|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP"
            rb"|.{4}ftyp(?:hei|hev|mif1|msf1|avif)",
            re.DOTALL,
        ),
        _N("it is a picture"),
        _N("ask for the Word file: a picture has no text to read"),
    ),
    _Kind(
        re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b|BZh[1-9]|\xfd7zXZ"),
        _N("it is an archive"),
        _N("unpack it, and read what is in it"),
    ),
    _Kind(
        re.compile(rb"\s*\{\\rtf"),
        _N("it is a rich text file (RTF), whatever its name says"),
        _SAVE_ANEW,
    ),
    _Kind(
        re.compile(
            rb"\s*(?:<(?:!doctype|html|head|meta|title|body|table|div|style|\?xml)\b|<!--"
            rb"|MIME-Version:)",
            re.IGNORECASE,
        ),
        _N("it is a web page or another file of tags (HTML, XML), whatever its name says"),
        _SAVE_ANEW,
    ),
    _Kind(
        _DEFINITION,
        _N("it is a definition already"),
        _N("`jixiao render` makes a report of it"),
    ),
)

_WORD_FOLDER = b"word/"
# Names of members, which no ZIP file compresses.
_PACKAGES = (
    (
        b"xl/workbook.",
        _N("it is an Excel workbook (.xlsx), not a Word document"),
        _N("copy its tables into a Word document, or save it as text"),
    ),
    (
        b"ppt/presentation.",
        _N("it is a PowerPoint presentation (.pptx), not a Word document"),
        _N("copy its tables into a Word document, or save it as text"),
    ),
    (b"application/vnd.oasis.opendocument", _N("it is an OpenDocument file"), _SAVE_ANEW),
    (b"OFD.xml", _N("it is an OFD file"), _N("ask for the Word file, or save it as PDF")),
)


def sniff(data: bytes, name: str) -> Format:
    """Return the format of a file.

    Raises:
        JixiaoError: it is of a kind that is known and cannot be read; the advice says what to do.
    """
    if not data:
        raise unreadable(name, _("the file is empty"))
    if data.startswith(_ZIP):
        _refuse_other_packages(data, name)
        return "docx"
    if data.startswith(_OLE):
        return "doc"
    if _PDF in data[:_PDF_WITHIN]:
        return "pdf"
    head = data[:_HEAD]
    marked = _BYTE_ORDER_MARKS.match(head)
    if marked:  # in UTF-16 each sign of ASCII has a zero byte beside it
        head = head[marked.end() :].replace(b"\0", b"")
    for kind in _KINDS:
        if kind.sign.match(head):
            raise unreadable(name, _(kind.reason), _(kind.advice))
    return "text"


def _refuse_other_packages(data: bytes, name: str) -> None:
    """Refuse a ZIP file that is a document of another kind than Word's."""
    if _WORD_FOLDER in data:
        return
    for sign, reason, advice in _PACKAGES:
        if sign in data:
            raise unreadable(name, _(reason), _(advice))


def is_definition(data: bytes) -> bool:
    """Tell whether bytes begin as a definition does: nothing that a reader reads."""
    return bool(_DEFINITION.match(data.removeprefix(b"\xef\xbb\xbf")[:_HEAD]))
