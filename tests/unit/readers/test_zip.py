"""Zip files: honest ones, lying ones, and those of which a part is missing."""

import zipfile
from io import BytesIO

import pytest

from jixiao.diagnostics import JixiaoError
from jixiao.readers.types import Limits
from jixiao.readers.zip import Archive, open_archive
from tests.zip_files import ENCRYPTED, SIZES_FOLLOW, Entry, write_zip

TEXT = "绩效目标".encode() * 5_000


def opened(data: bytes, **limits: int) -> Archive:
    return open_archive(data, "报告.docx", Limits(**limits))


def contents(archive: Archive) -> dict[str, bytes]:
    return {name: b"".join(archive.read(name)) for name in archive.names}


def told(data: bytes, **limits: int) -> str:
    """Return the message of the error in which opening or reading ends."""
    with pytest.raises(JixiaoError) as caught:
        contents(opened(data, **limits))
    return str(caught.value)


# ---- honest files ----


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_are_read_as_written(method: int) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as written:
        written.writestr("word/document.xml", TEXT)
        written.writestr("空.xml", b"")
    archive = opened(file.getvalue())
    assert contents(archive) == {"word/document.xml": TEXT, "空.xml": b""}
    assert (archive.salvaged, archive.damage) == (False, {})


def test_members_of_a_file_that_was_written_in_one_go() -> None:
    """A stream cannot go back: sizes follow the data (§4.3.9)."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    file = Pipe()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("a", TEXT)
        written.writestr("b", b"x")
    assert contents(opened(file.getvalue())) == {"a": TEXT, "b": b"x"}


def test_names_are_found_without_case_and_with_either_slash() -> None:
    archive = opened(write_zip([Entry("Word\\Document.XML", TEXT)]))
    assert archive.find("word/document.xml") == "Word/Document.XML"
    assert archive.find("word/other.xml") is None
    with pytest.raises(KeyError):
        next(archive.read("word/other.xml"))


def test_names_outside_of_the_folder_and_folders_are_no_parts() -> None:
    names = ("/etc/passwd", "../x", "a/../../x", "..\\x", "folder/", "good.xml")
    archive = opened(write_zip([Entry(name, b"x") for name in names]))
    assert archive.names == ["good.xml"]


def test_file_before_which_something_stands_is_read() -> None:
    data = b"#!/bin/sh\n" + write_zip([Entry("a", TEXT)])
    assert contents(opened(data)) == {"a": TEXT}


# ---- what is refused ----


def test_two_members_of_one_name_are_refused() -> None:
    """One program would read this one, another that one."""
    twice = write_zip([Entry("word/document.xml", b"1"), Entry("word/Document.xml", b"2")])
    assert "two of its parts have the same name: word/Document.xml" in told(twice)


@pytest.mark.parametrize("zip64_directory", [False, True])
def test_too_many_members_are_refused_before_they_are_listed(zip64_directory: bool) -> None:
    entries = [Entry(str(number), b"") for number in range(30)]
    data = write_zip(entries, zip64_directory=zip64_directory)
    assert len(opened(data, members=30).names) == 30
    assert "more than 29 parts" in told(data, members=29)


def test_too_many_members_are_refused_without_a_directory_too() -> None:
    data = write_zip([Entry(str(number), b"") for number in range(30)])
    without = data[: data.index(b"PK\x01\x02")]
    assert len(opened(without, members=30).names) == 30
    assert "more than 29 parts" in told(without, members=29)


def test_locked_member_asks_for_the_password_to_be_removed() -> None:
    assert "protected by a password" in told(write_zip([Entry("a", TEXT, flags=ENCRYPTED)]))


def test_one_flipped_bit_makes_no_file_secret() -> None:
    one = write_zip([Entry("a", TEXT, flags=ENCRYPTED, local_flags=0)])
    other = write_zip([Entry("a", TEXT, local_flags=ENCRYPTED)])
    assert contents(opened(one)) == contents(opened(other)) == {"a": TEXT}


def test_way_of_packing_that_no_office_file_has_is_refused() -> None:
    assert "packed in a way" in told(write_zip([Entry("a", TEXT, method=12)]))


# ---- sizes that are not true ----


def test_bytes_are_counted_as_they_come_and_not_as_announced() -> None:
    modest = write_zip([Entry("a", TEXT, size=1), Entry("b", TEXT, size=1)])
    assert "more than 100000 unpacked bytes" in told(modest, unpacked_bytes=100_000)
    boastful = write_zip([Entry("a", TEXT, size=0xFFFFFFF0)])
    assert contents(opened(boastful, unpacked_bytes=100_000)) == {"a": TEXT}


def test_limit_of_one_member() -> None:
    archive = opened(write_zip([Entry("a", TEXT)]))
    assert archive.read_whole("a", len(TEXT)) == TEXT
    with pytest.raises(JixiaoError, match="more than 59999 bytes in a"):
        archive.read_whole("a", len(TEXT) - 1)


def test_packed_size_that_is_too_small_cuts_the_member() -> None:
    archive = opened(write_zip([Entry("a", TEXT, packed_size=40), Entry("b", b"x")]))
    found = contents(archive)
    assert TEXT.startswith(found["a"])
    assert found["b"] == b"x"
    assert archive.damage == {"a": "cut"}


def test_packed_size_that_is_too_large_does_no_harm() -> None:
    archive = opened(write_zip([Entry("a", TEXT, packed_size=0x7FFFFFFF)]))
    assert contents(archive)["a"] == TEXT


def test_stored_member_that_is_longer_than_the_file_is_cut() -> None:
    archive = opened(write_zip([Entry("a", b"x" * 9, method=0, packed_size=0x7FFFFFFF)]))
    assert contents(archive)["a"].startswith(b"x" * 9)
    assert archive.damage == {"a": "cut"}


def test_members_that_are_the_same_bytes_are_counted_each_time() -> None:
    entries = [Entry("a", TEXT), *(Entry(str(number), TEXT, at=0) for number in range(99))]
    assert "unpacked bytes" in told(write_zip(entries), unpacked_bytes=50 * len(TEXT))


# ---- damage ----


def test_wrong_checksum_is_noted_and_the_data_are_given() -> None:
    archive = opened(write_zip([Entry("a", TEXT, checksum=7)]))
    assert contents(archive) == {"a": TEXT}
    assert archive.damage == {"a": "checksum"}


def test_damaged_deflate_stream_gives_what_stands_before() -> None:
    stream = Entry("a", TEXT).stream()
    archive = opened(write_zip([Entry("a", TEXT, packed=stream[:60] + b"\xff" * 9)]))
    assert TEXT.startswith(contents(archive)["a"])
    assert archive.damage == {"a": "cut"}


@pytest.mark.parametrize("flags", [0, SIZES_FOLLOW])
def test_members_are_found_without_a_directory(flags: int) -> None:
    data = write_zip([Entry("a", TEXT, flags=flags), Entry("b", b"x", flags=flags)])
    archive = opened(data[: data.index(b"PK\x01\x02")])
    assert archive.salvaged
    assert contents(archive) == {"a": TEXT, "b": b"x"}


def test_last_member_of_a_file_that_breaks_off_is_cut() -> None:
    data = write_zip([Entry("a", b"x"), Entry("b", TEXT)])
    archive = opened(data[: data.index(b"b" + Entry("b", TEXT).stream()[:4]) + 40])
    found = contents(archive)
    assert found["a"] == b"x"
    assert TEXT.startswith(found["b"])
    assert archive.damage == {"b": "cut"}


def test_first_of_two_members_of_one_name_counts_where_the_directory_is_lost() -> None:
    data = write_zip([Entry("a", b"1"), Entry("a", b"2")])
    assert contents(opened(data[: data.index(b"PK\x01\x02")])) == {"a": b"1"}


def test_directory_that_points_nowhere_is_not_believed() -> None:
    data = bytearray(write_zip([Entry("a", TEXT)]))
    place = data.index(b"PK\x01\x02") + 42
    data[place : place + 4] = b"\xf0\xff\xff\x7f"
    archive = opened(bytes(data))
    assert archive.salvaged
    assert contents(archive) == {"a": TEXT}


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x05\x06", b"\0" * 99, b"PK\x03\x04" * 99])
def test_file_that_is_no_archive_has_no_members(data: bytes) -> None:
    assert [name for name in opened(data).names if name.isprintable() and name] == []
