"""``jixiao render --changed-since``: corrected forms alone, and what they do not show."""

import io
import sys
from pathlib import Path

import pytest

from tests.conftest import SHARED
from tests.unit.cli.conftest import Jixiao

NAME = "636009-青石县柳河镇人民政府-2023"
CODE = "13090123P00011410024B"


@pytest.fixture
def earlier(tmp_path: Path, report_file: Path) -> Path:
    """The township before the name of a project was corrected in report_file."""
    target = tmp_path / "earlier.toml"
    text = report_file.read_text("utf-8")
    target.write_text(text, "utf-8")
    corrected = text.replace('name = "农村环境卫生整治经费"', 'name = "农村环境整治经费"', 1)
    assert corrected != text
    report_file.write_text(corrected, "utf-8")
    return target


def test_only_the_forms_that_differ_are_printed(
    jixiao: Jixiao, report_file: Path, earlier: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    made = jixiao("render", report_file, "--changed-since", earlier, "-f", "text,docx", "-o", out)
    assert made.status == 0
    assert [path.name for path in made.written] == [f"{NAME}-更正表.docx", f"{NAME}-更正表.txt"]
    assert made.err.splitlines()[0] == "1 of 12 forms differs"
    text = made.written[1].read_text("utf-8")
    assert "2.农村环境整治经费绩效目标表\n" in text
    assert text.count("项目编码") == 1


def test_the_mark_of_a_correction_is_printed_where_it_is_asked_for(
    jixiao: Jixiao, report_file: Path, earlier: Path
) -> None:
    corrected = ["render", report_file, "-f", "text", "-o", "-", "--corrected-mark", "--no-check"]
    heading = "2.农村环境整治经费绩效目标表（更正）\n"
    assert heading in jixiao(*corrected, "--changed-since", earlier).out
    assert heading in jixiao(*corrected, "--project", CODE).out


def test_grave_faults_of_other_forms_are_not_told(
    jixiao: Jixiao, report_file: Path, earlier: Path
) -> None:
    text = report_file.read_text("utf-8")
    fault = "total = 31.20, fiscal = 31.20"
    assert fault in text
    for path in (report_file, earlier):
        broken = path.read_text("utf-8").replace(fault, "total = 31.21, fiscal = 31.20")
        path.write_text(broken, "utf-8")
    arguments = ["render", report_file, "-f", "text", "-o", "-"]
    assert "BUD001" in jixiao(*arguments).err
    assert "BUD001" not in jixiao(*arguments, "--changed-since", earlier).err


def test_where_no_form_differs_nothing_is_written(
    jixiao: Jixiao, report_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    arguments = ["render", report_file, "--changed-since", report_file, "-o", out]
    assert jixiao(*arguments) == (
        0,
        "",
        f"no form differs from {report_file}: nothing was written\n",
    )
    assert jixiao(*arguments, "-q") == (0, "", "")
    assert not out.exists()


def test_a_published_file_is_an_earlier_version(
    jixiao: Jixiao, report_file: Path, earlier: Path, tmp_path: Path
) -> None:
    (published,) = jixiao("render", earlier, "-f", "docx", "-o", tmp_path / "old").written
    arguments = ["--changed-since", published, "-f", "text", "-o", tmp_path / "new"]
    (written,) = jixiao("render", report_file, *arguments).written
    assert written.name == f"{NAME}-更正表.txt"


def test_the_report_may_come_through_stdin(
    jixiao: Jixiao, report_file: Path, earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report_file.read_bytes())))
    shown = jixiao("render", "-", "--changed-since", earlier, "-f", "text", "-o", "-")
    assert shown.out.count("项目编码") == 1


def test_what_is_in_no_form_is_told(jixiao: Jixiao, report_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    head, rest = report_file.read_text("utf-8").split("[[projects]]", 1)
    _first, rest = rest.split("\n[[projects]]", 1)
    other.write_text(f"{head.replace('夯实', '巩固')}[[projects]]{rest}", "utf-8")
    told = jixiao("render", other, "--changed-since", report_file, "-o", tmp_path / "out")
    assert told == (
        0,
        "",
        f"notice: {other}: Part 1 differs too, and is not printed here: overall targets\n"
        f"  -> print the whole report: jixiao render {other}\n"
        f"notice: {other}: 1 form of the earlier version is not there any more: "
        "13090123P00011410013U 村级办公经费\n"
        f"notice: {other}: 11 forms that are not printed have other numbers now: "
        "1.农村环境卫生整治经费 (was 2.); 2.农村道路养护经费 (was 3.); "
        "3.防汛抗旱工作经费 (was 4.); 4.森林防火工作经费 (was 5.); "
        "5.基层党组织活动经费 (was 6.); 6.人大代表活动经费 (was 7.) …\n"
        f"  -> where they are to be handed in too, print the whole report: jixiao render {other}\n"
        f"no form differs from {report_file}: nothing was written\n",
    )


def test_the_earlier_version_is_never_written_over(
    jixiao: Jixiao, report_file: Path, earlier: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    old = earlier.rename(out / f"{NAME}-更正表.txt")
    before = old.read_bytes()
    refused = jixiao(
        "render", report_file, "--changed-since", old, "-f", "text", "-o", out, "--force"
    )
    assert refused.status == 2
    assert f"error: {old}: this file is read in the same run, and would be lost" in refused.err
    assert old.read_bytes() == before


@pytest.mark.skipif(not SHARED.exists(), reason="the shared corpus is not there")
def test_another_unit_is_refused(jixiao: Jixiao, report_file: Path, tmp_path: Path) -> None:
    other = SHARED / "legacy" / "zunhua-tangquan-2023.txt"
    refused = jixiao("render", report_file, "--changed-since", other, "-o", tmp_path / "out")
    assert refused.status == 2
    assert "these are reports of different units: 636001" in refused.err
    assert refused.err.endswith("  -> name an earlier version of this report\n")
    assert not (tmp_path / "out").exists()


def test_both_files_that_cannot_be_read_are_told(jixiao: Jixiao, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("schema = 1\nreport = 3\n")
    refused = jixiao("render", broken, "--changed-since", tmp_path / "none.docx")
    assert (refused.status, refused.out) == (2, "")
    assert f"error: {broken}:2:10: " in refused.err
    assert f"error: {tmp_path / 'none.docx'}: the file cannot be read" in refused.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a", "b", "--changed-since", "c"], "--changed-since compares one file"),
        (["a", "--changed-since", "b", "--project", "1"], "cannot be used together"),
        (["a", "--corrected-mark"], "--corrected-mark is for single forms"),
        (["-", "--changed-since", "-"], "stdin can be read once only"),
        (["a", "--changed-since", "."], "this is a folder"),
    ],
)
def test_what_cannot_be_meant_together_is_refused(
    jixiao: Jixiao, arguments: list[str], message: str
) -> None:
    refused = jixiao("render", *arguments)
    assert (refused.status, refused.out) == (2, "")
    assert message in refused.err
