"""Nothing that a run reads, and no document, is ever written over by a table."""

import os
from pathlib import Path

import pytest

from jixiao.build.account import AccountFile
from jixiao.build.inputs import Inputs, find_inputs
from jixiao.build.outputs import MANIFEST
from jixiao.build.tables import CsvTable, ParquetTable
from jixiao.build.targets import input_faults, table_faults

NOTHING = Inputs()


def codes(target: Path, inputs: Inputs = NOTHING, definitions: tuple[Path, ...] = ()) -> list[str]:
    return [fault.code for fault in table_faults([target], inputs, definitions)]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("绩效")
    return path


def test_an_input_is_known_by_any_of_its_names(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(report.parent)
    link, other = report.with_name("link"), report.with_name("hard")
    link.symlink_to(report)
    os.link(report, other)
    for name in ("a.txt", "./a.txt", f"../{report.parent.name}/a.txt", "link", "hard", str(report)):
        assert codes(Path(name), find_inputs(["a.txt"])) == ["output-is-input"], name
    assert codes(Path("b.csv"), find_inputs(["a.txt"])) == []


def test_a_file_of_a_folder_that_is_read_is_an_input(report: Path) -> None:
    inputs = find_inputs([str(report.parent)])
    assert codes(report, inputs) == ["output-is-input"]
    assert codes(report.with_name("t.csv"), inputs) == []


def test_a_definition_never_replaces_what_is_read(report: Path) -> None:
    inputs = find_inputs([str(report)])
    faults = input_faults([report, report.with_name("b.toml")], inputs)
    assert [(fault.code, str(fault.place)) for fault in faults] == [
        ("output-is-input", str(report))
    ]


def test_a_definition_and_a_table_need_a_file_each(tmp_path: Path) -> None:
    target = tmp_path / "a.toml"
    assert codes(target, NOTHING, (tmp_path / "b.toml", target)) == ["output-collision"]


@pytest.mark.parametrize("suffix", [".docx", ".DOC", ".pdf", ".txt", ".toml", ".json"])
def test_a_document_is_known_by_its_name(suffix: str, tmp_path: Path) -> None:
    target = tmp_path / f"a{suffix}"
    assert codes(target) == []  # not there yet
    target.write_text("绩效")
    assert codes(target) == ["output-document"]


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1", b"%PDF-1.7", b"{\\rtf1"])
def test_a_document_is_known_by_its_content(head: bytes, tmp_path: Path) -> None:
    target = tmp_path / "t.csv"
    target.write_bytes(head + bytes(99))
    assert codes(target) == ["output-document"]


def test_other_files_are_none_of_its_business(tmp_path: Path) -> None:
    target = tmp_path / "t.csv"
    target.write_text("a,b")
    assert codes(target) == []
    assert codes(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert codes(tmp_path / "a.txt") == []


def test_a_table_of_ours_is_known_by_its_beginning(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    for name, make in (("c.txt", CsvTable), ("p.json", ParquetTable), ("r.json", AccountFile)):
        target = tmp_path / name
        with target.open("wb") as stream:
            written = make(stream)
            written.close({}) if isinstance(written, AccountFile) else written.close()
        assert codes(target) == [], name


def test_what_notes_our_files_is_kept(tmp_path: Path) -> None:
    assert codes(tmp_path / MANIFEST) == ["output-manifest"]
