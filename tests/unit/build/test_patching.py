"""The two files of `jixiao patch` read, and the mended one written."""

from pathlib import Path

import pytest

import jixiao
from jixiao.build.patching import PatchInputs, entries, patch_inputs, read_inputs, write_patched
from jixiao.correct.patch.patch import PatchOptions
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.layout import Pack
from jixiao.readers import ReadOptions
from tests.mended_forms import document, parse
from tests.unit.correct.drafts import DRAFT, draft

CORRECTED = DRAFT.replace("total = 38.18", "total = 40.00", 1)


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report as it was sent in, in all formats, and the corrected definition."""
    monkeypatch.chdir(tmp_path)
    Path("送审.docx").write_bytes(document(draft()))
    Path("更正.toml").write_text(CORRECTED, "utf-8")
    Path("送审.txt").write_bytes(jixiao.render(draft(), ["text"])["text"])


def read(pack: Pack, legacy: str = "送审.docx", corrected: str = "更正.toml") -> PatchInputs:
    return read_inputs(legacy, corrected, ReadOptions(), pack)


def faults(pack: Pack, legacy: str, corrected: str) -> list[Diagnostic]:
    with pytest.raises(JixiaoError) as error:
        read(pack, legacy, corrected)
    assert all(each.advice for each in error.value.diagnostics)
    return list(error.value.diagnostics)


def test_both_files_are_read(pack: Pack) -> None:
    found = read(pack)
    assert found.data == Path("送审.docx").read_bytes()
    assert found.document.recognition.report.projects[0].name == "村道养护"
    assert str(found.definition.report.projects[0].budget.total) == "40.00"


def test_what_was_changed_is_told_as_entries(pack: Pack) -> None:
    patched = patch_inputs(read(pack), pack, PatchOptions())
    (entry,) = entries(patched)
    assert (entry.field, str(entry.old), str(entry.new)) == ("budget.total", "38.18", "40.00")


def test_single_projects_are_named_by_code_or_name(pack: Pack) -> None:
    for word in ("13090123P00011410013U", "村道养护"):
        assert entries(patch_inputs(read(pack), pack, PatchOptions(), [word]))
    other = patch_inputs(read(pack), pack, PatchOptions(), ["防汛物资采购"])
    assert other.diff.is_empty


def test_a_project_that_is_not_there_is_refused(pack: Pack) -> None:
    with pytest.raises(JixiaoError, match="没有的项目"):
        patch_inputs(read(pack), pack, PatchOptions(), ["没有的项目"])


def test_the_mended_file_is_written_once(pack: Pack) -> None:
    patched = patch_inputs(read(pack), pack, PatchOptions())
    target = Path("结果", "改好.docx")
    first = write_patched(patched, target)
    assert (first.path, first.unchanged) == (target, False)
    found = parse(target.read_bytes()).recognition.report
    assert str(found.projects[0].budget.total) == "40.00"
    assert write_patched(patched, target).unchanged


def test_a_file_of_others_is_not_replaced(pack: Pack) -> None:
    patched = patch_inputs(read(pack), pack, PatchOptions())
    Path("改好.docx").write_text("别人的")
    with pytest.raises(JixiaoError, match="改好"):
        write_patched(patched, Path("改好.docx"))
    assert Path("改好.docx").read_text() == "别人的"
    write_patched(patched, Path("改好.docx"), force=True)
    assert parse(Path("改好.docx").read_bytes()).name


# ---- what is refused ----


def test_swapped_files_are_both_named(pack: Pack) -> None:
    first, second = faults(pack, "更正.toml", "送审.docx")
    assert "the file to mend comes first" in first.message
    assert "what it is to say is read from a definition" in second.message


def test_a_text_file_cannot_be_mended(pack: Pack) -> None:
    (found,) = faults(pack, "送审.txt", "更正.toml")
    assert found.code == "patch-format"


def test_a_missing_file_and_a_broken_definition_are_told_at_once(pack: Pack) -> None:
    Path("坏.toml").write_text("schema = 1\n[projects\n", "utf-8")
    found = faults(pack, "没有.docx", "坏.toml")
    assert {each.place.file for each in found if each.place} >= {"没有.docx", "坏.toml"}


def test_the_report_of_another_unit_is_refused(pack: Pack) -> None:
    other = CORRECTED.replace("636009", "101").replace("青石县柳河镇人民政府", "云岭县财政局")
    other = other.replace("13090123P", "99990123P")
    Path("别的.toml").write_text(other, "utf-8")
    (found,) = faults(pack, "送审.docx", "别的.toml")
    assert found.code == "unit-differs"


def test_projects_that_cannot_be_told_apart_are_refused(pack: Pack) -> None:
    twice = CORRECTED.replace("13090123P00011410024B", "13090123P00011410013U")
    twice = twice.replace("防汛物资采购", "村道养护")
    Path("重复.toml").write_text(twice, "utf-8")
    (found,) = faults(pack, "送审.docx", "重复.toml")
    assert found.code == "code-ambiguous"
