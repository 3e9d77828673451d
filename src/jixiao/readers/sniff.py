"""What a file is, by its content; a name says nothing."""

import re

from jixiao.i18n import _
from jixiao.readers.faults import unreadable
from jixiao.readers.types import Format

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# ISO 32000-1, implementation note 13: the header may stand anywhere in the first 1024 bytes.
_PDF, _PDF_WITHIN = b"%PDF-", 1024
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_RTF = b"{\\rtf"
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_MARKUP = re.compile(rb"\s*(?:<\?xml|<!doctype|<html|MIME-Version:)", re.IGNORECASE)
_DEFINITION = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:(?:#[^\n]*\s+)*schema\s*=|\{\s*\"schema\")")


def sniff(data: bytes, name: str) -> Format:
    """Return the format of a file.

    Raises:
        JixiaoError: it is of a kind that is known and cannot be read; the advice says what to do.
    """
    if not data:
        raise unreadable(name, _("the file is empty"))
    if data.startswith(_ZIP):
        return "docx"
    if data.startswith(_OLE):
        return "doc"
    if _PDF in data[:_PDF_WITHIN]:
        return "pdf"
    if data.startswith(_PICTURES):
        raise unreadable(
            name, _("it is a picture"), _("ask for the Word file: a picture has no text to read")
        )
    if data.startswith(_ARCHIVES):
        raise unreadable(name, _("it is an archive"), _("unpack it, and read what is in it"))
    if data.startswith(_RTF) or _MARKUP.match(data):
        raise unreadable(
            name,
            _("it is a rich text or web page, whatever its name says"),
            _("open it in Word or WPS, and save it as .docx"),
        )
    if _DEFINITION.match(data[:4096]):
        raise unreadable(
            name, _("it is a definition already"), _("`jixiao render` makes a report of it")
        )
    return "text"
