"""Cells fill the grid exactly, or the fault is named with its row."""

import pytest

from jixiao.blocks import Cell, Paragraph, Row, SpanConflictError, Table


def table(columns: int, *rows: list[tuple[int, int]]) -> Table:
    """A table of cells given as (rows, columns)."""
    cells = (
        Row(tuple(Cell((Paragraph(),), rows=height, columns=width) for height, width in row))
        for row in rows
    )
    return Table(tuple(cells), columns, "form")


def shape(made: Table) -> list[list[tuple[int, bool]]]:
    return [[(slot.column, slot.continued) for slot in row] for row in made.grid]


def test_a_cell_over_two_rows_goes_on_below() -> None:
    made = table(3, [(2, 1), (1, 1), (1, 1)], [(1, 2)])
    assert shape(made) == [[(0, False), (1, False), (2, False)], [(0, True), (1, False)]]


def test_a_cell_hangs_down_in_the_middle_and_at_the_end() -> None:
    made = table(3, [(1, 1), (3, 1), (1, 1)], [(1, 1), (2, 1)], [(1, 1)])
    assert shape(made)[2] == [(0, False), (1, True), (2, True)]


@pytest.mark.parametrize(
    ("columns", "rows", "kind", "row"),
    [
        (3, ([(1, 1), (1, 1)],), "width", 0),
        (3, ([(1, 2), (1, 2)],), "width", 0),
        (3, ([(1, 3)], [(1, 3), (1, 1)]), "width", 1),
        (3, ([(1, 1), (2, 1), (1, 1)], [(1, 2), (1, 1)]), "overlap", 1),
        (2, ([(3, 1), (1, 1)], [(1, 1)]), "beyond-bottom", 1),
        (2, ([(2, 2)], []), None, None),
    ],
)
def test_conflicts_are_named(
    columns: int, rows: tuple[list[tuple[int, int]], ...], kind: str | None, row: int | None
) -> None:
    if kind is None:
        table(columns, *rows)
        return
    with pytest.raises(SpanConflictError) as caught:
        table(columns, *rows)
    assert (caught.value.kind, caught.value.row) == (kind, row)
