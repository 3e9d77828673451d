"""The checks of a finished PDF: each sees its one fault, and a good file has none."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from jixiao.writers.pdf import archive, engine, fonts

CSS = 'html { font-family: "Noto Serif SC" } h1 { font-weight: normal }'


@pytest.fixture(scope="module")
def good():
    source = engine.PdfSource(
        [engine.Chunk("<h1>目录</h1><p>甲</p>"), engine.Chunk("<p>乙</p>")],
        CSS,
        "绩效文本",
        attachment=engine.Attachment("definition.toml", b"a = 1\n", "application/toml"),
    )
    return engine.render(source, fonts.resolve({"宋体": "serif"})).data


def broken(data, harm, **options):
    with Pdf.open(io.BytesIO(data)) as pdf:
        harm(pdf)
        output = io.BytesIO()
        pdf.save(output, **options)
    return output.getvalue()


def codes(data):
    return [fault.code for fault in archive.check(data)]


def _filespec(pdf):
    return pdf.Root.Names.EmbeddedFiles.Names[1]


def _xmp(old, new):
    def harm(pdf):
        text = pdf.Root.Metadata.read_bytes()
        assert old in text
        pdf.Root.Metadata.write(text.replace(old, new))

    return harm


def _each_descriptor(pdf):
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.FontDescriptor:
            yield item


def _drop_font_file(pdf):
    for descriptor in _each_descriptor(pdf):
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if key in descriptor:
                del descriptor[key]


def _drop_unicode(pdf):
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Subtype") == Name.Type0:
            del item["/ToUnicode"]


def _wrong_size(pdf):
    _filespec(pdf).EF.F.Params.Size = 999


def _no_relationship(pdf):
    del _filespec(pdf)["/AFRelationship"]


def _no_embedded_file(pdf):
    del _filespec(pdf)["/EF"]


def _lose_parents(pdf):
    pdf.Root.StructTreeRoot.ParentTree = Dictionary(Nums=Array())


HARMS = {
    "xmp-missing": lambda pdf: pdf.Root.__delitem__("/Metadata"),
    "xmp-part": _xmp(b'part="3"', b'part="2"'),
    "xmp-conformance": _xmp(b'conformance="A"', b'conformance="B"'),
    "title": lambda pdf: pdf.docinfo.__setitem__("/Title", "别的"),
    "language": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "display-title": lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"),
    "output-intent": lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
    "marked": lambda pdf: pdf.Root.__delitem__("/MarkInfo"),
    "tags": lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"),
    "font-embedded": _drop_font_file,
    "font-unicode": _drop_unicode,
    "attachment-relationship": _no_relationship,
    "attachment-type": lambda pdf: _filespec(pdf).EF.F.__delitem__("/Subtype"),
    "attachment-date": lambda pdf: _filespec(pdf).EF.F.Params.__delitem__("/ModDate"),
    "attachment-associated": lambda pdf: pdf.Root.__delitem__("/AF"),
    "attachment-missing": lambda pdf: pdf.Root.Names.__delitem__("/EmbeddedFiles"),
}


def test_a_good_file_has_no_fault(good):
    assert archive.check(good) == []


@pytest.mark.parametrize("code", HARMS)
def test_each_harm_is_seen_and_nothing_else(good, code):
    assert codes(broken(good, HARMS[code])) == [code]


def test_a_title_that_only_xmp_lacks_is_seen(good):
    harm = _xmp("绩效文本".encode(), b"")
    assert codes(broken(good, harm)) == ["xmp-title", "title"]


def test_pages_without_a_way_to_the_tags_are_named(good):
    faults = archive.check(broken(good, _lose_parents))
    assert faults == [archive.Fault("parent-tree", "1"), archive.Fault("parent-tree", "2")]


@pytest.mark.parametrize("harm", [_wrong_size, _no_embedded_file])
def test_an_attachment_that_does_not_read_back_is_seen(good, harm):
    assert codes(broken(good, harm)) == ["attachment-unreadable"]


def test_encryption_is_seen_with_and_without_a_password(good):
    def nothing(pdf):
        pass

    owner = pikepdf.Encryption(owner="o", user="")
    assert codes(broken(good, nothing, encryption=owner)) == ["encrypted"]
    user = pikepdf.Encryption(owner="o", user="u")
    assert codes(broken(good, nothing, encryption=user)) == ["encrypted"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04"])
def test_what_is_no_pdf_is_unreadable(data):
    assert codes(data) == ["unreadable"]


def test_the_source_is_read_back(good):
    assert archive.attachment_of(good) == b"a = 1\n"


def test_a_pdf_of_someone_else_carries_no_source():
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["note.txt"] = b"x"
        output = io.BytesIO()
        pdf.save(output)
    assert archive.attachment_of(output.getvalue()) is None
