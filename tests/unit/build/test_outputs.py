"""The user's files are safe: all of an output is written, or nothing has changed."""

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from jixiao.build.outputs import MANIFEST, OutputFolder, Written, accept, write_new_file
from jixiao.diagnostics import JixiaoError

NAME = "report.txt"


def write(folder: Path, data: bytes, *, force: bool = False) -> Written:
    return OutputFolder(folder, force=force).write(NAME, data, accept)


def refusal(folder: Path, data: bytes, *, force: bool = False) -> str:
    with pytest.raises(JixiaoError) as caught:
        write(folder, data, force=force)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.code


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_new_file_is_written_and_noted(tmp_path: Path) -> None:
    folder = tmp_path / "made" / "here"
    assert write(folder, b"one") == Written(folder / NAME)
    assert (folder / NAME).read_bytes() == b"one"
    assert names(folder) == {NAME, MANIFEST}


def test_our_own_file_is_replaced(tmp_path: Path) -> None:
    write(tmp_path, b"one")
    write(tmp_path, b"two")
    assert (tmp_path / NAME).read_bytes() == b"two"


def test_the_same_bytes_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"one")
    before = (tmp_path / NAME).stat().st_mtime_ns
    assert write(tmp_path, b"one").unchanged
    assert (tmp_path / NAME).stat().st_mtime_ns == before


def test_a_file_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"mine")
    assert refusal(tmp_path, b"one") == "output-exists"
    assert (tmp_path / NAME).read_bytes() == b"mine"


def test_our_file_is_refused_after_somebody_edited_it(tmp_path: Path) -> None:
    write(tmp_path, b"one")
    (tmp_path / NAME).write_bytes(b"one, corrected by hand")
    assert refusal(tmp_path, b"two") == "output-edited"
    assert (tmp_path / NAME).read_bytes() == b"one, corrected by hand"


@pytest.mark.parametrize(
    "manifest", ["", "{", "[]", '{"files": [1]}', '{"files": {"report.txt": 3}}']
)
def test_a_broken_manifest_vouches_for_nothing(tmp_path: Path, manifest: str) -> None:
    write(tmp_path, b"one")
    (tmp_path / MANIFEST).write_text(manifest)
    assert refusal(tmp_path, b"two") in ("output-exists", "output-edited")


def test_force_replaces_whatever_is_there(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"mine")
    write(tmp_path, b"one", force=True)
    write(tmp_path, b"two")  # it is ours now
    assert (tmp_path / NAME).read_bytes() == b"two"


def test_the_manifest_keeps_what_other_runs_noted(tmp_path: Path) -> None:
    OutputFolder(tmp_path).write("a.txt", b"a", accept)
    OutputFolder(tmp_path).write("b.txt", b"b", accept)
    assert set(json.loads((tmp_path / MANIFEST).read_bytes())["files"]) == {"a.txt", "b.txt"}


def test_a_folder_of_that_name_is_refused_even_by_force(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert refusal(tmp_path, b"one") == "output-exists"
    assert refusal(tmp_path, b"one", force=True) == "output-unwritable"
    assert names(tmp_path) == {NAME}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_pipe_of_that_name_is_refused_without_reading_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / NAME)
    assert refusal(tmp_path, b"one") == "output-exists"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"")
    assert refusal(tmp_path / "f", b"one") == "output-folder"
    with pytest.raises(JixiaoError, match="not a folder"):
        OutputFolder(tmp_path / "f").check()


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, b"one")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert refusal(tmp_path, b"two") == "output-unwritable"
    assert (tmp_path / NAME).read_bytes() == b"one"
    assert names(tmp_path) == {NAME, MANIFEST}


def test_a_file_that_is_not_sound_never_takes_the_place_of_another(tmp_path: Path) -> None:
    write(tmp_path, b"one")

    def broken(_data: bytes) -> None:
        raise ValueError("no end")

    with pytest.raises(JixiaoError, match="not sound: no end"):
        OutputFolder(tmp_path).write(NAME, b"two", broken)
    assert (tmp_path / NAME).read_bytes() == b"one"
    assert names(tmp_path) == {NAME, MANIFEST}


def test_what_the_disk_gives_back_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _path: b"tw")
    assert refusal(tmp_path, b"two") == "output-broken"


def test_a_manifest_that_cannot_be_written_is_a_notice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def refuse_manifest(path: Path, target: Any) -> Path:
        if Path(target).name == MANIFEST:
            raise OSError(errno.ENOSPC, "full")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", refuse_manifest)
    written = write(tmp_path, b"one")
    assert written.notice is not None
    assert written.notice.code == "output-not-noted"
    assert names(tmp_path) == {NAME}


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_an_output_is_as_readable_as_any_other_file(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write(tmp_path, b"one")
    finally:
        os.umask(mask)
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o644


def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    target = tmp_path / "r.toml"
    target.write_bytes(b"mine")
    with pytest.raises(JixiaoError, match="there already"):
        write_new_file(target, b"draft", "choose another name")
    assert target.read_bytes() == b"mine"
    assert write_new_file(target, b"mine", "").unchanged


def test_a_new_file_that_cannot_be_finished_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(JixiaoError, match="the disk is full"):
        write_new_file(tmp_path / "r.toml", b"draft", "")
    assert names(tmp_path) == set()


def test_many_files_are_noted_in_batches(tmp_path: Path) -> None:
    folder = OutputFolder(tmp_path, batch=2)
    manifest = tmp_path / MANIFEST
    for number in range(3):
        folder.write(f"{number}.txt", b"x", accept)
        assert manifest.exists() == (number > 0)
    assert len(json.loads(manifest.read_bytes())["files"]) == 2
    assert folder.note() is None
    assert folder.note() is None
    assert len(json.loads(manifest.read_bytes())["files"]) == 3
