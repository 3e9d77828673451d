"""PDF: what rules enclose is a cell, wrapped lines are joined, tables go on over pages."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from jixiao.diagnostics import JixiaoError
from jixiao.readers.pdf import read_pdf
from jixiao.readers.types import Limits, Line, Reading, ReadOptions, Row, Table
from tests.pdf_pages import HEIGHT, Page, made

LEFT, TOP = 60, 100
# Where tables that fill a page end.
BOTTOM = 780
# The second one has room for eight of the boxes that stand for missing characters.
BOXES = (60, 59.9, 60)
INDICATORS = ["一级指标", "二级指标", "指标值"]


def read(*pages: Page) -> Reading:
    return read_pdf(made(*pages), "报告.pdf")


def tables(*pages: Page) -> list[Table]:
    return [block for block in read(*pages).blocks if isinstance(block, Table)]


def only_table(*pages: Page) -> Table:
    (table,) = tables(*pages)
    return table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def lines_of(*pages: Page) -> list[Line]:
    """Return the lines of the first cell."""
    return list(only_table(*pages).rows[0].cells[0].lines)


def boxes(page: Page, kind: str) -> Page:
    """Draw the rules of two rows of two cells as different programs do."""
    xs, ys = (60, 160, 260), (100, 120, 140)
    for x, to_x in pairwise(xs):
        for y, to_y in pairwise(ys):
            box = f"{x} {HEIGHT - to_y} {to_x - x} {to_y - y} re S"
            sides = [(x, y, to_x, y), (x, to_y, to_x, to_y), (x, y, x, to_y), (to_x, y, to_x, to_y)]
            if kind == "boxes":
                page.draw(box)
            for left, top, right, bottom in sides:
                width, height = max(right - left, 0.5), max(bottom - top, 0.5)
                if kind == "bars":
                    page.draw(f"{left} {HEIGHT - bottom} {width} {height} re f")
                if kind == "strokes":
                    page.rule(left, top, right, bottom)
    return page


@pytest.mark.parametrize("kind", ["strokes", "bars", "boxes"])
def test_rules_are_strokes_or_thin_bars_or_boxes_round_cells(kind: str) -> None:
    page = boxes(Page(), kind)
    page.text(65, 114, "甲").text(165, 114, "乙").text(65, 134, "丙").text(165, 134, "丁")
    assert texts(only_table(page)) == [["甲", "乙"], ["丙", "丁"]]


def test_blank_cells_are_cells() -> None:
    page = Page().table(LEFT, TOP, [60, 60, 60], [["", "乙", ""], ["丙", "", ""]])
    assert texts(only_table(page)) == [["", "乙", ""], ["丙", "", ""]]


def test_a_cell_goes_on_below_where_no_rule_is_between() -> None:
    page = Page().table(LEFT, TOP, [60, 60], [["产出", "数量"], [None, "质量"], ["效益", "社会"]])
    rows = only_table(page).rows
    assert [[cell.continued for cell in row.cells] for row in rows] == [
        [False, False],
        [True, False],
        [False, False],
    ]
    assert [row.cells[0].text for row in rows] == ["产出", "", "效益"]


def test_a_cell_covers_the_columns_that_others_part() -> None:
    page = Page().table(LEFT, TOP, [180], [["用途"]]).table(LEFT, 120, [60, 120], [["一", "二"]])
    first, second = only_table(page).rows
    assert [cell.columns for cell in first.cells] == [2]
    assert [cell.columns for cell in second.cells] == [1, 1]


def test_a_table_in_a_cell_is_nested() -> None:
    page = Page().table(LEFT, TOP, [300, 100], [["", "外"]], height=100)
    page.table(LEFT + 20, TOP + 20, [60, 60], [["内", "部"], ["", ""]])
    cell = only_table(page).rows[0].cells[0]
    assert [texts(table) for table in cell.tables] == [[["内", "部"], ["", ""]]]


def test_a_frame_is_no_table() -> None:
    reading = read(Page().table(LEFT, TOP, [200], [["框内"]]))
    assert [block.text for block in reading.blocks if isinstance(block, Line)] == ["框内"]


def test_lines_that_a_program_wrapped_are_joined_and_doubtful() -> None:
    # The cell has room for eight characters.
    wrapped = Page().table(LEFT, TOP, [88, 60], [["购置办公设备专用\n材料。", ""]], height=40)
    assert lines_of(wrapped)[0].text == "购置办公设备专用材料。"
    assert [line.doubt for line in lines_of(wrapped)] == ["joined"]


def test_lines_that_somebody_ended_stay_apart() -> None:
    ended = Page().table(LEFT, TOP, [120, 60], [["购置设备\n专用材料", ""]], height=40)
    assert [(line.text, line.doubt) for line in lines_of(ended)] == [
        ("购置设备", ""),
        ("专用材料", ""),
    ]


def test_a_box_for_a_missing_character_is_as_wide_as_the_step_to_the_next() -> None:
    """So there was no room for a ninth one, though there was for the black of it."""
    page = Page().table(LEFT, TOP, BOXES[1:], [["完成年度工作任务\n计划", ""]], 40, "missing")
    assert [(line.text, line.doubt) for line in lines_of(page)] == [
        ("完成年度工作任务计划", "joined")
    ]


def test_lines_that_may_have_been_wrapped_are_doubtful_though_apart() -> None:
    # Nine characters take 90 of 92.
    page = Page().table(LEFT, TOP, [98, 60], [["购置办公设备专用\n材料。", ""]], height=40)
    assert [(line.text, line.doubt) for line in lines_of(page)] == [
        ("购置办公设备专用", "joined"),
        ("材料。", "joined"),
    ]


def test_items_of_a_list_stay_apart_however_full_their_lines_are() -> None:
    goals = "1.保障机关运转费\n2.按时发放工资款"
    page = Page().table(LEFT, TOP, [86, 60], [[goals, ""]], height=40)
    assert [line.text for line in lines_of(page)] == goals.split("\n")


@pytest.mark.parametrize(
    ("width", "wrapped", "whole"),
    [
        (72, "13012323P0001\n0023X", "13012323P00010023X"),  # a code, longer than its cell
        (80, "annual report\nof county", "annual report of county"),
        (52, "完成2023\n年度任务", "完成2023年度任务"),
        (68, "其中：财政  \n资金", "其中：财政 资金"),
    ],
)
def test_a_wrap_swallows_a_space_between_words_only(width: int, wrapped: str, whole: str) -> None:
    page = Page().table(LEFT, TOP, [width, 60], [[wrapped, ""]], height=40)
    (line,) = lines_of(page)
    assert " ".join(line.text.split()) == whole


def test_a_gap_without_a_drawn_space_is_one() -> None:
    page = Page().table(LEFT, TOP, [200, 60], [["冀财〔2019〕20号", ""]])
    end = LEFT + 3 + 9 * 10 - 5 * 5
    page.text(LEFT + 3 + 85 + 5, 112, "专项")
    assert end < LEFT + 95
    assert lines_of(page)[0].text == "冀财〔2019〕20号 专项"


def test_the_line_of_the_unit_is_the_first_row_of_its_form() -> None:
    page = Page().text(LEFT + 3, 92, "301柳河镇人民政府").text(LEFT + 197, 92, "单位：万元")
    page.table(LEFT, TOP, [60, 190], [["项目编码", "13012323"], ["绩效目标", ""]])
    assert texts(only_table(page))[0] == ["301柳河镇人民政府", "单位：万元"]


def test_the_line_of_the_unit_may_wrap_over_a_page_break() -> None:
    wrapped = ["301" + "很长的" * 6 + "很", "长的" + "很长的" * 6, "名称"]
    first = Page().text(LEFT, 60, "1.甲绩效目标表", 16).text(LEFT + 3, 780, wrapped[0])
    second = Page().lines(LEFT + 3, 60, *wrapped[1:]).text(LEFT + 227, 60, "单位：万元")
    second.table(LEFT, TOP, [60, 220], [["项目编码", "13012323"], ["绩效目标", ""]])
    assert texts(only_table(first, second))[0] == ["".join(wrapped), "单位：万元"]


class TestPageBreaks:
    """A table ends at the foot of a page and goes on at the head of the next one."""

    WIDTHS = (60, 60, 60)
    FOUR = (60, 60, 60, 60)

    def full(
        self,
        *rows: list[str | None],
        height: float = 20,
        widths: Sequence[float] = WIDTHS,
        font: str = "known",
    ) -> Page:
        """A table that ends where pages end."""
        top = BOTTOM - height * len(rows)
        return Page().table(LEFT, top, widths, rows, height, font)

    def rest(
        self,
        *rows: list[str | None],
        height: float = 20,
        widths: Sequence[float] = WIDTHS,
        font: str = "known",
    ) -> Page:
        return Page().table(LEFT, TOP, widths, rows, height, font)

    def test_rows_go_on(self) -> None:
        table = only_table(self.full(["甲", "乙", "丙"]), self.rest(["丁", "戊", "己"]))
        assert texts(table) == [["甲", "乙", "丙"], ["丁", "戊", "己"]]

    def test_repeated_header_rows_are_dropped(self) -> None:
        rows: list[list[str | None]] = [["产出", "数量", "1台"], ["效益", "社会", "长期"]]
        table = only_table(self.full([*INDICATORS], rows[0]), self.rest([*INDICATORS], rows[1]))
        assert texts(table) == [INDICATORS, *rows]

    def test_a_row_in_two_pieces_is_one_and_doubtful(self) -> None:
        above = self.full([*INDICATORS], ["产出指标", "完成年度任", "办公设备购"])
        table = only_table(above, self.rest(["", "务", "置台数"]))
        assert texts(table) == [INDICATORS, ["产出指标", "完成年度任务", "办公设备购置台数"]]
        doubts = [cell.lines[0].doubt for cell in table.rows[1].cells]
        assert doubts == ["", "stitched", "stitched"]

    def test_a_row_without_names_is_the_rest_of_the_one_above(self) -> None:
        """Even where its last line seems to have room: a row of its own had names too."""
        above = self.full(["产出指标", "数量指标", "年度任务", "完成"], widths=self.FOUR)
        table = only_table(above, self.rest(["", "", "", "计划"], widths=self.FOUR))
        assert texts(table) == [["产出指标", "数量指标", "年度任务", "完成\n计划"]]
        assert "stitched" in [line.doubt for line in table.rows[0].cells[3].lines]

    @pytest.mark.parametrize(
        ("above", "below"),
        [
            # A text below a heading is none of its rest.
            (["一级指标", "二级指标", "三级指标", "指标值"], ["", "", "", "1台"]),
            # One name may be missing.
            (["产出指标", "数量指标", "年度任务", "完成"], ["", "", "工作", "合格"]),
            # Nor is there one above.
            (["产出指标", "", "", "完成"], ["", "", "", "合格"]),
        ],
    )
    def test_a_row_of_its_own_may_lack_names(self, above: list[str], below: list[str]) -> None:
        pages = self.full([*above], widths=self.FOUR), self.rest([*below], widths=self.FOUR)
        assert texts(only_table(*pages)) == [above, below]

    def test_boxes_for_missing_characters_go_on_as_others_do(self) -> None:
        above = self.full(["产出指标", "完成年度工作任务", "按时"], widths=BOXES, font="missing")
        below = self.rest(["", "计划", ""], widths=BOXES, font="missing")
        assert texts(only_table(above, below)) == [["产出指标", "完成年度工作任务计划", "按时"]]

    def test_names_of_a_group_go_on_in_a_row_of_its_own(self) -> None:
        above = self.full(
            ["产出指标", "数量指标", "年度任务", "完成"],
            [None, None, None, "及时"],
            widths=self.FOUR,
        )
        table = only_table(above, self.rest(["", "", "", "合格"], widths=self.FOUR))
        assert [row.cells[3].text for row in table.rows] == ["完成", "及时", "合格"]

    def test_lines_are_joined_though_the_table_ends_in_blank_cells(self) -> None:
        """A part without text does not tell how far text keeps from the rules."""
        above, below = Page(), self.rest(["", ""], widths=[60, 60])
        above.table(LEFT, 740, [60, 60], [["", ""]], height=40)
        above.lines(LEFT + 66, 754, "完成年度", "任务")
        assert only_table(above, below).rows[0].cells[1].text == "完成年度任务"

    def test_a_label_in_two_pieces_is_one(self) -> None:
        above = self.full(["资金支出计划", "3月底", "6月底"], [None, "25", "50"])
        table = only_table(above, self.rest(["（%）", "", ""]))
        assert len(table.rows) == 2
        assert "".join(table.rows[0].cells[0].text.split()) == "资金支出计划（%）"

    def test_a_group_goes_on_in_its_first_column(self) -> None:
        above = self.full(["一级指标", "二级指标", "值"], ["产出指标", "数量指标", "1台"])
        table = only_table(above, self.rest(["", "质量指标", "合格"]))
        assert [row.cells[0].continued for row in table.rows] == [False, False, True]
        # A blank cell of its own looks the same.
        assert [line.doubt for line in table.rows[2].cells[0].lines] == ["stitched"]

    def test_tables_with_other_columns_stay_apart(self) -> None:
        below = Page().table(LEFT, TOP, [60, 60], [["丁", "戊"], ["己", "庚"]])
        assert len(tables(self.full(["甲", "乙", "丙"]), below)) == 2

    def test_tables_with_text_between_them_stay_apart(self) -> None:
        below = self.rest(["丁", "戊", "己"]).text(LEFT, 70, "2.乙绩效目标表")
        assert len(tables(self.full(["甲", "乙", "丙"]), below)) == 2

    def test_pages_that_are_all_the_same_are_no_headers(self) -> None:
        rows: list[list[str | None]] = [[f"{number}", "甲", "乙"] for number in range(30)]
        assert len(only_table(*[self.full(*rows)] * 3).rows) == 90


@pytest.mark.parametrize(
    ("limits", "page"),
    [
        (Limits(rows=10), Page().table(LEFT, TOP, [60, 60], [["甲", "乙"]] * 11)),
        (Limits(columns=10), Page().table(LEFT, TOP, [20] * 11, [[""] * 11] * 2)),
        (Limits(characters=400), Page().text(LEFT, TOP, "一二三四五六七八九十甲")),
    ],
)
def test_a_file_that_asks_for_more_is_refused(limits: Limits, page: Page) -> None:
    data = made(page.text(300, 700, "甲"))
    with pytest.raises(JixiaoError) as caught:
        read_pdf(data, "报告.pdf", ReadOptions(limits))
    assert [each.code for each in caught.value.diagnostics] == ["file-too-large"]
    read_pdf(data, "报告.pdf")


def test_each_piece_has_its_page_and_a_number_of_its_own() -> None:
    reading = read(Page().text(LEFT, 60, "甲"), Page().table(LEFT, TOP, [60, 60], [["乙", "丙"]]))
    line, table = reading.blocks
    assert isinstance(table, Table)
    (row,) = table.rows
    assert isinstance(row, Row)
    origins = [line.origin, table.origin, row.origin, *(cell.origin for cell in row.cells)]
    assert [origin.path[0] for origin in origins] == [1, 2, 2, 2, 2]
    assert len(set(origins)) == len(origins)


def test_a_label_that_was_wrapped_is_not_doubtful() -> None:
    page = Page().table(LEFT, TOP, [76, 60], [["服务对象满意度\n指标", ""]], height=40)
    assert [(line.text, line.doubt) for line in lines_of(page)] == [("服务对象满意度指标", "")]


def test_a_bracket_stays_with_the_number_behind_it() -> None:
    """LibreOffice breaks no line between 〔2022〕 and 31."""
    page = Page().table(LEFT, TOP, [72, 60], [["财预\n〔2022〕31号", ""]], height=40)
    assert [line.text for line in lines_of(page)] == ["财预〔2022〕31号"]


def test_no_line_begins_with_a_slash() -> None:
    """So there was no room for 季, since / had to follow it."""
    page = Page().table(LEFT, TOP, [73, 60], [["完成2023元/\n季/年", ""]], height=40)
    assert [line.text for line in lines_of(page)] == ["完成2023元/季/年"]


@pytest.mark.parametrize(
    ("text", "doubt"), [("e\u0301", "encoding"), ("甲\u05d0", "encoding"), ("é甲", "")]
)
def test_marks_and_scripts_from_right_to_left_are_doubtful(text: str, doubt: str) -> None:
    """Places do not tell how many marks stand on a letter, nor the order of the others."""
    page = Page().table(LEFT, TOP, [100, 60], [[text, ""]])
    assert [(line.text, line.doubt) for line in lines_of(page)] == [(text, doubt)]


def test_two_lines_that_were_moved_to_the_next_page_together_go_on_there() -> None:
    """No program leaves a single line of a paragraph behind: the page ends one line earlier."""
    widths, code = (60, 60, 60), "A" * 10
    above = Page().table(LEFT, 720, widths, [INDICATORS], 20)
    above.table(LEFT, 740, widths, [["产出指标", "数量", f"{code}\n{code}"]], 50)
    below = Page().table(LEFT, TOP, widths, [["", "", f"{code}\nAAA"]], 40)
    assert texts(only_table(above, below))[1] == ["产出指标", "数量", code * 3 + "AAA"]
