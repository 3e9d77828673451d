"""DOCX: files that are cut off, damaged, hostile, or not what they seem."""

import contextlib
import sys
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest

from jixiao.diagnostics import JixiaoError
from jixiao.layout import Pack
from jixiao.model import Report
from jixiao.readers.docx import read_docx
from jixiao.readers.types import Cell, Limits, Line, Reading, ReadOptions, Table
from jixiao.writers.docx import write_docx
from tests.conftest import SHARED, job_of
from tests.docx_floods import FLOODS
from tests.hostile import flipped, seeds
from tests.measured import MOST_MEGABYTES, MOST_SECONDS, read_apart
from tests.word_binary import compound_file
from tests.word_xml import (
    WordFile,
    cell,
    codes,
    complex_field,
    docx,
    new_text_box,
    package,
    paragraph,
    part,
    read,
    row,
    run,
    table,
)
from tests.zip_files import Entry, write_zip

MAIN = "word/document.xml"


@pytest.fixture
def printed(township: Report, pack: Pack) -> bytes:
    """Two forms as we print them, the definition in the file."""
    return write_docx(job_of(township.model_copy(update={"projects": township.projects[:2]}), pack))


def motley() -> bytes:
    """Return an invented file with one of everything."""
    inner = cell(table(row("内")))
    form = table(row("指标", cell("乙", properties='<w:gridSpan w:val="2"/>'), inner))
    changed = f"<w:ins>{run('新')}</w:ins><w:del>{run('旧')}</w:del>"
    body = [
        paragraph("前", complex_field(' TC "一" \\f C ', ""), new_text_box(paragraph("框"))),
        *[form, paragraph(changed)] * 20,
        '<w:sectPr><w:footerReference r:id="f"/></w:sectPr>',
    ]
    beside = {
        "word/footer1.xml": part("ftr", paragraph("页脚")),
        "word/notes.xml": part("footnotes", f"<w:footnote>{paragraph('注')}</w:footnote>"),
        "word/numbering.xml": part("numbering", ""),
        "word/styles.xml": part("styles", '<w:style w:styleId="a"/>'),
    }
    refers = [
        ("f", "footer", "footer1.xml"),
        ("n", "footnotes", "notes.xml"),
        ("s", "styles", "styles.xml"),
        ("u", "numbering", "numbering.xml"),
    ]
    return WordFile("".join(body), beside, refers).write()


def real_files() -> list[bytes]:
    """Return the invented file, and the real ones where they are."""
    return [motley(), *(path.read_bytes() for path in sorted(SHARED.glob("legacy/*.docx")))]


def told(data: bytes, limits: Limits | None = None) -> str:
    """Return the message of the error that a file ends in."""
    with pytest.raises(JixiaoError) as caught:
        read_docx(data, "旧.docx", ReadOptions(limits=limits or Limits()))
    return str(caught.value)


def read_or_refuse(data: bytes) -> Reading | None:
    """Read a damaged file: any other end than a reading or a clear error fails the test."""
    start = time.process_time()
    reading = None
    with contextlib.suppress(JixiaoError):
        reading = read_docx(data, "旧.docx")
    assert time.process_time() - start < MOST_SECONDS
    return reading


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(reading: Reading) -> Iterator[str]:
    """Yield the texts of all lines that are not blank, cell by cell."""
    pieces: list[Line | Table | Cell] = list(reversed(reading.blocks))
    while pieces:
        piece = pieces.pop()
        if isinstance(piece, Line):
            if piece.text.strip():
                yield piece.text
        elif isinstance(piece, Table):
            pieces += [each for found in reversed(piece.rows) for each in reversed(found.cells)]
        else:
            pieces += [*reversed(piece.tables), *reversed(piece.lines)]


# ---- not what it seems ----


def test_picture_and_plain_archive_are_no_word_documents() -> None:
    assert "no text is left in it" in told(b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)) * 40)
    assert "without a Word document" in told(package({"a.txt": b"x"}))
    assert "empty" in told(b"")


def test_protected_package_asks_for_the_password_to_be_removed() -> None:
    protected = {"EncryptionInfo": bytes(64), "EncryptedPackage": bytes(5000)}
    assert "protected by a password" in told(compound_file(protected))


def test_document_in_a_document_is_not_read() -> None:
    assert "no Word document" in told(package(WordFile("").parts | {MAIN: docx(paragraph("内"))}))


def test_two_main_parts_are_refused() -> None:
    entries = [Entry(name, data) for name, data in WordFile("").parts.items()]
    assert "same name" in told(write_zip([*entries, Entry(MAIN, b"")]))


# ---- cut off ----


@pytest.mark.parametrize("percent", [10, 50, 90])
def test_truncated_file_yields_what_is_there_or_a_clear_error(percent: int, printed: bytes) -> None:
    for data in (printed, *real_files()):
        whole = list(texts(read_docx(data, "x.docx")))
        reading = read_or_refuse(data[: len(data) * percent // 100])
        if reading is None:
            continue
        found = list(texts(reading))
        assert found
        if "read-end-lost" in codes(reading):
            assert (reading.truncated, found) == (False, whole)
            continue
        assert reading.truncated
        assert "read-truncated" in codes(reading)
        # The last text may itself be cut off.
        assert found[:-1] == whole[: len(found) - 1]


def test_nearly_all_of_a_file_without_its_end_is_read() -> None:
    body = "".join(table(row(f"指标{number}", f"{number * 7919 % 1000}")) for number in range(500))
    data = docx(body)
    reading = read_or_refuse(data[: len(data) * 9 // 10])
    assert reading is not None
    assert len(reading.blocks) > 400
    assert reading.truncated


def test_a_file_that_is_cut_behind_its_text_has_lost_no_text() -> None:
    parts = WordFile(paragraph("甲") + paragraph("乙")).parts
    data = package(parts | {"word/styles.xml": b"<styles>" + b"x" * 9_000})
    end = data.index(b"word/styles.xml") + 30
    assert data.index(MAIN.encode()) < end
    reading = read_docx(data[:end], "x.docx")
    assert (list(texts(reading)), reading.truncated) == (["甲", "乙"], False)
    assert codes(reading) == ["read-end-lost"]


def test_xml_that_breaks_off_gives_what_stands_before() -> None:
    xml = WordFile(table(row("甲", "乙"), row("丙", "丁"))).parts[MAIN]
    cut = xml[: xml.index("丁".encode())]
    reading = read(package(WordFile("").parts | {MAIN: cut}))
    assert list(texts(reading)) == ["甲", "乙", "丙"]
    assert (reading.truncated, codes(reading)) == (True, ["read-truncated"])


def test_file_whose_text_is_gone_is_an_error() -> None:
    data = docx(paragraph("甲"))
    assert "no text is left" in told(data[: data.index(MAIN.encode()) + 20])


def test_wrong_checksum_is_told() -> None:
    entries = [Entry(name, data) for name, data in WordFile(paragraph("甲")).parts.items()]
    entries[1].checksum = 7
    reading = read(write_zip(entries))
    assert (list(texts(reading)), codes(reading)) == (["甲"], ["read-checksum"])


# ---- damaged at random ----


def damaged(data: bytes, seed: int) -> Iterator[bytes]:
    """Yield a file with flipped bytes: as it is packed, and in one of its parts."""
    yield flipped(data, seed)
    parts = unpacked(data)
    name = sorted(parts)[seed % len(parts)]
    yield package(parts | {name: flipped(parts[name], seed)}, zipfile.ZIP_STORED)
    yield package(parts | {MAIN: flipped(parts[MAIN], seed)}, zipfile.ZIP_STORED)


def test_flipped_bytes_never_end_in_a_traceback(printed: bytes) -> None:
    for data in (motley(), printed):
        for seed in seeds(deep=False):
            for each in damaged(data, seed):
                read_or_refuse(each)


@pytest.mark.deep
def test_flipped_bytes_never_end_in_a_traceback_deep(printed: bytes) -> None:
    for data in (printed, *real_files()):
        for seed in seeds(deep=True):
            for each in damaged(data, seed):
                read_or_refuse(each)


def test_flipped_bytes_where_the_directory_is(printed: bytes) -> None:
    """Text is most of a file: here only what tells where everything is gets damaged."""
    place = printed.index(b"PK\x01\x02")
    for seed in seeds(deep=False):
        read_or_refuse(printed[:place] + flipped(printed[place:], seed))


# ---- a DOCTYPE, and what it can bring ----

BILLION_LAUGHS = '<!DOCTYPE x [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
DOCTYPES = [
    "<!DOCTYPE x>",
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    BILLION_LAUGHS,
]
READ_PARTS = [
    "[Content_Types].xml",
    "_rels/.rels",
    MAIN,
    "word/_rels/document.xml.rels",
    "word/footer1.xml",
    "word/notes.xml",
    "word/styles.xml",
]


@pytest.mark.parametrize("name", READ_PARTS)
@pytest.mark.parametrize("doctype", DOCTYPES)
def test_doctype_is_refused_in_every_part(name: str, doctype: str) -> None:
    parts = unpacked(motley())
    xml = parts.get(name, b"<Types/>")
    assert f"{name} has a DOCTYPE" in told(package(parts | {name: doctype.encode() + xml}))


def test_doctype_is_refused_in_the_definition(printed: bytes) -> None:
    parts = unpacked(printed)
    name = next(each for each in parts if each.startswith("customXml/item1"))
    xml = parts[name].replace(b"?>", b"?><!DOCTYPE definition>", 1)
    assert "has a DOCTYPE" in told(package(parts | {name: xml}))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_doctype_is_refused_in_every_encoding(encoding: str) -> None:
    xml = DOCTYPES[0] + WordFile(paragraph("甲")).parts[MAIN].decode()
    assert "has a DOCTYPE" in told(package(WordFile("").parts | {MAIN: xml.encode(encoding)}))


def test_entity_that_nobody_declared_is_damage() -> None:
    reading = read(docx(paragraph("甲"), paragraph("<w:r><w:t>&e;</w:t></w:r>")))
    assert (list(texts(reading)), reading.truncated) == (["甲"], True)


# ---- too much ----


def test_limits_end_in_a_clear_error() -> None:
    data = docx(paragraph("甲" * 100), table(row("甲"), row("乙")))
    assert "more than 500 bytes" in told(data, Limits(file_bytes=500))
    assert "more than 50 characters" in told(data, Limits(characters=50))
    assert "more than 1 table rows" in told(data, Limits(rows=1))
    assert "more than 1000 unpacked bytes" in told(data, Limits(unpacked_bytes=1000))
    assert "more than 2 parts" in told(data, Limits(members=2))


def test_elements_without_any_text_are_counted_too() -> None:
    notes = {"word/n.xml": part("footnotes", "<w:footnote/>" * 40)}
    file = WordFile(paragraph("甲"), notes, [("n", "footnotes", "n.xml")])
    assert "more than 16 paragraphs, cells and marks" in told(file.write(), Limits(rows=1))
    strange = docx(paragraph("<w:r>" + "<w:x/>" * 20 + "</w:r>"))
    assert "more than 16 paragraphs, cells and marks" in told(strange, Limits(rows=1))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("three hundred tables in each other", "levels of elements in each other"),
        ("a hundred thousand runs in each other", "levels of elements in each other"),
        ("a hundred thousand controls in each other", "levels of elements in each other"),
        ("a hundred thousand fields in each other", "levels of fields in each other"),
    ],
)
def test_depth_that_no_document_has_is_refused(name: str, reason: str) -> None:
    assert f"more than 256 {reason}" in told(FLOODS[name]())


def test_forty_tables_in_each_other_are_refused() -> None:
    data = docx("<w:tbl><w:tr><w:tc>" * 40, "</w:tc></w:tr></w:tbl>" * 40)
    assert "more than 32 levels of tables in each other" in told(data)


MEASURED = (
    "a gigabyte of spaces",
    "a gigabyte of content types",
    "a hundred thousand members",
    "a hundred thousand rows",
    "definition of a million tags",
    "many boxes in one drawing",
    "many private signs in one run",
)


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured on Unix only")
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[] if name in MEASURED else [pytest.mark.deep]) for name in FLOODS],
)
def test_flood_stays_within_memory_and_time(name: str) -> None:
    outcome = read_apart(FLOODS[name]())
    assert outcome.megabytes < MOST_MEGABYTES
    assert outcome.seconds < MOST_SECONDS
    # Nothing is cut off in silence: it is read whole, or refused.
    assert outcome.blocks or outcome.codes
