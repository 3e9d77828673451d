"""``jixiao doctor``: what works here, and what to install."""

import json
import subprocess
from pathlib import Path

import pytest

from jixiao.writers.pdf import PdfUnavailable, tuning
from tests.conftest import ROOT
from tests.unit.cli.conftest import Jixiao


@pytest.fixture(autouse=True)
def _no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """LibreOffice takes seconds to tell its version."""
    monkeypatch.setattr("shutil.which", lambda _program: None)


def test_all_is_well_where_every_format_can_be_made(jixiao: Jixiao) -> None:
    shown = jixiao("doctor", language="zh_CN")
    assert shown.status == 0
    assert shown.out.endswith("各种格式都可以生成：DOCX、PDF、纯文本。\n")
    assert str(ROOT / "templates" / "hebei") in shown.out
    assert "hebei-2020、hebei-2021、hebei-2023" in shown.out


def test_the_json_form_has_the_same_keys_in_every_language(jixiao: Jixiao) -> None:
    chinese = json.loads(jixiao("doctor", "--output-format", "json", language="zh_CN").out)
    english = json.loads(jixiao("doctor", "--output-format", "json").out)
    assert list(chinese) == list(english)
    assert chinese["language"] == "zh_CN"
    assert english["healthy"] is True
    assert [font["family"] for font in english["fonts"]] == [
        "方正小标宋简体",
        "仿宋",
        "楷体",
        "黑体",
        "宋体",
    ]
    assert english["weasyprint"] == "70.0"


def test_without_pango_it_says_what_to_install(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise PdfUnavailable("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(tuning, "weasyprint", fail)
    shown = jixiao("doctor")
    assert shown.status == 1
    assert "PDF cannot be made here: a library is missing (Pango)" in shown.out
    assert "libpango-1.0-0" in shown.out
    findings = json.loads(jixiao("doctor", "--output-format", "json").out)
    assert findings["pdf_problem"] == "cannot load library 'libpango-1.0-0'"


def test_a_broken_pack_is_told_with_its_faults(jixiao: Jixiao, tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('name = "x"\n')
    shown = jixiao("doctor", "--templates", tmp_path)
    assert shown.status == 1
    assert "the key layout is missing" in shown.out


def test_an_office_that_hangs_is_named_without_its_version(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(command: list[str], **_options: object) -> None:
        raise subprocess.TimeoutExpired(command, 20)

    monkeypatch.setattr("shutil.which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(subprocess, "run", hang)
    assert "/usr/bin/soffice" in jixiao("doctor").out
