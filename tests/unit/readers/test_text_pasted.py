"""Tables pasted from Word and Excel: a row is a line, and what stands below it may be its own."""

import pytest

from jixiao.readers.text import read_text
from jixiao.readers.types import Line, Table

LONG = 200_000
UNIT = "636009柳河镇\t单位：万元"
CODE = "项目编码\tA1\t项目名称\t修路"
HEADER = "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据"
ROW = "产出指标\t数量指标\t修路长度\t修好的长度\t≥3公里\t规划"


def read(*lines: str) -> tuple[list[list[str]], list[str]]:
    """Return the cells of all rows, and the lines outside of them."""
    reading = read_text("\n".join(lines).encode(), "报告.txt")
    rows: list[list[str]] = []
    outside: list[str] = []
    for block in reading.blocks:
        if isinstance(block, Table):
            rows += [[cell.text for cell in row.cells] for row in block.rows]
        else:
            outside.append(block.text)
    return rows, outside


@pytest.mark.parametrize(
    "line",
    [
        "2.植树绩效目标表",
        "2.植树绩效目标",
        "2.植树绩效目标表 TC 2、植树绩效目标表 \\f C \\l 1 ",
        "[bookmark: _Toc_4_4_0000000002]2.植树绩效目标表",
        "植树绩效目标表",
        "注：本表一式两份。",
        "12",
        "— 12 —",
    ],
)
def test_line_below_a_row_with_all_its_cells_stands_outside(line: str) -> None:
    rows, outside = read(UNIT, CODE, HEADER, ROW, line, UNIT)
    assert rows[3][-1] == "规划"
    assert rows[4] == UNIT.split("\t")
    (text,) = outside
    assert line.startswith(text) or line.endswith(text)


@pytest.mark.parametrize("line", ["第二部分", "预算项目绩效目标", "2.植树绩效目标表"])
def test_heading_stands_outside_of_any_row(line: str) -> None:
    rows, outside = read(UNIT, CODE, "绩效目标\t1.修好", line)
    assert rows[-1] == ["绩效目标", "1.修好"]
    assert outside == [line]


def test_heading_below_a_form_is_known_behind_its_mark() -> None:
    heading = "2.植树绩效目标表 TC 2、植树绩效目标表 \\f C \\l 1 "
    reading = read_text("\n".join([UNIT, CODE, heading, UNIT]).encode(), "报告.txt")
    (line,) = [block for block in reading.blocks if isinstance(block, Line)]
    assert line.text == "2.植树绩效目标表"
    assert len(line.marks) == 1


def test_goal_that_ends_like_a_heading_is_a_goal() -> None:
    goals = ("绩效目标\t1.修好", "2.完成全年绩效目标", "（按季考核）")
    rows, outside = read(UNIT, CODE, *goals, HEADER)
    assert rows[2] == ["绩效目标", "1.修好\n2.完成全年绩效目标\n（按季考核）"]
    assert outside == []


def test_lines_of_a_short_row_belong_to_its_last_cell() -> None:
    short = ROW.rpartition("\t")[0]
    rows, outside = read(UNIT, CODE, HEADER, short, "以上", ROW)
    assert rows[3][-1] == "≥3公里\n以上"
    assert outside == []


def test_width_is_that_of_the_header() -> None:
    header, row = "一级指标\t三级指标\t指标值", "产出指标\t修路长度\t≥3公里"
    rows, outside = read(UNIT, CODE, header, row, "注：略", row, row)
    assert rows[2:] == [header.split("\t"), *[row.split("\t")] * 3]
    assert outside == ["注：略"]


# ---- Excel ----


def test_quoted_cell_has_several_lines() -> None:
    rows, outside = read(UNIT, CODE, '绩效目标\t"1.修好', '2.叫""通途""', '3.通车"', ROW)
    assert rows[2] == ["绩效目标", '1.修好\n2.叫"通途"\n3.通车']
    assert outside == []


def test_quoted_cell_may_stand_anywhere_in_its_row() -> None:
    row = '"产出', '指标"\t数量指标\t"修路', '长度"\t修好的长度\t≥3公里\t规划'
    rows, _outside = read(UNIT, CODE, HEADER, *row, ROW)
    assert rows[3] == ["产出\n指标", "数量指标", "修路\n长度", "修好的长度", "≥3公里", "规划"]
    assert rows[4] == ROW.split("\t")


def test_lines_of_a_quoted_cell_keep_their_numbers() -> None:
    text = "\n".join([UNIT, CODE, '绩效目标\t"1.修好', '2.通车"', HEADER])
    (table,) = read_text(text.encode(), "报告.txt").blocks
    assert isinstance(table, Table)
    goals, header = table.rows[2:]
    assert [line.origin.path for line in goals.cells[1].lines] == [(3,), (4,)]
    assert header.origin.path == (5,)


@pytest.mark.parametrize("text", ['"一带一路"', '"一带一路"建设', '"甲', '甲"', '""', '"'])
def test_quotes_within_a_line_are_text(text: str) -> None:
    rows, _outside = read(UNIT, CODE, f"绩效目标\t{text}", HEADER)
    assert rows[2] == ["绩效目标", text]


def test_paragraph_in_quotes_keeps_them() -> None:
    _rows, outside = read('"甲', '乙"', UNIT, CODE)
    assert outside == ['"甲', '乙"']


# ---- any length ----


@pytest.mark.parametrize(
    "line",
    [
        "甲" * LONG + "\t \t",
        "甲\t" * (LONG // 2),
        "甲" * LONG + "\t" + " " * LONG,
        '"' * LONG + "\t甲",
        '\t"' * (LONG // 2),
        '\t"""甲' * (LONG // 5),
        '"甲\n' * (LONG // 3),
        '"甲""\n' * (LONG // 5),
    ],
    ids=["letters", "cells", "spaces", "quotes", "opened", "doubled", "lines", "half closed"],
)
def test_long_line_is_read_in_time(line: str) -> None:
    """Two hundred thousand signs that the search for cells or quotes tried again from each."""
    rows, _outside = read(UNIT, CODE, line)
    assert rows[0] == UNIT.split("\t")
