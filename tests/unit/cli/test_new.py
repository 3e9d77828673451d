"""``jixiao new``: a draft that a clerk fills in."""

import io
import re
import sys
from pathlib import Path

import pytest

from jixiao.definition import load, loads
from tests.conftest import SHARED
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


def test_a_folder_that_is_not_there_is_made(jixiao: Jixiao, tmp_path: Path) -> None:
    target = tmp_path / "none" / "2024" / "r.toml"
    made = jixiao("new", target, "--edition", "hebei-2023", "--unit", UNIT)
    assert (made.status, made.written) == (0, [target])
    assert load(target).report.unit.code == "636009"


def test_a_folder_that_cannot_be_made_is_told(jixiao: Jixiao, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name in ("file/r.toml", "file/2024/r.toml"):
        refused = jixiao("new", tmp_path / name, "--edition", "hebei-2023", "--unit", UNIT)
        assert refused.status == 2
        assert "cannot be written: a part of the path is not a folder" in refused.err


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("next.docx", "next.toml"),
        ("next", "next.toml"),
        ("next.json", "next.toml"),
        ("none/next.PDF", "none/next.toml"),
        ("2024.5", "2024.5.toml"),
        ("next.草稿", "next.草稿.toml"),
        ("none/", "none.toml"),
    ],
)
def test_a_name_that_is_none_of_a_draft_is_refused_with_a_better_one(
    jixiao: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, better: str
) -> None:
    monkeypatch.chdir(tmp_path)
    options = (["--from", "x.toml"], ["--edition", "hebei-2023", "--unit", UNIT])
    for one in options:
        assert jixiao("new", name, *one) == (
            2,
            "",
            f"error: {name}: a draft is a TOML file, and its name ends in .toml\n"
            f"  -> write it like this: {Path(better)}\n",
        )
    assert list(tmp_path.iterdir()) == []


def test_a_pack_of_ones_own_is_used(jixiao: Jixiao, tmp_path: Path) -> None:
    refused = jixiao("new", "-", "--edition", "hebei-2023", "--unit", UNIT, "--templates", tmp_path)
    assert refused.status == 2
    assert "there is no template pack here: pack.toml is missing" in refused.err


def test_the_draft_that_follows_last_years_definition(
    jixiao: Jixiao, report_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "next.toml"
    made = jixiao("new", target, "--from", report_file)
    assert made == (
        0,
        f"{target}\n",
        f"notice: {report_file}: 6 comments of this file are not in the draft\n"
        "  -> copy what is still needed by hand: comments begin with #\n"
        "to be filled in: 96; to be checked: 42\n"
        f"next: fill it in with an editor; jixiao check {target} shows what is blank\n",
    )
    header = load(target).report.header
    assert (header.fiscal_year, header.edition) == (2024, "hebei-2023")
    text = target.read_text("utf-8")
    assert (text.count("# 待填："), text.count("# 请核对：")) == (96, 42)
    rendered = jixiao("render", target, "-f", "text", "-o", tmp_path / "out")
    assert [path.name for path in rendered.written] == ["636009-青石县柳河镇人民政府-2024.txt"]


def test_the_check_shows_what_is_blank_in_it(
    jixiao: Jixiao, report_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "next.toml"
    jixiao("new", target, "--from", report_file)
    found = jixiao("check", target, "--select", "BUD008,PLN009", "--output-format", "concise")
    assert [found.out.count(code) for code in ("BUD008", "PLN009")] == [12, 1]


def test_year_edition_and_unit_may_be_others(jixiao: Jixiao, report_file: Path) -> None:
    options = ["--year", "2030", "--edition", "hebei-2021", "--unit", "1 某局"]
    shown = jixiao("new", "-", "--from", report_file, *options)
    report = loads(shown.out).report
    assert (report.header.fiscal_year, report.header.edition) == (2030, "hebei-2021")
    assert (report.unit.code, report.unit.name) == ("1", "某局")
    assert shown.err.endswith("to be filled in: 96; to be checked: 42\n")


@pytest.mark.parametrize("form", ["text", "docx"])
def test_last_years_report_may_be_a_document(
    jixiao: Jixiao, report_file: Path, tmp_path: Path, form: str
) -> None:
    (published,) = jixiao("render", report_file, "-f", form, "-o", tmp_path / "out").written
    made = jixiao("new", "-", "--from", published)
    assert made.status == 0
    assert made.out == jixiao("new", "-", "--from", report_file).out


def test_last_years_report_may_come_through_stdin(
    jixiao: Jixiao, report_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report_file.read_bytes())))
    assert loads(jixiao("new", "-", "--from", "-").out).report.header.fiscal_year == 2024


def test_findings_that_were_accepted_last_year_are_told_of(
    jixiao: Jixiao, report_file: Path
) -> None:
    text = report_file.read_text("utf-8")
    accepted = '[check]\nignore = { PLN008 = "按合同", VAL003 = "习惯" }\n[targets]'
    report_file.write_text(text.replace("[targets]", accepted, 1), "utf-8")
    shown = jixiao("new", "-", "--from", report_file)
    assert "PLN008" not in shown.out
    assert "notice: 2 findings that were accepted last year will be told again\n" in shown.err


def test_a_year_that_is_not_known_is_told(
    jixiao: Jixiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "last.toml"
    text = 'schema = 1\n[report]\nedition = "hebei-2023"\n[unit]\nname = "某局"\n'
    source.write_text(text, "utf-8")
    monkeypatch.setattr("jixiao.build.draft.default_year", lambda _today: 2031)
    shown = jixiao("new", "-", "--from", source)
    assert loads(shown.out).report.header.fiscal_year == 2031
    assert shown.err.startswith(
        f"notice: {source}: the fiscal year of this report is not known; the draft is for 2031\n"
        "  -> give the year with --year where it is another one\n"
    )
    assert "notice" not in jixiao("new", "-", "--from", source, "--year", "2030").err


def test_a_guess_at_last_years_year_is_not_told_besides(
    jixiao: Jixiao, report_file: Path, tmp_path: Path
) -> None:
    text = re.sub("^code = .*P0.*$", "", report_file.read_text("utf-8"), flags=re.MULTILINE)
    report_file.write_text(text, "utf-8")
    (published,) = jixiao("render", report_file, "-f", "text", "-o", tmp_path / "out").written
    guess = "fiscal_year is a guess: 2023"
    assert guess in jixiao("parse", published, "-o", "-").err
    shown = jixiao("new", "-", "--from", published)
    assert "the fiscal year of this report is not known; the draft is for" in shown.err
    assert guess not in shown.err
    assert "notice" not in jixiao("new", "-", "--from", published, "--year", "2024").err


def test_what_was_read_in_part_is_told_as_by_parse(
    jixiao: Jixiao, report_file: Path, tmp_path: Path
) -> None:
    (published,) = jixiao("render", report_file, "-f", "text", "-o", tmp_path / "out").written
    cut = tmp_path / "cut.txt"
    text = published.read_text("utf-8")
    cut.write_text(text[: text.rindex("满意度指标") - 40], "utf-8")
    target = tmp_path / "next.toml"
    made = jixiao("new", target, "--from", cut)
    assert made.status == 1
    assert made.written == [target]
    assert f"notice: {cut}:" in made.err
    assert made.err.startswith(jixiao("parse", cut).err)


def test_the_draft_of_last_year_never_overwrites_a_file(jixiao: Jixiao, report_file: Path) -> None:
    before = report_file.read_bytes()
    refused = jixiao("new", report_file, "--from", report_file)
    assert refused.status == 2
    assert "a file of this name is there already" in refused.err
    assert report_file.read_bytes() == before


def test_an_edition_that_is_not_there_is_told_with_its_place(
    jixiao: Jixiao, report_file: Path, tmp_path: Path
) -> None:
    text = report_file.read_text("utf-8")
    report_file.write_text(text.replace("hebei-2023", "hebei-2019", 1), "utf-8")
    refused = jixiao("new", tmp_path / "next.toml", "--from", report_file)
    assert refused.status == 2
    assert f"error: {report_file}:7:11: there is no edition hebei-2019" in refused.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["next.json", "--from", "x.toml"], "a draft is a TOML file"),
        (["next.toml", "--from", "x.toml"], "x.toml: the file cannot be read"),
        (["next.toml", "--from", "."], ".: this is a folder"),
        ([".", "--from", "x.toml"], "name a file in it, such as report.toml"),
        (["", "--from", "x.toml"], "no file is named"),
        (["next.toml", "--from", ""], "no file is named"),
        (["next.toml", "--from", "x.toml", "--year", "23"], "23 is not a year"),
        (["next.toml", "--unit", "u"], "--edition is missing"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    jixiao: Jixiao,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    refused = jixiao("new", *arguments)
    assert (refused.status, refused.out) == (2, "")
    assert message in refused.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not SHARED.exists(), reason="the shared corpus is not there")
def test_a_published_file_that_does_not_say_its_year(jixiao: Jixiao) -> None:
    legacy = SHARED / "legacy"
    shown = jixiao("new", "-", "--from", legacy / "dingzhou-government-office-2020.doc")
    assert "the fiscal year of this report is not known" in shown.err
    shown = jixiao("new", "-", "--from", legacy / "zunhua-tangquan-2023.docx")
    assert loads(shown.out).report.header.fiscal_year == 2024
