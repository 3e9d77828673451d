import pytest
from lxml import etree

from jixiao.blocks import Bookmark, Cell, Paragraph, Row, Run, Table
from jixiao.writers.docx import check
from jixiao.writers.docx.wml import column_twips
from tests.unit.writers.docx.documents import (
    PACK,
    W,
    body,
    cell,
    form,
    form_row,
    indicator_row,
    indicators,
    tags,
    value,
    write,
)

LONG = "长" * 2000
WIDTHS = column_twips(PACK.style.tables["form"].columns)


def rows(*blocks: object) -> list[etree._Element]:
    return list(body(*blocks).iter(f"{W}tr"))


def cells(row: etree._Element) -> list[etree._Element]:
    return list(row.iter(f"{W}tc"))


def edges(element: etree._Element) -> dict[str, str | None]:
    borders = element.find(f"{W}tcPr/{W}tcBorders")
    if borders is None:
        return {}
    return {str(edge.tag).removeprefix(W): edge.get(f"{W}val") for edge in borders}


def test_the_grid_is_fixed_and_has_the_columns_of_the_style_file() -> None:
    (table,) = body(form(form_row(cell("甲")))).iter(f"{W}tbl")
    widths = [int(column.get(f"{W}w", "")) for column in table.iter(f"{W}gridCol")]
    assert widths == list(WIDTHS)
    assert value(table, "tblPr/tblLayout", "type") == "fixed"
    assert value(table, "tblPr/tblW", "w") == str(sum(widths))


def test_columns_are_spanned() -> None:
    (row,) = rows(form(form_row(cell("甲"), cell("乙", columns=2), cell("丙"))))
    assert [value(each, "tcPr/gridSpan") for each in cells(row)] == [None, "2", "4"]
    assert [value(each, "tcPr/tcW", "w") for each in cells(row)] == [
        str(sum(WIDTHS[first:behind])) for first, behind in ((0, 1), (1, 3), (3, 7))
    ]


def test_rows_are_spanned_by_continued_cells() -> None:
    first, second = rows(
        form(form_row(cell("甲", rows=2), cell("乙")), Row((cell("丙", columns=6),)))
    )
    assert [value(each, "tcPr/vMerge") for each in cells(first)] == ["restart", None]
    continued, last = cells(second)
    assert continued.find(f"{W}tcPr/{W}vMerge") is not None
    assert value(continued, "tcPr/vMerge") is None
    assert ("".join(continued.itertext()), "".join(last.itertext())) == ("", "丙")


def test_a_cell_continued_at_the_end_of_a_row() -> None:
    last = cell("乙", rows=2, columns=6)
    _first, second = rows(form(Row((cell("甲"), last)), Row((cell("丙"),))))
    assert ["".join(each.itertext()) for each in cells(second)] == ["丙", ""]


def test_each_line_of_a_cell_is_a_paragraph() -> None:
    (row,) = rows(form(form_row(cell("一\n\n二"))))
    texts = ["".join(each.itertext()) for each in row.iter(f"{W}p")]
    assert texts == ["一", "", "二"]


def test_a_cell_without_paragraphs_gets_one() -> None:
    (row,) = rows(form(form_row(Cell(()))))
    assert tags(cells(row)[0]) == ["tcPr", "p"]


def test_rows_at_the_top_are_repeated_and_no_row_is_split() -> None:
    header, row = rows(indicators(indicator_row("甲")))
    assert tags(header.find(f"{W}trPr")) == ["cantSplit", "tblHeader"]
    assert tags(row.find(f"{W}trPr")) == ["cantSplit"]


def test_a_header_too_tall_for_a_page_is_not_repeated() -> None:
    header, _row = rows(
        Table((Row(indicator_row(LONG).cells, header=True), indicator_row()), 6, "indicators")
    )
    assert header.find(f"{W}trPr") is None


def test_a_header_below_other_rows_is_not_repeated() -> None:
    late = Row(indicator_row("乙").cells, header=True)
    *_others, row = rows(indicators(indicator_row("甲"), late))
    assert tags(row.find(f"{W}trPr")) == ["cantSplit"]


def test_a_row_too_tall_for_a_page_may_be_split() -> None:
    _header, tall, short = rows(indicators(indicator_row("甲", LONG), indicator_row("乙")))
    assert tall.find(f"{W}trPr") is None
    assert tags(short.find(f"{W}trPr")) == ["cantSplit"]


def test_a_tall_row_of_latin_letters_may_be_split() -> None:
    _header, tall = rows(indicators(indicator_row("甲", "A" * 2000)))
    assert tall.find(f"{W}trPr") is None


def test_a_long_text_that_fits_a_wide_cell_is_kept_together() -> None:
    (row,) = rows(form(form_row(cell("甲"), cell("乙" * 600))))
    assert tags(row.find(f"{W}trPr")) == ["cantSplit"]


def test_all_rows_of_a_tall_cell_may_be_split() -> None:
    merged = Row((cell(LONG, rows=2), *indicator_row().cells[1:]))
    _header, first, second, third = rows(
        indicators(merged, Row(indicator_row().cells[1:]), indicator_row("丙"))
    )
    assert first.find(f"{W}trPr") is None
    assert second.find(f"{W}trPr") is None
    assert third.find(f"{W}trPr") is not None


def test_the_cells_of_a_row_that_may_be_split_begin_at_the_top() -> None:
    _header, tall, short = rows(indicators(indicator_row("甲", LONG), indicator_row("乙")))
    assert {value(each, "tcPr/vAlign") for each in cells(tall)} == {None}
    assert {value(each, "tcPr/vAlign") for each in cells(short)} == {"center"}


def test_only_the_first_of_merged_cells_is_aligned() -> None:
    first = Row((cell("甲", rows=2), *indicator_row().cells[1:]))
    _header, row, below = rows(indicators(first, Row(indicator_row().cells[1:])))
    assert value(cells(row)[0], "tcPr/vAlign") == "center"
    assert value(cells(below)[0], "tcPr/vAlign") is None


def test_a_borderless_row_leaves_its_neighbour_the_rule() -> None:
    unit, below = rows(
        form(
            form_row(cell("单位", "unit", columns=4), cell("万元", "money-unit")),
            form_row(cell("编码"), cell("名称")),
        )
    )
    for each in cells(unit):
        assert edges(each) == {"top": "nil", "left": "nil", "bottom": "single", "right": "nil"}
    assert [edges(each) for each in cells(below)] == [{}, {}]


def test_a_borderless_cell_beside_a_ruled_one() -> None:
    (row,) = rows(form(form_row(cell("甲"), cell("乙", "unit"))))
    ruled, free = cells(row)
    assert edges(ruled) == {}
    assert edges(free) == {"top": "nil", "left": "single", "bottom": "nil", "right": "nil"}


def test_a_shared_cell_is_written_wherever_it_stands() -> None:
    shared = cell("甲")
    table = indicators(Row((shared,) * 6), Row((shared,) * 6))
    assert "".join(body(table).itertext()).count("甲") == 13


def test_a_shared_cell_with_a_bookmark_makes_another_bookmark() -> None:
    marked = Cell((Paragraph((Bookmark("here"), Run("甲")), "cell"),))
    data = write(indicators(Row((marked,) * 6)))
    assert check(data) == []


@pytest.mark.parametrize("text", ["", " ", "甲", "A" * 50, "<&>\"'", "😀𠮷"])
def test_any_text_stands_in_a_cell(text: str) -> None:
    _header, row = rows(indicators(indicator_row(*[text] * 6)))
    assert ["".join(each.itertext()) for each in cells(row)] == [text] * 6
