"""Word 97-2003: cells, rows and what row properties say of them."""

import struct

import pytest

from jixiao.blocks import Bookmark
from jixiao.diagnostics import JixiaoError
from jixiao.readers.doc import read_doc
from jixiao.readers.doc.fib import Part
from jixiao.readers.types import Cell, Limits, Line, Origin, Reading, ReadOptions, Table
from tests.word_binary import (
    CELL,
    DELETED,
    IN_TABLE,
    INSERTED,
    ROW,
    ROW_END,
    Paragraph,
    WordFile,
    depth,
    paragraph,
    plc,
    row,
    strings,
    table_definition,
)

THREE = [0, 1000, 2000, 3000]


def read(*paragraphs: Paragraph, **options: object) -> Reading:
    return read_doc(WordFile(list(paragraphs)).write(), "x.doc", ReadOptions(**options))  # type: ignore[arg-type]


def table_of(reading: Reading) -> Table:
    (table,) = (block for block in reading.blocks if isinstance(block, Table))
    return table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in each.cells] for each in table.rows]


def shapes(table: Table) -> list[list[int]]:
    return [[cell.columns for cell in each.cells] for each in table.rows]


def continued(table: Table) -> list[list[bool | None]]:
    return [[cell.continued for cell in each.cells] for each in table.rows]


def read_row(count: int, properties: bytes) -> Table:
    """Read a row of some cells above a row of three."""
    names = list("甲乙丙丁")[:count]
    return table_of(
        read(*row(names, properties), *row(["子", "丑", "寅"], table_definition(THREE)))
    )


def test_row_end_is_told_from_an_empty_cell() -> None:
    reading = read(
        paragraph("题"),
        *row(["甲", "", ""], table_definition(THREE)),
        *row(["", "乙", ""], table_definition(THREE)),
        paragraph("末"),
    )
    first, table, last = reading.blocks
    assert isinstance(table, Table)
    assert texts(table) == [["甲", "", ""], ["", "乙", ""]]
    assert isinstance(first, Line)
    assert isinstance(last, Line)
    assert (first.text, last.text) == ("题", "末")
    assert reading.diagnostics == ()


def test_origin_is_the_position_of_the_first_character() -> None:
    table = table_of(read(paragraph("题"), *row(["甲", "乙"], table_definition(THREE[:3]))))
    (only,) = table.rows
    assert (table.origin.path, only.origin.path) == ((2,), (2,))
    assert [cell.origin.path for cell in only.cells] == [(2,), (4,)]
    assert only.cells[1].lines[0].origin == Origin("WordDocument", 4)


def test_cell_has_all_its_paragraphs() -> None:
    table = table_of(
        read(
            paragraph("一", IN_TABLE),
            paragraph("", IN_TABLE),
            *row(["二", "三"], table_definition(THREE[:3])),
        )
    )
    assert texts(table) == [["一\n\n二", "三"]]


def test_columns_are_those_of_the_grid_of_all_rows() -> None:
    table = table_of(
        read(
            *row(["甲", "乙"], table_definition([0, 1500, 3000])),
            # Hardly apart from an edge above: no column of its own.
            *row(["丙", "丁", "戊"], table_definition([4, 1000, 1496, 3003])),
            *row(["己"], table_definition([0, 3000])),
        )
    )
    assert shapes(table) == [[2, 1], [1, 1, 1], [3]]


def test_cell_that_continues_the_one_above_says_so() -> None:
    restart, merged = 0x60, 0x20
    table = table_of(
        read(
            *row(["甲", "乙"], table_definition(THREE[:3], [restart, 0])),
            *row(["", "丙"], table_definition(THREE[:3], [merged, 0])),
        )
    )
    assert continued(table) == [[False, False], [True, False]]


def test_vertical_merge_may_be_told_by_a_modification_of_its_own() -> None:
    merge = struct.pack("<HBBB", 0xD62B, 2, 0, 1)
    table = table_of(read(*row(["", "乙"], table_definition(THREE[:3]) + merge)))
    assert continued(table) == [[True, False]]


@pytest.mark.parametrize("flags", [[1, 2, 0], [2, 1, 0], [3, 1, 0]])
def test_cells_merged_side_by_side_are_one(flags: list[int]) -> None:
    table = table_of(read(*row(["甲", "", "乙"], table_definition(THREE, flags))))
    assert texts(table) == [["甲", "乙"]]
    assert shapes(table) == [[2, 1]]


def test_sets_of_merged_cells_side_by_side_are_kept_apart() -> None:
    edges = [0, 1000, 2000, 3000, 4000]
    table = table_of(read(*row(["甲", "", "乙", "丙"], table_definition(edges, [1, 2, 1, 2]))))
    # The text of a cell that is merged away is not lost, though nobody should write one.
    assert texts(table) == [["甲", "乙\n丙"]]


def test_row_may_be_built_by_modifications() -> None:
    insert = struct.pack("<HBBH", 0x7621, 0, 4, 500)
    delete = struct.pack("<HBB", 0x5622, 3, 4)
    widen = struct.pack("<HBBH", 0x7623, 0, 3, 1000)
    assert shapes(read_row(3, insert + delete + widen)) == [[1, 1, 1], [1, 1, 1]]
    merge = struct.pack("<HBB", 0x5624, 0, 2)
    assert shapes(read_row(3, insert + delete + widen + merge)) == [[2, 1], [1, 1, 1]]
    split = struct.pack("<HBB", 0x5625, 0, 2)
    assert shapes(read_row(3, insert + delete + widen + merge + split)) == [[1, 1, 1], [1, 1, 1]]


def test_row_properties_too_long_for_a_page_lie_in_the_data_stream() -> None:
    properties = ROW_END + table_definition([0, 1000, 3000], [0x20, 0])
    file = WordFile(
        [
            paragraph("", IN_TABLE, CELL),
            paragraph("甲", IN_TABLE, CELL),
            paragraph("", struct.pack("<HI", 0x6646, 6), ROW),
            *row(["一", "二", "三"], table_definition(THREE)),
        ],
        data=bytes(6) + struct.pack("<H", len(properties)) + properties,
    )
    table = table_of(read_doc(file.write(), "x.doc"))
    assert texts(table) == [["", "甲"], ["一", "二", "三"]]
    assert shapes(table) == [[1, 2], [1, 1, 1]]
    assert continued(table)[0] == [True, False]


def test_table_in_a_cell_is_kept_apart_from_its_text() -> None:
    inner = depth(2)
    cell_end, row_end = b"\x4b\x24\x01", b"\x4c\x24\x01"
    table = table_of(
        read(
            paragraph("前", IN_TABLE),
            paragraph("内一", inner, "\r"),
            paragraph("内一二", inner + cell_end, "\r"),
            paragraph("内二", inner + cell_end, "\r"),
            paragraph("", inner + row_end + table_definition(THREE[:3], [0x20, 0]), "\r"),
            *row(["后", "旁"], table_definition(THREE[:3])),
        )
    )
    assert texts(table) == [["前\n后", "旁"]]
    (nested,) = table.rows[0].cells[0].tables
    assert texts(nested) == [["内一\n内一二", "内二"]]
    assert continued(nested) == [[True, False]]


@pytest.mark.parametrize(
    ("revisions", "expected"),
    [("accept", [["甲"], ["新"]]), ("reject", [["甲"], ["旧"]])],
)
def test_row_goes_with_the_change_that_takes_it_away(
    revisions: str, expected: list[list[str]]
) -> None:
    def changed(text: str, change: bytes) -> list[Paragraph]:
        definition = table_definition([0, 3000])
        cell = Paragraph([(text, change)], CELL, IN_TABLE, change)
        return [cell, Paragraph([], ROW, ROW_END + definition, change)]

    rows = [*row(["甲"], table_definition([0, 3000])), *changed("旧", DELETED)]
    reading = read(*rows, *changed("新", INSERTED), revisions=revisions)
    assert texts(table_of(reading)) == expected


def test_deleted_mark_in_front_of_a_table_does_not_draw_text_into_it() -> None:
    before = Paragraph([("题", b"")], mark_properties=DELETED)
    reading = read(before, *row(["甲"], table_definition([0, 3000])))
    assert isinstance(reading.blocks[0], Line)
    assert reading.blocks[0].text == "题"
    assert texts(table_of(reading)) == [["甲"]]


def test_bookmark_in_a_cell_stands_in_its_line() -> None:
    file = WordFile(
        row(["甲", "乙"], table_definition(THREE[:3])),
        parts={
            Part.BOOKMARK_NAMES: strings("_Toc_1"),
            Part.BOOKMARK_STARTS: plc([2, 5], bytes(4)),
        },
    )
    cell = table_of(read_doc(file.write(), "x.doc")).rows[0].cells[1]
    assert [placed.mark for placed in cell.lines[0].marks] == [Bookmark("_Toc_1")]


def test_table_that_is_cut_off_keeps_its_last_cells() -> None:
    reading = read(
        *row(["甲", "乙"], table_definition(THREE[:3])),
        paragraph("丙", IN_TABLE, CELL),
        paragraph("丁", IN_TABLE),
    )
    assert texts(table_of(reading)) == [["甲", "乙"], ["丙", "丁"]]


def test_row_without_a_definition_has_plain_cells() -> None:
    cells: tuple[Cell, ...] = table_of(read(*row(["甲", "乙"], b""))).rows[0].cells
    assert [(cell.text, cell.columns, cell.continued) for cell in cells] == [
        ("甲", 1, False),
        ("乙", 1, False),
    ]


def test_a_row_of_more_cells_than_the_limit_is_refused() -> None:
    data = WordFile(row(["子", "丑", "寅"], table_definition(THREE))).write()
    assert texts(table_of(read_doc(data, "x.doc", _columns(3)))) == [["子", "丑", "寅"]]
    with pytest.raises(JixiaoError, match="more than 2 cells in one row") as caught:
        read_doc(data, "x.doc", _columns(2))
    (fault,) = caught.value.diagnostics
    assert fault.advice is not None
    assert "--limit columns=NUMBER" in fault.advice


def _columns(most: int) -> ReadOptions:
    return ReadOptions(Limits(columns=most))
