"""Rows of indicators put in, taken out and changed, in documents of many builds."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.mended_forms import (
    W,
    cells_of,
    document,
    element,
    indicator_rows,
    mark_row,
    mended,
    rebuilt,
    refusals,
    root_of,
    rows_of,
    said,
    text_of,
    with_rows,
)

OUTPUT, PLEASED, EFFECT = "产出指标", "满意度指标", "效益指标"
Rows = list[tuple[str | None, str | None]]
ROWS: Rows = [(OUTPUT, "一"), (OUTPUT, "二"), (OUTPUT, "三"), (PLEASED, "四")]
SENT = document(with_rows(*ROWS))
UNSAFE = "it cannot be changed safely"


def shown(*rows: tuple[str | None, str | None]) -> list[str]:
    return rows_of(mended(SENT, with_rows(*rows)))


# ---- rows of a merged group ----


def test_a_row_is_put_in_the_middle_of_a_group() -> None:
    assert shown(ROWS[0], (OUTPUT, "新"), *ROWS[1:]) == [
        " /产出指标 一",
        "+| 新",
        " | 二",
        " | 三",
        "  满意度指标 四",
    ]


def test_a_row_is_put_at_the_end_of_a_group() -> None:
    assert shown(*ROWS[:3], (OUTPUT, "新"), ROWS[3])[2:] == [" | 三", "+| 新", "  满意度指标 四"]


def test_a_row_put_at_the_beginning_takes_the_place_of_the_first() -> None:
    """The first row holds the text of the merged cell: it stays, and says something else."""
    assert shown((OUTPUT, "新"), *ROWS) == [
        " /产出指标 [-一-]{+新+}",
        "+| 一",
        " | 二",
        " | 三",
        "  满意度指标 四",
    ]


def test_texts_move_up_when_the_first_row_of_a_group_is_taken_out() -> None:
    assert shown(*ROWS[1:]) == [
        " /产出指标 [-一-]{+二+}",
        "-| 二",
        " | 三",
        "  满意度指标 四",
    ]


def test_a_whole_group_is_taken_out() -> None:
    assert shown(ROWS[3]) == ["-/产出指标 一", "-| 二", "-| 三", "  满意度指标 四"]


def test_all_rows_are_taken_out() -> None:
    assert [row[0] for row in shown()] == ["-"] * 4
    assert rows_of(mended(SENT, with_rows(), tracked=False)) == []


def test_a_new_group_is_put_in_behind_the_others() -> None:
    assert shown(*ROWS, (EFFECT, "五"), (EFFECT, "六"))[3:] == [
        "  满意度指标 四",
        "+/效益指标 五",
        "+| 六",
    ]


def test_a_group_gets_another_name() -> None:
    """Its name stands in one cell, and is changed once."""
    assert shown(*(("效果指标", name) for _level1, name in ROWS[:3]), ROWS[3]) == [
        " /[-产出-]{+效果+}指标 一",
        " | 二",
        " | 三",
        "  满意度指标 四",
    ]


def test_a_row_of_another_group_divides_a_group() -> None:
    rows = shown(*ROWS[:2], (PLEASED, "新"), *ROWS[2:])
    assert rows[:2] == [" /产出指标 一", " | 二"]


def test_rows_lose_their_level_1() -> None:
    mended(SENT, with_rows((None, "一"), (None, "二")))


def test_without_tracked_changes_rows_are_put_in_and_taken_out_at_once() -> None:
    new = mended(SENT, with_rows((OUTPUT, "新"), *ROWS[1:3]), tracked=False)
    assert rows_of(new) == [" /产出指标 新", " | 二", " | 三"]


def test_a_row_that_says_nothing_else_is_not_touched() -> None:
    before = [text_of(row) for row in indicator_rows(root_of(SENT))]
    root = root_of(mended(SENT, with_rows((OUTPUT, "新"), *ROWS)))
    after = [text_of(row) for row in indicator_rows(root)]
    assert after[-2:] == before[-2:]


def test_two_corrections_one_after_another() -> None:
    """What was put in as a tracked change is corrected again, and taken out again."""
    once = mended(SENT, with_rows((OUTPUT, "新"), *ROWS))
    mended(once, with_rows((OUTPUT, "更新"), *ROWS))
    back = mended(once, with_rows(*ROWS))
    assert said(back) == said(SENT)


# ---- other builds ----


def written_in_every_row(root: Any) -> None:
    for row in indicator_rows(root)[1:3]:
        cell = cells_of(row)[0]
        cell.remove(cell.find(f"{W}tcPr"))
        paragraph = cell.find(f"{W}p")
        for run in paragraph.findall(f"{W}r"):
            paragraph.remove(run)
        text = element("t")
        text.text = OUTPUT
        paragraph.append(element("r", text))
    cells_of(indicator_rows(root)[0])[0].find(f"{W}tcPr").remove(
        cells_of(indicator_rows(root)[0])[0].find(f"{W}tcPr/{W}vMerge")
    )


def test_level_1_written_in_every_row() -> None:
    data = rebuilt(SENT, written_in_every_row)
    new = with_rows(ROWS[0], (OUTPUT, "新"), *ROWS[2:])
    assert rows_of(mended(data, new)) == [
        "  产出指标 一",
        "  产出指标 [-二-]{+新+}",
        "  产出指标 三",
        "  满意度指标 四",
    ]
    assert rows_of(mended(data, with_rows(*ROWS[1:])))[0] == "- 产出指标 一"
    assert rows_of(mended(data, with_rows((OUTPUT, "新"), *ROWS)))[0] == "+ 产出指标 新"


def test_a_table_that_has_its_header_only() -> None:
    data = document(with_rows())
    new = with_rows(*ROWS)
    assert rows_of(mended(data, new)) == [
        "+/产出指标 一",
        "+| 二",
        "+| 三",
        "+ 满意度指标 四",
    ]
    header = root_of(mended(data, new)).iter(f"{W}tblHeader")
    assert len(list(header)) == len(list(root_of(data).iter(f"{W}tblHeader")))


def test_a_row_without_its_last_cell_can_be_corrected_elsewhere() -> None:
    def cut(root: Any) -> None:
        row = indicator_rows(root)[1]
        row.remove(cells_of(row)[-1])

    data = rebuilt(SENT, cut)
    new = with_rows(ROWS[0], (OUTPUT, "新"), *ROWS[2:])
    assert rows_of(mended(data, new))[1] == " | [-二-]{+新+}"


Change = Callable[[Any], None]


def _merged_down(root: Any) -> None:
    """Level 2 of the first two rows is one cell."""
    for row, value in zip(indicator_rows(root), ("restart", "continue"), strict=False):
        cells_of(row)[1].find(f"{W}tcPr").append(element("vMerge", val=value))


def _controlled(root: Any) -> None:
    row = indicator_rows(root)[1]
    for cell in cells_of(row):
        control = element("sdt", element("sdtPr"), element("sdtContent"))
        row.replace(cell, control)
        control[-1].append(cell)


def _controlled_outside(root: Any) -> None:
    """A further cell, which belongs to no column, is a field to be filled in."""
    more = element("sdtContent", element("tc", element("p")))
    indicator_rows(root)[1].append(element("sdt", element("sdtPr"), more))


def _nested(root: Any) -> None:
    cell = cells_of(indicator_rows(root)[1])[5]
    inner = element("tc", element("p"))
    cell.insert(1, element("tbl", element("tblPr"), element("tblGrid"), element("tr", inner)))


def _locked(root: Any) -> None:
    """The text of a cell is in a control that nobody may change."""
    paragraph = cells_of(indicator_rows(root)[1])[2].find(f"{W}p")
    run = paragraph.find(f"{W}r")
    control = element(
        "sdt", element("sdtPr", element("lock", val="sdtContentLocked")), element("sdtContent")
    )
    paragraph.replace(run, control)
    control[-1].append(run)


def _moved(root: Any) -> None:
    paragraph = cells_of(indicator_rows(root)[1])[2].find(f"{W}p")
    run = paragraph.find(f"{W}r")
    moved = element("moveTo", id="901", author="张三", date="2024-01-01T00:00:00Z")
    paragraph.replace(run, moved)
    moved.append(run)


def _marked_across_rows(root: Any) -> None:
    first, second = indicator_rows(root)[1:3]
    cells_of(first)[2].find(f"{W}p").append(element("bookmarkStart", id="77", name="此处"))
    cells_of(second)[2].find(f"{W}p").append(element("bookmarkEnd", id="77"))


@pytest.mark.parametrize(
    ("build", "reason"),
    [
        (_merged_down, "merged with the one above or below"),
        (_controlled, "something else encloses the cells of a row"),
        (_controlled_outside, "something else encloses the cells of a row"),
        (_nested, "there is a table within a cell"),
        (_locked, "a content control"),
        (_moved, "somebody has moved this text"),
    ],
)
def test_a_row_is_not_taken_out_of_an_unusual_build(build: Change, reason: str) -> None:
    data = rebuilt(SENT, build)
    first = said(data)[0]
    kept = tuple(row for row in first.indicators if row.level3 != "二")
    new = with_rows(*ROWS)
    projects = (first.model_copy(update={"indicators": kept}), *said(data)[1:])
    (words,) = refusals(data, new.model_copy(update={"projects": projects}))
    assert UNSAFE in words
    assert reason in words
    assert "村道养护" in words


def test_a_bookmark_across_rows_is_only_in_the_way_of_a_row_that_goes_at_once() -> None:
    data = rebuilt(SENT, _marked_across_rows)
    new = with_rows(ROWS[0], *ROWS[2:])
    mended(data, new)
    (words,) = refusals(data, new, tracked=False)
    assert "begins in the row and ends elsewhere" in words


def in_pieces(*, header: bool) -> Callable[[Any], None]:
    """The table goes on in another one, with or without a header of its own."""

    def change(root: Any) -> None:
        rows = indicator_rows(root)
        table = rows[0].getparent()
        again = [copy.deepcopy(rows[0].getprevious())] if header else []
        more = element("tbl", *map(copy.deepcopy, table[:2]), *again)
        more.append(rows[3])
        table.addnext(more)
        table.addnext(element("p"))

    return change


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("header", [True, False])
def test_a_new_first_row_stands_in_the_first_piece_of_a_table(header: bool, tracked: bool) -> None:
    data = rebuilt(SENT, in_pieces(header=header))
    new = mended(data, with_rows((EFFECT, "新"), *ROWS), tracked=tracked)
    assert rows_of(new)[0] == f"{'+' if tracked else ' '} 效益指标 新"


def test_no_table_is_left_without_any_row() -> None:
    """Word could not open such a file."""
    data = rebuilt(SENT, in_pieces(header=False))
    mended(data, with_rows(*ROWS[:3]))
    (words,) = refusals(data, with_rows(*ROWS[:3]), tracked=False)
    assert "the table would be left without any row" in words
    mended(rebuilt(SENT, in_pieces(header=True)), with_rows(*ROWS[:3]), tracked=False)


# ---- rows of another author ----


def test_a_row_that_somebody_else_put_in_can_be_corrected_beside() -> None:
    data = rebuilt(SENT, lambda root: mark_row(indicator_rows(root)[1], "ins"))
    rows = rows_of(mended(data, with_rows(*ROWS[:2], (OUTPUT, "新"), *ROWS[2:])))
    assert rows[:4] == [" /产出指标 一", "+| 二", "+| 新", " | 三"]


def test_a_row_that_somebody_else_took_out_stays_as_it_is() -> None:
    data = rebuilt(SENT, lambda root: mark_row(indicator_rows(root)[1], "del"))
    assert len(said(data)[0].indicators) == 3
    rows = rows_of(mended(data, with_rows(ROWS[0], (OUTPUT, "新"), ROWS[3])))
    assert rows[:3] == [" /产出指标 一", "-| 二", " | [-三-]{+新+}"]


def test_the_row_below_one_that_somebody_else_took_out_is_taken_out_too() -> None:
    data = rebuilt(SENT, lambda root: mark_row(indicator_rows(root)[1], "del"))
    rows = rows_of(mended(data, with_rows(ROWS[0], ROWS[3])))
    assert rows[:3] == [" /产出指标 一", "-| 二", "-| 三"]


def test_ends_of_lines_in_rows_are_marked_but_for_the_last() -> None:
    """Else LibreOffice keeps the row, without its text."""
    data = document(with_rows((OUTPUT, "一"), (OUTPUT, "二\n又二")))
    marks = f"{W}pPr/{W}rPr/{W}"
    gone = indicator_rows(root_of(mended(data, with_rows((OUTPUT, "一")))))[1]
    ends = [each.find(marks + "del") is not None for each in cells_of(gone)[2].iter(f"{W}p")]
    assert ends == [True, False]
    rows = [(OUTPUT, "一"), (OUTPUT, "二\n又二"), (OUTPUT, "三\n又三")]
    added = indicator_rows(root_of(mended(data, with_rows(*rows))))[2]
    ends = [each.find(marks + "ins") is not None for each in cells_of(added)[2].iter(f"{W}p")]
    assert ends == [True, False]
