"""A file is what its content says, whatever its name."""

import pytest

from jixiao.diagnostics import JixiaoError
from jixiao.readers.sniff import sniff


@pytest.mark.parametrize(
    ("data", "format_"),
    [
        (b"PK\x03\x04rest", "docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "doc"),
        (b"%PDF-1.7 rest", "pdf"),
        (b"\n\njunk before %PDF-1.4", "pdf"),
        ("第一部分\n".encode(), "text"),
        ("第一部分\n".encode("gb18030"), "text"),
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
        (b"Rar!\x1a\x07", "it is an archive"),
        (b"{\\rtf1 text}", "rich text"),
        (b"<html><body>", "web page"),
        (b"# comment\nschema = 1\n", "it is a definition already"),
        (b'{"schema": 1}', "it is a definition already"),
    ],
)
def test_others_are_refused_with_advice(data: bytes, reason: str) -> None:
    with pytest.raises(JixiaoError) as caught:
        sniff(data, "报告.doc")
    (told,) = caught.value.diagnostics
    assert reason in told.message
    assert told.advice
