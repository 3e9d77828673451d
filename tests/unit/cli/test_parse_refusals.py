"""``jixiao parse`` where it may not read or write, or would write over something; and limits."""

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import jixiao as package
from tests.conftest import DATA, need
from tests.unit.cli.conftest import Jixiao, Outcome
from tests.unit.cli.hostile import COMMANDS, RUNS, TOWNSHIP, watched, write_report
from tests.unit.cli.reports import write_reports


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


# ---- without permission ----


# Root may read and write everything; without these two rights it is a user like others.
_RIGHTS_OF_ROOT = "-dac_override,-dac_read_search"
_PROGRAM = "from jixiao.cli import main; main()"

Ordinary = tuple[Path, Callable[..., Outcome]]


@pytest.fixture
def ordinary() -> Iterator[Ordinary]:
    """A folder, and a function that runs jixiao in it without the rights of root."""
    if os.name == "nt":
        pytest.skip("Windows has other permissions")
    bound = ["--bounding-set", _RIGHTS_OF_ROOT, "--inh-caps", _RIGHTS_OF_ROOT]
    prefix = [need("setpriv"), *bound] if os.geteuid() == 0 else []
    work = Path(tempfile.mkdtemp())

    def call(*arguments: str, language: str = "en") -> Outcome:
        done = subprocess.run(
            [*prefix, sys.executable, "-c", _PROGRAM, *arguments],
            cwd=work,
            capture_output=True,
            env={**os.environ, "JIXIAO_LANG": language},
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    yield work, call
    for path in (work, *work.iterdir()):
        path.chmod(0o755)
    shutil.rmtree(work)


@pytest.mark.parametrize(
    ("command", "language", "message"),
    [
        ("parse", "zh_CN", "错误：密.txt: 文件无法读取：没有权限\n"),
        ("roundtrip", "en", "error: 密.txt: the file cannot be read: access is denied\n"),
    ],
)
def test_file_without_permission_is_told_and_others_are_read(
    ordinary: Ordinary, command: str, language: str, message: str
) -> None:
    work, call = ordinary
    write_reports(work)
    (work / "密.txt").write_bytes(b"x")
    (work / "密.txt").chmod(0)
    (work / "关").mkdir(mode=0)
    shown = call(command, ".", language=language)
    assert shown.status == 1
    for name in ("柳河镇.txt", "云岭.txt"):
        assert f"{name}: " in shown.out
    assert message in shown.err
    assert message.replace("密.txt", "关") in shown.err
    refused = call(command, "密.txt", language=language)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith(message)


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("zh_CN", "错误：出: 文件夹无法创建：没有权限\n  -> 请用 -o 指定其他文件夹\n"),
        ("en", "error: 出: the folder cannot be made: access is denied\n  -> name another folder"),
    ],
)
def test_output_folder_that_cannot_be_made_is_told(
    ordinary: Ordinary, language: str, message: str
) -> None:
    work, call = ordinary
    write_report(str(work / "a.txt"))
    work.chmod(0o555)
    shown = call("parse", "a.txt", "-o", "出", language=language)
    assert shown.status == 2
    assert "->" not in shown.out
    assert shown.err.startswith(message)


def test_output_folder_that_may_not_be_written_is_told(ordinary: Ordinary) -> None:
    work, call = ordinary
    write_report(str(work / "a.txt"))
    (work / "出").mkdir(mode=0o555)
    shown = call("parse", "a.txt", "-o", "出", language="zh_CN")
    assert shown.status == 2
    assert "没有权限" in shown.err
    assert "->" not in shown.out
    assert list((work / "出").iterdir()) == []


def test_a_table_that_may_not_be_written_is_told_by_its_own_name(ordinary: Ordinary) -> None:
    work, call = ordinary
    write_report(str(work / "a.txt"))
    (work / "出").mkdir(mode=0o555)
    refused = call("parse", "a.txt", "--csv", "出/t.csv")
    assert (refused.status, refused.out) == (2, "")
    table = Path("出", "t.csv")
    assert refused.err.startswith(f"error: {table}: the file cannot be written: access is denied\n")


# ---- outputs ----


@pytest.mark.parametrize(
    ("language", "message", "advice"),
    [
        ("zh_CN", "错误：a.toml: 多个输入文件会写到同一个文件，因此什么都没有写\n", "文件夹"),
        ("en", "error: a.toml: several inputs would write one file", "folder"),
    ],
)
def test_two_inputs_of_one_name_are_refused_and_both_are_named(
    run: Jixiao, folder: Path, language: str, message: str, advice: str
) -> None:
    for name in ("甲/a.txt", "乙/a.txt"):
        write_report(name)
    refused = run("parse", "甲/a.txt", "乙/a.txt", "-o", "出", language=language)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith(message)
    for name in ("甲", "乙"):
        assert str(Path(name, "a.txt")) in refused.err
    assert advice in refused.err.splitlines()[-1]
    assert not Path("出").exists()


def test_two_formats_of_one_name_keep_both(run: Jixiao, folder: Path) -> None:
    write_report("a.txt")
    report = package.load(DATA / TOWNSHIP).report
    Path("a.docx").write_bytes(package.render(report, ["docx"])["docx"])
    assert run("parse", ".", "-o", "出").status == 0
    names = {path.name for path in Path("出").glob("*.toml")}
    assert names == {"a.txt.toml", "a.docx.toml"}


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("zh_CN", "错误：出: 这是文件，不是文件夹\n  -> 请用 -o 指定其他文件夹\n"),
        ("en", "error: 出: this is a file, not a folder\n"),
    ],
)
def test_output_folder_that_is_a_file_is_told_before_anything_is_read(
    run: Jixiao, folder: Path, language: str, message: str
) -> None:
    write_report()
    Path("出").write_text("mine")
    refused = run("parse", "柳河镇.txt", "-o", "出", language=language)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith(message)
    assert Path("出").read_text() == "mine"


@pytest.mark.parametrize(
    ("language", "message", "advice"),
    [
        ("zh_CN", "已有同名文件", "--force"),
        ("en", "a file of this name is there already", "--force"),
    ],
)
def test_file_of_somebody_else_is_never_replaced(
    run: Jixiao, folder: Path, language: str, message: str, advice: str
) -> None:
    write_report("甲.txt")
    write_report("乙.txt")
    Path("甲.toml").write_text("mine")
    shown = run("parse", ".", "-o", ".", language=language)
    assert shown.status == 1
    assert Path("甲.toml").read_text() == "mine"
    assert message in shown.err
    assert advice in shown.err
    assert package.load(Path("乙.toml")).report.unit.code == "636009"


def test_disk_that_is_full_is_told_and_leaves_no_half_of_a_file(
    run: Jixiao, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_report()

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    shown = run("parse", "柳河镇.txt", "-o", "出", language="zh_CN")
    assert shown.status == 2
    assert "磁盘已满" in shown.err
    assert list(Path("出").iterdir()) == []


# ---- limits ----


@pytest.mark.parametrize(
    "word", ["rows", "rows=", "rows=0", "rows=-1", "rows=1e3", "rows=三", "=1"]
)
@pytest.mark.parametrize("command", COMMANDS)
def test_limit_that_is_no_number_is_told_with_how_to_write_it(
    run: Jixiao, folder: Path, command: str, word: str
) -> None:
    write_report()
    refused = run(command, "柳河镇.txt", "--limit", word, language="zh_CN")
    assert (refused.status, refused.out) == (2, "")
    assert "限额" in refused.err
    assert "  -> " in refused.err


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("rows=3", {"zh_CN": "超过 3 行：", "en": "more than 3 rows: "}),
        ("characters=9", {"zh_CN": "超过 9 个字符：", "en": "more than 9 characters: "}),
        ("file-bytes=1K", {"zh_CN": "超过 1024 字节：", "en": "more than 1024 bytes: "}),
    ],
)
@pytest.mark.parametrize(("command", "language"), RUNS)
def test_file_beyond_a_limit_is_told(
    run: Jixiao, folder: Path, command: str, limit: str, words: dict[str, str], language: str
) -> None:
    write_report()
    refused = run(command, ".", "--limit", limit, language=language)
    assert (refused.status, refused.out) == (2, "")
    assert words[language] in refused.err
    assert "--limit" in refused.err
    assert run(command, ".", "--limit", "rows=1M").status == 0
