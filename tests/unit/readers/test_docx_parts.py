"""DOCX: the package round the text: its parts, their vocabulary, and the definition in it."""

import pytest

from jixiao.definition import dumps
from jixiao.diagnostics import JixiaoError
from jixiao.layout import Pack
from jixiao.model import Report
from jixiao.readers.docx import read_docx
from jixiao.readers.types import Reading
from jixiao.writers.docx import write_docx
from jixiao.writers.docx.source import source_part, visible_text_hash
from tests.conftest import job_of
from tests.word_xml import (
    RELATIONSHIP,
    Parts,
    WordFile,
    asides,
    cell,
    codes,
    complex_field,
    lines,
    package,
    paragraph,
    part,
    picture,
    read,
    relationships,
    row,
    run,
    seen,
    table,
)


def told(data: bytes) -> str:
    """Return the message of the error that a file ends in."""
    with pytest.raises(JixiaoError) as caught:
        read_docx(data, "报告.docx")
    return str(caught.value)


# ---- headers, footers, notes, comments ----


def with_margins(**contents: str) -> WordFile:
    """Return a document with a header and a footer to which its section refers."""
    beside = {
        f"word/{kind}1.xml": part("hdr" if kind == "header" else "ftr", content)
        for kind, content in contents.items()
    }
    references = "".join(f'<w:{kind}Reference r:id="{kind}"/>' for kind in contents)
    refers = [(kind, kind, f"{kind}1.xml") for kind in contents]
    return WordFile(f"{paragraph('正文')}<w:sectPr>{references}</w:sectPr>", beside, refers)


def test_headers_and_footers_are_asides() -> None:
    reading = read(with_margins(header=paragraph("页眉"), footer=table(row("甲", "乙"))))
    assert picture(reading.blocks) == ["正文"]
    assert asides(reading) == [("header", ["页眉"]), ("footer", [[["甲", "乙"]]])]


def test_page_numbers_of_footers_are_no_text() -> None:
    """What is stored is the number of whichever page was drawn last."""
    footer = paragraph("第", complex_field(" PAGE ", "7"), "页")
    assert asides(read(with_margins(footer=footer))) == [("footer", ["第页"])]
    blank = paragraph(complex_field(" PAGE \\* MERGEFORMAT ", "- 7 -"))
    assert asides(read(with_margins(footer=blank))) == []


def test_header_of_several_sections_is_read_once() -> None:
    file = with_margins(header=paragraph("页眉"))
    file.body = paragraph(
        "先", properties='<w:sectPr><w:headerReference r:id="header"/></w:sectPr>'
    )
    file.body += '<w:sectPr><w:headerReference r:id="header"/></w:sectPr>'
    assert asides(read(file)) == [("header", ["页眉"])]


def test_header_that_is_missing_is_told() -> None:
    reading = read(f"{paragraph('正文')}<w:sectPr><w:headerReference r:id='rId9'/></w:sectPr>")
    assert codes(reading) == ["read-part"]


@pytest.mark.parametrize(
    ("kind", "aside"), [("footnote", "footnote"), ("endnote", "endnote"), ("comment", "comment")]
)
def test_notes_are_asides(kind: str, aside: str) -> None:
    notes = "".join(
        f'<w:{kind} w:id="{number}" {extra}>{paragraph(text)}</w:{kind}>'
        for number, (text, extra) in enumerate(
            [("线", 'w:type="separator"'), ("注", ""), ("又注", 'w:type="normal"')]
        )
    )
    beside = {"word/notes.xml": part(f"{kind}s", notes)}
    body = paragraph("正文", f"<w:r><w:{kind}Reference w:id='1'/></w:r>")
    reading = read(WordFile(body, beside, [("n", f"{kind}s", "notes.xml")]))
    assert picture(reading.blocks) == ["正文"]
    assert asides(reading) == [(aside, ["注"]), (aside, ["又注"])]


def test_damaged_note_part_is_told_and_the_text_is_read() -> None:
    beside = {"word/notes.xml": part("footnotes", "")[:-5]}
    reading = read(WordFile(paragraph("正文"), beside, [("n", "footnotes", "notes.xml")]))
    assert picture(reading.blocks) == ["正文"]
    assert codes(reading) == ["read-part"]


# ---- automatic numbers ----

NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'


def with_numbering(body: str, styles: str = "") -> WordFile:
    beside = {
        "word/numbering.xml": part("numbering", ""),
        "word/styles.xml": part("styles", styles),
    }
    refers = [("n", "numbering", "numbering.xml"), ("s", "styles", "styles.xml")]
    return WordFile(body, beside, refers)


def test_automatic_numbers_are_told() -> None:
    reading = read(with_numbering(paragraph("修路", properties=NUMBERED.format(3))))
    assert [line.text for line in lines(reading)] == ["修路"]
    assert codes(reading) == ["read-numbering"]


def test_automatic_numbers_of_styles_in_tables_are_told() -> None:
    styles = f'<w:style w:styleId="列"><w:pPr>{NUMBERED.format(1)}</w:pPr></w:style>'
    body = table(row("甲", cell(paragraph("乙", properties='<w:pStyle w:val="列"/>'))))
    assert codes(read(with_numbering(body, styles))) == ["read-numbering"]


def test_number_that_is_taken_away_is_none() -> None:
    assert codes(read(with_numbering(paragraph("修路", properties=NUMBERED.format(0))))) == []
    assert codes(read(paragraph("修路", properties=NUMBERED.format(3)))) == []


def test_styles_number_too_also_by_what_they_are_based_on() -> None:
    styles = (
        f'<w:style w:styleId="列"><w:pPr>{NUMBERED.format(1)}</w:pPr></w:style>'
        '<w:style w:styleId="子"><w:basedOn w:val="列"/></w:style>'
        '<w:style w:styleId="环"><w:basedOn w:val="环"/></w:style>'
        '<w:style w:styleId="无"><w:basedOn w:val="列"/>'
        f"<w:pPr>{NUMBERED.format(0)}</w:pPr></w:style>"
    )
    body = "".join(
        paragraph(f"{name}号", properties=f'<w:pStyle w:val="{name}"/>') for name in "列子环无"
    )
    (diagnostic,) = read(with_numbering(body, styles)).diagnostics
    assert diagnostic.message == "2 paragraphs have automatic numbers, which are not read"


# ---- vocabularies and encodings ----


def test_strict_file_is_read_as_any_other() -> None:
    """ISO/IEC 29500-1 strict: other names for the same elements."""
    body = paragraph("前", complex_field(" AUTHOR ", "中")) + table(row("甲", "乙"))
    file = with_margins(header=paragraph("页眉"))
    headers = {"word/header1.xml": part("hdr", paragraph("页眉"), strict=True)}
    section = '<w:sectPr><w:headerReference r:id="header"/></w:sectPr>'
    reading = read(WordFile(body + section, headers, file.refers, strict=True))
    assert picture(reading.blocks) == ["前中", [["甲", "乙"]]]
    assert asides(reading) == [("header", ["页眉"])]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-le", "utf-16-be"])
def test_encodings_of_parts(encoding: str) -> None:
    declared = "UTF-8" if encoding == "utf-8-sig" else "UTF-16"
    xml = part("document", f"<w:body>{paragraph('绩效')}</w:body>").decode()
    text = f'<?xml version="1.0" encoding="{declared}"?>{xml}'
    mark = "" if encoding == "utf-8-sig" else "\ufeff"
    parts = WordFile("").parts | {"word/document.xml": (mark + text).encode(encoding)}
    assert seen(package(parts)) == ["绩效"]


@pytest.mark.parametrize("encoding", ["GB18030", "gb2312", "utf-7", "base64", "idna", "nothing"])
def test_encodings_that_no_part_may_have_are_damage(encoding: str) -> None:
    xml = part("document", f"<w:body>{paragraph('x')}</w:body>")
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + xml
    assert "no Word document" in told(package(WordFile("").parts | {"word/document.xml": declared}))
    # In a part that only helps, it is as if there were none.
    assert seen(package(WordFile(paragraph("正文")).parts | {"_rels/.rels": declared})) == ["正文"]


# ---- how parts refer to each other ----


def renamed(target: str, place: str) -> Parts:
    """Return a package whose main part has another name."""
    main = WordFile(paragraph("正文")).parts["word/document.xml"]
    return {"_rels/.rels": relationships([("r", "officeDocument", target)]), place: main}


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("word/document2.xml", "word/document2.xml"),
        ("/a/b.xml", "a/b.xml"),
        ("./word/../x/Main.XML", "X/main.xml"),
        ("../../outside.xml", "outside.xml"),
        ("nowhere.xml", "word/document.xml"),
    ],
)
def test_main_part_is_found_by_relationship(target: str, place: str) -> None:
    assert seen(package(renamed(target, place))) == ["正文"]


def test_main_part_is_found_by_its_type_where_relationships_are_lost() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Types><Override PartName="/x/y.xml" ContentType="{kind}"/></Types>'
    parts = renamed("", "x/y.xml") | {"_rels/.rels": b"", "[Content_Types].xml": types.encode()}
    assert seen(package(parts)) == ["正文"]


def test_relationships_to_itself_and_outside_end() -> None:
    file = WordFile(
        f"{paragraph('正文')}<w:sectPr><w:headerReference r:id='a'/><w:footerReference r:id='b'/>"
        "<w:headerReference r:id='c'/></w:sectPr>",
        refers=[
            ("a", "header", "document.xml"),
            ("b", "footer", "../../../../../etc/passwd"),
            ("c", "header", "_rels/document.xml.rels"),
            ("d", "footnotes", "document.xml"),
            ("e", "comments", "/"),
            ("f", "officeDocument", "document.xml"),
        ],
    )
    reading = read(file)
    assert picture(reading.blocks) == ["正文"]
    assert reading.asides == ()
    assert codes(reading) == ["read-part"]


def test_part_outside_of_the_file_is_not_fetched() -> None:
    external = (
        f'<Relationship Id="h" Type="{RELATIONSHIP}/header" Target="word/document.xml" '
        'TargetMode="External"/>'
    )
    file = WordFile(f"{paragraph('正文')}<w:sectPr><w:headerReference r:id='h'/></w:sectPr>")
    file.beside["word/_rels/document.xml.rels"] = f"<R>{external}</R>".encode()
    reading = read(file)
    assert (reading.asides, codes(reading)) == ((), ["read-part"])


def test_notes_that_are_referred_to_twice_are_read_once() -> None:
    notes = part("footnotes", f"<w:footnote>{paragraph('注')}</w:footnote>")
    refers = [("a", "footnotes", "n.xml"), ("b", "footnotes", "N.xml")]
    assert asides(read(WordFile("", {"word/n.xml": notes}, refers))) == [("footnote", ["注"])]


# ---- what is no Word document ----


def test_other_archives_are_told_apart_from_documents() -> None:
    assert "without a Word document" in told(package({"读我.txt": b"x"}))
    workbook = {
        "_rels/.rels": relationships([("r", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": b'<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>',
    }
    assert "no Word document" in told(package(workbook))


def test_main_part_that_is_no_document_is_refused() -> None:
    parts = WordFile("").parts | {"word/document.xml": part("hdr", paragraph("页眉"))}
    assert "no Word document" in told(package(parts))


def test_empty_file_and_file_of_word_97_are_refused() -> None:
    assert "empty" in told(b"")
    assert "Word 97-2003" in told(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


# ---- the definition in it ----


def test_definition_of_ours_is_intact(township: Report, pack: Pack) -> None:
    reading = read(write_docx(job_of(township, pack)))
    assert reading.embedded is not None
    assert (reading.embedded.text, reading.embedded.intact) == (dumps(township), True)
    assert reading.diagnostics == ()


DEFINITION = 'schema = 1\n# "<&>" 绩效\n'
FINE = source_part(
    DEFINITION, visible_text_hash(WordFile(paragraph("正文")).parts["word/document.xml"])
)


def with_source(text: str, source: str, name: str = "customXml/item1.xml") -> Reading:
    return read(WordFile(paragraph(text), {name: source.encode()}))


@pytest.mark.parametrize("name", ["customXml/item1.xml", "customXml/item7.xml", "x/Y.XML"])
def test_definition_is_found_by_its_name_space(name: str) -> None:
    reading = with_source("正文", FINE, name)
    assert reading.embedded is not None
    assert (reading.embedded.text, reading.embedded.intact) == (DEFINITION, True)


def test_definition_of_text_that_was_edited_is_not_intact() -> None:
    edited = with_source("正文改", FINE)
    assert edited.embedded is not None
    assert not edited.embedded.intact
    assert with_source(" 正文  ", FINE).embedded.intact  # type: ignore[union-attr]


def test_definition_of_a_file_that_breaks_off_is_not_intact() -> None:
    parts = WordFile(paragraph("正文"), {"customXml/item1.xml": FINE.encode()}).parts
    parts["word/document.xml"] = parts["word/document.xml"][:-3]
    reading = read(package(parts))
    assert reading.truncated
    assert reading.embedded is not None
    assert not reading.embedded.intact


@pytest.mark.parametrize(
    "source",
    [
        FINE[:-4],
        FINE.replace("schema", "schema\x01"),
        FINE.replace("schema", "&amp;<a/>" * 200),
        FINE.replace("visible", f"{'x' * 9000}='' visible"),
    ],
)
def test_broken_definition_is_told_and_not_used(source: str) -> None:
    reading = with_source("正文", source)
    assert picture(reading.blocks) == ["正文"]
    assert (reading.embedded, codes(reading)) == (None, ["read-embedded"])


def test_other_custom_xml_is_none_of_ours() -> None:
    reading = with_source("正文", '<x xmlns="urn:else"/>')
    assert (reading.embedded, codes(reading)) == (None, [])
    assert with_source("正文", FINE.replace("definition", "other")).embedded is None


def test_hash_counts_lines_of_tables_but_no_contents_list() -> None:
    contents = paragraph(complex_field(" TOC ", run("目录")))
    body = contents + paragraph("甲") + table(row("乙", ""))
    xml = WordFile(body).parts["word/document.xml"]
    source = source_part(DEFINITION, visible_text_hash(xml))
    reading = read(WordFile(body, {"customXml/item1.xml": source.encode()}))
    assert reading.embedded is not None
    assert reading.embedded.intact
