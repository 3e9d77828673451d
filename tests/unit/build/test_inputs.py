"""Which files a run reads: named ones, those in folders, stdin; each once, in order."""

import errno
import inspect
import io
import os
import sys
from pathlib import Path, PurePath

import pytest

from jixiao.build.inputs import Input, Inputs, find_inputs
from jixiao.diagnostics import JixiaoError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def touch(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(b"x")


def names(inputs: Inputs) -> list[str]:
    return [one.name for one in inputs.files]


def codes(inputs: Inputs) -> list[tuple[str, str]]:
    return [(name, error.diagnostics[0].code) for name, error in inputs.faults]


def test_named_files_keep_their_order_whatever_their_names(folder: Path) -> None:
    touch("b.txt", "a", "c.bin")
    assert names(find_inputs(["b.txt", "a", "c.bin"])) == ["b.txt", "a", "c.bin"]


def test_a_folder_gives_its_reports_sorted_with_those_of_its_folders(folder: Path) -> None:
    touch("in/b.DOCX", "in/a.txt", "in/县/丙.pdf", "in/县/甲.doc", "in/县/.git/x.txt")
    touch("in/~$b.docx", "in/.hidden.txt", "in/.jixiao.json", "in/photo.jpg", "in/r.toml")
    found = find_inputs(["in"])
    assert [PurePath(name).as_posix() for name in names(found)] == [
        "in/a.txt",
        "in/b.DOCX",
        "in/县/丙.pdf",
        "in/县/甲.doc",
    ]
    assert [one.folder for one in found.files] == [PurePath()] * 2 + [PurePath("县")] * 2
    assert found.others == 2
    assert found.faults == []


def test_a_file_that_is_reached_twice_is_read_once(folder: Path) -> None:
    touch("in/a.txt", "in/b.txt")
    Path("in/link.txt").symlink_to("a.txt")
    found = find_inputs(["in/b.txt", "in", "in/../in/a.txt", "in"])
    assert [PurePath(name).as_posix() for name in names(found)] == ["in/b.txt", "in/a.txt"]
    assert found.faults == []


def test_links_in_a_circle_end(folder: Path) -> None:
    touch("in/a.txt")
    Path("in/again").symlink_to("..", target_is_directory=True)
    Path("in/itself.txt").symlink_to("itself.txt")
    found = find_inputs(["in", "in/itself.txt"])
    assert [PurePath(name).as_posix() for name in names(found)] == ["in/a.txt", "in/itself.txt"]
    with pytest.raises(JixiaoError, match="circle"):
        found.files[1].read(10)


def test_a_deep_tree_is_read(folder: Path) -> None:
    touch("/".join(["in", *["d"] * 120, "a.txt"]))
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 60)
    try:
        found = find_inputs(["in"])
    finally:
        sys.setrecursionlimit(limit)
    assert len(found.files) == 1


def test_a_pipe_in_a_folder_is_left_alone(folder: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes by name")
    touch("in/a.txt")
    os.mkfifo("in/pipe.txt")
    found = find_inputs(["in"])
    assert len(found.files) == 1
    assert found.others == 1


def test_a_folder_without_reports_is_told_and_the_others_are_read(folder: Path) -> None:
    touch("a.txt", "pictures/p.jpg")
    Path("empty").mkdir()
    found = find_inputs(["empty", "pictures", "a.txt"])
    assert names(found) == ["a.txt"]
    assert codes(found) == [("empty", "folder-empty"), ("pictures", "folder-empty")]
    assert found.faults[0][1].diagnostics[0].advice == "check the name of the folder"
    assert found.faults[1][1].diagnostics[0].advice is not None
    assert found.total == 3


def test_a_folder_that_may_not_be_read_is_told_and_the_others_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch("in/a.txt", "in/closed/b.txt")
    listed = Path.iterdir

    def iterdir(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(errno.EACCES, "denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    found = find_inputs(["in", "in/closed"])
    assert len(found.files) == 1
    assert [code for _name, code in codes(found)] == ["unreadable", "unreadable"]
    assert "access is denied" in str(found.faults[0][1])


def test_a_missing_file_is_told_when_it_is_read(folder: Path) -> None:
    (one,) = find_inputs(["none.txt"]).files
    with pytest.raises(JixiaoError, match=r"none\.txt: .*no such file"):
        one.read(10)


def test_stdin_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"12345")))
    (one,) = find_inputs(["-"]).files
    assert (one.name, one.stem, one.file_name) == ("<stdin>", "stdin", "stdin")
    assert one.read(3) == b"1234"
    with pytest.raises(JixiaoError, match="once only"):
        find_inputs(["-", "-"])


@pytest.mark.parametrize("stdin", [None, io.TextIOWrapper(io.BytesIO())])
def test_an_empty_stdin_points_to_the_pipe(
    stdin: io.TextIOWrapper | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    with pytest.raises(JixiaoError, match="<stdin>: nothing came through stdin") as caught:
        find_inputs(["-"]).files[0].read(10)
    assert "pipe" in str(caught.value.diagnostics[0].advice)


def test_an_address_or_a_pattern_is_told_as_what_it_is(folder: Path) -> None:
    found = find_inputs(["https://x.cn/a.docx", "FTP://x", "*.wps", "a?.txt", "[ab].txt", "x"])
    told = [str(error) for _name, error in found.faults]
    assert told == [
        "https://x.cn/a.docx: this is an address: jixiao downloads nothing",
        "FTP://x: this is an address: jixiao downloads nothing",
        "*.wps: no file fits this pattern",
        "a?.txt: no file fits this pattern",
        "[ab].txt: no file fits this pattern",
    ]
    assert names(found) == ["x"]  # reading it will tell


def test_a_file_may_be_called_like_a_pattern(folder: Path) -> None:
    touch("[甲].txt")
    assert names(find_inputs(["[甲].txt"])) == ["[甲].txt"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no /dev/zero")
def test_a_file_without_end_is_read_to_the_limit() -> None:
    assert len(Input("zero", Path("/dev/zero")).read(1000)) == 1001


def test_a_name_cannot_move_the_cursor(folder: Path) -> None:
    try:
        touch("a\x1b[2J.txt")
        Path(os.fsdecode(b"\xc1\xf8.txt")).write_bytes(b"x")
    except OSError as error:
        pytest.skip(f"such names cannot be here: {error}")
    found = find_inputs(["."])
    assert names(found) == ["a\\x1b[2J.txt", "\\udcc1\\udcf8.txt"]
    assert [one.read(10) for one in found.files] == [b"x", b"x"]


@pytest.mark.parametrize(
    ("name", "stem"),
    [("柳河镇.docx", "柳河镇"), ("柳河镇2023.12", "柳河镇2023.12"), ("a.b.PDF", "a.b")],
)
def test_only_a_known_suffix_is_no_part_of_the_name(name: str, stem: str) -> None:
    assert Input(name, Path(name)).stem == stem
