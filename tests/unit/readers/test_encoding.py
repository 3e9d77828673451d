"""Bytes to characters: what is damaged is told, and what is no text is refused."""

import time
from random import Random

import pytest

from jixiao.diagnostics import JixiaoError
from jixiao.readers.encoding import Decoded, decode

TEXT = "部门整体绩效目标\n\t项目编码\n\tA1\n\t修路（长3.00公里）\n" * 20
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def refusal(data: bytes) -> str:
    with pytest.raises(JixiaoError) as caught:
        decode(data, "报告.txt")
    (told,) = caught.value.diagnostics
    assert told.code == "file-unreadable"
    assert told.advice
    return told.message


def codes(decoded: Decoded) -> list[str]:
    return [told.code for told in decoded.diagnostics]


# ---- nothing in it ----


@pytest.mark.parametrize("blanks", ["", " ", "\n\n", "\t" * 5_000, "\r\n \r\n", "\u3000\u00a0\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_file_of_blanks_is_empty(encoding: str, blanks: str) -> None:
    assert "the file is empty" in refusal(blanks.encode(encoding))


@pytest.mark.parametrize("mark", MARKS)
def test_mark_alone_is_an_empty_file(mark: bytes) -> None:
    assert "the file is empty" in refusal(mark)


def test_file_of_zeros_is_empty() -> None:
    """A disk that failed while it wrote leaves such files."""
    assert "the file is empty" in refusal(bytes(5_000))


# ---- cut off ----


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_wherever_a_text_is_cut_its_beginning_is_read(encoding: str) -> None:
    data = TEXT.encode(encoding)
    for end in range(200, len(data)):
        decoded = decode(data[:end], "报告.txt")
        assert decoded.text
        assert TEXT.startswith(decoded.text)
        assert codes(decoded) == []
        start = decoded.text.encode(encoding)
        assert decoded.cut == (len(start) < end)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_short_text_is_read_wherever_it_is_cut(encoding: str) -> None:
    """Half a character is one fault in UTF-8, and may be none in GB18030."""
    data = TEXT.encode(encoding)
    for end in range(4, 60):
        assert TEXT.startswith(decode(data[:end], "报告.txt").text)


# ---- damaged ----


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_character_that_lost_a_byte_is_told(encoding: str) -> None:
    data = TEXT.encode(encoding)
    random = Random(1)
    inside = [place for place, byte in enumerate(data[:-10]) if byte >= 0x80]
    for place in random.sample(inside, 50):
        damaged = decode(data[:place] + data[place + 1 :], "报告.txt")
        assert codes(damaged) == ["read-character"]
        assert damaged.diagnostics[0].place is not None
        line = data[:place].count(b"\n") + 1
        assert damaged.diagnostics[0].place.line in (line, line + 1)


def test_byte_that_is_no_character_is_told_and_takes_nothing_with_it() -> None:
    data = "一、总体目标\n".encode("gb18030") * 9
    damaged = decode(data[:2] + b"\xff" + data[2:], "报告.txt")
    assert codes(damaged) == ["read-character"]
    assert damaged.text == "一\ufffd、总体目标\n" + "一、总体目标\n" * 8


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_that_lost_a_byte_is_told(encoding: str) -> None:
    """All behind it is read wrong, each character of it a valid one."""
    data = (TEXT * 2).encode(encoding)
    damaged = decode(data[:-101] + data[-100:], "报告.txt")
    assert damaged.text.startswith(TEXT)
    assert "read-character" in codes(damaged)
    assert damaged.cut


def test_zero_bytes_in_a_text_are_taken_out_and_told() -> None:
    data = TEXT.encode()
    place = data.index(b"\n", 300)
    decoded = decode(data[:place] + bytes(5) + data[place:], "报告.txt")
    assert decoded.text == TEXT
    assert codes(decoded) == ["read-character"]


def test_sign_for_an_unknown_character_may_stand_in_the_file() -> None:
    """Somebody else's program has put it there: the bytes themselves are whole."""
    for end in (None, -1):
        decoded = decode(("\ufffd\n目标" * 99).encode()[:end], "报告.txt")
        assert codes(decoded) == []
        assert decoded.text.count("\ufffd") == 99


def test_no_more_than_ten_lines_are_told_one_by_one() -> None:
    lines = ["字" * 60] * 30
    data = b"\n".join(line.encode() + b"\xff" for line in lines)
    decoded = decode(data, "报告.txt")
    assert len(decoded.diagnostics) == 11
    assert "20 more lines" in str(decoded.diagnostics[-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\r\n乙\n丙\r丁", "甲\n乙\n丙\n丁"),
        ("甲\x0c乙\x0b丙", "甲\n乙\n丙"),  # page and line breaks of Word
        ("甲\r\r\n乙", "甲\n\n乙"),
    ],
)
def test_line_ends_of_all_systems_may_be_mixed(text: str, expected: str) -> None:
    for encoding in ("utf-8", "gb18030", "utf-16"):
        assert decode(text.encode(encoding), "报告.txt").text == expected


# ---- no text ----


def test_junk_is_refused_at_once_however_much_there_is_of_it() -> None:
    start = time.process_time()
    reason = refusal(Random(1).randbytes(30 * 2**20))
    assert reason.endswith("it is neither text nor a Word or PDF file")
    assert time.process_time() - start < 2


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be"])
def test_encoding_that_nobody_uses_is_refused(encoding: str) -> None:
    assert "neither text" in refusal(TEXT.encode(encoding))


def test_junk_behind_text_is_refused_too() -> None:
    data = (TEXT * 5_000).encode("gb18030")
    assert "neither text" in refusal(data + Random(1).randbytes(len(data)))


def test_damage_far_behind_in_a_long_text_does_not_change_its_encoding() -> None:
    data = (TEXT * 1_500).encode()
    damaged = decode(data[:-1000] + b"\xff" + data[-999:], "报告.txt")
    assert damaged.text.startswith(TEXT)
    assert codes(damaged) == ["read-character"]


def test_encoding_is_told_by_the_text_behind_a_long_stretch_of_ascii() -> None:
    data = b"0123456789\n" * 150_000 + (TEXT * 100).encode("gb18030")
    assert decode(data, "报告.txt").text.endswith(TEXT)
