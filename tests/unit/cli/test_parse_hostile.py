"""``jixiao parse`` and ``jixiao roundtrip`` on what is no report, or cannot be opened.

Whatever is given: a message in the user's language that says what to do, the documented status
(docs/reading.md), no traceback, and all other files are still read.
"""

import errno
import io
import os
import re
import sys
import threading
from pathlib import Path

import pytest

import jixiao as package
from tests.conftest import DATA
from tests.unit.cli.conftest import Jixiao
from tests.unit.cli.hostile import (
    COMMANDS,
    JPEG,
    NO_REPORTS,
    RUNS,
    TOWNSHIP,
    UNREADABLE,
    watched,
    write_report,
)
from tests.unit.cli.reports import text_of, write_reports
from tests.word_binary import WordFile, paragraph


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    work = tmp_path / "工作"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


@pytest.fixture
def run(jixiao: Jixiao) -> Jixiao:
    """The program; whatever happens, a traceback fails the test."""
    return watched(jixiao)


# ---- files that are no reports ----


@pytest.mark.parametrize(("command", "language"), RUNS)
@pytest.mark.parametrize("name", NO_REPORTS)
def test_file_that_is_no_report_is_told_with_what_to_do(
    run: Jixiao, folder: Path, name: str, command: str, language: str
) -> None:
    content, reason, advice = NO_REPORTS[name]
    Path(name).write_bytes(content)
    refused = run(command, name, language=language)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith(UNREADABLE[language].format(name=name) + reason[language])
    assert refused.err.endswith(advice[language])


@pytest.mark.parametrize(
    ("language", "message"),
    [
        (
            "zh_CN",
            "错误：密.doc: 文件有密码保护\n  -> 请用 Word 或 WPS 打开，取消密码后保存\n",
        ),
        (
            "en",
            "error: 密.doc: the file is protected by a password\n"
            "  -> open it in Word or WPS, remove the password, and save it\n",
        ),
    ],
)
@pytest.mark.parametrize("command", COMMANDS)
def test_protected_file_is_told_with_what_to_do(
    run: Jixiao, folder: Path, command: str, language: str, message: str
) -> None:
    Path("密.doc").write_bytes(WordFile([paragraph("密")], flags=0x1300).write())
    refused = run(command, "密.doc", language=language)
    assert (refused.status, refused.out, refused.err) == (2, "", message)


@pytest.mark.parametrize("name", ["报告.doc", "报告.txt", "报告.pdf", "报告", "报告.jpg"])
def test_content_decides_not_the_name(run: Jixiao, folder: Path, name: str) -> None:
    report = package.load(DATA / TOWNSHIP).report
    Path(name).write_bytes(package.render(report, ["docx"])["docx"])
    shown = run("parse", name, "-o", "out")
    assert shown.status == 0
    assert "(from the definition in it)" in shown.out
    assert package.load(next(Path("out").glob("*.toml"))).report == report


# ---- files that cannot be opened ----


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("zh_CN", "错误：没有.doc: 文件无法读取：没有这个文件或文件夹\n  -> 请检查文件名"),
        ("en", "error: 没有.doc: the file cannot be read: there is no such file or folder\n"),
    ],
)
@pytest.mark.parametrize("command", COMMANDS)
def test_missing_file_is_told(
    run: Jixiao, folder: Path, command: str, language: str, message: str
) -> None:
    refused = run(command, "没有.doc", language=language)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith(message)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make links")
@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("zh_CN", "错误：甲.txt: 文件无法读取：链接循环\n"),
        ("en", "error: 甲.txt: the file cannot be read: links lead in a circle\n"),
    ],
)
@pytest.mark.parametrize("command", COMMANDS)
def test_links_in_a_circle_are_told(
    run: Jixiao, folder: Path, command: str, language: str, message: str
) -> None:
    Path("甲.txt").symlink_to("乙.txt")
    Path("乙.txt").symlink_to("甲.txt")
    refused = run(command, "甲.txt", language=language)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith(message)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets only administrators make links")
def test_folders_that_link_in_a_circle_are_read_once(run: Jixiao, folder: Path) -> None:
    write_report("甲/柳河镇.txt")
    Path("甲/乙").symlink_to("..", target_is_directory=True)
    shown = run("parse", "甲")
    assert (shown.status, shown.err) == (0, "")
    assert len(shown.out.splitlines()) == 1
    twice = run("parse", "甲", "甲/乙/甲/柳河镇.txt", "甲/柳河镇.txt")
    assert (twice.status, twice.out) == (0, shown.out)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_is_read_where_it_is_named_and_passed_over_in_a_folder(
    run: Jixiao, folder: Path
) -> None:
    write_report()
    os.mkfifo("管道.txt")
    shown = run("parse", ".")
    assert shown.status == 0
    assert "1 file of another kind was left out" in shown.err
    writer = threading.Thread(target=Path("管道.txt").write_bytes, args=[text_of(TOWNSHIP)])
    writer.start()
    shown = run("parse", "管道.txt")
    writer.join()
    assert shown.status == 0
    assert shown.out.startswith("管道.txt: hebei-2023")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
@pytest.mark.parametrize("command", COMMANDS)
def test_device_without_end_is_too_large(run: Jixiao, folder: Path, command: str) -> None:
    refused = run(command, "/dev/zero", "--limit", "file-bytes=1M", language="zh_CN")
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith("错误：/dev/zero: 超过 1048576 字节：")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize(
    ("name", "shown_as"),
    [
        (os.fsencode("甲\n乙\x1b[31m.txt"), "甲\\n乙\\x1b[31m.txt"),
        (b"\xff\xfe.txt", "\\udcff\\udcfe.txt"),
    ],
)
@pytest.mark.parametrize("command", COMMANDS)
def test_name_that_a_terminal_would_obey_is_shown_as_what_it_is(
    run: Jixiao, folder: Path, command: str, name: bytes, shown_as: str
) -> None:
    try:
        Path(os.fsdecode(name)).write_bytes(text_of(TOWNSHIP))
    except OSError as error:  # macOS takes names in UTF-8 only
        pytest.skip(f"the file system refuses the name: {error}")
    shown = run(command, os.fsdecode(name))
    assert shown.status == 0
    assert shown.out.startswith(f"{shown_as}: ")
    Path(os.fsdecode(name)).write_bytes(b"")
    assert run(command, ".").err.startswith(f"error: {shown_as}: cannot be read: the file is empty")


def test_file_that_fails_while_it_is_read_is_told(
    run: Jixiao, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk or a network folder that goes away in the middle."""
    write_report()
    write_report("好.txt")
    opened = Path.open

    class Broken(io.BytesIO):
        def read(self, *_size: object) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    def broken(self: Path, *arguments: object, **options: object) -> object:
        if self.name == "柳河镇.txt":
            return Broken()
        return opened(self, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", broken)
    shown = run("parse", ".", language="zh_CN")
    assert shown.status == 1
    assert shown.out.startswith("好.txt: ")
    assert "错误：柳河镇.txt: 文件无法读取：磁盘读写出错" in shown.err


# ---- folders ----


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("zh_CN", "错误：空: 该文件夹里没有可读的文件："),
        ("en", "error: 空: there is no file to read in this folder: "),
    ],
)
@pytest.mark.parametrize("command", COMMANDS)
def test_folder_without_any_report_is_told(
    run: Jixiao, folder: Path, command: str, language: str, message: str
) -> None:
    Path("空").mkdir()
    refused = run(command, "空", language=language)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith(message)
    Path("空/照片.jpg").write_bytes(JPEG)
    refused = run(command, "空", language=language)
    assert refused.status == 2
    assert message in refused.err
    assert "  -> " in refused.err


@pytest.mark.parametrize(("command", "language"), RUNS)
def test_mixed_folder_is_read_and_what_is_no_report_is_told(
    run: Jixiao, folder: Path, command: str, language: str
) -> None:
    for name, (content, _reason, _advice) in NO_REPORTS.items():
        Path(name).write_bytes(content)
    write_reports(Path("报告"))
    Path("报告/照片.jpg").write_bytes(JPEG)
    Path("报告/~$柳河镇.doc").write_bytes(bytes(162))
    Path("报告/.隐藏.txt").write_bytes(b"x")
    shown = run(command, ".", language=language)
    assert shown.status == 1
    for name in NO_REPORTS:
        assert UNREADABLE[language].format(name=name) in shown.err
    for name in ("柳河镇.txt", "云岭.txt"):
        assert f"{Path('报告', name)}: " in shown.out
    counts = {"zh_CN": "已{verb} 2 个文件", "en": "2 files {verb}"}[language]
    verbs = {"zh_CN": {"parse": "读取", "roundtrip": "比较"}, "en": {}}[language]
    verb = verbs.get(command) or {"parse": "read", "roundtrip": "compared"}[command]
    last = shown.err.splitlines()[-1]
    assert counts.format(verb=verb) in last
    assert re.search(f"失败 {len(NO_REPORTS)} 项|{len(NO_REPORTS)} failures", last)


# ---- stdin ----


@pytest.mark.parametrize(("command", "language"), RUNS)
@pytest.mark.parametrize("name", ["picture.doc", "junk.txt", "workbook.doc", "blank.txt"])
def test_stdin_may_be_anything(
    run: Jixiao, monkeypatch: pytest.MonkeyPatch, name: str, command: str, language: str
) -> None:
    content, reason, advice = NO_REPORTS[name]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    refused = run(command, "-", language=language)
    assert (refused.status, refused.out) == (2, "")
    message = UNREADABLE[language].format(name="<stdin>") + reason[language]
    assert refused.err.startswith(message)
    assert refused.err.endswith(advice[language])
