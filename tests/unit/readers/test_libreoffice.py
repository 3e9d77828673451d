"""LibreOffice beside our reader: found, run, ended in time, and believed only as far as it goes."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from jixiao.diagnostics import JixiaoError, Place
from jixiao.readers import libreoffice
from jixiao.readers.doc import cross_check, read, read_doc
from jixiao.readers.docx import read_docx
from jixiao.readers.libreoffice import convert_to_docx, find_soffice
from jixiao.readers.types import Reading, ReadOptions
from tests.word_binary import WordFile, paragraph, row, table_definition

needs_scripts = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")

Install = Callable[[str], Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Return a function that puts a script in the place of soffice."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")

    def write(script: str) -> Path:
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        return temporary

    return write


def document(*texts: str) -> WordFile:
    definition = table_definition([0, 1000, 2000])
    return WordFile([*map(paragraph, texts), *row(["甲", "乙"], definition), paragraph("")])


def codes(reading: Reading) -> list[str]:
    return [diagnostic.code for diagnostic in reading.diagnostics]


def missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(libreoffice, "_USUAL_PLACES", ())


# ---- running ----


def test_without_libreoffice_nothing_is_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    missing(monkeypatch)
    assert find_soffice() is None
    assert convert_to_docx(b"x") is None


@needs_scripts
def test_output_is_taken_and_nothing_is_left_behind(install: Install) -> None:
    # The seventh argument names the folder of the output, the eighth the file.
    temporary = install('mkdir "$7" && cat "$8" > "$7/source.docx"')
    assert convert_to_docx(b"content") == b"content"
    assert list(temporary.iterdir()) == []


@needs_scripts
@pytest.mark.parametrize("script", ["exit 0", "exit 1", 'mkdir "$7" && : > "$7/source.docx"'])
def test_program_that_writes_nothing_gives_nothing(install: Install, script: str) -> None:
    install(script)
    assert convert_to_docx(b"content") is None


@needs_scripts
def test_program_that_takes_too_long_is_ended_with_its_children(
    install: Install, tmp_path: Path
) -> None:
    child = tmp_path / "child"
    temporary = install(f'sleep 60 &\necho $! > "{child}"\nwait')
    start = time.monotonic()
    assert convert_to_docx(b"content", timeout=0.5) is None
    assert time.monotonic() - start < 5
    assert list(temporary.iterdir()) == []
    assert _ended(int(child.read_text()))


def _ended(process: int) -> bool:
    for _attempt in range(50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        status = Path(f"/proc/{process}/stat")
        if status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True  # ended; only its new parent has not looked yet
        time.sleep(0.1)
    return False


# ---- as a fallback ----


def test_file_that_only_libreoffice_can_read_is_read_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = replace(read_doc(document("旧").write(), "x"), format="docx")
    seconds: list[float] = []

    def by_libreoffice(_data: bytes, _name: str, _options: object, given: float) -> Reading:
        seconds.append(given)
        return theirs

    monkeypatch.setattr(read, "read_by_libreoffice", by_libreoffice)
    old = document("旧")
    old.version, old.magic = 0x65, 0xA5DC
    reading = read_doc(old.write(), "旧.doc")
    assert reading.format == "doc"
    assert reading.blocks == theirs.blocks
    assert codes(reading) == ["read-fallback"]
    assert "Word 95 or older" in str(reading.diagnostics[0])
    assert 7 < seconds[0] <= 8


def test_where_libreoffice_cannot_read_it_either_our_own_error_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(read, "read_by_libreoffice", lambda *_given: None)
    old = document("旧")
    old.magic = 0xA5DC
    with pytest.raises(JixiaoError, match="Word 95 or older"):
        read_doc(old.write(), "旧.doc")


@pytest.mark.parametrize("flags", [0x1300])
def test_protected_or_cut_off_file_is_not_given_to_libreoffice(
    flags: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_given: object) -> Reading:
        raise AssertionError

    monkeypatch.setattr(read, "read_by_libreoffice", forbidden)
    protected = document("密")
    protected.flags = flags
    with pytest.raises(JixiaoError, match="password"):
        read_doc(protected.write(), "x.doc")
    with pytest.raises(JixiaoError, match="cut off"):
        read_doc(document("断").write()[:1024], "x.doc")


# ---- as a cross-check ----


def differences(ours: WordFile, theirs: WordFile) -> list[str]:
    pair = [read_doc(file.write(), "x.doc") for file in (ours, theirs)]
    return [str(each) for each in cross_check.compare(pair[0], pair[1], Place("x.doc"))]


def test_equal_readings_have_no_difference() -> None:
    assert differences(document("一", "二 三"), document("一", "", "二三 ")) == []


def test_difference_tells_place_and_both_texts() -> None:
    other = document("一", "二")
    other.paragraphs[3] = paragraph("丙" * 40, other.paragraphs[3].properties, "\x07")
    assert differences(document("一", "二之" * 20), other) == [
        f"x.doc: paragraph 2: read here as “{'二之' * 15}…”, by LibreOffice as “二”",
        f"x.doc: table 1, row 1, cell 2: read here as “乙”, by LibreOffice as “{'丙' * 30}…”",
    ]


def test_line_that_only_one_of_them_has_is_a_difference() -> None:
    assert differences(document("一"), document("一", "二")) == [
        "x.doc: paragraph 2: read here as “”, by LibreOffice as “二”"
    ]


def test_no_more_than_twenty_differences_are_told_one_by_one() -> None:
    ours, theirs = ([f"{text}{number}" for number in range(25)] for text in "甲乙")
    found = differences(document(*ours), document(*theirs))
    assert len(found) == 21
    assert found[-1] == "x.doc: 5 more differences from what LibreOffice reads"


def test_cross_check_without_libreoffice_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    missing(monkeypatch)
    reading = read_doc(document("一").write(), "x.doc", ReadOptions(cross_check=True))
    assert codes(reading) == ["read-no-cross-check"]
    assert "not installed" in str(reading.diagnostics[0])


@needs_scripts
def test_cross_check_that_libreoffice_fails_says_so(install: Install) -> None:
    install("exit 0")
    reading = read_doc(document("一").write(), "x.doc", ReadOptions(cross_check=True))
    assert codes(reading) == ["read-no-cross-check"]
    assert "cannot read" in str(reading.diagnostics[0])


@needs_scripts
def test_what_libreoffice_writes_and_is_no_document_gives_nothing(install: Install) -> None:
    install('mkdir "$7" && echo nonsense > "$7/source.docx"')
    with pytest.raises(JixiaoError):
        read_docx(b"nonsense\n", "x.docx")
    assert cross_check.read_by_libreoffice(b"x", "x.doc", ReadOptions()) is None
