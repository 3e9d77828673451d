"""Bad input: a clear message, status 2, no output, no temporary file left."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.unit.cli.conftest import Jixiao

GOOD = 'schema = 1\n[report]\nedition = "hebei-2023"\n[unit]\ncode = "636009"\n'

# Written as the clerk sees them, in Chinese: what stands in the file, what is said.
CASES = {
    "not TOML": (
        GOOD.replace("[report]", "[report"),
        "r.toml:2:8: 不符合 TOML 语法：表名缺少后面的 ]\n"
        "    | [report\n"
        "    |        ^\n"
        "  -> 请检查这一行和上一行的引号、括号和逗号",
    ),
    "not JSON": (
        '{"schema": 1,}',
        "r.toml:1:14: 不符合 JSON 语法：",
    ),
    "text without quotes": (
        GOOD + "name = 青石县\n",
        "r.toml:6:8: 不符合 TOML 语法：文字没有加引号\n",
    ),
    "wrong encoding": (
        (GOOD + 'name = "青石县"\n').encode("gb18030"),
        "r.toml:6:9: 文件不是 UTF-8 编码的文本；可能是 GB18030 (GBK)\n  -> 请另存为 UTF-8 编码",
    ),
    "a Word file": (
        b"PK\x03\x04\x14\x00\xff",
        "r.toml:1:7: 文件不是 UTF-8 编码的文本；可能是 Word 或 PDF 文件，不是定义文件",
    ),
    "wrong type": (
        GOOD + '[[projects]]\nbudget = { total = "29.50" }\n',
        "r.toml:7:20: total 应为数字，而不是文字“29.50”\n"
        '    | budget = { total = "29.50" }\n'
        "    |                    ^\n"
        "  -> 请直接写数字，不加引号和单位，如 total = 29.50",
    ),
    "NaN": (
        GOOD + "[[projects]]\nbudget = { total = nan }\n",
        "r.toml:7:20: total 应为有限的数，而不是数字 NaN",
    ),
    "unknown key": (
        GOOD + "naem = 3\n",
        "r.toml:6:1: 未知的键 naem\n    | naem = 3\n    | ^\n  -> 是不是 name？",
    ),
    "unknown edition": (
        GOOD.replace("hebei-2023", "hebei-2024"),
        "r.toml:3:11: 没有版式 hebei-2024\n"
        '    | edition = "hebei-2024"\n'
        "    |           ^\n"
        "  -> 是不是 hebei-2023？可用的版式：hebei-2020、hebei-2021、hebei-2023",
    ),
    "a newer format": (
        GOOD.replace("schema = 1", "schema = 2"),
        "r.toml:1:10: 文件的格式版本是 2，当前的 jixiao 只能读到 1",
    ),
    "a character that XML forbids": (
        GOOD + 'name = "a\\u0007"\n',
        "r.toml:6:8: name 的第 2 个字符 U+0007 不能写入文档",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_bad_definition_is_refused(
    jixiao: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    content, message = CASES[case]
    monkeypatch.chdir(tmp_path)
    Path("r.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    refused = jixiao("render", "r.toml", "-o", "out", language="zh_CN")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith(f"错误：{message}")
    assert list(Path().iterdir()) == [Path("r.toml")]


def test_a_missing_template_is_named(jixiao: Jixiao, report_file: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "templates" / "hebei", pack)
    (pack / "report.xml.jinja").unlink()
    refused = jixiao("render", report_file, "-o", tmp_path / "out", "--templates", pack)
    assert (refused.status, refused.out) == (2, "")
    assert "there is no template report.xml.jinja" in refused.err
    assert not (tmp_path / "out").exists()


def test_a_full_disk_is_told_and_leaves_no_file(
    jixiao: Jixiao, report_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    out = tmp_path / "out"
    refused = jixiao("render", report_file, "-f", "docx,text", "-o", out, language="zh_CN")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.count("文件无法写入：磁盘已满") == 2
    assert list(out.iterdir()) == []


def test_a_folder_without_permission_is_told(
    jixiao: Jixiao, report_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *_arguments: object, **_options: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refuse)
    refused = jixiao("render", report_file, "-f", "text", "-o", tmp_path / "out", language="zh_CN")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err == (
        f"错误：{tmp_path / 'out'}: 文件夹无法创建：没有权限\n  -> 请用 -o 指定其他文件夹\n"
    )


def test_an_output_folder_that_is_a_file_is_told(
    jixiao: Jixiao, report_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.write_text("mine")
    refused = jixiao("render", report_file, "-o", out, language="zh_CN")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err == f"错误：{out}: 这是文件，不是文件夹\n  -> 请用 -o 指定其他文件夹\n"


def test_an_output_of_somebody_else_is_told(
    jixiao: Jixiao, report_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "636009-青石县柳河镇人民政府-2023.txt"
    target.write_text("mine")
    refused = jixiao("render", report_file, "-f", "text", "-o", tmp_path, language="zh_CN")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err == (
        f"错误：{target}: 已有同名文件，现保持原样\n"
        "  -> 要保留它，请写到别处；要替换它，请加 --force\n"
    )
    assert target.read_text() == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {target.name, report_file.name}


def test_a_wrong_date_in_the_environment_is_told(
    jixiao: Jixiao, report_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")
    refused = jixiao("render", report_file, "-o", tmp_path / "out")
    assert refused.status == 2
    assert "SOURCE_DATE_EPOCH is not a number of seconds: today" in refused.err
