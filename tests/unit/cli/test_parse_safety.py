"""``jixiao parse`` and the files of the user: what is read is kept, what fails is said."""

import errno
import sys
from importlib import import_module
from io import BufferedWriter, FileIO
from pathlib import Path
from typing import BinaryIO

import pytest

from jixiao.build.outputs import MANIFEST, OutputFolder
from tests.unit.cli.conftest import Jixiao
from tests.unit.cli.hostile import write_report


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one report, which is the current one."""
    monkeypatch.chdir(tmp_path)
    write_report("a.txt")
    return tmp_path


def names() -> set[str]:
    return {path.name for path in Path().iterdir()}


# ---- what is read is never written over ----


@pytest.mark.parametrize("option", ["--csv", "--report", "--parquet"])
@pytest.mark.parametrize("target", ["a.txt", "./a.txt", "b.docx"])
def test_no_option_writes_over_a_document(jixiao: Jixiao, option: str, target: str) -> None:
    Path("b.docx").write_bytes(b"PK\x03\x04 a letter")
    before = {path: path.read_bytes() for path in Path().iterdir()}
    refused = jixiao("parse", "--force", option, target, "a.txt")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith(f"error: {target.removeprefix('./')}: this ")
    assert "  -> give the result another name\n" in refused.err
    assert {path: path.read_bytes() for path in Path().iterdir()} == before


def test_a_definition_is_not_written_over_what_is_read(jixiao: Jixiao) -> None:
    Path("b").write_bytes(Path("a.txt").read_bytes())
    Path("b.toml").write_bytes(Path("a.txt").read_bytes())
    refused = jixiao("parse", "b", "b.toml", "-o", ".", "--force")
    assert (refused.status, refused.out) == (2, "")
    assert "error: b.toml: this file is read in the same run, and would be lost\n" in refused.err


def test_a_table_is_not_written_over_a_definition_of_the_same_run(jixiao: Jixiao) -> None:
    refused = jixiao("parse", "a.txt", "-o", ".", "--csv", "a.toml")
    assert (refused.status, names()) == (2, {"a.txt"})
    assert "a definition is written to this file in the same run" in refused.err


@pytest.mark.parametrize("option", ["-o", "--csv", "--report", "--parquet"])
def test_an_empty_name_is_refused(jixiao: Jixiao, option: str) -> None:
    refused = jixiao("parse", "a.txt", option, "")
    assert (refused.status, refused.out, names()) == (2, "", {"a.txt"})
    assert refused.err.startswith(f"error: {option} is given an empty name\n  -> ")


# ---- what was written ----


def test_what_replaces_an_earlier_file_says_so(jixiao: Jixiao) -> None:
    arguments = ("parse", "a.txt", "-o", ".", "--csv", "t.csv")
    shown = jixiao(*arguments)
    assert shown.out.endswith("  -> a.toml\n")
    assert shown.err == "written: t.csv\n"
    again = jixiao(*arguments)
    assert again.out.endswith("  -> a.toml\n")  # the very same
    Path("a.txt").write_bytes(Path("a.txt").read_bytes().replace("柳河镇".encode(), b"X"))
    changed = jixiao(*arguments)
    assert changed.out.endswith("  -> a.toml  (replaced)\n")
    assert changed.err == "replaced: t.csv\n"


def test_guesses_that_are_not_told_are_counted(jixiao: Jixiao) -> None:
    assert jixiao("parse", "a.txt").out.endswith("guesses   2  (-v shows the guesses)\n")
    assert jixiao("parse", "-v", "a.txt").out.endswith("guesses   2\n")
    write_report("b.txt")
    many = jixiao("parse", "a.txt", "b.txt")
    assert "-v" not in many.out
    assert many.err.endswith("; 4 guesses not shown (-v shows them)\n")


# ---- a full disk ----


class FullDisk(FileIO):
    """A file on a disk that has no room."""

    def write(self, _data: object) -> int:
        """Fail as the system does."""
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_table_that_finds_no_room_is_told_and_the_rest_is_done(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_temporary = OutputFolder.open_temporary

    def opened(folder: OutputFolder, name: str) -> BinaryIO:
        file = open_temporary(folder, name)
        if name != "t.csv":
            return file
        file.close()
        return BufferedWriter(FullDisk(file.name, "w"))

    monkeypatch.setattr(OutputFolder, "open_temporary", opened)
    write_report("b.txt")
    shown = jixiao("parse", "a.txt", "b.txt", "--csv", "t.csv", "--report", "r.json", "-o", "out")
    assert shown.status == 2
    assert len(shown.out.splitlines()) == 2
    assert shown.err.count("error: t.csv: the file cannot be written: the disk is full\n  -> ") == 1
    assert "written: r.json\n" in shown.err
    assert "2 files read; 0 not complete; 1 failure; " in shown.err.splitlines()[-1]
    assert names() == {"a.txt", "b.txt", "out", "r.json", MANIFEST}
    assert {path.name for path in Path("out").iterdir()} == {"a.toml", "b.toml", MANIFEST}


def test_a_folder_of_a_table_that_cannot_be_made_has_its_own_advice(jixiao: Jixiao) -> None:
    refused = jixiao("parse", "a.txt", "--csv", "a.txt/t.csv")
    assert refused.status == 2
    assert refused.err == (
        "error: a.txt: this is a file, not a folder\n  -> name a file in another folder\n"
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [(), ("--csv", "-")])
def test_where_stdout_takes_no_more_the_files_are_counted(
    jixiao: Jixiao, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_report("b.txt")
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stdout", full)
        shown = jixiao("parse", "a.txt", "b.txt", *arguments)
    assert shown.status == 2
    assert " read; 0 not complete; " in shown.err
    assert shown.err.endswith(
        "error: the system refused: the disk is full\n  -> make room where the output goes\n"
    )


# ---- interrupted by the user ----


def interrupt_at(number: int, function: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Ctrl-C be pressed when a function is called for the nth time."""
    module, _point, name = function.rpartition(".")
    original = getattr(import_module(module), name)
    calls = 0

    def called(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        if calls == number:
            raise KeyboardInterrupt
        return original(*arguments, **options)

    monkeypatch.setattr(function, called)


def test_ctrl_c_says_what_was_done_and_what_not(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b.txt", "c.txt"):
        write_report(name)
    interrupt_at(3, "jixiao.recognise.parse.parse_bytes", monkeypatch)
    ended = jixiao("parse", ".", "-o", "out", "--csv", "t.csv", "--report", "r.json")
    assert ended.status == 130
    assert ended.err == (
        "interrupted: 2 of 3 files read; 2 definitions written; not written: r.json, t.csv\n"
    )
    assert names() == {"a.txt", "b.txt", "c.txt", "out"}
    assert {path.name for path in Path("out").iterdir()} == {"a.toml", "b.toml", MANIFEST}


def test_ctrl_c_ends_a_comparison_with_a_word(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_report("b.txt")
    interrupt_at(2, "jixiao.build.roundtrip.go_round", monkeypatch)
    ended = jixiao("roundtrip", ".")
    assert ended.status == 130
    assert ended.err == "interrupted: 1 of 2 files compared\n"


# ---- names ----


def test_two_names_that_differ_in_case_alone_get_an_advice_that_helps(jixiao: Jixiao) -> None:
    write_report("A.TXT")
    if len(names()) == 1:
        pytest.skip("this disk knows no upper and lower case")
    refused = jixiao("parse", "a.txt", "A.TXT", "-o", "out")
    assert refused.status == 2
    assert refused.err.startswith("error: a.toml: several inputs would write one file")
    assert "  -> rename one of them, or read them in two runs" in refused.err


@pytest.mark.parametrize("command", ["parse", "roundtrip"])
def test_a_file_whose_name_begins_with_a_dash_is_shown_its_way_in(
    jixiao: Jixiao, command: str
) -> None:
    write_report("-a.txt")
    refused = jixiao(command, "-a.txt")
    assert refused.status == 2
    hint = "  -> -a.txt is a file: write ./-a.txt, or -- before the names of files\n"
    assert refused.err.endswith(hint)
    assert jixiao(command, "--", "-a.txt").status == 0
    assert "is a file" not in jixiao(command, "-b").err


def test_an_address_and_a_pattern_are_no_missing_files(jixiao: Jixiao) -> None:
    refused = jixiao("parse", "https://x.cn/a.docx", "*.wps")
    assert refused.status == 2
    assert (
        "error: https://x.cn/a.docx: this is an address: jixiao downloads nothing\n" in refused.err
    )
    assert "error: *.wps: no file fits this pattern\n" in refused.err
    write_report("a[1]?.txt")
    assert jixiao("parse", "a[1]?.txt").status == 0
