"""Places in words: counted from the beginning of a file, or of a page where it has pages."""

import pytest

from jixiao.readers.types import Cell, Format, Line, Origin, Reading, Row, Table
from jixiao.recognise.locate import Locator


def line(page: int, step: int) -> Line:
    return Line("字", Origin.at("", page, step))


def table(page: int, rows_on: list[int]) -> Table:
    rows = []
    for number, on in enumerate(rows_on):
        inner = line(on, 10 * number + 3)
        origin = Origin.at("", on, 10 * number + 2)
        rows.append(Row((Cell((inner,), origin),), Origin.at("", on, 10 * number + 1)))
    return Table(tuple(rows), Origin.at("", page, 0))


def words(format_: Format, block: Line | Table, *above: Line | Table) -> list[str]:
    locator = Locator(Reading(format_, (*above, block)), "f")
    origins = [row.origin for row in block.rows] if isinstance(block, Table) else [block.origin]
    return [locator.describe(origin) for origin in origins]


def test_a_pdf_is_counted_page_by_page() -> None:
    above = (line(1, 900), table(1, [1]), line(2, 900))
    assert words("pdf", line(2, 950), *above) == ["page 2, paragraph 2"]
    assert words("pdf", table(2, [2]), *above) == ["page 2, table 1, row 1"]


def test_a_row_on_the_next_page_names_the_page_of_its_table() -> None:
    assert words("pdf", table(4, [4, 5]), table(3, [3])) == [
        "page 4, table 1, row 1",
        "page 5, table 1 of page 4, row 2",
    ]


@pytest.mark.parametrize("format_", ["docx", "doc"])
def test_other_files_are_counted_from_their_beginning(format_: Format) -> None:
    assert words(format_, table(2, [2]), table(1, [1])) == ["table 2, row 1"]
