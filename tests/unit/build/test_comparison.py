"""Two readings line by line: what counts, what is noise, and what differs."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.blocks import Bookmark, Entry
from jixiao.build.comparison import (
    ComparableLine,
    comparable_lines,
    compare,
    has_marks,
    hunks,
    place_of,
)
from jixiao.readers.text import read_text
from jixiao.readers.types import Aside, Cell, Line, Mark, Origin, PlacedMark, Reading, Row, Table

HERE = Origin("", 1)


def line(text: str, *marks: Mark, contents: bool = False) -> Line:
    return Line(text, HERE, tuple(PlacedMark(mark, 0) for mark in marks), contents)


def cell(*texts: str, tables: tuple[Table, ...] = ()) -> Cell:
    return Cell(tuple(line(text) for text in texts), HERE, tables=tables)


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table(tuple(Row(cells, HERE) for cells in rows), HERE)


def texts(*blocks: Line | Table, asides: tuple[Aside, ...] = (), marks: bool = True) -> list[str]:
    return [one.text for one in comparable_lines(Reading("docx", blocks, asides), marks=marks)]


def test_a_cell_begins_with_a_tab_and_a_row_ends_with_an_empty_line() -> None:
    assert texts(line("甲"), table((cell("乙", "丙"), cell()), (cell("丁"),)), line("戊")) == [
        "甲",
        "\t乙",
        "丙",
        "\t",
        "",
        "\t丁",
        "",
        "戊",
    ]


def test_white_space_and_blank_lines_do_not_count() -> None:
    assert texts(line(" 甲　乙\u00a0丙\t"), line("  "), table((cell("", "a b", ""),))) == [
        "甲乙丙",
        "\tab",
        "",
    ]


def test_a_line_break_within_a_paragraph_is_one() -> None:
    assert texts(line("甲 \n\n 乙")) == ["甲", "乙"]


def test_tables_in_a_cell_are_shown_behind_its_text() -> None:
    assert texts(table((cell("甲", tables=(table((cell("乙"),)),)),))) == ["\t甲", "\t乙", "", ""]


def test_official_marks_count_without_their_numbers() -> None:
    heading = line(
        "1.甲绩效目标表", Bookmark("_Toc_4_4_0000000003"), Entry("1、甲 绩效目标表", "C")
    )
    assert texts(heading) == ["[bookmark _Toc_4_4_][TC 1、甲绩效目标表 C]1.甲绩效目标表"]
    assert texts(heading, marks=False) == ["1.甲绩效目标表"]
    assert has_marks(Reading("docx", (heading,)))


@pytest.mark.parametrize("name", ["_GoBack", "project_3", "target_1", "part_2", "_Toc123456789"])
def test_bookmarks_of_programs_do_not_count(name: str) -> None:
    assert texts(line("甲", Bookmark(name))) == ["甲"]
    assert not has_marks(Reading("docx", (line("甲", Bookmark(name)),)))


def test_a_mark_stands_where_it_was_read() -> None:
    heading = Line(
        "甲 乙", HERE, (PlacedMark(Entry("丙", "A"), 3), PlacedMark(Entry("丁", "B"), 1))
    )
    assert texts(heading) == ["甲[TC 丁 B]乙[TC 丙 A]"]


def test_contents_lists_and_page_numbers_of_footers_do_not_count() -> None:
    footer = Aside("footer", (line("— 1 —"), line("内部资料")))
    found = texts(
        line("目录"), line("甲…………1", contents=True), line("乙"), line("3"), asides=(footer,)
    )
    assert found == ["乙", "3", "内部资料"]


def test_places_are_those_of_the_file() -> None:
    found = comparable_lines(read_text("甲\n\n\t乙\n丙\n\n".encode(), "r.txt"))
    assert [(one.text, one.origin.path) for one in found] == [
        ("甲", (1,)),
        ("\t乙", (3,)),
        ("丙", (4,)),
        ("", (3,)),
    ]


def lines(text: str) -> list[ComparableLine]:
    return [ComparableLine(one, Origin("", n)) for n, one in enumerate(text, 1)]


def shown(before: str, after: str) -> str:
    return " ".join(edit.sign + edit.text for edit in compare(lines(before), lines(after)))


def test_differences_are_edits_of_the_first() -> None:
    assert shown("abc", "abc") == " a  b  c"
    assert shown("abc", "axc") == " a -b +x  c"
    assert shown("abc", "bcd") == "-a  b  c +d"
    assert shown("", "a") == "+a"
    assert shown("a", "") == "-a"


@given(st.text("abcdef", max_size=40), st.text("abcdef", max_size=40))
def test_edits_lead_from_the_first_to_the_second(before: str, after: str) -> None:
    edits = compare(lines(before), lines(after))
    assert "".join(edit.text for edit in edits if edit.sign != "+") == before
    assert "".join(edit.text for edit in edits if edit.sign != "-") == after
    assert all((edit.origin is None) == (edit.sign == "+") for edit in edits)


def test_few_changes_in_a_thousand_forms_are_found_fast() -> None:
    labels = [f"label {number}" for number in range(60)]
    before = [
        text for form in range(1000) for text in (f"code {form}", *labels, "", f"name {form}")
    ]
    after = list(before)
    changes = random.Random(3)
    for _ in range(30):
        after[changes.randrange(len(after))] = "changed"
    started = time.perf_counter()
    edits = compare(*([ComparableLine(text, HERE) for text in side] for side in (before, after)))
    assert sum(edit.sign == "+" for edit in edits) == 30
    assert sum(edit.sign == "-" for edit in edits) == 30
    assert time.perf_counter() - started < 5


def test_long_stretches_without_a_common_line_are_not_searched() -> None:
    edits = compare(lines("ab" * 2000), lines("ba" * 2001 + "b"))
    assert sum(edit.sign == "-" for edit in edits) == 4000


def test_near_changes_stand_together_and_far_ones_apart() -> None:
    before = "abcdefghijklmnopqrstuvwxyz"
    edits = compare(
        lines(before), lines(before.replace("d", "D").replace("g", "").replace("x", ""))
    )
    shown_texts = ["".join(edit.sign + edit.text for edit in hunk) for hunk in hunks(edits)]
    assert shown_texts == [" a b c-d+D e f-g h i j", " u v w-x y z"]


def test_a_change_has_the_place_of_its_first_line() -> None:
    def place(before: str, after: str) -> tuple[int, ...] | None:
        (hunk,) = hunks(compare(lines(before), lines(after)))
        origin = place_of(hunk)
        return origin.path if origin else None

    assert place("abcd", "abd") == (3,)
    assert place("abcd", "abcxd") == (3,)  # new: behind what stands before it
    assert place("abcd", "xabcd") == (1,)
    assert place("", "x") is None
