"""Definitions put back after they were mended."""

import stat
from pathlib import Path

import pytest

from jixiao.build.mending import diff, rewrite
from jixiao.diagnostics import JixiaoError
from tests.unit.check.reports import FAULTY

BEFORE = FAULTY.encode()
AFTER = FAULTY.replace("≥95百分比", "≥95%").encode()


def test_the_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(BEFORE)
    path.chmod(0o640)
    rewrite(path, BEFORE, AFTER)
    assert path.read_bytes() == AFTER
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["a.toml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_bytes(BEFORE)
    (tmp_path / "a.toml").symlink_to("real.toml")
    rewrite(tmp_path / "a.toml", BEFORE, AFTER)
    assert (tmp_path / "a.toml").is_symlink()
    assert (tmp_path / "real.toml").read_bytes() == AFTER


def test_a_file_that_was_edited_meanwhile_is_left(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"schema = 1\n")
    with pytest.raises(JixiaoError, match="changed while it was checked"):
        rewrite(path, BEFORE, AFTER)
    assert path.read_bytes() == b"schema = 1\n"


def test_what_is_no_definition_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(BEFORE)
    with pytest.raises(JixiaoError):
        rewrite(path, BEFORE, b"schema = \n")
    assert path.read_bytes() == BEFORE


def test_diff_shows_the_line_before_and_after() -> None:
    lines = diff(BEFORE, AFTER, "a.toml").splitlines()
    assert lines[:2] == ["--- a/a.toml", "+++ b/a.toml"]
    assert [line for line in lines[2:] if line[0] in "+-"] == [
        '-value = "≥95百分比"  # 照抄',
        '+value = "≥95%"  # 照抄',
    ]
