"""Any bytes at all end in a report or a clear error: no other exception, no warning."""

import contextlib
import io
import time
import zipfile
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.diagnostics import JixiaoError, format_diagnostic
from jixiao.layout import Edition
from jixiao.model import Report
from jixiao.readers.doc import read
from jixiao.recognise.ledger import all_lines
from jixiao.recognise.parse import Parsed, parse_bytes
from jixiao.writers.pdf import PdfUnavailable
from tests.conftest import DATA
from tests.word_binary import WordFile, compound_file, paragraph, row, table_definition

MOST_SECONDS = 10
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
SIGNS = (
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"PK\x05\x06",
    OLE,
    OLE + bytes(22) + b"\x09\x00\x06\x00",
    b"\xec\xa5\xc1\x00",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"{\\rtf1",
    b"<html>",
    b"schema = 1\n",
    b"",
)
# What readers look for; strewn over random bytes it leads further into them.
WORDS = (
    b"%%EOF",
    b"obj\n<<",
    b"stream\n",
    b"/Type /Page",
    b"trailer",
    b"[Content_Types].xml",
    b"word/document.xml",
    b"<w:tbl>",
    b"[bookmark: ",
    b" TC ",
    b"\t",
    b"\n\n",
    b"\0" * 512,
    b"\xff" * 512,
    "第二部分".encode(),
    "\t项目编码\n\t".encode(),
    "\t绩效目标\n\t1.".encode(),
    "一级指标\t".encode("gb18030"),
    "1.修路绩效目标表\n".encode("utf-16-le"),
)


@pytest.fixture(scope="module", autouse=True)
def _no_office() -> Iterator[None]:
    """What our own readers do is what is tested here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(read, "read_by_libreoffice", lambda *_given: None)
        yield


def _small_report() -> Report:
    report = jixiao.load(DATA / "qingshi-liuhe-township-2023.toml").report
    return report.model_copy(update={"projects": report.projects[:2]})


@cache
def package() -> bytes:
    """Return a small report as DOCX."""
    return jixiao.render(_small_report(), ["docx"])["docx"]


@cache
def outputs() -> list[bytes]:
    """Return a small report in every form in which it can be made here."""
    made = [package()]
    with contextlib.suppress(PdfUnavailable):
        made.append(jixiao.render(_small_report(), ["pdf"])["pdf"])
    form = row(["一级指标", "二级指标", "产出指标"], table_definition([0, 900, 1800, 2700]))
    word = WordFile([paragraph("第二部分"), paragraph("1.修路绩效目标表"), *form * 9]).write()
    text = jixiao.render(_small_report(), ["text"])["text"].decode()
    encodings = ("utf-8", "gb18030", "utf-16")
    return [*made, word, compound_file({"A": word}), *map(text.encode, encodings)]


def account_is_whole(parsed: Parsed) -> None:
    """Every visible character is a value, a label, noise or residue: none is lost, none twice."""
    recognition = parsed.recognition
    # The text of a contents mark is listed where it differs, and is none of the visible text.
    hidden = [item.text for item in recognition.residue if item.reason == "entry"]
    texts = [line.text for line in all_lines(parsed.reading)]
    characters = "".join("".join([*texts, *hidden]).split())
    assert recognition.coverage.total == len(characters)


def survives(data: bytes, editions: list[Edition]) -> None:
    """Parse bytes; all but a report or an error that can be printed fails the test."""
    start = time.process_time()
    try:
        parsed = parse_bytes(data, "报告", editions)
    except JixiaoError as error:
        all_told = error.diagnostics
    else:
        all_told = parsed.diagnostics
        account_is_whole(parsed)
        assert jixiao.dumps(parsed.report)
    assert all(map(format_diagnostic, all_told))
    assert time.process_time() - start < MOST_SECONDS


@given(
    sign=st.sampled_from(SIGNS),
    parts=st.lists(st.binary(max_size=200) | st.sampled_from(WORDS), max_size=30),
)
def test_random_bytes_behind_any_sign(
    sign: bytes, parts: list[bytes], editions: list[Edition]
) -> None:
    survives(sign + b"".join(parts), editions)


@st.composite
def splices(draw: st.DrawFn) -> bytes:
    """Pieces of outputs of all formats, one behind the other."""
    pieces = []
    for _number in range(draw(st.integers(1, 4))):
        output = draw(st.sampled_from(outputs()))
        start = draw(st.integers(0, len(output)))
        pieces.append(output[start : draw(st.integers(start, len(output)))])
    if draw(st.booleans()):  # else hardly any begins as a file does
        pieces.insert(0, draw(st.sampled_from(outputs()))[: draw(st.integers(8, 3_000))])
    return b"".join(pieces)


@given(data=splices())
def test_pieces_of_all_formats_in_one_file(data: bytes, editions: list[Edition]) -> None:
    survives(data, editions)


@st.composite
def damaged_outputs(draw: st.DrawFn) -> bytes:
    """An output in which stretches are taken out, doubled, or overwritten."""
    data = bytearray(draw(st.sampled_from(outputs())))
    for _number in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 600)))
        change = draw(st.sampled_from(("cut", "double", "write")))
        piece = data[start:end]
        if change == "write":
            written = draw(st.binary(max_size=40) | st.sampled_from(WORDS))
            data[start : start + len(written)] = written
        else:
            data[start:end] = b"" if change == "cut" else piece * 2
    return bytes(data)


@given(data=damaged_outputs())
def test_outputs_with_stretches_lost_doubled_or_overwritten(
    data: bytes, editions: list[Edition]
) -> None:
    survives(data, editions)


@st.composite
def damaged_members(draw: st.DrawFn) -> bytes:
    """A DOCX whose ZIP file is whole, and whose XML is not."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package())) as whole, zipfile.ZipFile(kept, "w") as copy:
        names = whole.namelist()
        victims = draw(st.sets(st.sampled_from(names), min_size=1, max_size=3))
        for name in names:
            content = bytearray(whole.read(name))
            if name in victims and content:
                start = draw(st.integers(0, len(content) - 1))
                end = start + draw(st.integers(0, 300))
                content[start:end] = draw(st.binary(max_size=20) | st.sampled_from(WORDS))
            copy.writestr(name, bytes(content))
    return kept.getvalue()


@given(data=damaged_members())
def test_whole_package_of_damaged_members(data: bytes, editions: list[Edition]) -> None:
    survives(data, editions)
