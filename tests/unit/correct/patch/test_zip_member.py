"""One member of a zip file gets another content; all else stays, byte by byte."""

import struct
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.correct.patch.zip_member import replace_member
from jixiao.diagnostics import JixiaoError
from jixiao.layout import Pack
from jixiao.model import Report
from jixiao.readers.types import Limits
from jixiao.writers.docx import write_docx
from tests.conftest import SHARED, job_of, need
from tests.zip_files import ENCRYPTED, STORED, Descriptor, Entry, write_zip

PART = "word/document.xml"
OLD, NEW = "旧的正文".encode() * 40, "改过的正文，长一些".encode() * 60
FORMS: tuple[Descriptor, ...] = ("signed", "bare", "signed large", "bare large")
TEXT = b"<Types/>" * 9
# Extra fields that are not ours to read: a growth hint of Office, a time stamp.
HINT = struct.pack("<HH6s", 0xA220, 6, b"\xa0\x28")
STAMP = struct.pack("<HHBI", 0x5455, 5, 1, 9)


def package(text: bytes = OLD, **document: Any) -> list[Entry]:
    """Return the members of a small package; ``document`` is how the text is put into it."""
    return [
        Entry("[Content_Types].xml", TEXT, local_extra=HINT),
        Entry(PART, text, **document),
        Entry("word/media/图.png", bytes(range(256)), method=STORED, comment=b"logo"),
        Entry("word/styles.xml", TEXT, descriptor="signed", extra=STAMP, gap=b"gap"),
        Entry("word/settings.xml", b"", method=STORED, descriptor="bare large"),
        Entry("word/fontTable.xml", TEXT, descriptor="bare"),
    ]


def opened(data: bytes) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(BytesIO(data))
    assert archive.testzip() is None
    return archive


def fault(data: bytes, member: str = PART) -> str:
    """Return the one message with which a file is refused."""
    with pytest.raises(JixiaoError) as error:
        replace_member(data, member, NEW, "甲.docx")
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "patch-zip"
    assert diagnostic.advice is not None
    return str(diagnostic)


Writer = Callable[[bytes], bytes]
# Each writes the same package with a text that is given.
WRITERS: dict[str, Writer] = {
    "plain": lambda text: write_zip(package(text)),
    "stored": lambda text: write_zip(package(text, method=STORED)),
    "signed descriptor": lambda text: write_zip(package(text, descriptor="signed")),
    "bare descriptor": lambda text: write_zip(package(text, descriptor="bare")),
    "signed large descriptor": lambda text: write_zip(package(text, descriptor="signed large")),
    "bare large descriptor": lambda text: write_zip(package(text, descriptor="bare large")),
    "stored, with a descriptor": lambda text: write_zip(
        package(text, method=STORED, descriptor="bare")
    ),
    "large": lambda text: write_zip(package(text, large=True)),
    "large, with a descriptor": lambda text: write_zip(
        package(text, large=True, descriptor="signed large")
    ),
    "large end": lambda text: write_zip(package(text), large_end=True),
    "large end after a prefix": lambda text: write_zip(
        package(text), large_end=True, prefix=b"MZ" * 50
    ),
    "prefix": lambda text: write_zip(package(text), prefix=b"#!/bin/sh\n"),
    "comments": lambda text: write_zip(
        package(text, comment="说明".encode()), comment=b"made by hand"
    ),
    "extra fields": lambda text: write_zip(package(text, extra=STAMP, local_extra=HINT)),
    "extra fields, large": lambda text: write_zip(
        package(text, extra=STAMP, local_extra=HINT, large=True)
    ),
    "another order": lambda text: write_zip(package(text), order=(4, 0, 3, 1, 5, 2)),
    "gap that looks like a member": lambda text: write_zip(package(text, gap=b"PK\x03\x04")),
    "flags": lambda text: write_zip(package(text, flags=0x2 | 0x800)),
}


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize(("old", "new"), [(OLD, NEW), (NEW, OLD), (OLD, b"")])
def test_the_file_is_as_if_written_with_the_new_text(
    writer: Writer, old: bytes, new: bytes
) -> None:
    changed = replace_member(writer(old), PART, new, "甲.docx")
    assert changed == writer(new)
    assert opened(changed).read(PART) == new


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_the_old_text_once_more_changes_nothing(writer: Writer) -> None:
    # Packed otherwise than we would do it, so that packing it again would be seen.
    assert replace_member(writer(OLD), PART, OLD, "甲.docx") == writer(OLD)
    changed = replace_member(writer(OLD), PART, NEW, "甲.docx")
    assert replace_member(changed, PART, NEW, "甲.docx") == changed


def test_bytes_behind_the_archive_stay() -> None:
    changed = replace_member(write_zip(package()) + b"\0" * 7, PART, NEW, "甲.docx")
    assert changed == write_zip(package(NEW)) + b"\0" * 7


@pytest.mark.parametrize("form", [None, "signed", "bare"])
def test_an_empty_part(form: Descriptor | None) -> None:
    data = write_zip(package(b"", descriptor=form))
    assert replace_member(data, PART, NEW, "甲.docx") == write_zip(package(NEW, descriptor=form))


@pytest.mark.parametrize("form", ["signed large", "bare large"])
def test_a_descriptor_of_zeros_that_may_be_read_in_two_ways(form: Descriptor) -> None:
    assert "unusual way" in fault(write_zip(package(b"", descriptor=form)))


def test_sizes_before_the_data_are_kept_true_where_the_header_has_them() -> None:
    """As Info-ZIP writes to a pipe: the header has the size, and the rest is left open."""
    name = PART.encode()

    def with_size(text: bytes) -> bytes:
        data = bytearray(write_zip(package(text, descriptor="signed")))
        struct.pack_into("<I", data, data.index(name) - 8, len(text))
        return bytes(data)

    assert replace_member(with_size(OLD), PART, NEW, "甲.docx") == with_size(NEW)


@pytest.mark.parametrize("spelling", ["WORD/Document.XML", "word\\document.xml"])
def test_a_part_is_found_as_the_reader_finds_it(spelling: str) -> None:
    entries = [Entry("a", TEXT), Entry(spelling, OLD), Entry("b", TEXT)]
    changed = replace_member(write_zip(entries), PART, NEW, "甲.docx")
    assert [info.file_size for info in opened(changed).infolist()] == [72, len(NEW), 72]


@given(
    texts=st.lists(st.binary(min_size=1, max_size=200), min_size=1, max_size=5),
    new=st.binary(max_size=300),
    forms=st.lists(st.sampled_from([None, *FORMS]), min_size=5, max_size=5),
    methods=st.lists(st.sampled_from([0, 8]), min_size=5, max_size=5),
    large=st.booleans(),
    data=st.data(),
)
def test_any_package(
    texts: list[bytes],
    new: bytes,
    forms: list[Descriptor | None],
    methods: list[int],
    large: bool,
    data: st.DataObject,
) -> None:
    place = data.draw(st.integers(0, len(texts) - 1))
    order = data.draw(st.permutations(range(len(texts))))

    def written(contents: list[bytes]) -> bytes:
        entries = [
            Entry(f"{number}", text, method=methods[number], descriptor=forms[number], large=large)
            for number, text in enumerate(contents)
        ]
        return write_zip(entries, order=order, large_end=large)

    changed = replace_member(written(texts), str(place), new, "甲.docx")
    assert changed == written([*texts[:place], new, *texts[place + 1 :]])


@given(
    writer=st.sampled_from(sorted(WRITERS)),
    flips=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=3),
)
def test_any_damage_is_told_or_does_no_harm(writer: str, flips: list[tuple[int, int]]) -> None:
    data = bytearray(WRITERS[writer](OLD))
    for place, value in flips:
        data[-1 - place % len(data)] = value
    try:
        changed = replace_member(bytes(data), PART, NEW, "甲.docx")
    except JixiaoError:
        return
    assert opened(changed).read(PART) == NEW


# ---- files of other programs ----


def assert_only_the_text_changed(data: bytes, member: str) -> bytes:
    """Patch there and back, and compare all that zipfile knows of the other members."""
    changed = replace_member(data, member, NEW, "甲.docx")
    before, after = opened(data), opened(changed)
    assert before.namelist() == after.namelist()
    assert after.read(member) == NEW
    for old, new in zip(before.infolist(), after.infolist(), strict=True):
        kept = ["date_time", "comment", "compress_type", "flag_bits", "external_attr"]
        if old.filename != member:
            kept += ["CRC", "compress_size", "extra"]
            assert before.read(old) == after.read(new)
        assert [getattr(old, name) for name in kept] == [getattr(new, name) for name in kept]
    back = replace_member(changed, member, before.read(member), "甲.docx")
    assert opened(back).read(member) == before.read(member)
    return changed


def test_a_document_of_ours(township: Report, pack: Pack) -> None:
    assert_only_the_text_changed(write_docx(job_of(township, pack)), PART)


def test_a_document_of_python_docx() -> None:
    docx = pytest.importorskip("docx")
    file = BytesIO()
    docx.Document().save(file)
    assert_only_the_text_changed(file.getvalue(), PART)


@pytest.mark.parametrize("path", sorted((SHARED / "legacy").glob("*.docx")), ids=lambda p: p.stem)
def test_published_documents(path: Path) -> None:
    assert_only_the_text_changed(path.read_bytes(), PART)


def test_documents_of_zipfile_to_a_pipe_and_with_large_sizes() -> None:
    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    for file in (BytesIO(), Pipe()):
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a", TEXT)
            with archive.open(PART, "w", force_zip64=True) as member:
                member.write(OLD)
            archive.writestr("b", TEXT)
        assert_only_the_text_changed(file.getvalue(), PART)


@pytest.mark.parametrize("options", ["-", "-fd made", "-fz made", "-0 made"])
def test_documents_of_info_zip(options: str, tmp_path: Path) -> None:
    """To a pipe ("-") it writes data descriptors; -fz makes sizes large."""
    zip_program, unzip = need("zip"), need("unzip")
    for name, content in (("a", TEXT), ("text", OLD), ("b", TEXT)):
        (tmp_path / name).write_bytes(content)
    command = [zip_program, "-q", *options.split(), "a", "text", "b"]
    piped = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=60)
    made = tmp_path / "made.zip"
    data = made.read_bytes() if made.exists() else piped.stdout
    made.write_bytes(assert_only_the_text_changed(data, "text"))
    subprocess.run([unzip, "-tqq", made], check=True, timeout=60)


@pytest.mark.parametrize("program", ["unzip", "7z"])
@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_other_programs_read_it(writer: Writer, program: str, tmp_path: Path) -> None:
    path = need(program)
    file = tmp_path / "changed.zip"
    command = [path, "t" if program == "7z" else "-tqq", str(file)]

    def told(data: bytes) -> int:
        file.write_bytes(data)
        return subprocess.run(command, capture_output=True, check=False, timeout=60).returncode

    # unzip warns of a prefix, and of what is large without need: as of the old file. 7z takes a
    # file that begins with a script for none of its archives.
    old = writer(OLD)
    verdict = told(old)
    assert told(replace_member(old, PART, NEW, "甲.docx")) == verdict
    assert verdict <= 1 or (program == "7z" and not old.startswith(b"PK"))


# ---- what is refused ----


def test_there_is_no_such_part() -> None:
    assert "there is no part word/footer9.xml" in fault(write_zip(package()), "word/footer9.xml")


def test_a_file_cut_off() -> None:
    assert "is damaged" in fault(write_zip(package())[:-30])


@pytest.mark.parametrize("member", [PART, "word/styles.xml"])
def test_a_damaged_part(member: str) -> None:
    entries = package()
    for entry in entries:
        if entry.name == member:
            entry.checksum = 1
    assert f"the part {member} is damaged" in fault(write_zip(entries))


def test_a_password() -> None:
    with pytest.raises(JixiaoError) as error:
        replace_member(write_zip(package(flags=ENCRYPTED)), PART, NEW, "甲.docx")
    assert error.value.diagnostics[0].code == "file-encrypted"


def test_more_than_the_limit() -> None:
    with pytest.raises(JixiaoError) as error:
        replace_member(write_zip(package()), PART, NEW, "甲.docx", Limits(unpacked_bytes=900))
    assert error.value.diagnostics[0].code == "file-too-large"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_way_of_packing(method: int) -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr(PART, OLD)
    assert "packed in a way" in fault(file.getvalue())


def test_members_that_overlap() -> None:
    entries = [*package(), Entry("word/copy.xml", OLD, at=1)]
    assert "overlap" in fault(write_zip(entries))


def end_of(data: bytes) -> int:
    return data.rindex(b"PK\x05\x06")


@pytest.mark.parametrize(
    ("step", "number"), [(4, 1), (6, 1), (8, 5), (20, 9)], ids=["disk", "start", "count", "comment"]
)
def test_an_end_that_does_not_agree(step: int, number: int) -> None:
    data = write_zip(package())
    changed = bytearray(data)
    struct.pack_into("<H", changed, end_of(data) + step, number)
    assert "unusual way" in fault(bytes(changed))


@pytest.mark.parametrize(
    ("step", "form", "number"),
    [(-72, "<Q", 60), (-60, "<I", 1), (-16, "<I", 1), (-12, "<Q", 5), (-4, "<I", 2), (10, "<H", 3)],
    ids=["extensible", "disk", "disk of the record", "offset", "disks", "count"],
)
def test_a_large_end_that_does_not_agree(step: int, form: str, number: int) -> None:
    data = write_zip(package(), large_end=True)
    changed = bytearray(data)
    struct.pack_into(form, changed, end_of(data) + step, number)
    assert "cannot be changed in place" in fault(bytes(changed))


def test_a_digital_signature_of_the_directory() -> None:
    """§4.3.13: it would no longer be true, and zipfile does not know it."""
    data = write_zip(package())
    signature = struct.pack("<4sH", b"PK\x05\x05", 8) + b"signed!!"
    assert "damaged" in fault(data[: end_of(data)] + signature + data[end_of(data) :])


@pytest.mark.parametrize(
    "document",
    [
        {"local_flags": 0x8},
        {"flags": 0x8},
        {"flags": 0x2000},
        {"large": True, "extra": struct.pack("<HHQQ", 1, 16, 0, 0)},
        {"extra": struct.pack("<HHQ", 1, 8, 5)},
        {"local_extra": struct.pack("<HH", 9, 99)},
    ],
    ids=["flags differ", "no descriptor", "masked", "twice large", "unread", "extra too long"],
)
def test_a_member_that_is_written_in_an_unusual_way(document: dict[str, Any]) -> None:
    assert "unusual way" in fault(write_zip(package(**document)))


def test_a_header_that_tells_another_size() -> None:
    data = bytearray(write_zip(package()))
    struct.pack_into("<I", data, data.index(PART.encode()) - 8, len(OLD) + 1)
    assert "unusual way" in fault(bytes(data))
