"""Plain text: what is a cell, what is a row, and what stands outside."""

import pytest

from jixiao.blocks import Bookmark, Entry
from jixiao.diagnostics import JixiaoError
from jixiao.readers.text import read_text
from jixiao.readers.text_rows import ends_goals
from jixiao.readers.types import Cell, Limits, Line, Origin, Reading, ReadOptions, Table
from jixiao.wording import load_wording


def read(text: str) -> Reading:
    return read_text(text.encode(), "报告.txt")


def rows(reading: Reading) -> list[list[str]]:
    return [
        [cell.text for cell in row.cells]
        for block in reading.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def paragraphs(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if isinstance(block, Line)]


def test_tab_starts_a_cell_and_blank_line_ends_a_row() -> None:
    reading = read("\t项目编码\n\tA1\n\t项目名称\n\t修路\n\n\t绩效目标\n\t1.修好\n2.通车\n\n")
    assert rows(reading) == [["项目编码", "A1", "项目名称", "修路"], ["绩效目标", "1.修好\n2.通车"]]


def test_cell_and_line_have_what_their_types_have() -> None:
    """They are made without their constructors, which would be slow."""
    origin = Origin("", 1)
    (table, line) = read("\t甲\n\n乙\n").blocks
    assert isinstance(table, Table)
    (cell,) = table.rows[0].cells
    assert cell._asdict() == Cell((Line("甲", origin),), origin)._asdict()
    assert isinstance(line, Line)
    assert line._asdict() == Line("乙", Origin("", 3))._asdict()
    assert line.origin.part == ""


def test_line_outside_of_a_table_is_a_paragraph_with_its_number() -> None:
    reading = read("第二部分\n\n预算项目绩效目标\n")
    assert [(block.text, block.origin.path) for block in reading.blocks] == [  # type: ignore[union-attr]
        ("第二部分", (1,)),
        ("预算项目绩效目标", (3,)),
    ]


def test_marks_are_taken_out_of_the_text() -> None:
    reading = read("[bookmark: _Toc_4_4_0000000001]1.修路 TC 1、修路 \\f C \\l 1 \n")
    (line,) = reading.blocks
    assert isinstance(line, Line)
    assert line.text == "1.修路"
    assert [(placed.mark, placed.offset) for placed in line.marks] == [
        (Bookmark("_Toc_4_4_0000000001"), 0),
        (Entry("1、修路", "C", 1), 4),
    ]


def test_bookmark_of_the_cursor_is_noise() -> None:
    assert rows(read("\t[bookmark: _GoBack]一级指标\n\t二级指标\n")) == [["一级指标", "二级指标"]]


def test_blank_line_inside_of_a_row_does_not_end_it() -> None:
    text = "\t项目编码\n\tA1\n\n\t项目名称\n\t修路\n\n"
    assert rows(read(text)) == [["项目编码", "A1", "项目名称", "修路"]]


def test_blank_line_stands_for_a_cell_whose_tab_was_trimmed() -> None:
    """Editors that trim the ends of lines turn a blank cell into a blank line."""
    text = "\t一级指标\n\t二级指标\n\t三级指标\n\t绩效指标描述\n\t指标值\n\t指标值确定依据\n\n"
    row = "\t产出指标\n\t数量指标\n\n\t修路长度\n\t≥3公里\n\t规划\n\n"
    assert rows(read(text + row))[1] == ["产出指标", "数量指标", "", "修路长度", "≥3公里", "规划"]


def test_short_row_is_not_filled_from_the_next_one() -> None:
    text = "\t项目编码\n\tA1\n\n\t预算规模及资金用途\n\t预算数\n\t3\n\n"
    assert rows(read(text)) == [["项目编码", "A1"], ["预算规模及资金用途", "预算数", "3"]]


def test_goal_behind_blank_lines_belongs_to_the_goals() -> None:
    assert rows(read("\t绩效目标\n\t1.修好\n\n2.通车\n\n")) == [["绩效目标", "1.修好\n2.通车"]]


def test_remark_behind_the_goals_does_not() -> None:
    reading = read("\t绩效目标\n\t1.修好\n\n备注\n\n")
    assert rows(reading) == [["绩效目标", "1.修好"]]
    assert paragraphs(reading) == ["备注"]


def test_table_pasted_from_word_has_tabs_between_cells() -> None:
    reading = read(
        "1.修路绩效目标表\n"
        "636009柳河镇\t单位：万元\n"
        "项目编码\tA1\t项目名称\t修路\n"
        "绩效目标\t1.修好\n2.通车\n"
        "2.植树绩效目标表\n"
        "636009柳河镇\t单位：万元\n"
    )
    assert rows(reading) == [
        ["636009柳河镇", "单位：万元"],
        ["项目编码", "A1", "项目名称", "修路"],
        ["绩效目标", "1.修好\n2.通车"],
        ["636009柳河镇", "单位：万元"],
    ]
    assert paragraphs(reading) == ["1.修路绩效目标表", "2.植树绩效目标表"]


def test_tabs_in_prose_make_no_table() -> None:
    assert paragraphs(read("一、\t总体\t目标\n")) == ["一、\t总体\t目标"]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_encodings_in_use(encoding: str) -> None:
    text = "第一部分\r\n部门整体绩效目标：㎡①（%）\r\n\t项目编码\r\n\tA1\r\n" * 8
    reading = read_text(text.encode(encoding), "报告.txt")
    assert paragraphs(reading)[:2] == ["第一部分", "部门整体绩效目标：㎡①（%）"]
    assert reading.diagnostics == ()
    assert not reading.truncated


def test_file_that_ends_inside_of_a_character_is_cut() -> None:
    reading = read_text("部门整体绩效目标".encode()[:-1], "报告.txt")
    assert paragraphs(reading) == ["部门整体绩效目"]
    assert reading.truncated


def test_damaged_character_is_told_with_its_line() -> None:
    data = ("部门整体绩效目标\n" * 20).encode()
    damaged = data[:28] + b"\xff" + data[29:]
    (told,) = read_text(damaged, "报告.txt").diagnostics
    assert told.code == "read-character"
    assert str(told.place) == "报告.txt:2:2"


def test_control_character_is_taken_out_and_told() -> None:
    reading = read("部门\x08整体绩效目标\n" + "一、总体绩效目标\n" * 20)
    assert paragraphs(reading)[0] == "部门整体绩效目标"
    assert [told.code for told in reading.diagnostics] == ["read-character"]


@pytest.mark.parametrize("data", [b"", b"\n\n", bytes(range(256)) * 40])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(JixiaoError) as caught:
        read_text(data, "报告.txt")
    assert caught.value.diagnostics[0].code == "file-unreadable"


def test_rows_are_limited() -> None:
    options = ReadOptions(limits=Limits(rows=3))
    with pytest.raises(JixiaoError) as caught:
        read_text("\t甲\n\n\t乙\n\n\t丙\n\n\t丁\n".encode(), "报告.txt", options)
    assert caught.value.diagnostics[0].code == "file-too-large"


# ---- rows of other widths ----


def exported(*rows: tuple[str, ...]) -> str:
    return "".join("".join(f"\t{cell}\n" for cell in row) + "\n" for row in rows)


@pytest.mark.parametrize("width", range(2, 9))
def test_rows_of_indicators_are_as_wide_as_their_header(width: int) -> None:
    labels = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
    header = (*labels, "备注", "权重")[:width]
    first, second = (tuple(f"{name}{at}" for at in range(width)) for name in "甲乙")
    assert rows(read(exported(header, first, second))) == list(map(list, (header, first, second)))


@pytest.mark.parametrize("width", [3, 5, 7])
def test_row_cut_by_a_blank_line_is_joined_to_the_width_of_its_header(width: int) -> None:
    header = (
        "一级指标",
        "二级指标",
        "三级指标",
        "绩效指标描述",
        "指标值",
        "指标值确定依据",
        "备注",
    )
    row = tuple(f"甲{at}" for at in range(width))
    text = exported(header[:width], row[:2], row[2:], row)
    assert rows(read(text)) == [list(header[:width]), list(row), list(row)]


def test_header_cut_by_a_blank_line_is_joined() -> None:
    header = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
    text = exported(header[:2], header[2:], ("甲",) * 6)
    assert rows(read(text)) == [list(header), ["甲"] * 6]


@pytest.mark.parametrize("months", [2, 4, 5])
def test_plan_is_as_wide_as_its_months(months: int) -> None:
    header = ("资金支出计划（%）", "3月底", "6月底", "10月底", "12月底", "合计")[: months + 1]
    values = ("", "10%", "20%", "30%", "40%", "100%")[: months + 1]
    text = exported(header, values[:2], values[2:], ("绩效目标", "1.修好"))
    assert rows(read(text)) == [list(header), list(values), ["绩效目标", "1.修好"]]


# ---- goals behind blank lines ----


@pytest.mark.parametrize(
    ("goals", "line"),
    [
        ("1.修路\n以及桥\n2.种树", "3.浇水"),
        ("1、修路\n2、种树\n（含苗木）", "3、浇水"),
        ("1.修路\n2.5公里，硬化\n2.种树", "3.浇水"),
        ("１．修路", "２．种树"),
        ("", "1.修路"),
    ],
)
def test_goal_behind_blank_lines_follows_the_last_number(goals: str, line: str) -> None:
    reading = read(f"\t绩效目标\n\t{goals}\n\n\n{line}\n\n")
    assert rows(reading) == [["绩效目标", f"{goals}\n{line}"]]
    assert paragraphs(reading) == []


@pytest.mark.parametrize(
    ("goals", "line"),
    [
        ("1.修路\n以及桥", "3.浇水"),
        ("1.修路", "1.浇水"),
        ("修路", "1.浇水"),
        ("1.修路", "2.植树绩效目标表"),
    ],
)
def test_line_with_another_number_is_no_goal(goals: str, line: str) -> None:
    reading = read(f"\t绩效目标\n\t{goals}\n\n\n{line}\n\n")
    assert rows(reading) == [["绩效目标", goals]]
    assert paragraphs(reading) == [line]


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("2.修路绩效目标表", True),
        ("2.修路绩效目标表（更正）", True),
        ("2.实现修路绩效目标", False),
        ("2.实现修路绩效目标（更正）", False),
    ],
)
def test_the_heading_of_a_form_ends_goals(line: str, ends: bool) -> None:
    assert ends_goals(line, load_wording()) == ends
