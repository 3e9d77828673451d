"""What holds for every command: status, streams, failures, speed of the help."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import jixiao as package
from tests.unit.cli.conftest import Jixiao

HEAVY = {"pydantic", "lxml", "jinja2", "weasyprint", "docx", "rich", "pikepdf", "tree_sitter"}
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(Path(package.__file__).parents[1]),
    "JIXIAO_LANG": "en",
}


def run_program(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    code = "from jixiao.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        **{"capture_output": True, "text": True, "env": ENVIRONMENT, **options},  # type: ignore[call-overload]
    )


def test_the_version_is_printed(jixiao: Jixiao) -> None:
    assert jixiao("--version") == (0, f"jixiao {package.__version__}\n", "")


@pytest.mark.parametrize(
    "command", ["", "new", "render", "parse", "roundtrip", "diff", "schema", "doctor"]
)
def test_help_imports_nothing_heavy(command: str) -> None:
    code = (
        "import sys, atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr));"
        "from jixiao.cli import main; main()"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code, *command.split(), "--help"],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        check=True,
    )
    assert not HEAVY & set(shown.stderr.split())


def test_the_language_is_that_of_the_environment() -> None:
    chinese = run_program("--help", env={**ENVIRONMENT, "JIXIAO_LANG": "zh"})
    english = run_program("--help", env={**ENVIRONMENT, "JIXIAO_LANG": "en"})
    assert chinese.stdout.startswith("用法：")
    assert english.stdout.startswith("Usage: ")


def test_a_console_that_cannot_show_chinese_gets_escapes() -> None:
    environment = {**ENVIRONMENT, "JIXIAO_LANG": "zh", "PYTHONIOENCODING": "ascii"}
    shown = run_program("--version-x", env=environment)
    assert shown.returncode == 2
    assert "\\u9519\\u8bef" in shown.stderr


@pytest.mark.parametrize("arguments", [["schema"], ["--help"]])
def test_a_reader_that_goes_away_is_no_error(arguments: list[str]) -> None:
    code = "from jixiao.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() in (0, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_behind_stdout_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        shown = run_program("schema", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert shown.returncode == 2
    assert shown.stderr == (
        "error: the system refused: the disk is full\n  -> make room where the output goes\n"
    )


def fail(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def broken() -> None:
        raise error

    monkeypatch.setattr("jixiao.definition.report_schema", broken)


def test_our_own_defects_are_told_without_a_traceback(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JIXIAO_DEBUG", raising=False)
    fail(monkeypatch, ZeroDivisionError("division by zero"))
    assert jixiao("schema") == (
        2,
        "",
        "error: jixiao itself failed (ZeroDivisionError)\n"
        "  -> run it again with JIXIAO_DEBUG=1, and report what it prints\n",
    )


def test_the_traceback_is_for_those_who_ask_for_it(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIXIAO_DEBUG", "1")
    fail(monkeypatch, ZeroDivisionError("division by zero"))
    shown = jixiao("schema")
    assert shown.status == 2
    assert "Traceback" in shown.err


def test_an_interrupt_ends_quietly(jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(monkeypatch, KeyboardInterrupt())
    assert jixiao("schema") == (130, "", "")
