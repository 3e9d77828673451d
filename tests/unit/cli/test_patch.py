"""``jixiao patch``: a Word file that was sent back is mended, or nothing is written."""

import io
import sys
import zipfile
from pathlib import Path

import pytest

import jixiao as package
from tests.mended_forms import Root, W, cell_with, document, element, parse, rebuilt, root_of
from tests.unit.cli.conftest import Jixiao, Outcome
from tests.unit.correct.drafts import DRAFT, draft
from tests.word_binary import WordFile, paragraph
from tests.word_xml import docx
from tests.zip_files import ENCRYPTED, Entry, write_zip

SENT, CORRECTED, FIXED = "送审.docx", "更正.toml", "改好.docx"
NEW = DRAFT.replace("total = 38.18", "total = 40.00", 1)
LISTED = "project 1 村道养护 (13090123P00011410013U)\n  total: 38.18 → 40.00 (+1.82)\n"


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Word file as it was sent in, and the corrected definition."""
    monkeypatch.chdir(tmp_path)
    Path(SENT).write_bytes(document(draft()))
    Path(CORRECTED).write_text(NEW, "utf-8")


def total() -> str:
    """Return the budget of the first project in the mended file."""
    return str(parse(Path(FIXED).read_bytes()).recognition.report.projects[0].budget.total)


def changes() -> list[Root]:
    return list(root_of(Path(FIXED).read_bytes()).iter(f"{W}ins", f"{W}del"))


def require_refused(shown: Outcome, *words: str) -> None:
    """Require that a clear message was printed, with advice, and that nothing was written."""
    assert (shown.status, shown.out) == (2, "")
    assert "Traceback" not in shown.err
    assert shown.err.count("error: ") == len(words)
    assert shown.err.count("  -> ") >= len(words)
    assert all(word in shown.err for word in words), shown.err
    assert not Path(FIXED).exists()
    assert not [each for each in Path().rglob("*") if each.suffix == ".tmp"]


# ---- what is done ----


def test_the_file_is_mended_and_what_was_changed_is_listed(jixiao: Jixiao) -> None:
    before = Path(SENT).read_bytes()
    shown = jixiao("patch", SENT, CORRECTED, "-o", FIXED)
    assert shown.status == 0
    assert shown.out.startswith(LISTED)
    assert shown.err == (
        f"written: {FIXED}\nnext: look at the tracked changes in Word or WPS, and accept them\n"
    )
    assert total() == "40.00"
    assert changes()
    assert Path(SENT).read_bytes() == before


def test_in_chinese(jixiao: Jixiao) -> None:
    shown = jixiao("patch", SENT, CORRECTED, "-o", FIXED, language="zh_CN")
    assert "  预算数：38.18 → 40.00（+1.82）\n" in shown.out
    assert f"已写入：{FIXED}\n" in shown.err


def test_quiet(jixiao: Jixiao) -> None:
    assert jixiao("patch", SENT, CORRECTED, "-o", FIXED, "-q") == (0, "", "")
    assert total() == "40.00"


def test_accepted_there_are_no_tracked_changes(jixiao: Jixiao) -> None:
    shown = jixiao("patch", SENT, CORRECTED, "-o", FIXED, "--accept")
    assert (shown.status, "tracked changes" in shown.err) == (0, False)
    assert (total(), changes()) == ("40.00", [])


def test_a_folder_gets_a_file_of_the_same_name(jixiao: Jixiao) -> None:
    shown = jixiao("patch", SENT, CORRECTED, "-o", "结果/")
    assert shown.status == 0
    assert Path("结果", SENT).is_file()


def test_a_dry_run_writes_nothing(jixiao: Jixiao) -> None:
    files = sorted(Path().iterdir())
    for more in ([], ["-o", FIXED]):
        shown = jixiao("patch", SENT, CORRECTED, "--dry-run", *more)
        assert (shown.status, shown.out.startswith(LISTED)) == (0, True)
        assert shown.err == "nothing was written: --dry-run\n"
        assert sorted(Path().iterdir()) == files


def test_of_a_file_that_says_so_already_there_is_a_copy(jixiao: Jixiao) -> None:
    jixiao("patch", SENT, CORRECTED, "-o", FIXED)
    shown = jixiao("patch", FIXED, CORRECTED, "-o", "再改.docx")
    assert shown.status == 0
    assert "no difference" in shown.out
    assert "the file says so already: its copy is the same" in shown.err
    assert Path("再改.docx").read_bytes() == Path(FIXED).read_bytes()


def test_author_and_date_are_those_that_were_given(jixiao: Jixiao) -> None:
    jixiao("patch", SENT, CORRECTED, "-o", FIXED, "--author", '<甲> & "乙"', "--date", "2024-03-01")
    signed = {(each.get(f"{W}author"), each.get(f"{W}date")) for each in changes()}
    assert signed == {('<甲> & "乙"', "2024-03-01T00:00:00Z")}


def test_a_date_with_a_time_zone_and_a_name_with_a_wide_blank(jixiao: Jixiao) -> None:
    date = "2024-03-01T00:30:00+08:00"
    jixiao("patch", SENT, CORRECTED, "-o", FIXED, "--author", "张　三", "--date", date)
    signed = {(each.get(f"{W}author"), each.get(f"{W}date")) for each in changes()}
    assert signed == {("张　三", "2024-02-29T16:30:00Z")}


def test_with_a_date_the_result_is_the_same_each_time(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1709251200")
    jixiao("patch", SENT, CORRECTED, "-o", FIXED)
    again = jixiao("patch", SENT, CORRECTED, "-o", FIXED)
    assert again.err.startswith(f"up to date: {FIXED}\n")


def test_only_one_project_is_mended(jixiao: Jixiao) -> None:
    both = NEW.replace("total = 12.00", "total = 13.00")
    Path(CORRECTED).write_text(both, "utf-8")
    for word in ("13090123P00011410024B", "防汛物资采购"):
        shown = jixiao("patch", SENT, CORRECTED, "-o", FIXED, "--only", word, "--force")
        assert shown.out.startswith("project 2 防汛物资采购")
        assert total() == "38.18"


def test_only_one_project_of_a_definition_that_has_no_other(jixiao: Jixiao) -> None:
    head, _first, *others = NEW.split("[[projects]]")
    Path(CORRECTED).write_text("[[projects]]".join([head, *others]), "utf-8")
    require_refused(jixiao("patch", SENT, CORRECTED, "-o", FIXED), "村道养护")
    shown = jixiao("patch", SENT, CORRECTED, "-o", FIXED, "--only", "防汛物资采购")
    assert shown.status == 0


@pytest.mark.parametrize("which", ["report", "definition"])
def test_one_of_the_files_comes_through_stdin(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    files = ["-", CORRECTED] if which == "report" else [SENT, "-"]
    data = Path(SENT if which == "report" else CORRECTED).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert jixiao("patch", *files, "-o", FIXED).status == 0
    assert total() == "40.00"


def test_a_contents_list_that_is_old_is_told(jixiao: Jixiao) -> None:
    Path(CORRECTED).write_text(DRAFT.replace("村道养护", "乡道养护"), "utf-8")
    shown = jixiao("patch", SENT, CORRECTED, "-o", FIXED)
    assert "the contents list still has the old name 村道养护" in shown.err
    assert "press F9" in shown.err


def test_an_edited_result_is_not_replaced(jixiao: Jixiao) -> None:
    Path(FIXED).write_text("别人的")
    shown = jixiao("patch", SENT, CORRECTED, "-o", FIXED)
    assert (shown.status, Path(FIXED).read_text()) == (2, "别人的")
    assert jixiao("patch", SENT, CORRECTED, "-o", FIXED, "--force").status == 0


# ---- what is refused ----


def test_options_that_make_no_sense_are_told_at_once(jixiao: Jixiao) -> None:
    options = ["--author", " ", "--date", "2024-13-01", "-o", "改好.doc", "--limit", "x"]
    found = ("no limit x", "does not end in .docx", "can be no author", "2024-13-01 is no date")
    require_refused(jixiao("patch", SENT, CORRECTED, *options), *found)


@pytest.mark.parametrize(
    "date", ["", "heute", "0999-01-01", "0001-01-01T00:00:00+08:00", "9999-12-31T23:00:00-08:00"]
)
def test_a_date_that_word_does_not_know(jixiao: Jixiao, date: str) -> None:
    shown = jixiao("patch", SENT, CORRECTED, "-o", FIXED, "--date", date)
    require_refused(shown, "is no date")


def test_it_has_to_be_said_where_the_result_goes(jixiao: Jixiao) -> None:
    require_refused(jixiao("patch", SENT, CORRECTED), "it is not said where the mended file goes")


def test_what_comes_through_stdin_has_no_name_for_a_folder(
    jixiao: Jixiao, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(SENT).read_bytes())))
    require_refused(jixiao("patch", "-", CORRECTED, "-o", "./"), "has no name")


@pytest.mark.parametrize("target", [SENT, "./", f"../{{}}/{SENT}"])
def test_the_file_that_is_mended_is_never_written_over(
    jixiao: Jixiao, target: str, tmp_path: Path
) -> None:
    before = Path(SENT).read_bytes()
    shown = jixiao("patch", SENT, CORRECTED, "-o", target.format(tmp_path.name), "--force")
    require_refused(shown, "would be lost")
    assert Path(SENT).read_bytes() == before


def test_swapped_files(jixiao: Jixiao) -> None:
    shown = jixiao("patch", CORRECTED, SENT, "-o", FIXED)
    require_refused(shown, "the file to mend comes first", "is read from a definition")


@pytest.mark.parametrize(
    ("form", "advice"), [("txt", "jixiao render"), ("doc", "save it as .docx in Word or WPS")]
)
def test_other_formats_are_refused_with_advice(jixiao: Jixiao, form: str, advice: str) -> None:
    text = package.render(draft(), ["text"])["text"]
    prose = ["第一部分", "部门整体绩效目标", "一、总体绩效目标", "夯实治理根基。"]
    old = WordFile([paragraph(line) for line in prose])
    name = f"送审.{form}"
    Path(name).write_bytes(text if form == "txt" else old.write())
    shown = jixiao("patch", name, CORRECTED, "-o", FIXED)
    require_refused(shown, "only .docx files can be mended in place")
    assert advice in shown.err


def test_a_word_file_without_any_form(jixiao: Jixiao) -> None:
    Path(SENT).write_bytes(docx("<w:p><w:r><w:t>会议通知</w:t></w:r></w:p>"))
    require_refused(jixiao("patch", SENT, CORRECTED, "-o", FIXED), "no part of a budget")


def test_the_report_of_another_unit(jixiao: Jixiao) -> None:
    other = NEW.replace("636009", "101").replace("青石县柳河镇人民政府", "云岭县财政局")
    Path(CORRECTED).write_text(other.replace("13090123P", "99990123P"), "utf-8")
    require_refused(jixiao("patch", SENT, CORRECTED, "-o", FIXED), "different units")


def test_a_code_that_is_not_there(jixiao: Jixiao) -> None:
    shown = jixiao("patch", SENT, CORRECTED, "-o", FIXED, "--only", "没有", "--only", "村道养护")
    require_refused(shown, "there is no project 没有")


def test_a_damaged_file(jixiao: Jixiao) -> None:
    """What stands before the damage can be read; it is not written into all the same."""
    data = Path(SENT).read_bytes()
    Path(SENT).write_bytes(data[: len(data) * 2 // 3])
    shown = jixiao("patch", SENT, CORRECTED, "-o", FIXED, "--only", "村道养护")
    assert (shown.status, Path(FIXED).exists()) == (2, False)
    assert "error: " in shown.err


def test_an_encrypted_file(jixiao: Jixiao) -> None:
    Path(SENT).write_bytes(write_zip([Entry("word/document.xml", b"x", flags=ENCRYPTED)]))
    shown = jixiao("patch", SENT, CORRECTED, "-o", FIXED)
    require_refused(shown, SENT)


def test_a_change_that_is_not_safe_is_named_with_its_place(jixiao: Jixiao) -> None:
    def locked(root: Root) -> None:
        cell = cell_with(root, "38.18")
        lock = element("sdt", element("sdtPr", element("dataBinding")), element("sdtContent"))
        paragraph = cell.find(f"{W}p")
        cell.replace(paragraph, lock)
        lock[-1].append(paragraph)

    Path(SENT).write_bytes(rebuilt(Path(SENT).read_bytes(), locked))
    shown = jixiao("patch", SENT, CORRECTED, "-o", FIXED)
    require_refused(shown, f"error: {SENT}: 13090123P00011410013U 村道养护, table 1, row ")
    assert "total: it cannot be changed safely" in shown.err
    assert "change this place by hand in Word or WPS" in shown.err


def test_only_a_form_that_says_so_already(jixiao: Jixiao) -> None:
    shown = jixiao("patch", SENT, CORRECTED, "-o", FIXED, "--only", "防汛物资采购")
    assert shown.status == 0
    assert "nothing else was looked at" in shown.out
    assert Path(FIXED).read_bytes() == Path(SENT).read_bytes()


def test_a_document_with_macros(jixiao: Jixiao) -> None:
    Path("送审.docm").write_bytes(Path(SENT).read_bytes())
    shown = jixiao("patch", "送审.docm", CORRECTED, "-o", FIXED)
    require_refused(shown, "a document with macros is not mended")


def test_both_files_through_stdin(jixiao: Jixiao) -> None:
    require_refused(jixiao("patch", "-", "-", "-o", FIXED), "stdin can be read once only")


def test_the_limits_that_were_given_hold_to_the_end(jixiao: Jixiao) -> None:
    size = sum(each.file_size for each in zipfile.ZipFile(SENT).infolist())
    enough, short = f"unpacked-bytes={3 * size}", f"unpacked-bytes={size // 3}"
    refused = jixiao("patch", SENT, CORRECTED, "-o", FIXED, "--limit", short)
    require_refused(refused, "unpacked bytes")
    assert jixiao("patch", SENT, CORRECTED, "-o", FIXED, "--limit", enough).status == 0


def test_a_program_mends_a_file_too() -> None:
    corrected = package.loads(NEW, CORRECTED).report
    data = package.patch(Path(SENT), corrected, tracked=False)
    assert package.patch(Path(SENT).read_bytes(), corrected, tracked=False) == data
    assert package.diff(package.parse(data).report, corrected).projects.is_empty
    with pytest.raises(package.JixiaoError):
        package.patch(Path(CORRECTED), corrected)
