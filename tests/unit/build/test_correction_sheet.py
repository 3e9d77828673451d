"""更正对照表: what a unit corrected, in the official look."""

import io
from pathlib import Path

import docx
import pytest

import jixiao
from jixiao.build.comparing import Compared, Side, compare
from jixiao.build.correction_sheet import make_sheets, name_sheets
from jixiao.build.outputs import OutputFolder
from jixiao.definition import Definition, Source
from jixiao.diagnostics import JixiaoError
from jixiao.layout import Pack
from jixiao.model import Report
from jixiao.writers.pdf import archive
from tests.conftest import need_pango
from tests.unit.correct.drafts import draft, in_order, with_rows, without

HEADER = ["序号", "项目", "栏目", "更正前", "更正后", "说明"]
CORRECTED = draft(
    ("total = 38.18", "total = 40.00"),
    ('basis = "工程验收单"\n', ""),
    ('framework = "2015"', 'framework = "2021"'),
    ('name = "防汛物资采购"', 'name = "防汛物资采购 "'),
)


def side(report: Report, name: str = "柳河镇.toml", path: Path | None = None) -> Side:
    return Side(name, report, Definition(report, Source(name, "", "toml")), path)


def compared(new: Report, old: Report | None = None, *, year_on_year: bool = False) -> Compared:
    return compare(side(old or draft()), side(new), year_on_year=year_on_year)


def document(found: Compared, pack: Pack) -> "docx.document.Document":
    sheets = make_sheets(found, ["docx"], pack)
    assert sheets is not None
    return docx.Document(io.BytesIO(sheets.files["docx"]))


def rows(found: Compared, pack: Pack) -> list[list[str]]:
    (table,) = document(found, pack).tables
    header, *body = [[cell.text for cell in row.cells] for row in table.rows]
    assert header == HEADER
    return body


def test_what_is_printed_stands_in_the_table(pack: Pack) -> None:
    project = "第1个项目 村道养护"
    assert rows(compared(CORRECTED), pack) == [
        ["1", project, "预算数", "38.18", "40.00", "增加1.82万元"],
        [
            "2",
            project,
            "第2行指标（验收合格率） 指标值确定依据",
            "工程验收单",
            "（空白）",
            "删去内容",
        ],
    ]


def test_rows_goals_and_projects_that_come_and_go_say_so(pack: Pack) -> None:
    new = draft(('"修补全部破损村道。", ', ""))
    (goal,) = rows(compared(new), pack)
    assert goal[2:] == ["原第1条绩效目标", "修补全部破损村道。", "（无）", "删除目标"]
    added, removed = rows(compared(without(draft(), 1), without(draft(), 0)), pack)
    text = "村道养护（13090123P00011410013U），预算数38.18万元"
    assert added[1:] == ["第1个项目 村道养护", "项目", "（无）", text, "新增项目"]
    assert removed[1] == "原第1个项目 防汛物资采购"
    assert (removed[4], removed[5]) == ("（无）", "删除项目")


def test_what_moved_has_both_numbers(pack: Pack) -> None:
    (row,) = rows(compared(in_order(draft(), 2, 0, 1)), pack)
    assert row[1:] == [
        "第1个项目 敬老院运转经费",
        "项目",
        "第3个项目",
        "第1个项目",
        "位置调整",
    ]
    first, second = rows(compared(with_rows(draft(), 2, 1, 0)), pack)
    assert first[2:] == ["第1行指标（村民满意度）", "第3行", "第1行", "位置调整"]
    assert second[2:] == ["第2行指标（验收合格率）", "—", "第2行", "位置调整"]


def test_of_long_texts_the_changed_sentences_are_shown(pack: Pack) -> None:
    prose = "".join(f"第{number}项工作按月完成、按季检查。" for number in range(20))
    old = draft(("用于修补村道。", prose))
    new = draft(("用于修补村道。", prose.replace("第9项工作按月", "第9项工作按周")))
    (row,) = rows(compared(new, old), pack)
    before = (
        "…第8项工作按月完成、按季检查。第9项工作按月完成、按季检查。第10项工作按月完成、按季检查。…"
    )
    assert row[3:] == [before, before.replace("第9项工作按月", "第9项工作按周"), "摘录修改处"]


def marked(found: Compared, pack: Pack) -> list[str]:
    """Return what stands in bold in the cells of the first row."""
    (table,) = document(found, pack).tables
    return [
        "|".join(
            run.text
            for paragraph in cell.paragraphs
            for run in paragraph.runs
            if run._r.xpath("./w:rPr/w:rStyle[@w:val='run-changed']")
        )
        for cell in table.rows[1].cells
    ]


def test_the_changed_words_of_a_long_text_are_marked(pack: Pack) -> None:
    prose = "用于修补全镇各村破损村道，清理边沟；\\n养护行道树，保障群众出行方便。"
    old = draft(("用于修补村道。", prose))
    new = draft(("用于修补村道。", prose.replace("全镇", "全部").replace("方便", "安全方便")))
    assert marked(compared(new, old), pack) == ["", "", "", "镇", "部|安全", ""]
    assert marked(compared(draft(("用于修补村道", "用于修补乡道"))), pack) == [""] * 6


def test_no_cell_reaches_over_several_rows(pack: Pack) -> None:
    (table,) = document(compared(CORRECTED), pack).tables
    assert not table._tbl.xpath(".//w:vMerge")


def test_another_edition_is_told(pack: Pack) -> None:
    new = draft(('edition = "hebei-2023"', 'edition = "hebei-2020"'))
    assert rows(compared(new), pack) == [
        ["1", "整个报告", "版式", "hebei-2023", "hebei-2020", "样式不同"]
    ]


def test_a_text_that_was_written_anew_is_shown_whole(pack: Pack) -> None:
    prose = ["；".join(f"{word}第{number}项工作" for number in range(20)) for word in "甲乙"]
    old, new = (draft(("用于修补村道。", text)) for text in prose)
    (row,) = rows(compared(new, old), pack)
    assert row[3:] == [*prose, ""]


def test_title_and_figures_stand_above_the_table(pack: Pack) -> None:
    texts = [one.text for one in document(compared(CORRECTED), pack).paragraphs]
    assert texts[:3] == [
        "青石县柳河镇人民政府",
        "2023年度部门预算绩效文本更正对照表",
        "共更正2处：修改项目1个。预算合计由70.68万元调整为72.50万元，增加1.82万元。",
    ]
    assert texts[-1].startswith("填表人：")


def test_the_header_is_repeated_on_each_page(pack: Pack) -> None:
    (table,) = document(compared(CORRECTED), pack).tables
    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")


NEXT_YEAR = (
    ("P00011410013U", "P00011410013V"),
    ("year = 2023", "year = 2024"),
    ("用于修补村道。", "2024年用于修补村道。"),
    ("total = 38.18", "total = 40.00"),
    ('basis = "工程验收单"\n', ""),
)


def test_of_two_years_nothing_was_corrected_and_nobody_signs(pack: Pack) -> None:
    old = draft(("用于修补村道。", "2023年用于修补村道。"))
    found = compared(draft(*NEXT_YEAR), old, year_on_year=True)
    opened = document(found, pack)
    assert [one.text for one in opened.paragraphs if one.text] == [
        "青石县柳河镇人民政府",
        "2024年度部门预算绩效文本与上年对照表",
        "与上年相比，共有变化2处：有变化的项目1个。预算合计由70.68万元变为72.50万元，增加1.82万元。",
    ]
    (table,) = opened.tables
    header, total, basis = ([cell.text for cell in row.cells] for row in table.rows)
    assert header == ["序号", "项目", "栏目", "上年", "本年", "说明"]
    assert total[2:] == ["预算数", "38.18", "40.00", "增加1.82万元"]
    assert basis[3:] == ["工程验收单", "（空白）", "本年为空白"]


def test_a_table_of_two_years_has_a_name_of_its_own(pack: Pack, tmp_path: Path) -> None:
    found = compared(draft(*NEXT_YEAR), year_on_year=True)
    names = name_sheets(found.old_side, found.new_side, ["docx"], tmp_path, pack, year_on_year=True)
    assert names == {"docx": "636009-青石县柳河镇人民政府-2024-年度对照表.docx"}


def test_years_are_known_where_no_project_has_a_code(pack: Pack) -> None:
    codes = [(f'code = "{project.code}"\n', "") for project in draft().projects]
    old, new = (
        draft(*codes, ("year = 2023", f"year = {year}"), ("用于修补", f"{year}年修补"))
        for year in (2023, 2024)
    )
    assert make_sheets(compared(new, old, year_on_year=True), ["docx"], pack) is None


def test_nothing_printed_differs_and_there_is_no_table(pack: Pack) -> None:
    unseen = draft(('framework = "2015"', ""), ("村道养护", "村道养护 "))
    assert make_sheets(compared(unseen), ["docx"], pack) is None
    codes = draft(("P00011410013U", "P00011410013V"), ("year = 2023", "year = 2024"))
    assert make_sheets(compared(codes, year_on_year=True), ["docx"], pack) is None
    assert make_sheets(compared(codes), ["docx"], pack) is not None


def test_a_pdf_is_sound_and_holds_no_definition(pack: Pack, tmp_path: Path) -> None:
    need_pango()
    found = compared(CORRECTED)
    sheets = make_sheets(found, ["pdf"], pack)
    assert sheets is not None
    names = name_sheets(found.old_side, found.new_side, ["pdf"], tmp_path, pack)
    (written,) = sheets.write(names, OutputFolder(tmp_path))
    assert written.path.name == "636009-青石县柳河镇人民政府-2023-更正对照表.pdf"
    data = written.path.read_bytes()
    assert archive.check(data) == []
    assert archive.attachment_of(data) is None


def test_a_table_with_a_row_too_few_is_not_put_in_place(pack: Pack, tmp_path: Path) -> None:
    sheets = make_sheets(compared(CORRECTED), ["docx"], pack)
    assert sheets is not None
    sheets.rows += 1
    with pytest.raises(JixiaoError, match="3 rows instead of 4"):
        sheets.write({"docx": "表.docx"}, OutputFolder(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_foreign_file_is_left_as_it_is_and_nothing_is_written(pack: Pack, tmp_path: Path) -> None:
    sheets = make_sheets(compared(CORRECTED), ["docx", "text"], pack)
    assert sheets is not None
    (tmp_path / "表.txt").write_text("mine")
    with pytest.raises(JixiaoError):
        sheets.write({"docx": "表.docx", "text": "表.txt"}, OutputFolder(tmp_path))
    assert [file.name for file in tmp_path.iterdir()] == ["表.txt"]
    sheets.write({"docx": "表.docx", "text": "表.txt"}, OutputFolder(tmp_path, force=True))
    assert "增加1.82万元" in (tmp_path / "表.txt").read_text("utf-8")


def test_an_input_is_never_written_over(pack: Pack, tmp_path: Path) -> None:
    own = tmp_path / "636009-青石县柳河镇人民政府-2023-更正对照表.docx"
    own.write_bytes(jixiao.render(CORRECTED, ["docx"])["docx"])
    with pytest.raises(JixiaoError, match="would be lost"):
        name_sheets(side(draft(), path=own), side(CORRECTED), ["docx"], tmp_path, pack)


def test_a_pack_without_such_a_table_says_so(pack: Pack, tmp_path: Path) -> None:
    manifest = pack.manifest.model_copy(update={"corrections": None})
    bare = Pack(pack.folder, manifest, pack.style)
    with pytest.raises(JixiaoError, match="no correction table"):
        name_sheets(side(draft()), side(CORRECTED), ["docx"], tmp_path, bare)
