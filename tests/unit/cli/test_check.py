"""``jixiao check``: findings, fixes, settings, exit status."""

import json
from pathlib import Path

import docx
import pytest

from jixiao.build.render import render
from jixiao.definition import loads
from tests.conftest import DATA
from tests.unit.check.reports import FAULTY
from tests.unit.cli.conftest import Jixiao

ONLY = ("--select", "BUD003,VAL003")


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = Path("柳河镇.toml")
    file.write_text(FAULTY, "utf-8")
    return file


def codes(out: str) -> list[str]:
    return [one["code"] for one in json.loads(out)]


def test_findings_are_data_and_the_count_is_not(jixiao: Jixiao, faulty: Path) -> None:
    shown = jixiao("check", faulty, *ONLY, "--fail-on", "warning", language="zh_CN")
    assert shown.status == 1
    assert "柳河镇.toml:26:9 警告 VAL003 " in shown.out
    assert "柳河镇.toml · 第 1 个项目 村道养护\n" in shown.out
    assert shown.err.startswith("检查了 1 个文件；")
    assert "1 处可用 --fix 自动修改" in shown.err


def test_the_clean_sample_ends_with_status_0(jixiao: Jixiao) -> None:
    shown = jixiao("check", DATA / "qingshi-liuhe-township-2023.toml")
    assert (shown.status, shown.out, shown.err) == (0, "", "1 file checked; nothing found\n")
    assert jixiao("check", "-q", DATA / "qingshi-liuhe-township-2023.toml").err == ""


def test_fail_on_decides_which_findings_count(jixiao: Jixiao, faulty: Path) -> None:
    select = ("--select", "VAL003")
    assert jixiao("check", faulty, *select).status == 0
    assert jixiao("check", faulty, *select, "--fail-on", "error").status == 0
    assert jixiao("check", faulty, *select, "--fail-on", "warning").status == 1
    assert jixiao("check", faulty, *select, "--fail-on", "hint").status == 1


def test_fix_changes_the_value_and_nothing_else(jixiao: Jixiao, faulty: Path) -> None:
    shown = jixiao("check", faulty, *ONLY, "--fix", "--output-format", "json")
    assert faulty.read_text("utf-8") == FAULTY.replace("≥95百分比", "≥95%")
    assert codes(shown.out) == ["BUD003"]
    assert "1 fault mended" in shown.err
    again = jixiao("check", faulty, *ONLY, "--fix", "-q", "--output-format", "json")
    assert (codes(again.out), again.err) == (["BUD003"], "")
    assert faulty.read_text("utf-8") == FAULTY.replace("≥95百分比", "≥95%")


def test_diff_changes_nothing(jixiao: Jixiao, faulty: Path) -> None:
    shown = jixiao("check", faulty, *ONLY, "--diff")
    assert '-value = "≥95百分比"  # 照抄\n+value = "≥95%"  # 照抄\n' in shown.out
    assert faulty.read_text("utf-8") == FAULTY


def test_other_files_are_not_mended(jixiao: Jixiao, faulty: Path) -> None:
    report = Path("柳河镇.docx")
    report.write_bytes(render(loads(FAULTY).report, ["docx"])["docx"])
    before = report.read_bytes()
    shown = jixiao("check", report, faulty, *ONLY, "--fix")
    assert shown.status == 1
    assert "柳河镇.docx: only definitions are mended, and this is none" in shown.err
    assert report.read_bytes() == before
    assert faulty.read_text("utf-8") != FAULTY  # one that fails stops no other


def test_other_files_are_checked_by_table_and_row(jixiao: Jixiao, faulty: Path) -> None:
    Path("柳河镇.docx").write_bytes(render(loads(FAULTY).report, ["docx"])["docx"])
    shown = jixiao("check", "柳河镇.docx", "--select", "VAL003", language="zh_CN")
    assert "柳河镇.docx（第 4 个表第 2 行第 5 格） 警告 VAL003 " in shown.out


def test_stdin_is_checked_but_not_mended(
    jixiao: Jixiao, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with faulty.open() as file:
        monkeypatch.setattr("sys.stdin", file)
        shown = jixiao("check", "-", *ONLY, "--output-format", "concise")
    assert shown.out.startswith("<stdin>:18:9 ")
    with faulty.open() as file:
        monkeypatch.setattr("sys.stdin", file)
        shown = jixiao("check", "-", *ONLY, "--fix")
    assert (shown.status, "cannot be mended" in shown.err) == (2, True)


def test_settings_lie_beside_the_files(jixiao: Jixiao, faulty: Path) -> None:
    Path("jixiao.toml").write_text('[check]\nselect = ["VAL003"]\noutput-format = "json"\n')
    assert codes(jixiao("check", faulty).out) == ["VAL003"]
    assert codes(jixiao("check", faulty, "--extend-select", "BUD003").out) == ["BUD003", "VAL003"]
    assert codes(jixiao("check", faulty, "--select", "BUD003").out) == ["BUD003"]
    assert codes(jixiao("check", ".").out) == ["VAL003"]


def test_faults_of_the_settings_stop_their_files_only(jixiao: Jixiao, faulty: Path) -> None:
    Path("乡").mkdir()
    Path("乡", "a.toml").write_text(FAULTY, "utf-8")
    Path("乡", "jixiao.toml").write_text('[check]\nselect = ["BUX"]\n')
    shown = jixiao("check", "乡/a.toml", faulty, *ONLY, "--output-format", "concise")
    assert "error: 乡/jixiao.toml:2:10: no rule has the code BUX" in shown.err
    assert shown.out.startswith("柳河镇.toml:18:9 ")
    assert shown.status == 1


def test_of_a_folder_with_definitions_only_these_are_checked(jixiao: Jixiao, faulty: Path) -> None:
    Path("柳河镇.txt").write_bytes(render(loads(FAULTY).report, ["text"])["text"])
    shown = jixiao("check", ".", *ONLY, "--output-format", "json")
    assert {one["file"] for one in json.loads(shown.out)} == {"柳河镇.toml"}
    faulty.unlink()
    shown = jixiao("check", ".", *ONLY, "--output-format", "json")
    assert {one["file"] for one in json.loads(shown.out)} == {"柳河镇.txt"}


def test_the_sheet_is_written_for_the_unit(jixiao: Jixiao, faulty: Path) -> None:
    shown = jixiao("check", faulty, *ONLY, "--sheet", "意见/审核意见表.docx")
    assert "written: 意见/审核意见表.docx" in shown.err
    (table,) = docx.Document("意见/审核意见表.docx").tables
    assert len(table.rows) == 5


def test_wrong_options_are_told_all_at_once(jixiao: Jixiao, faulty: Path) -> None:
    shown = jixiao(
        *("check", faulty, "--profile", "streng", "--fail-on", "never"),
        *("--output-format", "xml", "--select", "BUX001", "--ignore", "VAY"),
    )
    assert shown.status == 2
    assert shown.out == ""
    for told in (
        "--profile cannot be streng",
        "--fail-on cannot be never",
        "--output-format cannot be xml",
        "no rule has the code BUX001",
        "no rule has the code VAY",
    ):
        assert told in shown.err


def test_files_that_cannot_be_read_stop_no_other(jixiao: Jixiao, faulty: Path) -> None:
    Path("b.toml").write_text("schema = \n")
    shown = jixiao("check", "b.toml", "c.toml", faulty, *ONLY, "--output-format", "json")
    assert shown.status == 1
    assert codes(shown.out) == ["BUD003", "VAL003"]
    assert "b.toml:1:10:" in shown.err
    assert "c.toml: " in shown.err
    assert jixiao("check", "b.toml").status == 2


def test_the_sheet_never_replaces_what_is_checked(jixiao: Jixiao, faulty: Path) -> None:
    report = Path("a.docx")
    report.write_bytes(render(loads(FAULTY).report, ["docx"])["docx"])
    before = report.read_bytes()
    shown = jixiao("check", report, *ONLY, "--sheet", report, "--force")
    assert (shown.status, report.read_bytes()) == (2, before)
    assert "this file is read in the same run" in shown.err
    assert "does not end in .docx" in jixiao("check", faulty, "--sheet", faulty, "--force").err
    assert faulty.read_text("utf-8") == FAULTY


def test_other_files_of_a_folder_are_left_out_and_counted(jixiao: Jixiao, faulty: Path) -> None:
    Path("report.schema.json").write_text(jixiao("schema").out)
    Path("pyproject.toml").write_text('[project]\nname = "x"\n')
    Path("jixiao.toml").write_text('[check]\nselect = ["VAL003"]\noutput-format = "json"\n')
    Path("a.docx").write_bytes(render(loads(FAULTY).report, ["docx"])["docx"])
    shown = jixiao("check", ".")
    assert {one["file"] for one in json.loads(shown.out)} == {"柳河镇.toml"}
    assert "4 files of other kinds were left out" in shown.err
    faulty.unlink()
    shown = jixiao("check", ".")
    assert {one["file"] for one in json.loads(shown.out)} == {"a.docx"}
    Path("a.docx").unlink()
    shown = jixiao("check", ".")
    assert (shown.status, "nothing to check" in shown.err) == (2, True)


def test_a_sheet_in_the_folder_is_no_report(jixiao: Jixiao, faulty: Path) -> None:
    Path("a.docx").write_bytes(render(loads(FAULTY).report, ["docx"])["docx"])
    faulty.unlink()
    for _again in range(2):
        shown = jixiao("check", ".", *ONLY, "--sheet", "审核意见表.docx")
        assert "1 file checked; " in shown.err


def test_no_rules_is_no_clean_report(jixiao: Jixiao, faulty: Path) -> None:
    for choice in (("--select", ""), ("--ignore", "ALL")):
        shown = jixiao("check", faulty, *choice)
        assert (shown.status, "no rule is selected" in shown.err) == (2, True)


def test_documents_promise_no_fix(jixiao: Jixiao, faulty: Path) -> None:
    Path("a.docx").write_bytes(render(loads(FAULTY).report, ["docx"])["docx"])
    shown = jixiao("check", "a.docx", *ONLY)
    assert "--fix" not in shown.out + shown.err


def test_a_read_only_definition_is_left(
    jixiao: Jixiao, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_arguments: False)
    shown = jixiao("check", faulty, *ONLY, "--fix")
    assert (shown.status, "access is denied" in shown.err) == (2, True)
    assert faulty.read_text("utf-8") == FAULTY


def test_many_findings_are_counted_by_rule(jixiao: Jixiao, faulty: Path) -> None:
    row = '[[projects.indicators]]\nvalue = "≥95百分比"\n'
    faulty.write_text(FAULTY + 25 * row, "utf-8")
    shown = jixiao("check", faulty, "--select", "VAL003")
    assert "    26  warning VAL003 " in shown.err
    assert shown.out.count("basis: ") == 1  # said once, not 26 times


def test_a_single_form_is_told_of_its_own_errors_only(jixiao: Jixiao, faulty: Path) -> None:
    shown = jixiao("render", faulty, "--project", "植树", "-f", "text", "-o", "out")
    assert "STR013" in shown.err
    assert "STR001" not in shown.err


def test_a_reader_of_the_diff_that_goes_away_is_no_failure(
    jixiao: Jixiao, faulty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_data: bytes) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("jixiao.cli.console.write_data", gone)
    monkeypatch.setattr("jixiao.cli.app._give_up_stdout", lambda: None)
    shown = jixiao("check", faulty, *ONLY, "--diff")
    assert (shown.status, shown.err) == (0, "")
