"""LibreOffice with a profile of its own and the fonts that our PDF uses, so that lines agree."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import need

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
