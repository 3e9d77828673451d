"""A file is verified as its format before it takes its place."""

import io
import zipfile

import pytest

from jixiao.build.formats import FORMATS


def package(content: str, name: str = "word/document.xml") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("format_name", "data", "words"),
    [
        ("text", b"\xff\xfe", "can't decode"),
        ("pdf", b"%PDF-1.7\nnothing", "unable to find"),
        ("pdf", b"", "unable to find"),
        ("docx", b"PK", "unreadable"),
        ("docx", package("<a>"), "unreadable word/document.xml"),
        ("docx", package("<a/>", "other.xml"), "unreadable word/document.xml"),
        ("docx", package("<a>text</a>").replace(b"text", b"TEXT"), "unreadable"),
    ],
)
def test_a_broken_file_is_refused(format_name: str, data: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        FORMATS[format_name].verify(data)


def test_a_sound_file_is_accepted() -> None:
    FORMATS["text"].verify("第一部分\n".encode())


def test_the_pdf_is_made_before_the_docx_that_takes_its_page_numbers() -> None:
    assert list(FORMATS) == ["pdf", "docx", "text"]
