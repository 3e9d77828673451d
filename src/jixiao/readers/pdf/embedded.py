"""The definition attached to a PDF of ours (`jixiao.writers.pdf.source`), and whether it fits."""

import io
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Name, Pdf

from jixiao.readers.pdf.budget import WRONG_SHAPE
from jixiao.readers.types import Embedded
from jixiao.writers.job import DEFINITION_NAME
from jixiao.writers.pdf.source import PAGES_KEY, content_digest, pages_hash

# Annotations that change nothing that can be read (ISO 32000-1, 12.5.6.1); any other may write
# over the text, or strike it out.
_HARMLESS = frozenset(
    ("/Link", "/Popup", "/Text", "/Highlight", "/Underline", "/Squiggly", "/FileAttachment")
)
_SIGNATURE = "/Sig"


class _UnusualError(Exception):
    """The file is not as our writer leaves it."""


_FAULTS = (pikepdf.PdfError, _UnusualError, *WRONG_SHAPE)


def find_definition(data: bytes, most: int) -> Embedded | None:
    """Return the definition that a PDF carries, or None where it has none.

    It is intact where the pages are still those that were written with it, and no annotation
    changes what they say; it is blank where it cannot be unpacked. ``most`` bounds the bytes of
    all that is unpacked for it.
    """
    try:
        with Pdf.open(io.BytesIO(data)) as pdf:
            specification = _specification(pdf)
            return None if specification is None else _definition(pdf, specification, most)
    except _FAULTS:
        return None


def _specification(pdf: Pdf) -> Any | None:
    """Return the file specification of our attachment."""
    for name in pdf.attachments:
        found: Any = pdf.attachments[name].obj
        if found.get("/AFRelationship") == Name.Source and str(found.get("/F")) == DEFINITION_NAME:
            return found
    return None


def _definition(pdf: Pdf, specification: Any, most: int) -> Embedded:
    unpacker, text = _Unpacker(most), ""
    try:
        text = unpacker.contents(specification.EF.F).decode()
        wanted = bytes(specification.get(f"/{PAGES_KEY}", b"")).hex()
        found = pages_hash(
            content_digest(unpacker.contents(page.obj.Contents)) for page in pdf.pages
        )
        return Embedded(text, found == wanted and all(map(_is_harmless, _annotations(pdf))))
    except _FAULTS:
        return Embedded(text, False)


def _annotations(pdf: Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from page.obj.get("/Annots", ())


def _is_harmless(annotation: Any) -> bool:
    """Tell whether an annotation leaves the text as it is; a signature field does."""
    kind = str(annotation.get("/Subtype", ""))
    return kind in _HARMLESS or (kind == "/Widget" and str(annotation.get("/FT")) == _SIGNATURE)


class _Unpacker:
    """Unpacks streams as our writer packs them, up to a number of bytes in all."""

    def __init__(self, most: int) -> None:
        self._left = most

    def contents(self, stream: Any) -> bytes:
        """Return the decoded bytes of a stream.

        Raises:
            _UnusualError: it has other filters than Flate, is damaged, or larger than allowed.
        """
        raw = stream.read_raw_bytes()
        if "/Filter" in stream:
            raw = self._inflate(raw, stream)
        self._left -= len(raw)
        if self._left < 0:
            raise _UnusualError
        return bytes(raw)

    def _inflate(self, raw: bytes, stream: Any) -> bytes:
        filters = stream.Filter
        names = [filters] if isinstance(filters, Name) else list(filters)
        if names != [Name.FlateDecode] or "/DecodeParms" in stream:
            raise _UnusualError
        inflater = zlib.decompressobj()
        try:
            data = inflater.decompress(raw, self._left + 1)
        except zlib.error:
            raise _UnusualError from None
        if not inflater.eof:
            raise _UnusualError
        return data
