"""The grid of a table: which cell covers which place. Spans are resolved here and only here."""

from functools import lru_cache
from typing import NamedTuple

CellShape = tuple[int, int]
"""Rows and columns that a cell covers."""

TableShape = tuple[tuple[CellShape, ...], ...]
"""The shapes of the cells that begin in each row."""


class Place(NamedTuple):
    """A run of grid columns in one row: the cell ``cell`` of row ``row``, or its continuation."""

    row: int
    cell: int
    column: int
    continued: bool


class SpanConflictError(ValueError):
    """A row whose cells do not fill the grid exactly; ``row`` counts from 0."""

    def __init__(self, row: int, kind: str, found: int, expected: int) -> None:
        super().__init__(f"row {row}: {kind} (found {found}, expected {expected})")
        self.row = row
        self.kind = kind
        self.found = found
        self.expected = expected


class _Hanging(NamedTuple):
    """A cell that reaches below its own row: where it began, and the rows still to come."""

    place: Place
    width: int
    rows_left: int


@lru_cache(maxsize=256)
def place_cells(shape: TableShape, columns: int) -> tuple[tuple[Place, ...], ...]:
    """Return for every row the places that fill its ``columns`` columns, from left to right.

    Cached: the forms of a report have few shapes.

    Raises:
        SpanConflictError: cells overlap, leave a gap, or reach beyond the last column or row.
    """
    rows: list[tuple[Place, ...]] = []
    hanging: dict[int, _Hanging] = {}
    for index, cells in enumerate(shape):
        places, hanging = _place_row(index, cells, columns, hanging)
        rows.append(places)
    if hanging:
        longest = max(span.rows_left for span in hanging.values())
        raise SpanConflictError(len(shape) - 1, "beyond-bottom", len(shape) + longest, len(shape))
    return tuple(rows)


def _place_row(
    index: int, cells: tuple[CellShape, ...], columns: int, hanging: dict[int, _Hanging]
) -> tuple[tuple[Place, ...], dict[int, _Hanging]]:
    """Place the cells of a row around those that hang down from above."""
    places: list[Place] = []
    still: dict[int, _Hanging] = {}
    column = number = 0
    while column < columns:
        if (above := hanging.get(column)) is not None:
            places.append(above.place._replace(column=column, continued=True))
            if above.rows_left > 1:
                still[column] = above._replace(rows_left=above.rows_left - 1)
            column += above.width
        elif number == len(cells):
            break
        else:
            rows, width = cells[number]
            if any(column < taken < column + width for taken in hanging):
                raise SpanConflictError(index, "overlap", column + width, columns)
            places.append(Place(index, number, column, False))
            if rows > 1:
                still[column] = _Hanging(places[-1], width, rows - 1)
            column += width
            number += 1
    column += sum(width for _, width in cells[number:])
    if column != columns:
        raise SpanConflictError(index, "width", column, columns)
    return tuple(places), still
