"""The running text of a reading as one sequence of lines and rows."""

from jixiao.readers.types import Line, Reading, Row

Item = Line | Row


def items_of(reading: Reading) -> list[Item]:
    """Return lines and rows in their order; which table a row is of does not matter."""
    items: list[Item] = []
    for block in reading.blocks:
        if isinstance(block, Line):
            items.append(block)
        else:
            items.extend(block.rows)
    return items
