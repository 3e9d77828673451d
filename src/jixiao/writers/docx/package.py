"""Parts to a package (ECMA-376-2): made with python-docx, zipped with fixed times and order."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import CT_Types, serialize_part_xml
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties
from docx.package import Package

from jixiao.layout.style import Font
from jixiao.writers.docx.source import properties_part, source_part
from jixiao.writers.docx.wml import DECLARATION, NAMESPACES, attribute
from jixiao.writers.job import LANGUAGE, Properties

_LONGEST_PROPERTY = 255  # python-docx refuses more, as the standard does not ask for it
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first time that a zip file can say
_UNIX = 3
# Body XML repeats itself: higher levels cost twice the time for a few percent.
_COMPRESSION = 4


class DocxPackage:
    """The parts of a DOCX around its main document part."""

    def __init__(self) -> None:
        self._package = Package()
        self._document: Part | None = None

    def add_document(self, xml: bytes) -> None:
        """Add the main document part."""
        self._document = self._part("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, xml)
        self._package.relate_to(self._document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)

    def add_styles(self, xml: str, fonts: Iterable[Font]) -> None:
        """Add styles, settings and the table of fonts."""
        parts = (
            ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, xml),
            ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, _SETTINGS),
            ("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, _fonts(fonts)),
        )
        for name, content_type, relationship, text in parts:
            self._main.relate_to(self._part(f"/word/{name}.xml", content_type, text), relationship)

    def add_footer(self, identifier: str, number: int, xml: str) -> None:
        """Add a footer part under the relationship that the body refers to."""
        part = self._part(f"/word/footer{number}.xml", CONTENT_TYPE.WML_FOOTER, xml)
        self._main.load_rel(RELATIONSHIP_TYPE.FOOTER, part, identifier)

    def add_source(self, definition: str, visible_text: str) -> None:
        """Add the definition as a custom XML part with its properties."""
        source = self._part(
            "/customXml/item1.xml", CONTENT_TYPE.XML, source_part(definition, visible_text)
        )
        properties = self._part(
            "/customXml/itemProps1.xml",
            CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES,
            properties_part(definition),
        )
        self._main.relate_to(source, RELATIONSHIP_TYPE.CUSTOM_XML)
        source.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)

    def add_properties(self, properties: Properties) -> None:
        """Add the core and the extended properties; dates only where they are known."""
        element = CT_CoreProperties.new()
        name = PackURI("/docProps/core.xml")
        part = CorePropertiesPart(name, CONTENT_TYPE.OPC_CORE_PROPERTIES, element, self._package)
        core = part.core_properties
        core.title = _shorten(properties.title)
        core.subject = _shorten(properties.subject)
        core.language = LANGUAGE
        if properties.author:
            core.author = _shorten(properties.author)
        if properties.created:
            core.created = core.modified = _utc(properties.created)
        self._package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)
        extended = self._part(
            "/docProps/app.xml", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, _EXTENDED_PROPERTIES
        )
        self._package.relate_to(extended, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)

    def zip(self) -> bytes:
        """Return the bytes of the package: the same for the same parts, on any machine."""
        stream = BytesIO()
        with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
            parts = list(self._package.iter_parts())
            _add(archive, CONTENT_TYPES_URI, _content_types(parts))
            _add(archive, PACKAGE_URI.rels_uri, self._package.rels.xml)
            for part in parts:
                _add(archive, part.partname, part.blob)
                if part.rels:
                    _add(archive, part.partname.rels_uri, part.rels.xml)
        return stream.getvalue()

    @property
    def _main(self) -> Part:
        assert self._document is not None  # the other parts are related to it
        return self._document

    def _part(self, name: str, content_type: str, xml: str | bytes) -> Part:
        blob = xml if isinstance(xml, bytes) else xml.encode()
        return Part(PackURI(name), content_type, blob, self._package)


def _content_types(parts: list[Part]) -> bytes:
    types = CT_Types.new()  # type: ignore[no-untyped-call]
    types.add_default("rels", CONTENT_TYPE.OPC_RELATIONSHIPS)
    types.add_default("xml", CONTENT_TYPE.XML)
    for part in sorted(parts, key=lambda part: part.partname):
        if part.content_type != CONTENT_TYPE.XML:
            types.add_override(part.partname, part.content_type)
    return serialize_part_xml(types)


def _add(archive: ZipFile, name: PackURI, data: bytes | str) -> None:
    member = ZipInfo(name.membername, _EARLIEST)
    member.compress_type = ZIP_DEFLATED
    member.create_system = _UNIX  # else Windows would write other bytes
    member.external_attr = 0o600 << 16
    archive.writestr(member, data, compresslevel=_COMPRESSION)


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_PROPERTY else text[: _LONGEST_PROPERTY - 1] + "…"


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def _fonts(fonts: Iterable[Font]) -> str:
    """Return the table of fonts (§17.8.3): where a family is missing, a Chinese one replaces it."""
    families = {"serif": "roman", "sans-serif": "swiss"}
    entries = "".join(
        f'<w:font w:name="{attribute(family)}"><w:charset w:val="86"/>'
        f'<w:family w:val="{families[fallback]}"/><w:pitch w:val="variable"/></w:font>'
        for family, fallback in {font.family: font.fallback for font in fonts}.items()
    )
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{entries}</w:fonts>"


def _compatibility(name: str, value: int) -> str:
    uri = "http://schemas.microsoft.com/office/word"
    return f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>'


# Word 2013 and later (mode 15). Punctuation is not squeezed, so that a line holds as many
# characters as in the PDF; fields are not updated with a question when the file is opened.
_SETTINGS = (
    f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
    "<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>"
    '<w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>"
    f"{_compatibility('compatibilityMode', 15)}"
    f"{_compatibility('overrideTableStyleFontSizeAndJustification', 1)}"
    f"{_compatibility('enableOpenTypeFeatures', 1)}"
    f"{_compatibility('doNotFlipMirrorIndents', 1)}"
    f"{_compatibility('differentiateMultirowTableHeaders', 1)}</w:compat>"
    f'<w:themeFontLang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)

_EXTENDED_PROPERTIES = (
    f"{DECLARATION}<Properties"
    ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>jixiao</Application></Properties>"
)
