"""Definitions of files that were read: how they are named, and that nothing is overwritten."""

import json
from pathlib import Path, PurePath

import pytest

import jixiao
from jixiao.build.definition_files import DefinitionFolder, dump_definition, name_definitions
from jixiao.build.inputs import Input, Inputs
from jixiao.build.outputs import MANIFEST
from jixiao.diagnostics import JixiaoError
from jixiao.model import Report


def inputs(*paths: str, below: str = "") -> Inputs:
    return Inputs([Input(path, Path(path), PurePath(below)) for path in paths])


def targets(found: Inputs, form: str = "toml") -> list[str]:
    return [target.path.as_posix() for target in name_definitions(found, form).values()]


def test_a_definition_is_named_like_its_file() -> None:
    assert targets(inputs("in/柳河镇.docx", "白沙乡.pdf")) == ["柳河镇.toml", "白沙乡.toml"]
    assert targets(inputs("柳河镇.docx"), "json") == ["柳河镇.json"]


def test_stdin_has_a_name_too() -> None:
    assert targets(Inputs([Input("<stdin>", None)])) == ["stdin.toml"]


def test_folders_below_the_named_one_are_kept() -> None:
    found = Inputs(
        [*inputs("in/甲/a.doc", below="甲").files, *inputs("in/乙/a.doc", below="乙").files]
    )
    assert targets(found) == ["甲/a.toml", "乙/a.toml"]


def test_files_that_share_a_stem_keep_their_whole_names() -> None:
    found = inputs("a.doc", "A.pdf", "b.txt")
    assert targets(found) == ["a.doc.toml", "A.pdf.toml", "b.toml"]


def test_files_of_one_name_are_refused() -> None:
    with pytest.raises(JixiaoError) as caught:
        name_definitions(inputs("甲/a.doc", "乙/a.doc", "b.doc"), "toml")
    (fault,) = caught.value.diagnostics
    assert fault.code == "output-collision"
    assert fault.context == ("甲/a.doc", "乙/a.doc")


def test_names_that_some_system_does_not_take_are_made_safe() -> None:
    assert targets(inputs("con.txt", "a:b?.txt")) == ["con_.toml", "a_b_.toml"]


@pytest.mark.parametrize("form", ["toml", "json"])
def test_a_definition_gives_back_the_report(township: Report, form: str) -> None:
    parsed = jixiao.parse(jixiao.render(township, ["text"])["text"])
    data, verify = dump_definition(parsed, form)
    verify(data)
    assert jixiao.loads(data).report == parsed.report
    with pytest.raises(ValueError, match="another report"):
        verify(data.replace("柳河".encode(), "白沙".encode()))
    with pytest.raises(ValueError, match=r"not valid|missing"):
        verify(data[:30])


def test_an_edited_definition_is_left_alone(township: Report, tmp_path: Path) -> None:
    parsed = jixiao.parse(jixiao.render(township, ["text"])["text"])
    found = inputs("a.doc", below="甲")
    folder = DefinitionFolder(tmp_path, "toml", found)
    written = folder.write(found.files[0], parsed)
    assert written.path == tmp_path / "甲" / "a.toml"
    assert folder.write(found.files[0], parsed).unchanged
    assert folder.note() == []
    written.path.write_text("mine")
    with pytest.raises(JixiaoError) as caught:
        folder.write(found.files[0], parsed)
    assert caught.value.diagnostics[0].code == "output-edited"
    forced = DefinitionFolder(tmp_path, "toml", found, force=True)
    assert not forced.write(found.files[0], parsed).unchanged


def test_definitions_are_noted_when_a_run_ends(township: Report, tmp_path: Path) -> None:
    parsed = jixiao.parse(jixiao.render(township, ["text"])["text"])
    found = inputs("a.doc", "b.doc")
    folder = DefinitionFolder(tmp_path, "toml", found)
    for one in found.files:
        folder.write(one, parsed)
    assert not (tmp_path / MANIFEST).exists()
    assert folder.note() == []
    noted = json.loads((tmp_path / MANIFEST).read_bytes())["files"]
    assert sorted(noted) == ["a.toml", "b.toml"]


def test_a_file_in_place_of_the_folder_is_refused_early(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(JixiaoError, match="not a folder"):
        DefinitionFolder(tmp_path / "out", "toml", inputs("a.doc"))
