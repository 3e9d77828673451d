"""Word 97-2003: files that are cut off, damaged, hostile, or not what they seem."""

import contextlib
import struct
import sys
import time
from collections.abc import Iterator

import pytest

from jixiao.diagnostics import JixiaoError
from jixiao.readers.doc import read, read_doc
from jixiao.readers.doc.fib import Part
from jixiao.readers.types import Limits, Line, Reading, ReadOptions, Table
from tests.conftest import SHARED
from tests.hostile import flipped, seeds
from tests.measured import MOST_MEGABYTES, read_apart
from tests.word_binary import (
    CELL,
    IN_TABLE,
    PAGE,
    Paragraph,
    WordFile,
    compound_file,
    depth,
    paragraph,
    plc,
    row,
    table_definition,
)

DEFINITION = table_definition([0, 1000, 2000, 3000], [0x60, 0, 0])
MOST_SECONDS = 10


@pytest.fixture(autouse=True)
def _no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """What our own reader does is what is tested here."""
    monkeypatch.setattr(read, "read_by_libreoffice", lambda *_given: None)


def report() -> WordFile:
    """Return an invented document of lines and tables."""
    parts = []
    for number in range(1, 9):
        parts += [paragraph(f"{number}.修路绩效目标表\x13 TC {number}、修路 \\f C \\l 1 \x15")]
        for line in range(4):
            parts += row([f"指标{number}-{line}", "", f"{line}台"], DEFINITION)
    return WordFile([*parts, paragraph("末")])


def told(data: bytes) -> str:
    """Return the message of the error that a file ends in."""
    with pytest.raises(JixiaoError) as caught:
        read_doc(data, "旧.doc")
    return str(caught.value)


def read_or_refuse(data: bytes) -> Reading | None:
    """Read a damaged file: any other end than a reading or a clear error fails the test."""
    start = time.process_time()
    reading = None
    with contextlib.suppress(JixiaoError):
        reading = read_doc(data, "旧.doc")
    assert time.process_time() - start < MOST_SECONDS
    return reading


def texts(reading: Reading) -> Iterator[str]:
    for block in reading.blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (cell.text for each in block.rows for cell in each.cells)


def real_files() -> list[bytes]:
    """Return the invented file, and the real ones where they are."""
    return [report().write(), *(path.read_bytes() for path in sorted(SHARED.glob("legacy/*.doc")))]


# ---- not what it seems ----


def test_empty_file_and_picture_are_no_word_documents() -> None:
    assert "no Word 97-2003 document" in told(b"")
    assert "no Word 97-2003 document" in told(b"\xff\xd8\xff\xe0JFIF" + bytes(99))


@pytest.mark.parametrize(
    ("stream", "reason"),
    [
        ("Workbook", "Excel workbook"),
        ("Book", "Excel workbook"),
        ("PowerPoint Document", "PowerPoint presentation"),
        ("Contents", "no Word document in it"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(stream: str, reason: str) -> None:
    assert reason in told(compound_file({stream: bytes(5000)}))


def test_protected_file_asks_for_the_password_to_be_removed() -> None:
    for data in real_files():
        flags = data.index(b"\xec\xa5") + 11
        assert "protected by a password" in told(
            data[:flags] + bytes([data[flags] | 1]) + data[flags + 1 :]
        )
    package = {"EncryptionInfo": bytes(64), "EncryptedPackage": bytes(5000)}
    assert "protected by a password" in told(compound_file(package))


@pytest.mark.parametrize(("magic", "version"), [(0xA5DC, 0x0065), (0xA5EC, 0x00A6)])
def test_older_word_is_told_what_to_do(magic: int, version: int) -> None:
    file = WordFile([paragraph("旧")], magic=magic, version=version)
    with pytest.raises(JixiaoError) as caught:
        read_doc(file.write(), "旧.doc")
    assert "Word 95 or older" in str(caught.value)
    assert caught.value.diagnostics[0].advice == "open it in Word or WPS and save it as .docx"


def test_limits_end_in_a_clear_error() -> None:
    def refused(file: WordFile, limits: Limits) -> str:
        with pytest.raises(JixiaoError) as caught:
            read_doc(file.write(), "x.doc", ReadOptions(limits=limits))
        return str(caught.value)

    file = report()
    assert "more than 1000 bytes" in refused(file, Limits(file_bytes=1000))
    assert "more than 100 characters" in refused(file, Limits(characters=100))
    assert "more than 10 table rows" in refused(file, Limits(rows=10))
    assert "pieces of structure" in refused(file, Limits(characters=2000))


# ---- cut off ----


@pytest.mark.parametrize("percent", [10, 50, 90])
def test_truncated_file_yields_what_is_there_or_a_clear_error(percent: int) -> None:
    for data in real_files():
        reading = read_or_refuse(data[: len(data) * percent // 100])
        if reading is not None:
            assert reading.truncated
            assert "read-truncated" in [each.code for each in reading.diagnostics]
            assert any(text.strip() for text in texts(reading))


@pytest.mark.parametrize("first_lost", ["Root Entry", "sector table"])
def test_file_without_its_directory_keeps_tables_and_merges(first_lost: str) -> None:
    data = report().write()
    whole = read_doc(data, "x.doc")
    place = data.rindex(first_lost.encode("utf-16-le")) if first_lost == "Root Entry" else -2 * PAGE
    cut = read_doc(data[:place], "x.doc")
    assert cut.blocks == whole.blocks
    assert [each.code for each in cut.diagnostics] == ["read-truncated"]


def test_text_that_is_missing_is_told() -> None:
    file = WordFile([paragraph("在" * 9), paragraph("缺" * 9)])
    data = file.write()
    # The piece claims more characters than the stream has.
    more = data.replace(struct.pack("<II", 0, 20), struct.pack("<II", 0, 9_000))
    reading = read_doc(more, "x.doc")
    assert reading.truncated
    assert "of 9000 characters are there" in str(reading.diagnostics[0])
    assert next(texts(reading)) == "在" * 9


def test_paragraphs_whose_properties_are_lost_are_lines() -> None:
    lost = {Part.PARAGRAPH_PAGES: plc([0x800, 0x900], struct.pack("<I", 0x3FFFFF))}
    reading = read_doc(WordFile(row(["甲", "乙"], DEFINITION), parts=lost).write(), "x.doc")
    assert [text for text in texts(reading) if text] == ["甲", "乙"]
    assert [each.code for each in reading.diagnostics] == ["read-structure-lost"]


# ---- damaged at random ----


def test_flipped_bytes_never_end_in_a_traceback() -> None:
    for data in (report().write(), *real_files()[-1:]):
        for seed in seeds(deep=False):
            read_or_refuse(flipped(data, seed))


@pytest.mark.deep
def test_flipped_bytes_never_end_in_a_traceback_deep() -> None:
    for data in (report().write(), *real_files()[-1:]):
        for seed in seeds(deep=True):
            read_or_refuse(flipped(data, seed))


def test_flipped_bytes_where_the_structure_is() -> None:
    """Text is most of a file: here only what tells where everything is gets damaged."""
    data = report().write()
    table = data.rindex("1Table".encode("utf-16-le"))
    for seed in seeds(deep=False):
        head, tail = flipped(data[:900], seed), flipped(data[table - PAGE :], seed)
        read_or_refuse(head + data[900 : table - PAGE] + tail)


# ---- hostile ----


def test_chains_that_run_in_a_circle_end() -> None:
    data = bytearray(report().write())
    sectors = struct.unpack_from("<128I", data, len(data) - PAGE)
    circle = [0 if number < 0xFFFFFFF0 else number for number in sectors]
    struct.pack_into("<128I", data, len(data) - PAGE, *circle)
    read_or_refuse(bytes(data))
    # The list of the sectors of the sector table refers to itself.
    struct.pack_into("<II", data, 68, 0, 1)
    struct.pack_into("<I", data, PAGE + PAGE - 4, 0)
    read_or_refuse(bytes(data))


def test_directory_that_runs_in_a_circle_ends() -> None:
    data = bytearray(report().write())
    entry = data.rindex("1Table".encode("utf-16-le"))
    struct.pack_into("<III", data, entry + 68, 1, 2, 2)
    assert read_or_refuse(bytes(data)) is not None


@pytest.mark.parametrize("part", list(Part))
def test_part_that_claims_a_hundred_million_entries_is_survived(part: Part) -> None:
    data = report().write()
    pair = 512 + 154 + 8 * part
    claimed = data[:pair] + struct.pack("<II", 0, 400_000_004) + data[pair + 8 :]
    read_or_refuse(claimed)


def pieces(positions: list[int], places: list[int]) -> dict[Part, bytes]:
    """Return a piece table that says where the text between positions lies."""
    table = plc(positions, b"".join(struct.pack("<HIH", 0, place, 0) for place in places))
    return {Part.PIECES: struct.pack("<BI", 2, len(table)) + table}


def test_pieces_may_overlap() -> None:
    """Word itself writes no such file; what each of them shows is read."""
    lies = pieces([0, 3, 6], [0x800, 0x802])
    reading = read_doc(WordFile([paragraph("甲乙丙")], parts=lies, lengths=[6]).write(), "x.doc")
    assert list(texts(reading)) == ["甲乙丙乙丙"]


def test_pieces_that_go_back_end_the_text_and_are_told() -> None:
    lies = pieces([0, 3, 2, 9], [0x800, 0x800, 0x800])
    reading = read_doc(WordFile([paragraph("甲乙丙")], parts=lies, lengths=[9]).write(), "x.doc")
    assert list(texts(reading)) == ["甲乙丙"]
    assert "3 of 9 characters are there" in str(reading.diagnostics[0])
    assert reading.truncated


@pytest.mark.parametrize("end", [9, 0x7FFFFFFF, 0xFFFFFFFF])
def test_piece_beyond_the_file_is_missing_text(end: int) -> None:
    lies = pieces([0, end], [0x3FFFFFFF])
    expected = "cut off" if end == 9 else "more than 10000000 characters"
    assert expected in told(WordFile([paragraph("甲")], parts=lies).write())


def test_half_a_million_pieces_are_too_many() -> None:
    assert "pieces of structure" in told(WordFile([paragraph("")], repeats=500_000).write())


@pytest.mark.parametrize(
    "lengths", [[0], [2], [0x7FFFFFFF], [0xFFFFFFFF] * 7, [0, 0xFFFFFFFF], [1, 3]]
)
def test_lengths_that_lie_do_not_hide_the_text(lengths: list[int]) -> None:
    file = WordFile([paragraph("甲乙丙"), paragraph("丁戊己")], lengths=lengths)
    reading = read_doc(file.write(), "x.doc")
    asides = [
        line.text for aside in reading.asides for line in aside.blocks if isinstance(line, Line)
    ]
    assert "".join([*texts(reading), *asides]) == "甲乙丙丁戊己"


def test_row_that_never_ends_is_cut_and_told() -> None:
    reading = read_doc(WordFile([paragraph("x", IN_TABLE, CELL)] * 600).write(), "x.doc")
    (table,) = reading.blocks
    assert isinstance(table, Table)
    assert [len(each.cells) for each in table.rows] == [256, 256, 88]
    assert [each.code for each in reading.diagnostics] == ["read-structure-lost"]


def test_nesting_that_no_program_writes_is_taken_for_damage() -> None:
    reading = read_doc(WordFile([paragraph("深", IN_TABLE + depth(300))]).write(), "x.doc")
    assert list(texts(reading)) == ["深"]
    assert [each.code for each in reading.diagnostics] == ["read-structure-lost"]


HOSTILE = {
    "two million cells": WordFile(row([""] * 3, DEFINITION) * 20, repeats=99_000),
    "a million runs": WordFile(
        [Paragraph([("字", b""), ("\x0b", b"\x55\x08\x01")] * 99)], repeats=49_000
    ),
    "long properties again and again": WordFile(
        [paragraph("", struct.pack("<HI", 0x6646, number)) for number in range(300)],
        data=struct.pack("<H", 0xFFF0) + IN_TABLE * 22_000,
    ),
    "ten million fields": WordFile([paragraph("\x13" * 999)], repeats=9_900),
    "ten million pictures": WordFile([paragraph("\x01" * 999)], repeats=9_900),
    "five million signs of two units": WordFile(
        [Paragraph([("\U0001f600" * 999, b"")])], repeats=4_900
    ),
    "ten million tabs": WordFile([paragraph("\t" * 999)], repeats=9_900),
}
SLOWEST = ("ten million pictures", "a million runs", "five million signs of two units")


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.deep] * (name in SLOWEST)) for name in HOSTILE],
)
def test_pieces_that_tell_the_same_bytes_again_are_bounded(name: str) -> None:
    read_or_refuse(HOSTILE[name].write())


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured on Unix only")
def test_ten_million_paragraphs_stay_within_memory_and_time() -> None:
    file = WordFile([paragraph("字" * 9)] * 100, repeats=9_900)
    outcome = read_apart(file.write().ljust(60 * 2**20, b"\0"))
    assert "pieces of structure" in outcome.message
    assert outcome.megabytes < MOST_MEGABYTES
    assert outcome.seconds < MOST_SECONDS
