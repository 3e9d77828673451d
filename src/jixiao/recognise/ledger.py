"""The account of a file: which rule has claimed which line, and what nobody has.

A line is claimed whole, or a part of it is left over. What no rule claims is residue by itself:
a rule cannot forget anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from jixiao.readers.types import Cell, Line, Reading, Row, Table
from jixiao.recognise.types import Coverage, Residue

Use = Literal["values", "labels", "noise"]


class Ledger:
    """Claims of the lines of one reading."""

    def __init__(self) -> None:
        # Of lines and of whole rows. The reading keeps them alive: their identity is theirs alone.
        self._uses: dict[int, Use] = {}
        self._reasons: dict[int, str] = {}
        self._leftovers: dict[int, str] = {}

    def claim(self, use: Use, line: Line) -> None:
        """Claim a line."""
        self._uses[id(line)] = use

    def claim_cell(self, use: Use, cell: Cell) -> None:
        """Claim all lines of a cell; tables in it stay what they are."""
        uses = self._uses
        for line in cell.lines:
            uses[id(line)] = use

    def claim_row(self, use: Use, row: Row) -> None:
        """Claim all lines of all cells of a row; tables in them stay what they are."""
        self._uses[id(row)] = use

    def claim_but(self, line: Line, leftover: str, reason: str) -> None:
        """Claim a line as a label but for a part of its text."""
        self._uses[id(line)] = "labels"
        self._leftovers[id(line)] = leftover
        self._reasons[id(line)] = reason

    def refuse(self, lines: Iterable[Line], reason: str) -> None:
        """Leave lines over, and say why."""
        for line in lines:
            self._uses.pop(id(line), None)
            self._reasons[id(line)] = reason

    def is_open(self, line: Line) -> bool:
        """Tell whether nobody has claimed a line that stands in no row."""
        return id(line) not in self._uses

    def close(self, reading: Reading) -> tuple[Coverage, tuple[Residue, ...]]:
        """Return the account of all lines of a reading, and the residue in its order."""
        texts: dict[Use, list[str]] = {"values": [], "labels": [], "noise": []}
        residue: list[Residue] = []
        for lines, row in _by_rows(reading):
            whole = self._uses.get(id(row))
            for line in lines:
                use = self._uses.get(id(line), whole)
                if use is not None:
                    texts[use].append(line.text)
                    if id(line) not in self._leftovers:
                        continue
                text = line.text if use is None else self._leftovers[id(line)]
                if count(text):
                    reason = self._reasons.get(id(line), "unknown")
                    residue.append(Residue(text, line.origin, reason))
        counts = {use: _count_all(found) for use, found in texts.items()}
        counts["labels"] -= sum(
            count(text)
            for line, text in self._leftovers.items()
            if self._reasons[line] != "entry"  # the text of a mark is none of the line
        )
        # A page number is understood: it is listed since it belongs nowhere.
        numbers = sum(count(item.text) for item in residue if item.reason == "page-number")
        left = sum(count(item.text) for item in residue) - numbers
        counts["noise"] += numbers
        self._uses.clear()  # as large as the file, and wanted no more
        return Coverage(**counts, residue=left), tuple(residue)


def count(text: str) -> int:
    """Count the characters of a text that are no white space."""
    return len(text) if text.isalnum() else len("".join(text.split()))


_AT_ONCE = 1_000


def _count_all(texts: list[str]) -> int:
    """Count the characters of many texts, some of them together: faster, and in little memory."""
    starts = range(0, len(texts), _AT_ONCE)
    return sum(count("".join(texts[start : start + _AT_ONCE])) for start in starts)


def all_lines(reading: Reading) -> list[Line]:
    """Return every line of a reading: of the running text, of tables, and what stands aside."""
    return [line for lines, _row in _by_rows(reading) for line in lines]


def _by_rows(reading: Reading) -> Iterator[tuple[Sequence[Line], Row | None]]:
    """Yield the lines of each row, or of a part of it, and each line outside of tables."""
    yield from _lines_of(reading.blocks)
    for aside in reading.asides:
        yield from _lines_of(aside.blocks)


def _lines_of(blocks: Iterable[Line | Table]) -> Iterator[tuple[Sequence[Line], Row | None]]:
    for block in blocks:
        if isinstance(block, Line):
            yield (block,), None
            continue
        for row in block.rows:
            lines: list[Line] = []
            for cell in row.cells:
                lines += cell.lines
                if cell.tables:
                    yield lines, row
                    lines = []
                    yield from _lines_of(cell.tables)
            yield lines, row
