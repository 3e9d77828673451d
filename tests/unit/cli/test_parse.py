"""``jixiao parse``: a line a file on stdout, findings on stderr, definitions where asked for."""

import csv
import io
import json
import os
import re
import sys
from pathlib import Path

import pytest

import jixiao as package
from jixiao.build.outputs import MANIFEST
from jixiao.diagnostics import Diagnostic
from tests.unit.cli.conftest import Jixiao
from tests.unit.cli.reports import FOREIGN, text_of, write_reports

WHOLE, INCOMPLETE = "柳河镇.txt", "云岭.txt"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two reports; the current folder is above them."""
    write_reports(tmp_path / "in")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "in"


def give_stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_line_says_what_was_understood_and_nothing_is_written(
    jixiao: Jixiao, folder: Path
) -> None:
    shown = jixiao("parse", folder / WHOLE)
    assert shown.status == 0
    assert shown.out == (
        f"{folder / WHOLE}: hebei-2023  projects  12  indicators  108  "
        "understood  100 %  left over  0  guesses   2  (-v shows the guesses)\n"
    )
    assert shown.err == ""
    assert {path.name for path in folder.iterdir()} == {WHOLE, INCOMPLETE}


def test_what_is_left_over_is_listed_with_its_place(jixiao: Jixiao, folder: Path) -> None:
    shown = jixiao("parse", f"in/{INCOMPLETE}")
    assert shown.status == 1
    assert "understood 99.9 %  left over  1" in shown.out
    number = (folder / INCOMPLETE).read_text("utf-8").count("\n") + 1
    assert f"notice: in/{INCOMPLETE}:{number}:1: not understood: {FOREIGN}\n" in shown.err
    assert "report.fiscal_year is a guess: 2020" in shown.err
    assert "framework" not in shown.err


def test_the_columns_of_many_files_stand_below_each_other(jixiao: Jixiao, folder: Path) -> None:
    (folder / "a-rather-long-name-of-a-township.txt").write_bytes((folder / WHOLE).read_bytes())
    lines = jixiao("parse", "in").out.splitlines()
    assert len(lines) == 3
    widths = {len(line) + len(re.findall("[\u4e00-\u9fff]", line.split(":")[0])) for line in lines}
    assert len(widths) == 1


def test_verbose_tells_every_guess_the_rules_and_the_time(jixiao: Jixiao, folder: Path) -> None:
    shown = jixiao("parse", "-v", f"in/{WHOLE}").err
    assert "report.framework is a guess: 2015" in shown
    assert f"in/{WHOLE}: rows by rule: unit line 12; " in shown
    assert f"in/{WHOLE} read in 0." in shown


def test_quiet_prints_lines_and_errors_only(jixiao: Jixiao, folder: Path) -> None:
    shown = jixiao("parse", "-q", "in", "none.txt")
    assert shown.status == 1
    assert len(shown.out.splitlines()) == 2
    assert shown.err == (
        "error: none.txt: the file cannot be read: there is no such file or folder\n"
        "  -> check its name, and that you may read it\n"
    )


def test_more_than_twenty_leftovers_are_folded_unless_details_are_wanted(
    jixiao: Jixiao, folder: Path
) -> None:
    lines = "\n".join(f"{FOREIGN}{number}" for number in range(30))
    (folder / WHOLE).write_bytes(text_of("qingshi-liuhe-township-2023.toml") + lines.encode())
    shown = jixiao("parse", f"in/{WHOLE}")
    assert shown.err.count("not understood") == 20
    assert f"notice: in/{WHOLE}: 10 more like these (parse-residue); -v shows them\n" in shown.err
    assert jixiao("parse", "-v", f"in/{WHOLE}").err.count("not understood") == 30


def test_findings_that_read_alike_are_all_told(
    jixiao: Jixiao, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jixiao.recognise import parse as module

    told = (Diagnostic("parse-residue", "the same"),) * 2
    monkeypatch.setattr(module, "account_for", lambda *_arguments: told)
    assert jixiao("parse", f"in/{WHOLE}").err == "notice: the same\n" * 2


def test_a_file_that_is_cut_off_is_incomplete(jixiao: Jixiao, folder: Path) -> None:
    text = text_of("qingshi-liuhe-township-2023.toml").decode().split("\n")
    (folder / WHOLE).write_text("\n".join(text[:400]), "utf-8")
    shown = jixiao("parse", f"in/{WHOLE}")
    assert shown.status == 1
    assert shown.out.endswith("(cut off)\n")
    assert "the last row that was read: line" in shown.err


# ---- definitions ----


def test_definitions_are_named_like_their_files_and_render_again(
    jixiao: Jixiao, folder: Path
) -> None:
    shown = jixiao("parse", "in", "-o", "out")
    assert shown.status == 1  # one is incomplete, both are written
    assert {path.name for path in Path("out").iterdir()} == {"柳河镇.toml", "云岭.toml", MANIFEST}
    assert shown.out.splitlines()[1].endswith(f"  -> {Path('out', '柳河镇.toml')}")
    assert jixiao("render", "out/柳河镇.toml", "-f", "text", "-o", "again", "-q").status == 0
    (again,) = Path("again").glob("*.txt")
    assert again.read_bytes() == (folder / WHOLE).read_bytes()


def test_json_is_the_same_tree(jixiao: Jixiao, folder: Path) -> None:
    jixiao("parse", f"in/{WHOLE}", "-o", "out", "--format", "json")
    jixiao("parse", f"in/{WHOLE}", "-o", "out")
    read = [package.load(f"out/柳河镇.{form}").report for form in ("toml", "json")]
    assert read[0] == read[1]


def test_folders_in_a_folder_are_kept(jixiao: Jixiao, folder: Path) -> None:
    for name in ("甲", "乙"):
        write_reports(folder / name)
    jixiao("parse", "in", "-o", "out", "-q")
    assert sorted(path.as_posix() for path in Path("out").rglob("*.toml")) == [
        "out/乙/云岭.toml",
        "out/乙/柳河镇.toml",
        "out/云岭.toml",
        "out/柳河镇.toml",
        "out/甲/云岭.toml",
        "out/甲/柳河镇.toml",
    ]


def test_two_files_for_one_definition_are_refused_before_anything_is_read(
    jixiao: Jixiao, folder: Path
) -> None:
    write_reports(folder / "甲")
    refused = jixiao("parse", f"in/{WHOLE}", f"in/甲/{WHOLE}", "-o", "out")
    assert refused.status == 2
    assert refused.out == ""
    assert refused.err.startswith("error: 柳河镇.toml: several inputs would write one file")
    assert not Path("out").exists()


def test_an_edited_definition_is_left_alone_unless_forced(jixiao: Jixiao, folder: Path) -> None:
    arguments = ["parse", f"in/{WHOLE}", "-o", "out"]
    definition = Path("out/柳河镇.toml")
    assert jixiao(*arguments).status == 0
    assert jixiao(*arguments).status == 0
    definition.write_text("corrected by hand")
    refused = jixiao(*arguments)
    assert refused.status == 2  # nothing of what was wanted was written
    assert "->" not in refused.out
    assert f"error: {definition}: the file was edited after jixiao wrote it" in refused.err
    assert definition.read_text() == "corrected by hand"
    assert jixiao(*arguments, "--force").status == 0
    assert package.load(definition).report.unit.name == "青石县柳河镇人民政府"


def test_stdin_is_read_and_the_definition_printed(
    jixiao: Jixiao, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_stdin(monkeypatch, (folder / WHOLE).read_bytes())
    shown = jixiao("parse", "-", "-o", "-")
    assert shown.status == 0
    assert package.loads(shown.out).report.unit.code == "636009"
    assert shown.err.startswith("<stdin>: hebei-2023  projects  12")


def test_stdin_may_be_empty(jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch) -> None:
    give_stdin(monkeypatch, b"")
    refused = jixiao("parse", "-", "-o", "-")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith("error: <stdin>: nothing came through stdin\n  -> ")


# ---- what is made of all files ----


def test_the_account_tells_programs_of_every_file(jixiao: Jixiao, folder: Path) -> None:
    (folder / "broken.doc").write_bytes(b"\xff\xd8\xff a picture")
    shown = jixiao("parse", "in", "none.txt", "-o", "out", "--report", "r.json", language="zh_CN")
    assert shown.status == 1
    tree = json.loads(Path("r.json").read_bytes())
    assert tree["summary"] == {"read": 2, "incomplete": 1, "failed": 2}
    by_name = {Path(entry["name"]).name: entry for entry in tree["files"]}
    assert by_name["broken.doc"]["errors"][0]["code"] == "file-unreadable"
    assert by_name["broken.doc"]["bytes"] == 13
    assert by_name["none.txt"]["errors"][0]["code"] == "unreadable"
    assert by_name[WHOLE]["output"] == str(Path("out", "柳河镇.toml"))
    assert by_name[INCOMPLETE]["residue"][0]["text"] == FOREIGN
    assert "written: " not in shown.out


def test_the_table_holds_the_indicators_of_all_files(jixiao: Jixiao, folder: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    shown = jixiao("parse", "in", "--csv", "t.csv", "--parquet", "t.parquet")
    assert f"written: {Path('t.csv')}\n" in shown.err
    text = Path("t.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == 108 + 64
    assert {Path(row["file"]).name for row in rows} == {WHOLE, INCOMPLETE}
    assert Path("t.parquet").read_bytes().startswith(b"PAR1")


def test_a_table_may_be_printed(jixiao: Jixiao, folder: Path) -> None:
    shown = jixiao("parse", f"in/{WHOLE}", "--csv", "-")
    assert shown.out.startswith("\ufefffile,format,")
    assert len(list(csv.reader(io.StringIO(shown.out)))) == 109
    assert shown.err.startswith(f"in/{WHOLE}: hebei-2023")
    assert jixiao("parse", f"in/{WHOLE}", "--csv", "-", "-q").err == ""


def test_a_table_of_somebody_else_is_refused_before_anything_is_read(
    jixiao: Jixiao, folder: Path
) -> None:
    Path("t.csv").write_text("mine")
    refused = jixiao("parse", "in", "--csv", "t.csv", "--report", "r.json")
    assert (refused.status, refused.out) == (2, "")
    assert "error: t.csv: a file of this name is there already" in refused.err
    assert {path.name for path in Path().iterdir()} == {"in", "t.csv"}


def test_without_pyarrow_the_cure_is_told(
    jixiao: Jixiao, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    refused = jixiao("parse", "in", "--parquet", "t.parquet")
    assert (refused.status, refused.out) == (2, "")
    assert "-m pip install pyarrow" in refused.err


# ---- failures ----


def test_a_failed_file_does_not_stop_the_others(jixiao: Jixiao, folder: Path) -> None:
    (folder / "broken.txt").write_bytes(b"")
    (folder / "letter.txt").write_text("尊敬的领导：\n", "utf-8")
    Path("empty").mkdir()
    shown = jixiao("parse", "none.txt", "empty", "in")
    assert shown.status == 1
    assert len(shown.out.splitlines()) == 2
    assert "in/broken.txt: cannot be read: the file is empty" in shown.err
    assert "in/letter.txt: no part of a budget-performance report was found" in shown.err
    assert "empty: there is no file to read in this folder" in shown.err
    assert "2 files read; 1 not complete; 4 failures; " in shown.err.splitlines()[-1]


def test_where_nothing_can_be_read_the_status_is_two(jixiao: Jixiao, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    refused = jixiao("parse", tmp_path)
    assert (refused.status, refused.out) == (2, "")
    assert "0 files read" not in refused.err  # one input needs no summary


def test_files_of_other_kinds_are_counted(jixiao: Jixiao, folder: Path) -> None:
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    assert "notice: 1 file of another kind was left out\n" in jixiao("parse", "in").err


def test_a_defect_of_ours_fails_one_file_only(
    jixiao: Jixiao, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jixiao.recognise import parse as module

    parse_bytes = module.parse_bytes

    def broken(data: bytes, name: str, *rest: object) -> object:
        if name.endswith(WHOLE):
            raise ZeroDivisionError
        return parse_bytes(data, name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "parse_bytes", broken)
    monkeypatch.delenv("JIXIAO_DEBUG", raising=False)
    shown = jixiao("parse", "in", "--report", "r.json")
    assert shown.status == 1
    assert f"error: in/{WHOLE}: jixiao itself failed (ZeroDivisionError)\n" in shown.err
    assert "Traceback" not in shown.err
    codes = [
        one["code"]
        for entry in json.loads(Path("r.json").read_bytes())["files"]
        for one in entry["errors"]
    ]
    assert codes == ["defect"]


def test_a_limit_can_be_lowered(jixiao: Jixiao, folder: Path) -> None:
    refused = jixiao("parse", f"in/{WHOLE}", "--limit", "rows=10")
    assert refused.status == 2
    assert "more than 10 rows" in refused.err


def test_everything_that_is_wrong_with_the_options_is_told_at_once(
    jixiao: Jixiao, folder: Path
) -> None:
    options = ["--limit", "pages=x", "--limit", "foo=3", "--format", "xml", "--revisions", "no"]
    refused = jixiao("parse", "in", "none.txt", *options, "-o", "-", "--csv", "-", "--parquet", "-")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.count("error: ") == 7


def test_many_files_show_a_bar_on_a_terminal_only(
    jixiao: Jixiao, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        (folder / f"{number}.txt").write_bytes((folder / WHOLE).read_bytes())
    assert "━" not in jixiao("parse", "in").err
    terminal, follower = os.openpty()
    with os.fdopen(follower, "w") as stderr:
        monkeypatch.setattr(sys, "stderr", stderr)
        shown = jixiao("parse", "in", "-o", "out")
        stderr.flush()
        bar = os.read(terminal, 65536).decode()
    os.close(terminal)
    assert len(shown.out.splitlines()) == 7
    assert "0/7" in bar
