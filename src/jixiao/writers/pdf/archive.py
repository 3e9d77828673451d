"""Own checks of a finished PDF: what PDF/A-3a and our promises ask for and pikepdf can see.

This is no validator and no claim of conformance. Each check names the clause that it comes from:
ISO 19005-3:2012 (PDF/A-3) where none other is given.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import pikepdf
from pikepdf import Dictionary, Name, Pdf

_NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}
_FONT_FILES = (Name.FontFile, Name.FontFile2, Name.FontFile3)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a finished PDF lacks: a stable code, and what it is about (a font's name)."""

    code: str
    subject: str = ""


def check(data: bytes) -> list[Fault]:
    """All faults of a PDF, in the order of the checks; an empty list for a good file.

    Codes: unreadable, encrypted, xmp-missing, xmp-part, xmp-conformance, xmp-title, title,
    language, display-title, output-intent, marked, tags, parent-tree, font-embedded,
    font-unicode, attachment-missing, attachment-relationship, attachment-type, attachment-date,
    attachment-associated, attachment-unreadable, identifier.
    """
    try:
        with Pdf.open(io.BytesIO(data)) as pdf:
            return [fault for find in _CHECKS for fault in find(pdf)]
    except pikepdf.PasswordError:
        return [Fault("encrypted")]
    except (pikepdf.PdfError, ValueError) as error:
        return [Fault("unreadable", str(error))]


def attachment_of(data: bytes) -> bytes | None:
    """The embedded source of a PDF: the first file with relationship Source, or None.

    Raises:
        pikepdf.PdfError: `data` is no PDF, or the file in it cannot be decoded.
    """
    with Pdf.open(io.BytesIO(data)) as pdf:
        for _, filespec in _embedded(pdf):
            if filespec.get("/AFRelationship") == Name.Source:
                return bytes(filespec.EF.F.read_bytes())
    return None


def _encryption(pdf: Pdf) -> Iterator[Fault]:
    """6.1.3: no Encrypt in the trailer; and an ID."""
    if pdf.is_encrypted:
        yield Fault("encrypted")
    if "/ID" not in pdf.trailer:
        yield Fault("identifier")


def _metadata(pdf: Pdf) -> Iterator[Fault]:
    """6.6.2 and 6.6.4: XMP with part and conformance; a title, the same as in Info (6.6.3)."""
    if "/Metadata" not in pdf.Root:
        yield Fault("xmp-missing")
        return
    try:
        xmp = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
    except (ElementTree.ParseError, pikepdf.PdfError) as error:
        yield Fault("xmp-missing", str(error))
        return
    if _property(xmp, "part") != "3":
        yield Fault("xmp-part", _property(xmp, "part"))
    if _property(xmp, "conformance") != "A":
        yield Fault("xmp-conformance", _property(xmp, "conformance"))
    title = xmp.findtext(".//dc:title/rdf:Alt/rdf:li", "", _NS)
    if not title:
        yield Fault("xmp-title")
    if str(pdf.docinfo.get("/Title", "")) != title:
        yield Fault("title", title)


def _property(xmp: ElementTree.Element, name: str) -> str:
    """A PDF/A identification, which may be written as an attribute or as an element."""
    key = f"{{{_NS['pdfaid']}}}{name}"
    for element in xmp.iter(f"{{{_NS['rdf']}}}Description"):
        if value := element.get(key) or element.findtext(key):
            return value
    return ""


def _catalog(pdf: Pdf) -> Iterator[Fault]:
    """6.2.3 output intent; 6.7.4 language; ISO 32000-1, 12.2: the title is shown."""
    intents: list[Any] = list(pdf.Root.get("/OutputIntents", []))
    if not any(
        item.get("/S") == Name.GTS_PDFA1 and "/DestOutputProfile" in item for item in intents
    ):
        yield Fault("output-intent")
    if not str(pdf.Root.get("/Lang", "")):
        yield Fault("language")
    if not _flag(pdf, "/ViewerPreferences", "/DisplayDocTitle"):
        yield Fault("display-title")


def _flag(pdf: Pdf, dictionary: str, key: str) -> bool:
    entries: Any = pdf.Root.get(dictionary, Dictionary())
    return bool(entries.get(key, False))


def _tags(pdf: Pdf) -> Iterator[Fault]:
    """6.7: marked, a structure tree, and a way from each page's content to it."""
    if not _flag(pdf, "/MarkInfo", "/Marked"):
        yield Fault("marked")
    root = pdf.Root.get("/StructTreeRoot")
    if root is None or "/K" not in root:
        yield Fault("tags")
        return
    tree = root.get("/ParentTree")
    keys = {int(key) for key in _tree_keys(tree)} if tree is not None else set()
    for number, page in enumerate(pdf.pages, 1):
        if page.obj.get("/StructParents") not in keys:
            yield Fault("parent-tree", str(number))


def _tree_keys(node: Any) -> Iterator[Any]:
    """The keys of a number or name tree."""
    yield from list(node.get("/Nums", node.get("/Names", [])))[::2]
    for kid in node.get("/Kids", []):
        yield from _tree_keys(kid)


def _fonts(pdf: Pdf) -> Iterator[Fault]:
    """6.2.11.4.1: every font program embedded; 6.2.11.7.2: a way back to Unicode."""
    for font in pdf.objects:
        if not isinstance(font, Dictionary) or font.get("/Type") != Name.Font:
            continue
        name = str(font.get("/BaseFont", ""))
        descendants = list(font.get("/DescendantFonts", []))
        for part in descendants or [font]:
            descriptor = part.get("/FontDescriptor", Dictionary())
            is_part = str(font.get("/Subtype", "")).startswith("/CIDFont")
            if is_part or font.get("/Subtype") == Name.Type3:
                continue
            if not any(key in descriptor for key in _FONT_FILES):
                yield Fault("font-embedded", name)
        if descendants and "/ToUnicode" not in font:
            yield Fault("font-unicode", name)


def _attachments(pdf: Pdf) -> Iterator[Fault]:
    """6.8 and annex E: relationship, MIME type, date, association with the document."""
    associated = {item.objgen for item in pdf.Root.get("/AF", [])}
    found = False
    for name, filespec in _embedded(pdf):
        found = True
        if "/AFRelationship" not in filespec:
            yield Fault("attachment-relationship", name)
        if filespec.objgen not in associated:
            yield Fault("attachment-associated", name)
        yield from _embedded_file(name, filespec)
    if associated and not found:
        yield Fault("attachment-missing")


def _embedded_file(name: str, filespec: Any) -> Iterator[Fault]:
    stream = filespec.get("/EF", Dictionary()).get("/F")
    if stream is None:
        yield Fault("attachment-unreadable", name)
        return
    if "/" not in str(stream.get("/Subtype", ""))[1:]:
        yield Fault("attachment-type", name)
    parameters = stream.get("/Params", Dictionary())
    if "/ModDate" not in parameters:
        yield Fault("attachment-date", name)
    try:
        content = stream.read_bytes()
    except pikepdf.PdfError:
        yield Fault("attachment-unreadable", name)
        return
    if int(parameters.get("/Size", len(content))) != len(content):
        yield Fault("attachment-unreadable", name)


def _embedded(pdf: Pdf) -> Iterator[tuple[str, Any]]:
    """Name and file specification of each embedded file, as the catalog's name tree has them."""
    names = pdf.Root.get("/Names", Dictionary()).get("/EmbeddedFiles")
    if names is not None:
        yield from ((str(key), value) for key, value in _pairs(names))


def _pairs(node: Any) -> Iterator[tuple[Any, Any]]:
    items = list(node.get("/Names", []))
    yield from zip(items[::2], items[1::2], strict=False)
    for kid in node.get("/Kids", []):
        yield from _pairs(kid)


_CHECKS: tuple[Callable[[Pdf], Iterator[Fault]], ...] = (
    _encryption,
    _metadata,
    _catalog,
    _tags,
    _fonts,
    _attachments,
)
