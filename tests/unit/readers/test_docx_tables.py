"""DOCX: rows and cells, merged ones, nested tables (ECMA-376-1 §17.4)."""

import pytest

from jixiao.diagnostics import JixiaoError
from jixiao.layout import Pack
from jixiao.model import Report
from jixiao.readers.docx.blocks import BlockReader
from jixiao.readers.docx.rows import PlainRowReader
from jixiao.readers.types import Cell, Limits, Origin, Table
from jixiao.writers.docx import write_docx
from tests.conftest import job_of
from tests.word_xml import (
    cell,
    codes,
    complex_field,
    content_control,
    field_mark,
    only_table,
    paragraph,
    picture,
    read,
    row,
    run,
    seen,
    table,
)

RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def wide(columns: object) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def cells_of(found: Table) -> list[list[Cell]]:
    return [list(each.cells) for each in found.rows]


def shape(found: Table) -> list[list[tuple[int, bool | None]]]:
    """Return columns of each cell, and whether it continues the one above."""
    return [[(each.columns, each.continued) for each in cells] for cells in cells_of(found)]


def test_rows_and_cells_in_their_order_with_their_places() -> None:
    found = only_table(table(row("甲", "乙"), row("丙", cell("丁", "戊"))))
    assert picture([found]) == [[["甲", "乙"], ["丙", "丁\n戊"]]]
    part = "word/document.xml"
    assert found.origin == Origin.at(part, 0, 0)
    # The properties and the grid of a table, and the properties of a row, stand before.
    assert found.rows[1].origin == Origin.at(part, 0, 0, 3)
    assert found.rows[1].cells[1].origin == Origin.at(part, 0, 0, 3, 2)
    assert found.rows[1].cells[1].lines[1].origin == Origin.at(part, 0, 0, 3, 2, 2)


def test_blank_cell_has_no_lines_unless_it_is_marked() -> None:
    bookmark = '<w:bookmarkStart w:id="1" w:name="空"/>'
    first, second, third = only_table(table(row("", cell(paragraph(bookmark)), "甲"))).rows[0].cells
    assert (first.lines, len(third.lines)) == ((), 1)
    assert [placed.mark.name for placed in second.lines[0].marks] == ["空"]


# ---- merged cells ----


def test_cell_over_several_columns() -> None:
    found = only_table(table(row(cell("甲", properties=wide(3)), "乙"), row(*"一二三四")))
    assert shape(found) == [[(3, False), (1, False)], [(1, False)] * 4]


def test_cell_over_several_rows() -> None:
    found = only_table(
        table(
            row(cell("甲", properties=RESTART), "1"),
            row(cell("", properties=CONTINUE), "2"),
            row(cell("", properties='<w:vMerge w:val="continue"/>'), "3"),
            row(cell("乙", properties=RESTART), "4"),
        )
    )
    assert [cells[0].continued for cells in cells_of(found)] == [False, True, True, False]


def test_cell_that_continues_nothing_is_left_open() -> None:
    """A row was put in between: what is meant cannot be told, and its text is kept."""
    found = only_table(
        table(
            row(cell("甲", properties=RESTART), "1"),
            row("插", "入"),
            row(cell("乙", properties=CONTINUE), "2"),
        )
    )
    assert [cells[0].continued for cells in cells_of(found)] == [False, False, None]
    assert cells_of(found)[2][0].text == "乙"


def test_columns_of_merged_cells_are_counted_by_the_grid() -> None:
    found = only_table(
        table(
            row(cell("甲", properties=wide(2)), cell("乙", properties=RESTART)),
            row("一", "二", cell("", properties=CONTINUE)),
        )
    )
    assert cells_of(found)[1][2].continued is True


def test_columns_left_open_before_a_row_count() -> None:
    before = '<w:gridBefore w:val="1"/><w:gridAfter w:val="2"/>'
    found = only_table(
        table(
            row("甲", cell("乙", properties=RESTART)),
            row(cell("", properties=CONTINUE), properties=before),
        )
    )
    assert shape(found)[1] == [(1, True)]


def test_cell_merged_to_the_right_in_the_old_way() -> None:
    found = only_table(
        table(
            row(
                cell("甲", properties='<w:hMerge w:val="restart"/>'),
                cell("", properties='<w:hMerge w:val="continue"/>'),
                cell("", properties="<w:hMerge/>"),
                "乙",
            )
        )
    )
    assert picture([found]) == [[["甲", "乙"]]]
    assert shape(found) == [[(3, False), (1, False)]]


def test_text_that_another_cell_covers_is_counted() -> None:
    covered = cell("盖住", table(row("三个字")), properties=CONTINUE)
    reading = read(table(row(cell("甲", properties=RESTART)), row(covered)))
    assert picture(reading.blocks) == [[["甲"], [""]]]
    assert [each.message for each in reading.diagnostics] == ["5 hidden characters are left out"]


@pytest.mark.parametrize(
    ("columns", "read_as"),
    [
        ("0", 1),
        ("-3", 1),
        ("", 1),
        ("三", 1),
        ("1.5", 1),
        ("100000000", 256),
        ("1" + "0" * 30, 1),
        ("9" * 5000, 1),
    ],
)
def test_impossible_number_of_columns_is_told(columns: str, read_as: int) -> None:
    reading = read(table(row(cell("甲", properties=wide(columns)), "乙")))
    assert picture(reading.blocks) == [[["甲", "乙"]]]
    (found,) = reading.blocks
    assert isinstance(found, Table)
    assert found.rows[0].cells[0].columns == read_as
    assert codes(reading) == ["read-span"]


def test_impossible_number_of_columns_before_a_row_is_told() -> None:
    reading = read(table(row("甲", properties='<w:gridBefore w:val="100000000"/>')))
    assert picture(reading.blocks) == [[["甲"]]]
    assert codes(reading) == ["read-span"]


# ---- what encloses rows and cells ----


def test_rows_cells_and_blocks_in_content_controls() -> None:
    assert seen(
        content_control(
            table(
                content_control(row("甲", content_control(cell("乙")))),
                row(cell(content_control(paragraph("丙")), "丁")),
            )
        )
    ) == [[["甲", "乙"], ["丙\n丁"]]]


def test_rows_and_cells_in_custom_xml() -> None:
    inner = row(f"<w:customXml>{cell('乙')}</w:customXml>")
    assert seen(table(row("甲"), f"<w:customXml>{inner}</w:customXml>")) == [[["甲"], ["乙"]]]


def test_header_row_that_repeats_is_a_row() -> None:
    assert seen(table(row("级", properties="<w:tblHeader/>"), row("甲"))) == [[["级"], ["甲"]]]


def test_row_without_cells_is_none() -> None:
    assert seen(table("<w:tr/>", row("甲"))) == [[["甲"]]]
    assert seen(paragraph("只") + table("<w:tr/>")) == ["只"]


# ---- nested tables ----


def test_table_in_a_cell() -> None:
    inner = table(row("内", "里"))
    assert seen(table(row(cell("前", inner, "后"), "乙"))) == [
        [[("前\n后", [[["内", "里"]]]), "乙"]]
    ]


def test_tables_as_deep_as_the_limit() -> None:
    body = "底"
    for _ in range(32):
        body = table(row(cell(body, "")))
    assert codes(read(body)) == []


# ---- fields and marks in tables ----


def test_field_that_is_open_at_the_end_of_a_cell_ends_there() -> None:
    begin = field_mark("begin") + field_mark("separate")
    reading = read(table(row(cell(paragraph(begin, "甲")), "乙")) + paragraph("丙"))
    assert picture(reading.blocks) == [[["甲", "乙"]], "丙"]
    assert codes(reading) == ["read-field-open"]


def test_contents_list_ends_where_a_table_begins() -> None:
    begin = field_mark("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>"
    body = paragraph(begin + field_mark("separate"), "目录") + table(row("甲")) + paragraph("乙")
    assert picture(read(body).blocks) == ["目录", [["甲"]], "乙"]
    assert codes(read(body)) == ["read-field-open"]


def test_unended_list_leaves_the_lists_before_the_last_table_alone() -> None:
    whole = paragraph(complex_field("TOC", run("目录")))
    begin = field_mark("begin") + "<w:r><w:instrText>TOC</w:instrText></w:r>"
    cut = paragraph(begin + field_mark("separate"), "又")
    first, _table, second, _other = read(whole + table(row("甲")) + cut + table(row("乙"))).blocks
    assert (first.contents, second.contents) == (True, False)


# ---- what stands where it may not ----


@pytest.mark.parametrize(
    "body",
    [
        table(row("甲"), paragraph("乙丙")),
        table(row("甲", paragraph("乙丙"))),
        table(row("甲"), run("乙丙")),
        table(row("甲"), cell("乙丙")),
    ],
)
def test_text_between_cells_or_rows_is_told(body: str) -> None:
    reading = read(body)
    assert picture(reading.blocks) == [[["甲"]]]
    assert [(each.code, each.message) for each in reading.diagnostics] == [
        ("read-misplaced", "2 characters stand between rows or cells, and are not read")
    ]


def test_cells_without_a_table_are_lines() -> None:
    assert seen(row("甲", "乙")) == ["甲", "乙"]


def test_row_in_a_row_gives_its_cells() -> None:
    assert seen(table(row("甲", row("乙")))) == [[["甲", "乙"]]]


def test_limits_of_rows_and_columns_end_in_a_clear_error() -> None:
    with pytest.raises(JixiaoError, match="more than 2 table rows"):
        read(table(row("甲"), row("乙"), row("丙")), limits=Limits(rows=2))
    with pytest.raises(JixiaoError, match="more than 2 cells in one row"):
        read(table(row("甲", "乙", "丙")), limits=Limits(columns=2))
    with pytest.raises(JixiaoError, match="more than 1 levels of tables"):
        read(table(row(cell(table(row("甲"))))), limits=Limits(nesting=1))


# ---- plain rows are read in a way of their own ----

ROWS = [
    row("甲", "", cell("乙", "丙"), cell("")),
    row(cell("甲", properties=wide(2)), cell("", properties=RESTART), "乙"),
    row("甲", "乙", cell("", properties=CONTINUE), cell("", "")),
    row("甲", "乙", cell("盖住", properties=CONTINUE)),
    row("插", "入"),
    row(cell("一", properties=CONTINUE), cell("", properties=CONTINUE), "二"),
    row(cell(paragraph(run("分", "<w:b/>"), run("开"))), cell(paragraph(" 空 "), paragraph())),
    row("甲", cell("\uf0b3", run("散"))),
    row("甲", cell(run("散"), "乙")),
    row(paragraph("错"), "甲"),
    row(cell("大", properties=wide(257)), cell("小", properties=wide(0))),
    row("甲", cell(paragraph(run("换", ""), "<w:r><w:br/></w:r>", "行"))),
    row(cell("甲", properties='<w:tcW w:w="9"/><w:shd/>'), properties="<w:tblHeader/>"),
]


@pytest.mark.parametrize("first", ROWS)
@pytest.mark.parametrize("second", ROWS)
def test_plain_rows_are_read_as_all_others(
    first: str, second: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = read(table(first, second))
    monkeypatch.setattr(PlainRowReader, "read", lambda *_given: False)
    assert fast == read(table(first, second))


def test_plain_rows_of_a_form_are_read_as_all_others(
    township: Report, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = write_docx(job_of(township, pack))
    fast = read(data)
    monkeypatch.setattr(PlainRowReader, "read", lambda *_given: False)
    assert fast == read(data)


def test_rows_of_a_form_are_plain(
    township: Report, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise a long report takes three times as long."""
    monkeypatch.setattr(BlockReader, "_row_child", None)
    assert read(write_docx(job_of(township, pack))).blocks
