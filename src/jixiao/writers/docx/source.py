"""The definition inside a DOCX: a custom XML part with a hash of the visible text.

The part (ECMA-376-1 §15.2.5) is found by its namespace, since LibreOffice gives parts new names.
Its root carries the version that wrote it and the hash of what it describes, its content is the
TOML text. Where the hash no longer fits, somebody has edited the document: visible text wins.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5
from zipfile import BadZipFile, ZipFile

from lxml import etree

from jixiao.version import __version__
from jixiao.writers.docx.wml import DECLARATION, attribute, escape, qualified

NAMESPACE = "urn:jixiao:source:1"
DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"

# No part of a real document is larger; a file that claims more is not read.
_LARGEST_PART = 256 * 1024 * 1024

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


_PARAGRAPH, _TEXT, _CODE = qualified("p"), qualified("t"), qualified("instrText")
_FIELD_MARK, _FIELD_MARK_TYPE = qualified("fldChar"), qualified("fldCharType")
_SIMPLE_FIELD, _SIMPLE_CODE = qualified("fldSimple"), qualified("instr")
_WHITE = tuple(map(qualified, ("tab", "br", "cr", "ptab")))
_SIGNS = {qualified("noBreakHyphen"): "\u2011"}
_RELEVANT = (_PARAGRAPH, _TEXT, _CODE, _FIELD_MARK, *_SIGNS, *_WHITE)


@dataclass(frozen=True, slots=True)
class EmbeddedDefinition:
    """A definition that was read back: its TOML text, and what its part says about itself."""

    text: str
    version: str
    visible_text: str
    """The hash of the visible text at the time of writing; see `visible_text_hash`."""


def normalise(text: str) -> str:
    """Fold every run of white space (Unicode White_Space) to one space, and strip the ends.

    A soft hyphen is no text: LibreOffice saves it as an element, others drop it.
    """
    words = text.replace("\u00ad", "").split()
    return words[0] if len(words) == 1 else " ".join(words)


class VisibleTextHash:
    """The hash of visible text, line by line: SHA-256 of what is not blank, normalised."""

    # Lines that wait to be hashed together, which is much faster than one by one.
    _MOST_WAITING = 1_000

    def __init__(self) -> None:
        self._hash = sha256()
        self._waiting: list[str] = []
        self._joint = b""

    def add(self, line: str) -> None:
        """Add the text of a paragraph."""
        self._waiting.append(line)
        if len(self._waiting) > self._MOST_WAITING:
            self._flush()

    def hexdigest(self) -> str:
        """Return the hash of the lines so far, joined by line feeds, in hexadecimal."""
        self._flush()
        return self._hash.hexdigest()

    def _flush(self) -> None:
        if lines := list(filter(None, map(normalise, self._waiting))):
            self._hash.update(self._joint + "\n".join(lines).encode())
            self._joint = b"\n"
        self._waiting.clear()


def hash_lines(lines: Iterable[str]) -> str:
    """Return the SHA-256, in hexadecimal, of lines that are not blank, joined by line feeds.

    A line is the text of a paragraph, normalised.
    """
    return sha256("\n".join(filter(None, lines)).encode()).hexdigest()


def visible_text_hash(document_xml: bytes) -> str:
    """Return the hash of the visible text of a main document part, in hexadecimal.

    Visible is every w:t of the body, paragraph by paragraph, in the order of the file; a tab or
    line break is white space. The lists of the contents (TOC fields) are left out: Word makes
    them anew. Nothing but text counts, so that the hash survives a new format, new styles and
    saving in LibreOffice; see `normalise` and `hash_lines` for what is hashed.

    Raises:
        ValueError: not well-formed, or a part with a DOCTYPE, which no document has.
    """
    root = _parse(document_xml)
    if root is None:
        raise ValueError("the document part is not well-formed XML without a DOCTYPE")
    return hash_lines(map(normalise, _visible_paragraphs(root)))


def _visible_paragraphs(root: etree._Element) -> Iterator[str]:
    """Yield the text from each start of a paragraph to the next; a text box interrupts its own."""
    _drop_hidden(root)
    fields = _Fields()
    texts: list[str] = []
    for element in root.iter(*_RELEVANT):
        tag = element.tag
        if tag == _PARAGRAPH:
            yield "".join(texts)
            texts.clear()
        elif tag in (_CODE, _FIELD_MARK):
            fields.meet(element)
        elif not fields.in_contents:
            texts.append((element.text or "") if tag == _TEXT else _SIGNS.get(str(tag), " "))
    yield "".join(texts)


def _drop_hidden(root: etree._Element) -> None:
    """Remove what is there twice, and contents lists in simple fields."""
    hidden = list(root.iter(_FALLBACK))
    hidden += [
        field for field in root.iter(_SIMPLE_FIELD) if _is_contents(field.get(_SIMPLE_CODE, ""))
    ]
    for element in hidden:
        if (parent := element.getparent()) is not None:
            parent.remove(element)


def _is_contents(code: str) -> bool:
    return code.split(None, 1)[:1] == ["TOC"]


class _Fields:
    """Follows the complex fields of a body (§17.16.18), which nest and span paragraphs."""

    def __init__(self) -> None:
        self._codes: list[str] = []
        self._depth_of_contents = 0

    @property
    def in_contents(self) -> bool:
        return self._depth_of_contents > 0

    def meet(self, element: etree._Element) -> None:
        if element.tag == _CODE and self._codes:
            self._codes[-1] += element.text or ""
        elif element.tag == _FIELD_MARK:
            kind = element.get(_FIELD_MARK_TYPE)
            if kind == "begin":
                self._codes.append("")
            elif kind == "separate" and self._codes:
                self._enter()
            elif kind == "end" and self._codes:
                self._codes.pop()
                if len(self._codes) < self._depth_of_contents:
                    self._depth_of_contents = 0

    def _enter(self) -> None:
        if not self.in_contents and _is_contents(self._codes[-1]):
            self._depth_of_contents = len(self._codes)


def source_part(definition: str, visible_text: str) -> str:
    """Return the custom XML part that holds a definition."""
    # A carriage return would be read back as a line feed (XML 1.0 §2.11).
    text = escape(definition).replace("\r", "&#13;")
    return (
        f'{DECLARATION}<definition xmlns="{NAMESPACE}" version="{attribute(__version__)}"'
        f' visible-text="{visible_text}">{text}</definition>'
    )


def properties_part(definition: str) -> str:
    """Return the properties of the custom XML part: an identifier made from its content."""
    content = sha256(definition.encode()).hexdigest()
    identifier = str(uuid5(NAMESPACE_URL, f"{NAMESPACE}/{content}")).upper()
    return (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{DATA_STORE}" ds:itemID="{{{identifier}}}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def definition_of(data: bytes) -> EmbeddedDefinition | None:
    """Return the definition embedded in a DOCX, or None where there is none that can be read.

    Any part that is not well-formed, has a DOCTYPE or claims to be huge is passed over.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            for member in archive.infolist():
                small = member.file_size <= _LARGEST_PART
                if small and member.filename.lower().endswith(".xml"):
                    blob = archive.read(member)
                    # A cheap look first: the body of a long report need not be parsed.
                    root = _parse(blob) if NAMESPACE.encode() in blob[:4096] else None
                    if root is not None and (found := definition_in(root)):
                        return found
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        return None
    return None


def definition_in(root: etree._Element) -> EmbeddedDefinition | None:
    """Return the definition that a part holds; None where it is a part of another kind."""
    if root.tag != f"{{{NAMESPACE}}}definition":
        return None
    return EmbeddedDefinition(
        "".join(str(text) for text in root.itertext()),
        root.get("version", ""),
        root.get("visible-text", ""),
    )


def _parse(blob: bytes) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(blob, parser)
    except etree.XMLSyntaxError:
        return None
    return None if root.getroottree().docinfo.doctype else root
