"""Makes small DOCX files of WordprocessingML, so that a test shows what its file says."""

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from jixiao.readers.docx import read_docx
from jixiao.readers.types import Cell, Limits, Line, Reading, ReadOptions, Revisions, Table

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_RELATIONSHIP = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_OTHERS = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"

Parts = dict[str, bytes]
Seen = str | list[list[object]]
"""A line as its text, or a table as rows of cells."""


# ---- pieces of a document ----


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """Return a paragraph; what is no markup becomes a run."""
    runs = "".join(piece if piece.startswith("<") else run(piece) for piece in content if piece)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    """Return a cell; what is no markup becomes a paragraph."""
    blocks = "".join(piece if piece.startswith("<") else paragraph(piece) for piece in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row; what is no markup becomes a cell."""
    whole = "".join(piece if piece.startswith("<") else cell(piece) for piece in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{whole}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def complex_field(instruction: str, result: str) -> str:
    """Return a complex field; what is no markup becomes a run."""
    shown = result if result.startswith("<") or not result else run(result)
    return (
        f"{field_mark('begin')}{code(instruction)}{field_mark('separate')}{shown}"
        f"{field_mark('end')}"
    )


def content_control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def text_box(*paragraphs: str) -> str:
    """Return a text box of VML, in a run."""
    return f"<w:r><w:pict>{_vml_shape(*paragraphs)}</w:pict></w:r>"


def new_text_box(*paragraphs: str) -> str:
    """Return a text box as Word 2010 and later have it, with its fallback, in a run."""
    shape = f"<wps:wsp><wps:txbx>{_box(*paragraphs)}</wps:txbx></wps:wsp>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"<w:drawing>{shape}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{_vml_shape(*paragraphs)}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def _vml_shape(*paragraphs: str) -> str:
    return f"<v:shape><v:textbox>{_box(*paragraphs)}</v:textbox></v:shape>"


def _box(*paragraphs: str) -> str:
    return f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"


# ---- packages ----


def part(root: str, content: str, *, strict: bool = False, prolog: str = "") -> bytes:
    """Return a part: a root of WordprocessingML with all name spaces that tests use."""
    word = STRICT_WORD if strict else WORD
    relationship = STRICT_RELATIONSHIP if strict else RELATIONSHIP
    spaces = {"w": word, "r": relationship, **_OTHERS}
    declared = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in spaces.items())
    return f"{prolog}<w:{root} {declared}>{content}</w:{root}>".encode()


def relationships(targets: Iterable[tuple[str, str, str]], *, strict: bool = False) -> bytes:
    """Return a part of relationships: identifier, kind (last word of its type) and target each."""
    start = STRICT_RELATIONSHIP if strict else RELATIONSHIP
    each = "".join(
        f'<Relationship Id="{identifier}" Type="{start}/{kind}" Target="{target}"/>'
        for identifier, kind, target in targets
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{each}</Relationships>'.encode()


@dataclass
class WordFile:
    """A document: its body, parts beside it, and how the main part refers to them."""

    body: str
    beside: Parts = field(default_factory=dict)
    refers: list[tuple[str, str, str]] = field(default_factory=list)
    strict: bool = False

    @property
    def parts(self) -> Parts:
        content = f"<w:body>{self.body}</w:body>"
        main = [("rId1", "officeDocument", "word/document.xml")]
        return {
            "_rels/.rels": relationships(main, strict=self.strict),
            "word/document.xml": part("document", content, strict=self.strict),
            "word/_rels/document.xml.rels": relationships(self.refers, strict=self.strict),
            **self.beside,
        }

    def write(self) -> bytes:
        return package(self.parts)


def package(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file of parts."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return target.getvalue()


def docx(*body: str) -> bytes:
    """Return a DOCX with a body and nothing else."""
    return WordFile("".join(body)).write()


# ---- what is read ----


def read(
    file: str | WordFile | bytes,
    *,
    revisions: Revisions = "accept",
    limits: Limits | None = None,
) -> Reading:
    """Read a file, or a body."""
    if isinstance(file, str):
        file = WordFile(file)
    data = file if isinstance(file, bytes) else file.write()
    return read_docx(data, "报告.docx", ReadOptions(limits or Limits(), revisions))


def seen(file: str | WordFile | bytes, *, revisions: Revisions = "accept") -> list[Seen]:
    """Return what a person sees of a file: texts of lines, and tables as rows of texts."""
    return picture(read(file, revisions=revisions).blocks)


def picture(blocks: Iterable[Line | Table]) -> list[Seen]:
    """Return lines as their texts, and tables as rows of texts.

    A cell with tables in it is a pair of its text and these tables.
    """
    return [block.text if isinstance(block, Line) else _rows(block) for block in blocks]


def _rows(found: Table) -> list[list[object]]:
    return [[_cell(each) for each in found_row.cells] for found_row in found.rows]


def _cell(found: Cell) -> object:
    return (found.text, picture(found.tables)) if found.tables else found.text


def lines(reading: Reading) -> list[Line]:
    """Return the lines of a file outside of tables."""
    return [block for block in reading.blocks if isinstance(block, Line)]


def only_line(file: str | WordFile | bytes) -> Line:
    """Read a file that has nothing but one line."""
    (line,) = read(file).blocks
    assert isinstance(line, Line)
    return line


def only_table(file: str | WordFile | bytes) -> Table:
    """Read a file that has nothing but one table."""
    (found,) = read(file).blocks
    assert isinstance(found, Table)
    return found


def asides(reading: Reading) -> list[tuple[str, list[Seen]]]:
    """Return the kind and the look of each aside."""
    return [(aside.kind, picture(aside.blocks)) for aside in reading.asides]


def codes(reading: Reading) -> list[str]:
    """Return the codes of what was told of a file."""
    return [diagnostic.code for diagnostic in reading.diagnostics]
