"""What a run collects over all files: each output is whole and ours, or nothing has changed."""

import errno
import json
import sys
from io import BufferedWriter, FileIO
from pathlib import Path
from typing import BinaryIO

import pytest

import jixiao
from jixiao.build.collection import Collection, Wanted
from jixiao.build.outputs import MANIFEST, OutputFolder
from jixiao.build.streams import GrowingFile
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.model import Report
from jixiao.recognise.parse import Parsed

COUNTS = {"read": 1, "incomplete": 0, "failed": 0}


@pytest.fixture
def parsed(township: Report) -> Parsed:
    return jixiao.parse(jixiao.render(township, ["text"])["text"])


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def refusal(wanted: Wanted, *, force: bool = False) -> str:
    with pytest.raises(JixiaoError) as caught:
        Collection(wanted, force=force)
    (fault,) = caught.value.diagnostics
    return fault.code


def test_all_that_is_wanted_is_written_when_the_run_ends(tmp_path: Path, parsed: Parsed) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    out = tmp_path / "out"
    wanted = Wanted(str(out / "r.json"), str(out / "t.csv"), str(out / "t.parquet"))
    collection = Collection(wanted)
    assert collection.add(parsed, b"", None) == ()
    collection.add_failure("b.doc", JixiaoError(Diagnostic("broken", "broken")))
    assert {path.suffix for path in out.iterdir()} == {".tmp"}
    written = collection.finish(COUNTS)
    collection.discard()
    assert [one.path for one in written] == [out / "r.json", out / "t.csv", out / "t.parquet"]
    assert names(out) == {"r.json", "t.csv", "t.parquet", MANIFEST}
    tree = json.loads((out / "r.json").read_bytes())
    assert len(tree["files"]) == 2
    assert tree["summary"] == COUNTS
    assert (out / "t.csv").read_bytes().count(b"\r\n") == 109


def test_a_run_that_is_given_up_leaves_nothing(tmp_path: Path, parsed: Parsed) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    wanted = Wanted(*(str(tmp_path / name) for name in ("r.json", "t.csv", "t.parquet")))
    collection = Collection(wanted)
    collection.add(parsed, b"", None)
    collection.discard()
    assert names(tmp_path) == set()


def test_where_no_file_was_read_an_older_table_stays(tmp_path: Path, parsed: Parsed) -> None:
    wanted = Wanted(str(tmp_path / "r.json"), str(tmp_path / "t.csv"))
    first = Collection(wanted)
    first.add(parsed, b"", None)
    first.finish(COUNTS)
    before = (tmp_path / "t.csv").read_bytes()
    second = Collection(wanted)
    second.finish({**COUNTS, "read": 0})
    second.discard()
    assert (tmp_path / "t.csv").read_bytes() == before
    assert json.loads((tmp_path / "r.json").read_bytes())["files"] == []
    assert names(tmp_path) == {"r.json", "t.csv", MANIFEST}


def test_a_table_is_replaced_only_where_it_is_ours(tmp_path: Path, parsed: Parsed) -> None:
    table = tmp_path / "t.csv"
    table.write_text("mine")
    wanted = Wanted(csv=str(table))
    assert refusal(wanted) == "output-exists"
    assert table.read_text() == "mine"
    for force in (True, False):
        collection = Collection(wanted, force=force)
        collection.add(parsed, b"", None)
        collection.finish(COUNTS)
    table.write_text("ours, then edited")
    assert refusal(wanted) == "output-edited"
    assert names(tmp_path) == {"t.csv", MANIFEST}


def test_a_table_that_somebody_made_meanwhile_is_left_alone(tmp_path: Path, parsed: Parsed) -> None:
    collection = Collection(Wanted(str(tmp_path / "r.json"), str(tmp_path / "t.csv")))
    (tmp_path / "t.csv").write_text("mine")
    (written,) = collection.finish(COUNTS)
    assert written.path == tmp_path / "r.json"
    assert [fault.code for fault in collection.faults] == ["output-exists"]
    assert (tmp_path / "t.csv").read_text() == "mine"
    assert names(tmp_path) == {"r.json", "t.csv", MANIFEST}


def test_where_one_cannot_be_made_none_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    wanted = Wanted(csv=str(tmp_path / "t.csv"), parquet=str(tmp_path / "t.parquet"))
    assert refusal(wanted) == "parquet-unavailable"
    assert names(tmp_path) == set()


class FullDisk(FileIO):
    """A file on a disk that has no room."""

    def write(self, _data: object) -> int:
        """Fail as the system does."""
        raise OSError(errno.ENOSPC, "No space left on device")


def leave_no_room_for(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    open_temporary = OutputFolder.open_temporary

    def opened(folder: OutputFolder, wanted: str) -> BinaryIO:
        file = open_temporary(folder, wanted)
        if wanted != name:
            return file
        file.close()
        return BufferedWriter(FullDisk(file.name, "w"))

    monkeypatch.setattr(OutputFolder, "open_temporary", opened)


@pytest.mark.parametrize("times", [1, 9], ids=["the last bytes", "bytes on the way"])
@pytest.mark.parametrize("full", ["r.json", "t.csv", "t.parquet"])
def test_where_one_finds_no_room_the_others_are_written(
    full: str, times: int, tmp_path: Path, parsed: Parsed, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    monkeypatch.setattr("jixiao.build.tables._GROUP", 200)
    leave_no_room_for(full, monkeypatch)
    known = ["r.json", "t.csv", "t.parquet"]
    collection = Collection(Wanted(*(str(tmp_path / name) for name in known)))
    for _ in range(times):
        collection.add(parsed, b"", None)
        collection.add_failure("b.doc", JixiaoError(Diagnostic("broken", "broken")))
    written = collection.finish(COUNTS)
    collection.discard()
    others = [name for name in known if name != full]
    assert [one.path.name for one in written] == others
    assert names(tmp_path) == {*others, MANIFEST}
    (fault,) = collection.faults
    assert fault.message == "the file cannot be written: the disk is full"
    assert fault.place == Place(str(tmp_path / full))
    assert fault.advice is not None


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="there is no /dev/null")
def test_a_device_is_never_replaced() -> None:
    assert refusal(Wanted(csv="/dev/null"), force=True) == "output-no-file"
    assert refusal(Wanted(csv="/dev"), force=True) == "output-no-file"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert refusal(Wanted(csv=str(tmp_path / "file" / "t.csv"))) == "output-folder"


def test_stdout_takes_a_table(parsed: Parsed, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    collection = Collection(Wanted(csv="-"))
    collection.add(parsed, b"", None)
    assert collection.finish(COUNTS) == []
    collection.discard()
    printed = capfdbinary.readouterr().out
    assert printed.startswith(b"\xef\xbb\xbffile,")
    assert printed.count(b"\r\n") == 109


@pytest.mark.parametrize(
    ("wanted", "faults"),
    [
        (Wanted(), 0),
        (Wanted("r.json", "t.csv", "t.parquet"), 0),
        (Wanted("-", "-"), 0),  # told together with -o
        (Wanted(parquet="-"), 1),
        (Wanted("a", "./a"), 1),
        (Wanted("a", "a", "-"), 2),
        (Wanted("a/../b", "b"), 1),
        (Wanted("", "", ""), 3),
    ],
)
def test_names_that_cannot_be_are_told(wanted: Wanted, faults: int) -> None:
    assert len(wanted.faults()) == faults


def test_a_growing_file_is_seen_when_it_is_whole(tmp_path: Path) -> None:
    file = GrowingFile(str(tmp_path / "f"))
    file.stream.write(b"half")
    assert not (tmp_path / "f").exists()
    (written,) = file.finish()
    assert written.path.read_bytes() == b"half"
    file.discard()
    assert (tmp_path / "f").exists()
