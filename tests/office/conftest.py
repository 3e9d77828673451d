"""LibreOffice with a profile and fonts of its own, so that lines agree; the Open XML SDK."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT, need

Convert = Callable[[list[Path], str], Path]

_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  {aliases}
</fontconfig>
"""
_ALIAS = '<alias binding="same"><family>{}</family><prefer><family>{}</family></prefer></alias>'
_STAND_INS = {
    "方正小标宋简体": "Noto Serif SC",
    "仿宋": "Noto Serif SC",
    "楷体": "Noto Serif SC",
    "宋体": "Noto Serif SC",
    "黑体": "Noto Sans SC",
}


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Return a function that converts files by LibreOffice into a new folder."""
    soffice = need("soffice")
    import pylopdf_fonts_zh_cn as shipped

    home = tmp_path_factory.mktemp("office")
    fonts = home / "fonts.conf"
    aliases = "\n  ".join(_ALIAS.format(*pair) for pair in _STAND_INS.items())
    folder = Path(shipped.serif_path()).parent
    fonts.write_text(_FONTS.format(folder=folder, cache=home / "cache", aliases=aliases), "utf-8")
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}

    def run(files: list[Path], form: str) -> Path:
        out = tmp_path_factory.mktemp("converted")
        command = [soffice, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", form, "--outdir", str(out), *map(str, files)]
        done = subprocess.run(
            command, capture_output=True, env=environment, check=False, timeout=300
        )
        # soffice exits with 0 even where it wrote nothing.
        missing = [file.name for file in files if not (out / f"{file.stem}.{form}").exists()]
        assert not missing, (missing, done.stdout, done.stderr)
        return out

    return run


VALIDATOR = "JIXIAO_OOXML_VALIDATOR"


def validator() -> str:
    """Return the validator of the Open XML SDK, or skip the test."""
    local = ROOT / "node_modules" / ".bin" / "ooxml-validator"
    found = os.environ.get(VALIDATOR) or (str(local) if local.exists() else None)
    found = found or shutil.which("ooxml-validator")
    if found is None:
        pytest.skip(f"ooxml-validator is not installed (npm install, or {VALIDATOR})")
    return found


def new_errors(before: Path, after: Path) -> list[str]:
    """Return the errors of the Open XML SDK in a file that an earlier one does not have.

    Errors are the same where kind and description are: a place moves when something before it
    changes. The validator takes one file at a time, about two seconds of a core for each; what
    it said of ``before`` is kept.
    """
    known = {kind for kind, _place in _errors(before)}
    return [f"{kind} ({place})" for kind, place in _errors(after) if kind not in known]


@cache
def _errors(file: Path) -> list[tuple[str, str]]:
    """Return kind and description, and place, of each error."""
    output = subprocess.run(
        [validator(), str(file)], capture_output=True, text=True, check=False, timeout=120
    )
    errors = json.loads(output.stdout)["errors"]
    broken = [error["description"] for error in errors if error["errorType"] == "Exception"]
    assert not broken, (file, broken)
    return [
        (f"{error['id']}: {error['description']}", f"{error['path']} {error['xPath']}")
        for error in errors
    ]
