"""Word 97-2003 files that LibreOffice writes are read as the documents they were made of."""

import zipfile
from pathlib import Path

import pytest

from jixiao.blocks import Entry
from jixiao.definition import load
from jixiao.layout import Pack
from jixiao.readers.doc import read_doc
from jixiao.readers.docx import read_docx
from jixiao.readers.libreoffice import convert_to_docx
from jixiao.readers.types import Aside, Cell, Line, Reading, ReadOptions, Revisions, Row, Table
from jixiao.writers.docx import write_docx
from tests.conftest import job_of, sample_files
from tests.office.conftest import Convert
from tests.word_binary import WordFile, paragraph, row, table_definition

pytestmark = pytest.mark.office

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMESPACES = f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml"'
_CHANGE = 'w:id="1" w:author="x" w:date="2024-01-01T00:00:00Z"'


# ---- a document of all that a report may hold by accident ----


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content: str, properties: str = "") -> str:
    content = content if content.startswith("<") or not content else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def inserted(text: str) -> str:
    return f"<w:ins {_CHANGE}>{run(text)}</w:ins>"


def deleted(text: str) -> str:
    return f"<w:del {_CHANGE}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def field(code: str, result: str = "") -> str:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    shown = sign("separate") + run(result) if result else ""
    return sign("begin") + code + shown + sign("end")


def cell(content: str, properties: str = "") -> str:
    content = content if content.startswith("<") else para(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(columns: int, *rows: tuple[str, ...]) -> str:
    grid = '<w:gridCol w:w="2000"/>' * columns
    body = "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def text_box(*lines: str) -> str:
    content = "".join(map(para, lines))
    box = f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>"
    style = "position:absolute;width:200pt;height:50pt"
    return (
        f'<w:r><w:pict><v:shape style="{style}" type="#_x0000_t202">{box}</v:shape></w:pict></w:r>'
    )


def note(kind: str, text: str) -> str:
    """Return a part of notes: two separators, which Word wants, and one note."""
    separators = (
        f'<w:{kind} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
        f'<w:{kind} w:type="continuationSeparator" w:id="1"><w:p><w:r>'
        f"<w:continuationSeparator/></w:r></w:p></w:{kind}>"
    )
    reference = f"<w:r><w:{kind}Ref/></w:r>"
    return f'{separators}<w:{kind} w:id="2">{para(reference + run(text))}</w:{kind}>'


_NESTED = table(2, (cell("内一"), cell("内二")), (cell(para("内三") + para("三二")), cell("内四")))
BODY = (
    para("开头"),
    para(run("甲") + inserted("插入") + deleted("删除") + run("乙")),
    para(run("前段"), f"<w:rPr><w:del {_CHANGE}/></w:rPr>"),
    para("后段"),
    para(run("新段"), f"<w:rPr><w:ins {_CHANGE}/></w:rPr>"),
    para("末段"),
    para("<w:r><w:t>换</w:t><w:br/><w:t>行</w:t><w:tab/><w:t>跳</w:t><w:noBreakHyphen/></w:r>"),
    para(run("看得见") + run("看不见", "<w:vanish/>") + run("的")),
    para(run("注") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("后")),
    para(run("尾") + '<w:r><w:endnoteReference w:id="2"/></w:r>'),
    para(run("批") + '<w:r><w:commentReference w:id="0"/></w:r>'),
    para(run("框") + text_box("框内第一行", "框内第二行")),
    para(
        run("𠀀字")
        + '<w:bookmarkStart w:id="5" w:name="_Toc_1"/>'
        + run("标记")
        + '<w:bookmarkEnd w:id="5"/>'
        + field(' TC "标题 有空格" \\f C \\l 1 ')
        + run("尾")
    ),
    para('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("符号")),
    para(field(' TOC \\o "1-3" ', "目录一")),
    table(
        4,
        (cell("一", '<w:gridSpan w:val="2"/>'), cell("二"), cell("三")),
        (cell("四", '<w:vMerge w:val="restart"/>'), cell("长" * 3_000, '<w:gridSpan w:val="3"/>')),
        (
            cell("", "<w:vMerge/>"),
            cell("六"),
            cell(para("七") + _NESTED + para("七尾")),
            cell("八"),
        ),
    ),
    para(
        "分节前",
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>',
    ),
    para("分节后"),
)
PARTS = {
    "footnotes": ("footnotes", f"<w:footnotes {{}}>{note('footnote', '脚注文')}</w:footnotes>"),
    "endnotes": ("endnotes", f"<w:endnotes {{}}>{note('endnote', '尾注文')}</w:endnotes>"),
    "comments": (
        "comments",
        '<w:comments {}><w:comment w:id="0" w:author="x">'
        f"{para('批注文')}</w:comment></w:comments>",
    ),
    "header1": ("header", f"<w:hdr {{}}>{para('页眉文')}</w:hdr>"),
    "footer1": (
        "footer",
        f"<w:ftr {{}}>{para(run('— ') + field(' PAGE ', '1') + run(' —'))}</w:ftr>",
    ),
}


def write_package(path: Path) -> None:
    """Write the document as .docx."""
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
        for name, kind in {
            "document": "document.main",
            **{n: k for n, (k, _) in PARTS.items()},
        }.items()
    )
    related = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{name}.xml"/>'
        for name, (kind, _content) in PARTS.items()
    )
    rels = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
    main = f'<Relationship Id="a" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    relationships = "application/vnd.openxmlformats-package.relationships+xml"
    types = f'<Default Extension="rels" ContentType="{relationships}"/>{overrides}'
    body = f"<w:body>{''.join(BODY)}<w:sectPr/></w:body>"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">{types}</Types>',
        "_rels/.rels": rels.format(main),
        "word/_rels/document.xml.rels": rels.format(related),
        "word/document.xml": f"<w:document {_NAMESPACES}>{body}</w:document>",
        **{f"word/{name}.xml": part.format(_NAMESPACES) for name, (_kind, part) in PARTS.items()},
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)


# ---- what is compared ----


def compared(blocks: tuple[Line | Table, ...]) -> list[object]:
    return [_line(block) if isinstance(block, Line) else _table(block) for block in blocks]


def _line(line: Line) -> object:
    # LibreOffice loses the list of a TC field, counts its level from its own top, and has an order
    # of its own where several marks stand in one place.
    marks = sorted(
        (offset, mark.text if isinstance(mark, Entry) else mark.name) for mark, offset in line.marks
    )
    # It closes a contents list in the blank line behind it.
    contents = line.contents and bool(line.text.strip())
    return line.text.rstrip("\t"), marks, contents, line.doubt


def _table(block: Table) -> object:
    return [_row(each) for each in block.rows]


def _marked(cell: Cell) -> bool:
    return any(line.marks for line in cell.lines)


def _row(row: Row) -> object:
    return [
        (
            # A blank cell may have a blank line or none.
            [_line(line) for line in cell.lines] if cell.text or _marked(cell) else [],
            cell.columns,
            cell.continued,
            [_table(nested) for nested in cell.tables],
        )
        for cell in row.cells
    ]


def asides(reading: Reading) -> list[object]:
    def key(aside: Aside) -> tuple[str, str]:
        return aside.kind, str(compared(aside.blocks))

    return [key(aside) for aside in sorted(reading.asides, key=key)]


@pytest.fixture(scope="session")
def mixture(convert: Convert, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """Return the document of all sorts of things as .doc and as .docx."""
    source = tmp_path_factory.mktemp("mixture") / "mixture.docx"
    write_package(source)
    return (convert([source], "doc") / "mixture.doc").read_bytes(), source.read_bytes()


@pytest.mark.parametrize("revisions", ["accept", "reject"])
def test_changes_notes_boxes_fields_and_nested_tables(
    mixture: tuple[bytes, bytes], revisions: Revisions
) -> None:
    options = ReadOptions(revisions=revisions)
    doc = read_doc(mixture[0], "mixture.doc", options)
    docx = read_docx(mixture[1], "mixture.docx", options)
    assert compared(doc.blocks) == compared(docx.blocks)
    assert asides(doc) == asides(docx)
    assert {each.code for each in doc.diagnostics} >= {each.code for each in docx.diagnostics}


def test_cross_check_with_libreoffice_finds_no_difference(mixture: tuple[bytes, bytes]) -> None:
    reading = read_doc(mixture[0], "mixture.doc", ReadOptions(cross_check=True))
    codes = {each.code for each in reading.diagnostics}
    assert codes.isdisjoint({"read-difference", "read-no-cross-check"})


def test_reports_of_ours_saved_as_doc(convert: Convert, pack: Pack, tmp_path: Path) -> None:
    files = [tmp_path / f"{path.stem}.docx" for path in sample_files()]
    for file, path in zip(files, sample_files(), strict=True):
        file.write_bytes(write_docx(job_of(load(path).report, pack)))
    saved = convert(files, "doc")
    for file in files:
        doc = read_doc((saved / f"{file.stem}.doc").read_bytes(), f"{file.stem}.doc")
        docx = read_docx(file.read_bytes(), file.name)
        assert compared(doc.blocks) == compared(docx.blocks)
        assert not doc.truncated


def test_what_the_tests_write_byte_by_byte_is_a_word_file() -> None:
    definition = table_definition([0, 1000, 2000], [0x60, 0])
    file = WordFile([paragraph("题"), *row(["甲", "乙"], definition), paragraph("末")]).write()
    converted = convert_to_docx(file)
    assert converted is not None
    assert compared(read_docx(converted, "x.docx").blocks) == compared(read_doc(file, "x").blocks)
