"""``jixiao roundtrip``: nothing differs, or it is shown what and where."""

import re
import sys
from pathlib import Path

import pytest

from jixiao.layout import Pack
from tests.conftest import DATA, SHARED
from tests.unit.cli.conftest import Jixiao
from tests.unit.cli.reports import FOREIGN, text_of, write_reports

REPORT = "qingshi-liuhe-township-2023.toml"


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = Path("柳河镇.txt")
    file.write_bytes(text_of(REPORT))
    return file


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")


def test_a_report_of_ours_comes_out_the_same(jixiao: Jixiao, report: Path) -> None:
    assert jixiao("roundtrip", report) == (0, f"{report}: no difference\n", "")
    assert jixiao("roundtrip", "-q", report) == (0, "", "")


def test_what_differs_is_shown_with_its_place(jixiao: Jixiao, report: Path) -> None:
    report.write_bytes(report.read_bytes() + FOREIGN.encode())
    lines = report.read_text("utf-8").split("\n")
    shown = jixiao("roundtrip", report)
    assert shown.status == 1
    first, *difference = shown.out.splitlines()
    assert first == f"{report}: lines lost 1, new 0"
    assert difference == [
        f"--- {report}: the file",
        f"+++ {report}: rendered again",
        f"@@ line {len(lines)} @@",
        f" \t{lines[-5].strip()}",
        f" \t{lines[-4].strip()}",
        " ",
        f"-{FOREIGN}",
    ]


def test_padding_does_not_count_and_words_do(jixiao: Jixiao, report: Path) -> None:
    change(report, "\t单位：万元", "\t单位： 万元  ")
    assert jixiao("roundtrip", report).status == 0
    change(report, "\t单位： 万元  ", "\t单位：元")
    shown = jixiao("roundtrip", report)
    assert shown.status == 1
    assert "\n-\t单位：元\n" in shown.out
    assert "\n+\t单位：万元\n" in shown.out


def test_a_mark_that_is_lost_counts(jixiao: Jixiao, report: Path) -> None:
    change(report, "[bookmark: _Toc_4_4_0000000005]", "")
    shown = jixiao("roundtrip", report)
    assert shown.status == 1
    assert "lines lost 1, new 1" in shown.out
    assert "+[bookmark _Toc_4_4_]" in shown.out


def test_a_file_without_any_marks_is_compared_without_them(jixiao: Jixiao, report: Path) -> None:
    text = re.sub(r"\[bookmark: \w+\]", "", report.read_text("utf-8"))
    report.write_text(text, "utf-8")
    shown = jixiao("roundtrip", report)
    assert (shown.status, shown.out) == (0, f"{report}: no difference\n")
    assert "has no contents marks: they are not compared" in shown.err


def test_long_differences_are_cut_unless_all_is_wanted(jixiao: Jixiao, report: Path) -> None:
    lines = "\n".join(f"{FOREIGN}{number}" for number in range(300))
    report.write_bytes(report.read_bytes() + lines.encode())
    shown = jixiao("roundtrip", report)
    assert len(shown.out.splitlines()) == 201
    assert shown.err == "106 more lines; -v shows them\n"
    assert len(jixiao("roundtrip", "-v", report).out.splitlines()) == 307


def test_a_difference_cannot_move_the_cursor(jixiao: Jixiao, report: Path) -> None:
    report.write_bytes(report.read_bytes() + "外来\u202e的\u200b".encode())
    assert "-外来\\u202e的\\u200b\n" in jixiao("roundtrip", report).out


def test_colours_are_for_terminals_only(
    jixiao: Jixiao, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report.write_bytes(report.read_bytes() + FOREIGN.encode())
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b" not in jixiao("roundtrip", report).out
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _stream: True, raising=False)
    assert f"\x1b[31m-{FOREIGN}\x1b[0m\n" in jixiao("roundtrip", report).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in jixiao("roundtrip", report).out


def test_a_docx_is_compared_with_a_docx(jixiao: Jixiao, report: Path, tmp_path: Path) -> None:
    (made,) = jixiao("render", DATA / REPORT, "-f", "docx", "-o", "out").written
    shown = jixiao("roundtrip", made)
    assert (shown.status, shown.err) == (0, "")


def test_a_reader_that_goes_away_is_no_failure_of_a_file(
    jixiao: Jixiao, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def say(_text: str) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("jixiao.cli.console.say", say)
    monkeypatch.setattr("jixiao.cli.app._give_up_stdout", lambda: None)
    assert jixiao("roundtrip", report) == (0, "", "")


def test_many_files_are_summarised_and_failures_told(jixiao: Jixiao, tmp_path: Path) -> None:
    write_reports(tmp_path / "in")
    shown = jixiao("roundtrip", tmp_path / "in", tmp_path / "none.txt")
    assert shown.status == 1
    assert "none.txt: the file cannot be read" in shown.err
    assert shown.err.endswith("2 files compared; 1 differs; 1 failure\n")


def test_where_nothing_can_be_compared_the_status_is_two(jixiao: Jixiao, tmp_path: Path) -> None:
    assert jixiao("roundtrip", tmp_path / "none.txt").status == 2
    assert jixiao("roundtrip", tmp_path).status == 2


def test_options_that_cannot_be_are_refused(jixiao: Jixiao, report: Path) -> None:
    refused = jixiao("roundtrip", report, "--revisions", "no", "--limit", "rows")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.count("error: ") == 2


@pytest.mark.skipif(
    not (SHARED / "legacy").is_dir(), reason="the real reports (../shared) are not here"
)
@pytest.mark.parametrize("suffix", [".txt", ".docx", ".doc"])
def test_real_reports_lose_nothing_but_a_stray_page_number(
    jixiao: Jixiao, suffix: str, pack: Pack
) -> None:
    files = sorted((SHARED / "legacy").glob(f"*{suffix}"))
    assert len(files) == 3
    lines = jixiao("roundtrip", *files).out.splitlines()
    changed = [line for line in lines if line.startswith(("-", "+")) and ": " not in line]
    assert changed == ["-1"]
