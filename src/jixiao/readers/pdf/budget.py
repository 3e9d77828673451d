"""What a PDF asks for, weighed before it is opened: pdfium unpacks and draws without any bound.

A few bytes may unpack to gigabytes, and a form XObject that draws others, which draw others, is
as large as all that it draws. So all streams are unpacked here first, by qpdf, which knows limits.
"""

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import accumulate, islice
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from jixiao.diagnostics import JixiaoError
from jixiao.i18n import _
from jixiao.readers.faults import encrypted, too_large
from jixiao.readers.pdf.cut import no_pdf
from jixiao.readers.pdf.structure import count_pieces
from jixiao.readers.types import Limits

# Bytes of operators that a page draws, forms in it counted each time; a crowded page of a report
# has 200 000. pdfium takes up to 80 bytes of memory for each.
_MOST_ON_PAGE = 4 * 2**20
_MOST_DRAWN = 96 * 2**20
# Bytes of one stream unpacked; a whole Chinese font has 20 MB.
_MOST_IN_STREAM = 32 * 2**20
# What 12 bits of LZW may unpack to at the most (ISO 32000-1, 7.4.4.2); qpdf has no limit for it.
_LZW_BYTES = 3_840
# Numbers, names and so on in all objects; a report of 300 pages with its structure has a million.
_MOST_PIECES = 2_000_000
# Items of one array or dictionary.
_MOST_ITEMS = 200_000
# Faults of a file that is still worth reading.
_MOST_WARNINGS = 20_000
_DEEPEST_FORM = 32
# pdfium keeps all marks around it with each text.
_DEEPEST_MARKS = 256
_PIECE = 4_096

# Where a font keeps its streams (9.8, 9.10.3).
_FONT_STREAMS = ("/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode")
# What pikepdf raises where an object is of another kind than expected, or refers to itself.
WRONG_SHAPE = (AttributeError, KeyError, TypeError, ValueError, RuntimeError, IndexError)

_DRAWN = re.compile(rb"/([^\s()<>\[\]{}/%]*)\s+Do\b")
# A picture in the operators themselves (8.9.7), packed by Flate.
_INLINE = re.compile(rb"\bBI\b[^I]{0,200}/Fl[^I]{0,200}\bID\s")
_MARKS = re.compile(rb"\b(?:BMC|BDC|EMC)\b")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


def check_budget(data: bytes, name: str, limits: Limits) -> int:
    """Refuse a PDF that would take too much memory or time; return how many parts are damaged.

    Raises:
        JixiaoError: it exceeds a limit, is protected by a password, or is no PDF.
    """
    if count_pieces(data, _MOST_PIECES) > _MOST_PIECES:
        raise too_large(name, _("pieces of structure"), _MOST_PIECES)
    try:
        with _bounded(), Pdf.open(io.BytesIO(data)) as pdf:
            pages = list(islice(_pages(pdf), limits.pages + 1))
            if len(pages) > limits.pages:
                raise too_large(name, _("pages"), limits.pages, "pages")
            weigher = _Weigher(name, limits.unpacked_bytes)
            weigher.document(pdf, pages)
            # Objects that are nowhere, or in pieces, are no streams: qpdf only warns of them.
            return len(weigher.damaged) or int(bool(pdf.get_warnings()))
    except pikepdf.PasswordError:
        raise encrypted(name) from None
    except (pikepdf.PdfError, *WRONG_SHAPE):
        raise no_pdf(data, name) from None


@contextmanager
def _bounded() -> Iterator[None]:
    """Let qpdf unpack no more of a stream than is allowed."""
    before: Any = pikepdf.settings.set_qpdf_limits(
        flate_max_memory=_MOST_IN_STREAM,
        run_length_max_memory=_MOST_IN_STREAM,
        png_max_memory=_MOST_IN_STREAM,
        tiff_max_memory=_MOST_IN_STREAM,
        parser_max_container_size=_MOST_ITEMS,
        doc_max_warnings=_MOST_WARNINGS,
    )
    try:
        yield
    finally:
        pikepdf.settings.set_qpdf_limits(**before)


class _Weigher:
    """Unpacks all streams of a PDF, and counts what its pages draw."""

    def __init__(self, name: str, most_unpacked: int) -> None:
        self._name = name
        self._most_unpacked = most_unpacked
        self._unpacked = self._drawn = 0
        self.damaged: set[tuple[int, int]] = set()
        # Forms by their number, and by that of the page or form whose resources they use.
        self._forms: dict[tuple[Any, Any], int] = {}

    def document(self, pdf: Pdf, pages: Iterable[Any]) -> None:
        """Weigh all of a file.

        Raises:
            JixiaoError: it exceeds a limit.
        """
        for stream in _streams(pdf):
            self._unpacked += len(self._contents(stream))
            if self._unpacked > self._most_unpacked:
                what = _("bytes unpacked")
                raise too_large(self._name, what, self._most_unpacked, "unpacked-bytes")
        for page in pages:
            self._draw(self._page(page))

    def _draw(self, weight: int) -> None:
        self._drawn += weight
        for drawn, most in ((weight, _MOST_ON_PAGE), (self._drawn, _MOST_DRAWN)):
            if drawn > most:
                raise too_large(self._name, _("bytes of drawing"), most)

    def _page(self, page: Any) -> int:
        contents = page.get("/Contents")
        parts = list(contents) if isinstance(contents, Array) else [contents]
        data = b"\n".join(self._contents(part) for part in parts if isinstance(part, Stream))
        return self._weight(data, _resources_of(page), page.objgen, 0)

    def _weight(self, data: bytes, resources: Any, owner: Any, depth: int) -> int:
        """Return the bytes of operators, those of the forms and drawn letters in them included."""
        if _depth_of_marks(data) > _DEEPEST_MARKS:
            raise too_large(self._name, _("marks within each other"), _DEEPEST_MARKS)
        weight = len(data) + _inline_pictures(data) + self._letters(resources)
        if b"Do" not in data:
            return weight
        forms = {key: self._form(item, resources, owner, depth) for key, item in _forms(resources)}
        found = [_HEX.sub(_unescaped, name).decode("latin-1") for name in _DRAWN.findall(data)]
        weight += sum(forms.get(f"/{name}", 0) * count for name, count in Counter(found).items())
        # An operator whose name could not be made out may draw any of them.
        unnamed = data.count(b"Do") - len(found)
        return weight + max(unnamed, 0) * max(forms.values(), default=0)

    def _letters(self, resources: Any) -> int:
        """Return the bytes of what draws the letters of Type 3 fonts."""
        return sum(len(self._contents(letter)) for letter in _letters(resources))

    def _form(self, form: Any, resources: Any, owner: Any, depth: int) -> int:
        if depth > _DEEPEST_FORM:
            raise too_large(self._name, _("drawings within each other"), _DEEPEST_FORM)
        own = form.get("/Resources")
        if own is not None:
            resources, owner = own, form.objgen
        key = (form.objgen, owner)
        if key not in self._forms:
            # While it is weighed, it counts as more than a page may hold: it may draw itself.
            self._forms[key] = _MOST_ON_PAGE + 1
            self._forms[key] = self._weight(self._contents(form), resources, owner, depth + 1)
        return self._forms[key]

    def _contents(self, stream: Any) -> bytes:
        """Return the unpacked bytes of a stream, as many as can be had where it is damaged."""
        raw, filters = bytes(stream.read_raw_bytes()), _filters(stream)
        if "/LZWDecode" in filters and len(raw) * _LZW_BYTES > _MOST_IN_STREAM:
            raise self._too_much()
        if filters == ["/FlateDecode"] and "/DecodeParms" not in stream:
            found, whole = _inflated(raw, _MOST_IN_STREAM)
        else:
            found, whole = self._decoded(stream)
        if len(found) > _MOST_IN_STREAM:
            raise self._too_much()
        if not whole:
            self.damaged.add(stream.objgen)
        return found

    def _decoded(self, stream: Any) -> tuple[bytes, bool]:
        """Return what qpdf makes of a stream, and whether it is whole."""
        try:
            return bytes(stream.read_bytes()), True
        except pikepdf.PdfError as error:
            if "limit" in str(error):
                raise self._too_much() from None
            raw = bytes(stream.read_raw_bytes())
            return _inflated(raw, _MOST_IN_STREAM)[0] or raw, False

    def _too_much(self) -> JixiaoError:
        return too_large(self._name, _("bytes in one stream"), _MOST_IN_STREAM)


def _filters(stream: Any) -> list[str]:
    filters = stream.get("/Filter")
    if filters is None:
        return []
    return [str(each) for each in filters] if isinstance(filters, Array) else [str(filters)]


def _streams(pdf: Pdf) -> Iterator[Any]:
    """Yield the streams that pdfium unpacks to find text.

    Pictures and attached files are not among them, unless a font says that it is in one.
    """
    for item in pdf.objects:
        if isinstance(item, Stream):
            if not _is_beside(item):
                yield item
        elif isinstance(item, Dictionary):
            for key in _FONT_STREAMS:
                stream = item.get(key)
                if isinstance(stream, Stream) and _is_beside(stream):
                    yield stream


def _is_beside(stream: Any) -> bool:
    return bool(stream.get("/Subtype") == Name.Image or stream.get("/Type") == Name.EmbeddedFile)


def _inflated(raw: bytes, most: int) -> tuple[bytes, bool]:
    """Return what a Flate stream holds up to where it is damaged, and whether it is whole.

    pdfium reads as far. Of a stream that holds more than ``most``, some more is returned.
    """
    inflater, found = zlib.decompressobj(), bytearray()
    try:
        for start in range(0, len(raw), _PIECE):
            found += inflater.decompress(raw[start : start + _PIECE], most + 1)
            if inflater.eof or len(found) > most:
                break
    except zlib.error:
        return bytes(found), False
    return bytes(found), inflater.eof


def _inline_pictures(data: bytes) -> int:
    """Return how many bytes the pictures unpack to that stand among operators."""
    if b"BI" not in data:
        return 0
    pictures = (data[found.end() :] for found in _INLINE.finditer(data))
    return sum(len(_inflated(picture, _MOST_ON_PAGE)[0]) for picture in pictures)


def _depth_of_marks(data: bytes) -> int:
    """Return how many marked contents (14.6) stand within each other at the most."""
    if b"BDC" not in data and b"BMC" not in data:
        return 0
    steps = [-1 if mark == b"EMC" else 1 for mark in _MARKS.findall(data)]
    return max(accumulate(steps), default=0)


def _pages(pdf: Pdf) -> Iterator[Any]:
    """Yield the pages of a file; a part of the page tree that holds itself is entered once."""
    branches, known = [iter((pdf.Root.Pages,))], set[tuple[int, int]]()
    while branches:
        node = next(branches[-1], None)
        if node is None:
            branches.pop()
        elif "/Kids" not in node:
            yield node
        elif node.objgen not in known:
            known.add(node.objgen)
            branches.append(iter(node.Kids))


def _resources_of(page: Any) -> Any:
    """Return the resources of a page, which it may have from those above it."""
    for _level in range(_DEEPEST_FORM):
        if "/Resources" in page or "/Parent" not in page:
            break
        page = page.Parent
    return page.get("/Resources")


def _entries(resources: Any, kind: str) -> Iterator[tuple[str, Any]]:
    entries = resources.get(kind) if isinstance(resources, Dictionary) else None
    if isinstance(entries, Dictionary):
        yield from entries.items()


def _forms(resources: Any) -> Iterator[tuple[str, Any]]:
    for key, item in _entries(resources, "/XObject"):
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Form:
            yield key, item


def _letters(resources: Any) -> Iterator[Any]:
    """Yield the streams that draw the letters of Type 3 fonts."""
    for _key, font in _entries(resources, "/Font"):
        for _letter, stream in _entries(font, "/CharProcs"):
            if isinstance(stream, Stream):
                yield stream


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 16)])
