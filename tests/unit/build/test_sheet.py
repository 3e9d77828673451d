"""审核意见表: the reviewer's sheet."""

import io
from pathlib import Path

import docx
import pytest

from jixiao.build.sheet import make_sheet, write_sheet
from jixiao.diagnostics import JixiaoError
from jixiao.layout import Pack
from tests.unit.check.reports import FAULTY, checked


def rows(data: bytes) -> list[list[str]]:
    (table,) = docx.Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_findings_stand_by_aspect_with_a_blank_column_for_the_reply(pack: Pack) -> None:
    file = checked()
    header, completeness, percent, adequacy, cost = rows(make_sheet([file], pack))
    assert header == ["序号", "项目", "栏目", "审核意见", "修改建议", "单位回复"]
    assert set(completeness) == {"一、完整性"}
    assert set(adequacy) == {"二、适当性"}
    assert percent[:3] == ["1", "第 2 个项目 植树", "第 1 行指标 指标值"]
    assert percent[3].endswith("（VAL003）")
    assert (cost[0], cost[5], percent[5]) == ("2", "", "")


def test_the_title_names_unit_and_year(pack: Pack) -> None:
    document = docx.Document(io.BytesIO(make_sheet([checked()], pack)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "青石县柳河镇人民政府2023年度部门预算绩效文本审核意见表"
    assert texts[1].startswith("共 2 个项目，2 个项目有问题，审核意见 2 条。")


def test_each_unit_that_has_to_answer_has_a_sheet_of_its_own(pack: Pack) -> None:
    clean = checked(text=FAULTY.split("[[projects]]", maxsplit=1)[0])
    document = docx.Document(io.BytesIO(make_sheet([checked(), clean, checked()], pack)))
    assert len(document.tables) == 2
    document = docx.Document(io.BytesIO(make_sheet([clean, clean], pack)))
    assert "共 0 个项目，未发现问题。" in [one.text for one in document.paragraphs]


def test_a_foreign_file_is_left_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "意见.docx"
    target.write_bytes(b"mine")
    with pytest.raises(JixiaoError):
        write_sheet([checked()], target, None)
    assert target.read_bytes() == b"mine"
    write_sheet([checked()], target, None, force=True)
    assert target.read_bytes()[:2] == b"PK"
