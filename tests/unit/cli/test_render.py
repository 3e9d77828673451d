"""``jixiao render``: reports and single forms; paths on stdout, everything else on stderr."""

import io
import os
import sys
from pathlib import Path

import pytest

from jixiao.build.outputs import MANIFEST
from jixiao.writers.pdf import PdfUnavailable
from tests.conftest import DATA
from tests.unit.cli.conftest import Jixiao

NAME = "636009-青石县柳河镇人民政府-2023"
CODES = ["13090123P00011410013U", "13090123P00011410024B"]


def test_docx_and_pdf_are_made_where_nothing_is_said(
    jixiao: Jixiao, report_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(report_file.parent)
    made = jixiao("render", report_file.name)
    assert made.status == 0
    assert made.out.splitlines() == [f"{NAME}.pdf", f"{NAME}.docx"]
    assert Path(f"{NAME}.pdf").read_bytes().startswith(b"%PDF-")
    assert Path(f"{NAME}.docx").read_bytes().startswith(b"PK")


def test_a_second_run_writes_nothing(jixiao: Jixiao, report_file: Path, tmp_path: Path) -> None:
    first = jixiao("render", report_file, "-f", "docx,text", "-o", tmp_path / "out")
    before = [path.stat().st_mtime_ns for path in first.written]
    again = jixiao("render", report_file, "-f", "docx", "-f", "text", "-o", tmp_path / "out")
    assert (again.status, again.out) == (0, first.out)
    assert again.err.splitlines() == [f"up to date: {path}" for path in first.written]
    assert [path.stat().st_mtime_ns for path in first.written] == before


def test_the_form_of_one_project_is_made_alone(
    jixiao: Jixiao, report_file: Path, tmp_path: Path
) -> None:
    made = jixiao("render", report_file, "-f", "text", "-o", tmp_path, "--project", CODES[1])
    (written,) = made.written
    assert written.name == f"{NAME}-{CODES[1]}.txt"
    text = written.read_text("utf-8")
    assert "2.农村环境卫生整治经费绩效目标表" in text
    assert text.count("项目编码") == 1


def test_several_projects_go_into_one_file(
    jixiao: Jixiao, report_file: Path, tmp_path: Path
) -> None:
    asked = [word for code in reversed(CODES) for word in ("--project", code)]
    (written,) = jixiao("render", report_file, "-f", "text", "-o", tmp_path, *asked).written
    assert written.name == f"{NAME}-{CODES[0]}-{CODES[1]}.txt"
    assert written.read_text("utf-8").count("项目编码") == 2


def test_an_unknown_project_is_refused(jixiao: Jixiao, report_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    refused = jixiao(
        "render", report_file, "-o", out, "--project", "13090123P0001141001", language="zh_CN"
    )
    assert refused.status == 2
    assert refused.err.startswith(
        f"错误：{report_file}: 没有项目 13090123P0001141001\n  -> 是不是 "
    )
    assert not out.exists()


def test_stdin_is_read_and_stdout_written(
    jixiao: Jixiao, report_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(report_file.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    shown = jixiao("render", "-", "-f", "text", "-o", "-")
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.startswith("第一部分\n部门整体绩效目标\n")


def test_what_stdin_lacks_is_told_by_its_name(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"schema = 1\n")))
    refused = jixiao("render", "-", "-f", "text", "-o", "-")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith("error: <stdin>:1:1: the key report is missing")


def test_a_failed_input_does_not_stop_the_others(
    jixiao: Jixiao, report_file: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("schema = [")
    out = tmp_path / "out"
    made = jixiao("render", broken, report_file, tmp_path / "none.toml", "-f", "text", "-o", out)
    assert made.status == 1
    assert made.written == [out / f"{NAME}.txt"]
    assert f"error: {broken}:1:11: this is not valid TOML" in made.err
    assert "none.toml: the file cannot be read: there is no such file or folder" in made.err
    assert made.err.endswith("1 file made; 2 failures\n")


def test_two_inputs_for_one_name_are_refused_before_anything_is_written(
    jixiao: Jixiao, report_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.toml"
    other.write_bytes(report_file.read_bytes())
    refused = jixiao("render", report_file, other, "-f", "text", "-o", tmp_path / "out")
    assert refused.status == 2
    assert refused.err == (
        f"error: {NAME}.txt: several inputs would write one file; nothing was written\n"
        f"    {report_file}\n"
        f"    {other}\n"
        "  -> render them to different folders, or give each unit a code or year of its own\n"
    )
    assert not (tmp_path / "out").exists()


def test_a_report_without_unit_and_year_is_named_like_its_file(
    jixiao: Jixiao, tmp_path: Path
) -> None:
    source = tmp_path / "草稿.toml"
    source.write_text('schema = 1\n[report]\nedition = "hebei-2023"\n', "utf-8")
    (written,) = jixiao("render", source, "-f", "text", "-o", tmp_path).written
    assert written.name == "草稿.txt"


def test_an_edited_output_is_left_alone_unless_forced(
    jixiao: Jixiao, report_file: Path, tmp_path: Path
) -> None:
    arguments = ["render", report_file, "-f", "text,docx", "-o", tmp_path / "out"]
    text = tmp_path / "out" / f"{NAME}.txt"
    jixiao(*arguments)
    text.write_text("corrected by hand")
    refused = jixiao(*arguments, language="zh_CN")
    assert refused.status == 2  # all files of a report or none
    assert f"错误：{text}: 该文件由 jixiao 生成后被修改过，现保持原样\n" in refused.err
    assert "--force" in refused.err
    assert text.read_text() == "corrected by hand"
    assert jixiao(*arguments, "--force").status == 0
    assert text.read_text("utf-8").startswith("第一部分")


def test_quiet_says_nothing_but_paths_and_errors(
    jixiao: Jixiao, report_file: Path, tmp_path: Path
) -> None:
    arguments = ["render", "-q", report_file, "-f", "pdf", "-o", tmp_path]
    assert jixiao(*arguments).err == ""
    assert jixiao(*arguments).err == ""


def test_verbose_tells_the_pack_and_the_time(
    jixiao: Jixiao, report_file: Path, tmp_path: Path
) -> None:
    shown = jixiao("render", "-v", report_file, "-f", "text", "-o", tmp_path).err
    assert shown.startswith("template pack: ")
    assert f"{report_file} rendered in " in shown


def lose_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    def write_pdf(_job: object) -> None:
        raise PdfUnavailable("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr("jixiao.writers.pdf.write.write_pdf", write_pdf)
    monkeypatch.setattr(sys, "platform", "linux")


def test_without_pango_docx_is_made_and_the_cure_is_told(
    jixiao: Jixiao, report_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_pango(monkeypatch)
    made = jixiao("render", report_file, "-o", tmp_path, language="zh_CN")
    assert made.status == 1
    assert made.written == [tmp_path / f"{NAME}.docx"]
    assert made.err == (
        "错误：本机无法生成 PDF：缺少程序库（Pango）\n"
        "    cannot load library 'libpango-1.0-0'\n"
        "  -> 请安装：sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n"
    )


def test_without_pango_a_pdf_alone_is_a_failure_told_once(
    jixiao: Jixiao, report_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_pango(monkeypatch)
    other = DATA / "qingshi-baisha-office-2021.toml"
    refused = jixiao("render", report_file, other, "-f", "pdf", "-o", tmp_path / "out")
    assert refused.status == 2
    assert refused.err.count("Pango") == 1
    assert not (tmp_path / "out").exists()


def test_every_output_of_a_run_is_noted(jixiao: Jixiao, report_file: Path, tmp_path: Path) -> None:
    jixiao("render", report_file, "-f", "docx,text", "-o", tmp_path / "out")
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        f"{NAME}.docx",
        f"{NAME}.txt",
        MANIFEST,
    }


def test_many_files_show_a_bar_on_a_terminal_only(
    jixiao: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = []
    for number in range(5):
        sources.append(tmp_path / f"{number}.toml")
        head = 'schema = 1\n[report]\nedition = "hebei-2023"\n[unit]\ncode = '
        sources[-1].write_text(f'{head}"{number}"\n')
    silent = jixiao("render", *sources, "--no-check", "-f", "text", "-o", tmp_path)
    assert silent.err == "5 files made; 0 failures\n"
    terminal, follower = os.openpty()
    with os.fdopen(follower, "w") as stderr:
        monkeypatch.setattr(sys, "stderr", stderr)
        shown = jixiao(*("render", *sources, "--no-check", "-f", "text", "-o", tmp_path / "again"))
        stderr.flush()
        bar = os.read(terminal, 65536).decode()
    os.close(terminal)
    assert shown.written == [tmp_path / "again" / f"{number}.txt" for number in range(5)]
    assert "0/5" in bar


def test_grave_faults_are_told_and_the_report_is_made_all_the_same(
    jixiao: Jixiao, tmp_path: Path
) -> None:
    source = tmp_path / "a.toml"
    source.write_text('schema = 1\n[report]\nedition = "hebei-2023"\n[unit]\nname = "柳河镇"\n')
    shown = jixiao("render", source, "-f", "text", "-o", tmp_path / "out")
    assert shown.status == 0
    assert f"notice: {source}:2:1: STR007 the fiscal year is missing" in shown.err
    assert len(shown.written) == 1
    assert jixiao("render", source, "--no-check", "-f", "text", "-o", tmp_path / "b").err == ""
