"""``jixiao new``: a draft that a clerk fills in."""

from pathlib import Path

import pytest

from jixiao.definition import load, loads
from tests.unit.cli.conftest import Jixiao

UNIT = "636009 青石县柳河镇人民政府"


def test_a_draft_renders_at_once(jixiao: Jixiao, tmp_path: Path) -> None:
    target = tmp_path / "新报告.toml"
    made = jixiao("new", target, "--edition", "hebei-2023", "--unit", UNIT, "--year", "2024")
    assert made == (
        0,
        f"{target}\n",
        f"next: fill it in with an editor, then: jixiao render {target}\n",
    )
    assert load(target).report.header.fiscal_year == 2024
    rendered = jixiao("render", target, "-f", "text", "-o", tmp_path / "out")
    assert [path.name for path in rendered.written] == ["636009-青石县柳河镇人民政府-2024.txt"]


def test_a_draft_never_overwrites_a_file(jixiao: Jixiao, tmp_path: Path) -> None:
    target = tmp_path / "r.toml"
    target.write_text("my work of a week")
    refused = jixiao("new", target, "--edition", "hebei-2023", "--unit", UNIT, language="zh_CN")
    assert refused == (
        2,
        "",
        f"错误：{target}: 已有同名文件，现保持原样\n  -> 请换一个文件名\n",
    )
    assert target.read_text() == "my work of a week"
    assert list(tmp_path.iterdir()) == [target]


def test_a_draft_can_be_printed(jixiao: Jixiao) -> None:
    shown = jixiao("new", "-", "--edition", "hebei-2020", "--unit", UNIT)
    assert shown.status == 0
    assert loads(shown.out).report.unit.code == "636009"


def test_an_unknown_edition_lists_those_there_are(jixiao: Jixiao, tmp_path: Path) -> None:
    refused = jixiao("new", tmp_path / "r.toml", "--edition", "hubei-2020", "--unit", UNIT)
    assert refused.status == 2
    assert refused.err == (
        "error: there is no edition hubei-2020\n"
        "  -> did you mean hebei-2020? known editions: hebei-2020, hebei-2021, hebei-2023\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("year", ["23", "二〇二四", "1200", "20244", "-2024", "2024.0"])
def test_a_year_has_four_digits(jixiao: Jixiao, tmp_path: Path, year: str) -> None:
    refused = jixiao(
        "new", tmp_path / "r.toml", "--edition", "hebei-2023", "--unit", UNIT, f"--year={year}"
    )
    assert refused.status == 2
    assert refused.err.startswith(f"error: {year} is not a year\n")


def test_a_folder_that_is_not_there_is_told(jixiao: Jixiao, tmp_path: Path) -> None:
    target = tmp_path / "none" / "r.toml"
    refused = jixiao("new", target, "--edition", "hebei-2023", "--unit", UNIT)
    assert refused.status == 2
    assert "the file cannot be written: there is no such file or folder" in refused.err


def test_a_pack_of_ones_own_is_used(jixiao: Jixiao, tmp_path: Path) -> None:
    refused = jixiao("new", "-", "--edition", "hebei-2023", "--unit", UNIT, "--templates", tmp_path)
    assert refused.status == 2
    assert "there is no template pack here: pack.toml is missing" in refused.err
