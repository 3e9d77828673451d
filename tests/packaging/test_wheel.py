"""The wheel holds all that a user needs, and works outside the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "-w", str(folder), str(ROOT)], check=True)
    (file,) = folder.glob("jixiao-*.whl")
    return file


def test_the_wheel_holds_templates_messages_and_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        "jixiao/templates/hebei/pack.toml",
        "jixiao/templates/hebei/report.xml.jinja",
        "jixiao/templates/hebei/style.toml",
        "jixiao/templates/hebei/editions/hebei-2023.toml",
        "jixiao/templates/hebei/new.toml.jinja",
        "jixiao/locale/zh_CN/LC_MESSAGES/jixiao.mo",
        "jixiao/py.typed",
    ):
        assert name in names
    assert not [name for name in names if name.startswith(("tests", "bench", "data"))]


def test_the_installed_program_works_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    work = tmp_path / "work"
    work.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(site), "HOME": str(tmp_path)}
    code = (
        f"import jixiao; assert {str(site)!r} in jixiao.__file__; import jixiao.cli as c; c.main()"
    )

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-P", "-c", code, *arguments],
            cwd=work,
            env={**environment, "JIXIAO_LANG": "zh"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("new", "甲.toml", "--edition", "hebei-2023", "--unit", "636009 青石县柳河镇人民政府")
    run("render", "甲.toml", "-f", "docx,text", "-o", "out")
    assert len(list((work / "out").glob("*.docx"))) == 1
    assert "用法" in run("--help")
