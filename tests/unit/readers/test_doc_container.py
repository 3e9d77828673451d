"""The compound file that a Word document lies in: chains, small streams, and what it merely claims.

[MS-CFB] 2.1 to 2.6
"""

import struct

import pytest

from jixiao.readers.doc.container import Container, Stream
from tests.word_binary import PAGE, compound_file

SMALL, LARGE = b"small" * 50, b"large" * 2_000
DIRECTORY, MINI_TABLE, MINI_COUNT, CUTOFF = 48, 60, 64, 56
SIZE, START = 120, 116  # in a directory entry
END = 0xFFFFFFFE


def file() -> bytearray:
    return bytearray(compound_file({"Small": SMALL, "Large": LARGE, "Other": SMALL[::-1]}))


def entry(data: bytearray, name: str) -> int:
    """Return where a directory entry begins."""
    return data.rindex(name.encode("utf-16-le"))


def sector(data: bytearray, field: int) -> int:
    """Return where the sector begins that a field of the header names."""
    return PAGE + PAGE * int(struct.unpack_from("<I", data, field)[0])


def stream(data: bytearray, name: str) -> Stream:
    found = Container(bytes(data)).stream(name)
    assert found is not None
    assert len(found.data) <= len(data)
    return found


def test_streams_are_found_by_name_small_and_large() -> None:
    data = file()
    assert Container(bytes(data)).names == {"Small", "Large", "Other"}
    assert stream(data, "Small") == Stream(SMALL, True)
    assert stream(data, "Other") == Stream(SMALL[::-1], True)
    assert stream(data, "Large") == Stream(LARGE, True)
    assert Container(bytes(data)).stream("None") is None


def test_small_chain_that_refers_to_itself_ends_and_is_not_whole() -> None:
    data = file()
    table = sector(data, MINI_TABLE)
    struct.pack_into("<II", data, table, 1, 0)  # the second small sector leads back to the first
    found = stream(data, "Small")
    assert found == Stream(SMALL[:128], False)
    assert stream(data, "Other").whole


@pytest.mark.parametrize("size", [15_000, 0x7FFFFFFF, 0xFFFFFFFF])
def test_stream_that_claims_to_be_longer_is_not_whole(size: int) -> None:
    for name in ("Small", "Large"):
        data = file()
        struct.pack_into("<I", data, entry(data, name) + SIZE, size)
        assert not stream(data, name).whole


@pytest.mark.parametrize("start", [END, 0xFFFFFFFF, 0x7FFFFFFF, 10_000])
def test_stream_that_begins_beyond_the_file_is_blank_and_not_whole(start: int) -> None:
    for name in ("Small", "Large"):
        data = file()
        struct.pack_into("<I", data, entry(data, name) + START, start)
        assert stream(data, name) == Stream(b"", False)


@pytest.mark.parametrize("cutoff", [0, 1, 0xFFFFFFFF])
def test_border_between_small_and_large_that_lies_is_survived(cutoff: int) -> None:
    data = file()
    struct.pack_into("<I", data, CUTOFF, cutoff)
    for name in ("Small", "Large", "Other"):
        stream(data, name)


@pytest.mark.parametrize("count", [0, 1, 0xFFFFFFFF])
def test_number_of_sectors_of_the_small_table_that_lies_is_survived(count: int) -> None:
    data = file()
    struct.pack_into("<I", data, MINI_COUNT, count)
    assert stream(data, "Small").data in (SMALL, SMALL[:64])
    assert stream(data, "Large").whole


def test_small_streams_without_their_root_are_blank() -> None:
    data = file()
    root = entry(data, "Root Entry")
    struct.pack_into("<II", data, root + START, END, 0)
    assert stream(data, "Small") == Stream(b"", False)
    assert stream(data, "Large").whole


def test_directory_that_chains_into_itself_ends() -> None:
    data = file()
    number = struct.unpack_from("<I", data, DIRECTORY)[0]
    struct.pack_into("<I", data, len(data) - PAGE + 4 * number, number)
    assert Container(bytes(data)).names == {"Small", "Large", "Other"}


@pytest.mark.parametrize("size", [8, 30, 76, 511, 512, 1023])
def test_header_alone_holds_nothing(size: int) -> None:
    container = Container(bytes(file()[:size]))
    assert container.stream("Small") is None
    assert container.names == frozenset()


@pytest.mark.parametrize("filling", [b"\0", b"\xff", b"\1\0\0\0"])
def test_header_that_names_the_whole_file_as_its_own_tables_ends(filling: bytes) -> None:
    head = bytes(file()[:76])
    data = (head + filling * PAGE * 400)[: PAGE * 400]
    Container(data).stream("Small")
