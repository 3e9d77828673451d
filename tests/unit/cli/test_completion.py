"""Shell completion: commands, options, and the values of options."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import jixiao as package
from tests.unit.cli.conftest import Jixiao


def completions(words: str) -> list[str]:
    """Return what bash is offered for the last word; a blank at the end begins a new one."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(package.__file__).parents[1]),
        "JIXIAO_LANG": "zh",
        "_JIXIAO_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    code = "from jixiao.cli import main; main()"
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert shown.stderr == ""
    return shown.stdout.split()


def test_commands_and_options_are_offered() -> None:
    assert completions("jixiao re") == ["render"]
    assert completions("jixiao p") == ["parse", "patch"]
    offered = completions("jixiao render --")
    assert {"--project", "--changed-since", "--corrected-mark"} <= set(offered)
    assert completions("jixiao new f --f") == ["--from"]
    assert "--parquet" in completions("jixiao parse --")
    assert completions("jixiao diff a b --y") == ["--year-on-year"]


def test_editions_and_formats_are_offered() -> None:
    assert completions("jixiao new f --edition hebei-202") == [
        "hebei-2020",
        "hebei-2021",
        "hebei-2023",
    ]
    assert completions("jixiao render f -f docx,") == ["docx,pdf", "docx,text"]
    assert completions("jixiao doctor --output-format j") == ["json"]
    assert completions("jixiao diff a b -f docx,p") == ["docx,pdf"]
    assert completions("jixiao diff a b --output-format t") == ["text"]


def test_forms_revisions_and_limits_are_offered() -> None:
    assert completions("jixiao parse f --format ") == ["toml", "json"]
    assert completions("jixiao roundtrip f --revisions r") == ["reject"]
    assert completions("jixiao parse f --limit p") == ["pages="]
    assert "file-bytes=" in completions("jixiao roundtrip f --limit ")


def test_the_projects_of_the_given_file_are_offered(report_file: Path) -> None:
    codes = completions(f"jixiao render {report_file} --project 13090123P0001141")
    assert codes == ["13090123P00011410013U", "13090123P00011410024B"]


def test_a_file_that_cannot_be_read_offers_nothing(tmp_path: Path) -> None:
    assert completions(f"jixiao render {tmp_path / 'none.toml'} --project ") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_of_every_shell_is_shown(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: shell)
    shown = jixiao("--show-completion")
    assert shown.status == 0
    assert "_JIXIAO_COMPLETE" in shown.out


def test_the_script_is_installed_for_the_shell_in_use(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: "bash")
    monkeypatch.setenv("HOME", str(tmp_path))
    shown = jixiao("--install-completion", language="zh_CN")
    script = tmp_path / ".bash_completions" / "jixiao.sh"
    assert shown == (0, f"bash 的命令行补全已安装：{script}\n", "新打开的终端即可使用\n")
    assert script.is_file()


def test_a_shell_that_is_not_known_is_refused(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: "tcsh")
    refused = jixiao("--install-completion", language="zh_CN")
    assert refused.status == 2
    assert refused.err.startswith("错误：命令行补全只支持：bash、zsh、fish、powershell、pwsh\n")
