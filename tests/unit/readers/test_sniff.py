"""A file is what its content says, whatever its name."""

import io
import time
import zipfile

import pytest

from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.readers.sniff import sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(data: bytes) -> Diagnostic:
    """Return what is told of a file that cannot be read."""
    with pytest.raises(JixiaoError) as caught:
        sniff(data, "报告.doc")
    (told,) = caught.value.diagnostics
    return told


def package(*members: str) -> bytes:
    """Return a ZIP file with some members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in members:
            archive.writestr(member, "x" * 99)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (b"PK\x03\x04rest", "docx"),
        (package(), "docx"),
        (package("[Content_Types].xml", "word/document.xml"), "docx"),
        # A workbook in a Word document makes it no workbook.
        (package("word/document.xml", "word/embeddings/xl/workbook.xml"), "docx"),
        (OLE + b"rest", "doc"),
        (b"%PDF-1.7 rest", "pdf"),
        (b"\n\njunk before %PDF-1.4", "pdf"),
        ("第一部分\n".encode(), "text"),
        ("第一部分\n".encode("gb18030"), "text"),
        ("第一部分\n".encode("utf-16"), "text"),
        ("BMW 公务用车购置\n".encode(), "text"),
        ("{目标}\n".encode(), "text"),
        ("# 目标\n项目编码\n".encode(), "text"),
        ("<目标>\n".encode(), "text"),
    ],
)
def test_known_formats(data: bytes, format_: str) -> None:
    assert sniff(data, "报告.doc") == format_


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b"\xff\xd8\xff\xe0JFIF", "it is a picture"),
        (b"\x89PNG\r\n\x1a\n", "it is a picture"),
        (b"BM\x36\x10\x0e\0\0\0\0\0\x36\0\0\0", "it is a picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "it is a picture"),
        (b"\0\0\0\x18ftypheic", "it is a picture"),
        (b"Rar!\x1a\x07", "it is an archive"),
        (b"{\\rtf1 text}", "rich text file (RTF)"),
        (b"<html><body>", "web page"),
        (b"<html xmlns:o='urn:schemas-microsoft-com:office:office'>", "web page"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", "web page"),
        ("\ufeff<html>".encode("utf-16-le"), "web page"),
        (b"<!-- made by OA --><table>", "web page"),
        (b'<?xml version="1.0"?><w:wordDocument>', "web page"),
        (b"MIME-Version: 1.0\r\n", "web page"),
        (b"# comment\nschema = 1\n", "it is a definition already"),
        (b"#:schema report.schema.json\n\n# more\nschema=1\n", "it is a definition already"),
        (b'{"schema": 1}', "it is a definition already"),
        (package("[Content_Types].xml", "xl/workbook.xml"), "Excel workbook (.xlsx)"),
        (package("ppt/presentation.xml"), "PowerPoint presentation (.pptx)"),
        (package("OFD.xml", "Doc_0/Document.xml"), "OFD file"),
        (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument file"),
    ],
)
def test_others_are_refused_with_advice(data: bytes, reason: str) -> None:
    told = refusal(data)
    assert reason in told.message
    assert told.advice


@pytest.mark.parametrize("data", [b"{\\rtf1 text}", b"<html><body>"])
def test_what_is_only_called_doc_is_to_be_saved_as_docx(data: bytes) -> None:
    """Many office systems hand out web pages and rich text under the name of .doc."""
    assert refusal(data).advice == "open it in Word or WPS, and save it as .docx"


@pytest.mark.parametrize("data", [b"# " * 2_000, b"#\n" * 2_000, b" " * 10**7, b"\n#" * 10**6])
def test_no_beginning_takes_long(data: bytes) -> None:
    start = time.process_time()
    assert sniff(data, "x.txt") == "text"
    assert time.process_time() - start < 1
