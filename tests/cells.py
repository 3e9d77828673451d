"""The texts of table cells as they are compared between two readings: white space left out."""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from jixiao import blocks
from jixiao.blocks import Document
from jixiao.readers.types import Cell, Line, Reading, Row, Table

Texts = tuple[str, ...]


class Difference(NamedTuple):
    """Rows that two readings have instead of each other."""

    wanted: list[Texts]
    found: list[Row]


class Comparison(NamedTuple):
    """How many cells there are, how many are the same, and the rows that are not."""

    total: int
    same: int
    differences: list[Difference]

    @property
    def share(self) -> float:
        return self.same / self.total if self.total else 1.0

    @property
    def all_doubted(self) -> bool:
        """Whether each wrong row has a cell that is marked as doubtful, or is next to one."""
        return all(
            any(line.doubt for row in found for cell in row.cells for line in cell.lines)
            for _wanted, found in self.differences
        )


def bare(text: str) -> str:
    return "".join(text.split())


def text_of(cell: Cell) -> str:
    return bare(cell.text)


def rows_of(reading: Reading) -> Iterator[Row]:
    """Yield the rows of all tables in their order."""
    for block in reading.blocks:
        if isinstance(block, Table):
            yield from block.rows


def texts_of(row: Row) -> Texts:
    """Return the texts of the cells of a row; one that continues the cell above is blank."""
    return tuple(text_of(cell) for cell in row.cells)


def table_texts(reading: Reading) -> list[tuple[int, int, int, str]]:
    """Return table, row, cell and text of each cell, counted from 1."""
    tables = [block for block in reading.blocks if isinstance(block, Table)]
    return [
        (table_number, row_number, cell_number, text)
        for table_number, table in enumerate(tables, 1)
        for row_number, row in enumerate(table.rows, 1)
        for cell_number, text in enumerate(texts_of(row), 1)
    ]


def document_rows(document: Document) -> list[Texts]:
    """Return the texts of all table rows of a document; a continued cell is blank."""
    return [
        tuple("" if slot.continued else slot.cell.text for slot in slots)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, blocks.Table)
        for slots in block.grid
    ]


def document_prose(document: Document) -> list[str]:
    """Return the headings and paragraphs of a document, without white space."""
    return [
        bare(block.text)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, blocks.Heading | blocks.Paragraph) and bare(block.text)
    ]


def everything(text: str) -> bool:
    return True


def compare(
    wanted: Reading | Document,
    found: Reading,
    *,
    shown: Callable[[str], str] = bare,
    counts: Callable[[str], bool] = everything,
) -> Comparison:
    """Compare cells with those of a reading row by row; rows are aligned as a whole.

    ``shown`` makes of a text what is compared. ``counts`` tells which cells that are wanted are.
    """
    if isinstance(wanted, Document):
        texts = document_rows(wanted)
    else:
        texts = [tuple(cell.text for cell in row.cells) for row in rows_of(wanted)]
    found_rows = list(rows_of(found))
    wanted_texts = [tuple(map(shown, row)) for row in texts]
    found_texts = [tuple(shown(cell.text) for cell in row.cells) for row in found_rows]
    total = same = 0
    differences = []
    matcher = SequenceMatcher(None, wanted_texts, found_texts, autojunk=False)
    for _kind, start, end, first, last in matcher.get_opcodes():
        counted = sum(counts(text) for row in texts[start:end] for text in row)
        alike = _same(texts[start:end], found_texts[first:last], shown, counts)
        total += counted
        same += alike
        if alike < counted or end - start != last - first:
            differences.append(Difference(wanted_texts[start:end], found_rows[first:last]))
    return Comparison(total, same, differences)


def _same(
    wanted: list[Texts],
    found: list[Texts],
    shown: Callable[[str], str],
    counts: Callable[[str], bool],
) -> int:
    """Count the cells that are the same in as many rows."""
    if len(wanted) != len(found):
        return 0
    return sum(
        counts(text) and shown(text) == other
        for row, others in zip(wanted, found, strict=True)
        if len(row) == len(others)
        for text, other in zip(row, others, strict=True)
    )


def prose_of(reading: Reading) -> list[str]:
    """Return the paragraphs outside of tables and contents, without white space."""
    return [
        bare(block.text)
        for block in reading.blocks
        if isinstance(block, Line) and not block.contents and bare(block.text)
    ]
