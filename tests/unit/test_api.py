"""The public API, as a Python program uses it."""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

import jixiao
from tests.conftest import ROOT


def test_a_definition_is_loaded_rendered_and_dumped(tmp_path: Path) -> None:
    definition = jixiao.load(ROOT / "data" / "qingshi-liuhe-township-2023.toml")
    report = definition.report
    text = jixiao.render(report, ["text"])["text"].decode()
    assert report.projects[0].name is not None
    assert report.projects[0].name in text
    jixiao.dump(report, tmp_path / "copy.json")
    assert jixiao.load(tmp_path / "copy.json").report == report
    assert jixiao.loads(jixiao.dumps(report)).report == report


def test_dump_replaces_a_file_only_where_it_is_told_to(tmp_path: Path) -> None:
    report = jixiao.loads('schema = 1\n[report]\nedition = "hebei-2023"\n').report
    target = tmp_path / "r.toml"
    target.write_text("mine")
    with pytest.raises(jixiao.JixiaoError, match="there already"):
        jixiao.dump(report, target)
    assert target.read_text() == "mine"
    jixiao.dump(report, target, replace=True)
    assert jixiao.load(target).report == report


def test_every_public_name_is_there_and_others_are_not() -> None:
    assert {name for name in jixiao.__all__ if getattr(jixiao, name, None) is None} == set()
    assert set(jixiao.__all__) <= set(dir(jixiao))
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        _ = jixiao.lode


def test_the_version_is_that_of_the_package() -> None:
    assert jixiao.__version__ == metadata.version("jixiao")


def test_importing_jixiao_imports_nothing_heavy() -> None:
    code = "import jixiao, sys; print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(shown.stdout.split())
    assert not loaded & {"pydantic", "lxml", "jinja2", "weasyprint", "docx", "typer", "rich"}
