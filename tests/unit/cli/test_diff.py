"""``jixiao diff``: what differs is listed, given as JSON, and printed as 更正对照表."""

import io
import json
import sys
from pathlib import Path

import pytest

import jixiao as package
from tests.unit.cli.conftest import Jixiao
from tests.unit.correct.drafts import DRAFT

CORRECTED = DRAFT.replace("total = 38.18", "total = 40.00", 1)
SHEET = "636009-青石县柳河镇人民政府-2023-更正对照表"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The report as it was sent in, and as it was corrected."""
    monkeypatch.chdir(tmp_path)
    old, new = Path("送审.toml"), Path("更正.toml")
    old.write_text(DRAFT, "utf-8")
    new.write_text(CORRECTED, "utf-8")
    return old, new


def test_the_same_file_twice_does_not_differ(jixiao: Jixiao, files: tuple[Path, Path]) -> None:
    old, _new = files
    assert jixiao("diff", old, old) == (0, f"{old} and {old}: no difference\n", "")
    assert jixiao("diff", old, old, "-q") == (0, "", "")


def test_differences_are_listed_and_counted(jixiao: Jixiao, files: tuple[Path, Path]) -> None:
    listed = "project 1 村道养护 (13090123P00011410013U)\n  total: 38.18 → 40.00 (+1.82)\n\n"
    counted = (
        "projects changed 1, added 0, removed 0, moved 0; differences 1\n"
        "total budget: 70.68 → 72.50 (10 000 yuan; +1.82)\n"
    )
    assert jixiao("diff", *files) == (1, listed + counted, "")
    assert jixiao("diff", *files, "-q") == (1, listed, "")
    assert not list(Path().glob("*.docx"))


def test_a_listing_in_chinese(jixiao: Jixiao, files: tuple[Path, Path]) -> None:
    shown = jixiao("diff", *files, language="zh_CN")
    assert "  预算数：38.18 → 40.00（+1.82）\n" in shown.out
    assert "预算合计：70.68 → 72.50万元（+1.82）\n" in shown.out


def test_a_document_can_stand_on_either_side(jixiao: Jixiao, files: tuple[Path, Path]) -> None:
    old, new = files
    document = Path("送审.txt")
    document.write_bytes(package.render(package.load(old).report, ["text"])["text"])
    assert jixiao("diff", document, old).status == 0
    assert jixiao("diff", document, new).out == jixiao("diff", old, new).out


def test_stdin_can_be_one_of_them(
    jixiao: Jixiao, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(CORRECTED.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    shown = jixiao("diff", files[0], "-")
    assert (shown.status, "38.18 → 40.00" in shown.out) == (1, True)


def test_json_is_the_same_in_every_language(jixiao: Jixiao, files: tuple[Path, Path]) -> None:
    english = jixiao("diff", *files, "--output-format", "json")
    chinese = jixiao("diff", *files, "--output-format", "json", language="zh_CN")
    assert english == chinese
    assert english.status == 1
    assert '"new": 40.00,' in english.out
    (change,) = json.loads(english.out)["changes"]
    assert (change["field"], change["project"]["number"]) == ("budget.total", 1)


def test_from_one_year_to_the_next_codes_are_one_line(
    jixiao: Jixiao, files: tuple[Path, Path]
) -> None:
    old, new = files
    codes = CORRECTED.replace("13090123P0", "13090124P0").replace("= 2023", "= 2024")
    new.write_text(codes, "utf-8")
    shown = jixiao("diff", old, new, "--year-on-year")
    assert "project code:" not in shown.out
    assert "differences 1\n" in shown.out
    assert "expected year-on-year: fiscal year, project codes (3); -v lists them" in shown.out
    assert jixiao("diff", old, new, "--year-on-year", "-v").out.count("project code:") == 3
    assert "differences 5\n" in jixiao("diff", old, new).out
    new.write_text(codes.replace("40.00", "38.18"), "utf-8")
    shown = jixiao("diff", old, new, "--year-on-year")
    assert (shown.status, "differences" in shown.out) == (0, False)


def test_the_correction_table_is_written(jixiao: Jixiao, files: tuple[Path, Path]) -> None:
    shown = jixiao("diff", *files, "-f", "docx,text", "-o", "表")
    assert shown.status == 1
    assert "38.18 → 40.00" in shown.out
    assert shown.err.splitlines() == [
        f"written: 表/{SHEET}.docx",
        f"written: 表/{SHEET}.txt",
    ]
    assert Path("表", f"{SHEET}.docx").read_bytes()[:2] == b"PK"
    again = jixiao("diff", *files, "-f", "docx", "-o", "表")
    assert again.err == f"up to date: 表/{SHEET}.docx\n"


def test_a_table_of_two_years_is_no_correction(jixiao: Jixiao, files: tuple[Path, Path]) -> None:
    old, new = files
    new.write_text(CORRECTED.replace("= 2023", "= 2024"), "utf-8")
    shown = jixiao("diff", old, new, "--year-on-year", "-f", "text")
    name = "636009-青石县柳河镇人民政府-2024-年度对照表.txt"
    assert shown.err == f"written: {name}\n"
    assert "更正" not in Path(name).read_text("utf-8")
    new.write_text(DRAFT.replace("= 2023", "= 2024"), "utf-8")
    shown = jixiao("diff", old, new, "--year-on-year", "-f", "text")
    assert (shown.status, "differs but the year: no table is written" in shown.err) == (0, True)


def test_without_a_folder_the_table_goes_to_the_current_one(
    jixiao: Jixiao, files: tuple[Path, Path]
) -> None:
    jixiao("diff", *files, "-f", "text")
    assert Path(f"{SHEET}.txt").is_file()


def test_an_edited_table_is_left_as_it_is(jixiao: Jixiao, files: tuple[Path, Path]) -> None:
    jixiao("diff", *files, "-f", "text")
    Path(f"{SHEET}.txt").write_text("mine")
    refused = jixiao("diff", *files, "-f", "text")
    assert (refused.status, refused.out) == (2, "")
    assert "was edited" in refused.err
    assert Path(f"{SHEET}.txt").read_text() == "mine"
    assert jixiao("diff", *files, "-f", "text", "--force").status == 1


def test_nothing_to_correct_is_no_table(jixiao: Jixiao, files: tuple[Path, Path]) -> None:
    old, _new = files
    shown = jixiao("diff", old, old, "-f", "docx", "-o", "表")
    assert (shown.status, Path("表").exists()) == (0, False)
    assert "no correction table is written" in shown.err


def test_what_a_document_hides_is_told(jixiao: Jixiao, files: tuple[Path, Path]) -> None:
    old, new = files
    document = Path("送审.txt")
    text = package.render(package.load(old).report, ["text"])["text"]
    document.write_bytes(text + "外来的一行".encode())
    shown = jixiao("diff", document, new)
    assert "notice: 送审.txt: not all of this file is understood: 1 line left over" in shown.err
    assert jixiao("diff", document, new, "-q").err == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["更正.toml", "没有.toml"], "没有.toml: the file cannot be read"),
        (["没有.toml", "没有.docx"], "没有.docx: the file cannot be read"),
        (["更正.toml", "."], "this is a folder"),
        (["更正.toml", ""], "no file is named"),
        (["-", "-"], "stdin can be read once only"),
        (["更正.toml", "别家.toml"], "different units: 636009 青石县柳河镇人民政府"),
        (["更正.toml", "坏.toml"], "坏.toml:1:"),
        (["更正.toml", "更正.toml", "-f", "xml"], "there is no format xml"),
        (["更正.toml", "送审.toml", "-f", "docx", "-o", "-"], "to a folder, not to stdout"),
        (["更正.toml", "送审.toml", "-o", "送审.toml"], "this is a file, not a folder"),
        (["更正.toml", "送审.toml", "--output-format", "xml"], "there is no format xml"),
        (["更正.toml", "送审.toml", "--limit", "pages=x"], "the limit pages"),
        (["更正.toml", "送审.toml", "-f", "docx", "--templates", "包"], "no correction table"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_mistake_is_told_and_nothing_is_written(
    jixiao: Jixiao, files: tuple[Path, Path], arguments: list[str], words: str
) -> None:
    other = DRAFT.replace("636009", "636010").replace("柳河镇", "南关镇")
    Path("别家.toml").write_text(other.replace("13090123P0", "13090223P0"), "utf-8")
    Path("坏.toml").write_text("schema = ", "utf-8")
    _pack_without_a_table(Path("包"))
    before = sorted(Path().rglob("*"))
    shown = jixiao("diff", *arguments)
    assert (shown.status, shown.out) == (2, "")
    assert words in shown.err
    assert sorted(Path().rglob("*")) == before


def _pack_without_a_table(folder: Path) -> None:
    folder.mkdir()
    from jixiao.layout import load_pack

    own = load_pack().folder
    lines = (own / "pack.toml").read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("corrections")]
    (folder / "pack.toml").write_text("\n".join(kept), "utf-8")
    (folder / "style.toml").write_bytes((own / "style.toml").read_bytes())
    (folder / "editions").mkdir()


def test_no_name_of_a_file_or_text_can_move_the_cursor(
    jixiao: Jixiao, files: tuple[Path, Path]
) -> None:
    old, new = files
    new.write_text(DRAFT.replace("工程验收单", "验收单\u009b31m\u202e"), "utf-8")
    shown = jixiao("diff", old, new)
    assert "工程验收单 → 验收单\\x9b31m\\u202e\n" in shown.out


def test_colours_are_for_terminals(
    jixiao: Jixiao, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jixiao.cli.terminal.shows_colours", lambda: True)
    assert "\x1b[31m38.18\x1b[0m → \x1b[32m40.00\x1b[0m" in jixiao("diff", *files).out


def test_a_terminal_shows_that_the_table_is_being_made(
    jixiao: Jixiao, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "making" not in jixiao("diff", *files, "-f", "text").err
    monkeypatch.setattr(type(sys.stderr), "isatty", lambda _stream: True, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "making the table: text" in jixiao("diff", *files, "-f", "text").err
    assert "making" not in jixiao("diff", *files, "-f", "text", "-q").err
