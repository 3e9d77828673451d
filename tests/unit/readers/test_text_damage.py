"""Text files that are cut off, damaged, hostile, or no text at all: told, never a traceback."""

import contextlib
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

import jixiao
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.layout import Edition
from jixiao.readers.text import read_text
from jixiao.readers.types import Limits, ReadOptions, Row
from jixiao.recognise.parse import Parsed, parse_bytes
from tests.cells import rows_of, texts_of
from tests.conftest import sample_files
from tests.hostile import flipped, seeds

NAME = "报告.txt"
MOST_SECONDS = 10
_TEXTS: dict[Path, bytes] = {}


def text_of(path: Path) -> bytes:
    """Return a sample report as text."""
    if path not in _TEXTS:
        _TEXTS[path] = jixiao.render(jixiao.load(path).report, ["text"])["text"]
    return _TEXTS[path]


@pytest.fixture(params=sample_files(), ids=lambda path: path.stem)
def data(request: pytest.FixtureRequest) -> bytes:
    """Each of the sample reports, as text."""
    return text_of(request.param)


def parse_or_refuse(data: bytes, editions: Sequence[Edition]) -> Parsed | None:
    """Parse a damaged file: any other end than a report or a clear error fails the test."""
    start = time.process_time()
    parsed = None
    with contextlib.suppress(JixiaoError):
        parsed = parse_bytes(data, NAME, editions)
    assert time.process_time() - start < MOST_SECONDS
    return parsed


def refusal(data: bytes, limits: Limits | None = None) -> Diagnostic:
    """Return what is told of a file that cannot be read."""
    with pytest.raises(JixiaoError) as caught:
        jixiao.parse(data, options=ReadOptions(limits=limits or Limits()))
    (told,) = caught.value.diagnostics
    assert told.advice
    return told


def codes(parsed: Parsed) -> list[str]:
    return [told.code for told in parsed.diagnostics]


def found(parsed: Parsed, code: str) -> Diagnostic:
    (told,) = [each for each in parsed.diagnostics if each.code == code]
    return told


def last_line(row: Row) -> int:
    """Return the last line that a row of a text stands on."""
    return max(line.origin.path[0] for cell in row.cells for line in cell.lines)


# ---- no text, or nothing in it ----


@pytest.mark.parametrize(
    "data",
    [b"", b" \t\r\n" * 99, b"\xef\xbb\xbf", b"\xff\xfe", bytes(999), b"\t" * 10_000_000],
    ids=["nothing", "blanks", "mark", "mark of UTF-16", "zeros", "ten million tabs"],
)
def test_file_without_text_is_empty(data: bytes) -> None:
    told = refusal(data)
    assert told.message == "cannot be read: the file is empty"
    assert told.code == "file-unreadable"


def test_picture_called_txt_is_a_picture() -> None:
    told = refusal(b"\xff\xd8\xff\xe0\0\x10JFIF\0" + Random(1).randbytes(5_000))
    assert told.message == "cannot be read: it is a picture"


@pytest.mark.parametrize("size", [5_000, 3_000_000])
def test_junk_is_no_text(size: int) -> None:
    told = refusal(Random(1).randbytes(size))
    assert told.message == "cannot be read: it is neither text nor a Word or PDF file"


def test_letter_is_no_report() -> None:
    assert refusal("尊敬的领导：\n".encode()).code == "parse-nothing"


# ---- cut off ----


@pytest.mark.parametrize("percent", [10, 50, 90])
def test_text_that_is_cut_off_is_read_as_far_as_it_goes(
    data: bytes, percent: int, editions: list[Edition]
) -> None:
    whole = list(rows_of(read_text(data, NAME)))
    cut = data[: len(data) * percent // 100]
    parsed = parse_bytes(cut, NAME, editions)
    complete = [row for row in whole if last_line(row) <= cut.count(b"\n")]
    rows = list(rows_of(parsed.reading))
    assert [texts_of(row) for row in rows[: len(complete)]] == list(map(texts_of, complete))
    assert not parsed.is_complete
    told = found(parsed, "parse-truncated")
    if not complete:
        assert told.message == "the file ends too early"
        return
    # The row that was cut may be the last one that something was read of.
    lines = [row.origin.path[0] for row in rows[len(complete) - 1 :]]
    assert told.place is not None
    assert told.place.line in lines
    assert told.message.endswith(f"the last row that was read: line {told.place.line}")


def test_cut_off_report_keeps_the_projects_before_the_cut(
    data: bytes, editions: list[Edition]
) -> None:
    whole = parse_bytes(data, NAME, editions).report
    cut = parse_bytes(data[: len(data) * 9 // 10], NAME, editions).report
    kept = len(cut.projects) - 1
    assert kept > 0
    assert cut.projects[:kept] == whole.projects[:kept]
    assert cut.targets == whole.targets


# ---- damaged ----


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_flipped_bytes_end_in_a_report_or_a_clear_error(
    encoding: str, editions: list[Edition]
) -> None:
    data = text_of(sample_files()[0]).decode().encode(encoding)
    for seed in list(seeds(deep=False))[:: 1 if encoding == "utf-8" else 3]:
        parse_or_refuse(flipped(data, seed), editions)


@pytest.mark.deep
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_flipped_bytes_end_in_a_report_or_a_clear_error_deep(
    encoding: str, editions: list[Edition]
) -> None:
    encoded = text_of(sample_files()[0]).decode().encode(encoding)
    for seed in seeds(deep=True):
        parse_or_refuse(flipped(encoded, seed), editions)


def test_lines_in_any_order_end_in_a_report_or_a_clear_error(
    data: bytes, editions: list[Edition]
) -> None:
    lines = data.split(b"\n")
    for seed in range(10):
        shuffled = lines.copy()
        Random(seed).shuffle(shuffled)
        parse_or_refuse(b"\n".join(shuffled), editions)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_broken_character_is_told_and_its_cell_is_kept(
    encoding: str, data: bytes, editions: list[Edition]
) -> None:
    encoded = data.decode().encode(encoding)
    place = encoded.rindex("≥".encode(encoding))
    parsed = parse_bytes(encoded[:place] + b"\xff" + encoded[place + 1 :], NAME, editions)
    told = found(parsed, "read-character")
    assert told.place is not None
    assert told.place.line == encoded[:place].count(b"\n") + 1
    values = [row.value for project in parsed.report.projects for row in project.indicators]
    assert any("\ufffd" in value.raw for value in values if value)


def test_zero_bytes_change_no_value(data: bytes, editions: list[Edition]) -> None:
    whole = parse_bytes(data, NAME, editions)
    place = data.index("项目编码".encode())
    damaged = parse_bytes(data[:place] + bytes(7) + data[place:], NAME, editions)
    assert damaged.report == whole.report
    assert "read-character" in codes(damaged)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_of_an_odd_length_is_cut_off(encoding: str, editions: list[Edition]) -> None:
    data = text_of(sample_files()[0])
    parsed = parse_bytes(data.decode().encode(encoding)[:-1], NAME, editions)
    whole = parse_bytes(data, NAME, editions)
    assert parsed.report == whole.report
    assert "parse-truncated" in codes(parsed)


def test_mixed_line_ends_change_nothing(data: bytes, editions: list[Edition]) -> None:
    lines = data.split(b"\n")
    random = Random(1)
    mixed = b""
    for line, following in pairwise(lines):
        # A carriage return before a blank line could not be told from one line end of two signs.
        ends = [b"\r\n", b"\n", b"\r"] if following else [b"\r\n", b"\n"]
        mixed += line + random.choice(ends)
    expected = parse_bytes(data, NAME, editions)
    assert parse_bytes(mixed, NAME, editions).report == expected.report


# ---- more than a report has ----


def test_limits_end_in_a_clear_error() -> None:
    line = "\t绩效\n\n".encode() * 100
    for limits, words in (
        (Limits(file_bytes=99), "more than 99 bytes"),
        (Limits(characters=99), "more than 99 characters"),
        (Limits(rows=99), "more than 99 rows"),
    ):
        told = refusal(line, limits)
        assert told.code == "file-too-large"
        assert words in told.message


def test_one_line_of_fifty_megabytes_is_too_long() -> None:
    start = time.process_time()
    assert refusal(b"a" * (50 * 2**20)).message.startswith("more than 10000000 characters")
    assert time.process_time() - start < MOST_SECONDS


def test_hundred_thousand_rows_are_too_many() -> None:
    start = time.process_time()
    row = "\t产出指标\n\t数量指标\n\t套\n\t数\n\t1套\n\t清单\n\n".encode()
    assert refusal(row * 100_000).message.startswith("more than 200000 lines")
    assert time.process_time() - start < MOST_SECONDS


def test_tabs_behind_a_report_take_nothing_from_it(data: bytes, editions: list[Edition]) -> None:
    parsed = parse_or_refuse(data + b"\t" * 1_000_000, editions)
    assert parsed is not None
    whole = parse_bytes(data, NAME, editions).report
    assert parsed.report.projects[:-1] == whole.projects[:-1]
    rows = whole.projects[-1].indicators
    assert parsed.report.projects[-1].indicators[: len(rows)] == rows


@pytest.mark.parametrize("what", ["digits", "letters", "blanks"])
def test_cell_of_a_million_signs_is_read_in_time(
    what: str, data: bytes, editions: list[Edition]
) -> None:
    sign = {"digits": "9", "letters": "绩", "blanks": "\u3000"}[what]
    text = data.decode()
    long = text.replace("≥", f"≥{sign * 1_000_000}", 1)
    assert parse_or_refuse(long.encode(), editions) is not None
