"""The indicator table of a form: columns by its header, rows with level 1 over its group."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jixiao.model import FieldPath
from jixiao.readers.types import Cell, Row
from jixiao.recognise.ledger import Ledger
from jixiao.recognise.places import INDICATOR_FIELDS, IndicatorCells
from jixiao.recognise.types import Guess
from jixiao.wording import Wording, key

_QUANTITY = re.compile(r"[≥≤≧≦＝=<>]|\d")
# A row that lacks more cells than this is no row of the table.
_TOLERATED = 1


class IndicatorTable:
    """Rows of one indicator table, as they are claimed; a later header goes on with it."""

    def __init__(
        self, header: Row, texts: Sequence[str | None], ledger: Ledger, wording: Wording
    ) -> None:
        self.rows: list[dict[str, Any]] = []
        self.cells: list[IndicatorCells] = []
        self.guesses: list[Guess] = []
        self._ledger = ledger
        self._wording = wording
        self._columns: list[str | None] = []
        # A cell too many in the header is no column where the rows do not have it.
        self._known: list[str] = []
        self._group = _Group()
        self._seen_texts = _SeenTexts(self.rows)
        self._read_header(header, texts)

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self._known)

    def has_width(self, size: int) -> bool:
        """Tell whether a row of so many cells has one for each column."""
        return size in (len(self._known), len(self._columns))

    def take(self, row: Row, texts: Sequence[str | None]) -> bool:
        """Claim a row of indicators, or another header of them; tell whether it is one."""
        if self._is_header(texts):
            self._read_header(row, texts)
            return True
        if self.has_width(len(texts)):
            whole = len(texts) == len(self._columns)
            self._add(row, row.cells, texts, self._columns if whole else self._known)
            return True
        order = self._align(row, texts)
        if order is None:
            return False
        cells = [row.cells[index] if index is not None else None for index in order]
        found = [texts[index] if index is not None else None for index in order]
        self._add(row, cells, found, self._known)
        return True

    def take_cut(self, row: Row, texts: Sequence[str | None]) -> bool:
        """Claim the beginning of a row at which the file ends; tell whether it is one.

        The words of levels 1 and 2 tell it from a foreign row; the last may be cut itself.
        """
        levels = zip(texts[:2], (self._wording.level1, self._wording.level2), strict=False)
        blank = texts[0] is None
        if (
            not any(texts)
            or len(texts) >= self.width
            or not all(
                (text is None and blank) or any(word.startswith(text or "?") for word in words)
                for text, words in levels
            )
        ):
            return False
        self._add(row, row.cells, texts, self._columns)
        path = ("indicators", len(self.rows) - 1)
        self.guesses.append(Guess(path, texts[-1] or "", "low", "cut", row.origin))
        return True

    @property
    def is_header_cut(self) -> bool:
        """Whether the header has fewer columns than any known one."""
        return len(self._columns) < self._wording.row_widths["level1"]

    def is_cut(self, row: Row) -> bool:
        """Tell whether the last row is too short, and the others have what it lacks."""
        missing = self._known[len(row.cells) :]
        others = self.rows[:-1]
        return bool(missing and others) and all(
            column in found for found in others for column in missing
        )

    def _is_header(self, texts: Sequence[str | None]) -> bool:
        """Tell whether a row begins with the label of level 1 and has that of level 2, or all."""
        if texts[0] is None or self._wording.label_of(texts[0]) != "level1":
            return False
        columns = self._columns_of(texts)
        return "level2" in columns or columns == self._columns

    def _columns_of(self, texts: Sequence[str | None]) -> list[str | None]:
        """Return the field of each column; a field has one column, a second is unknown."""
        columns: list[str | None] = []
        for text in texts:
            field = self._wording.label_of(text) if text else None
            known = field in INDICATOR_FIELDS and field not in columns
            columns.append(field if known else None)
        return columns

    def _read_header(self, row: Row, texts: Sequence[str | None]) -> None:
        self.header = row
        self._columns = self._columns_of(texts)
        self._known = [column for column in self._columns if column is not None]
        for cell, column in zip(row.cells, self._columns, strict=True):
            if column is not None:
                self._ledger.claim_cell("labels", cell)

    def _add(
        self,
        row: Row,
        cells: Sequence[Cell | None],
        texts: Sequence[str | None],
        columns: Sequence[str | None],
    ) -> None:
        """Add a row; blank cells are left out, level 1 is taken from the group."""
        number = len(self.rows)
        found: dict[str, Any] = {}
        claimed: list[Cell] = []
        for cell, text, column in zip(cells, texts, columns, strict=False):
            if cell is None or column is None:
                continue
            claimed.append(cell)
            if text is not None:
                found[column] = text
                self._doubt(number, column, cell)
        self._claim(row, claimed)
        self.cells.append(IndicatorCells(cells, columns))
        self._take_level1(cells[0], found, number)
        self.rows.append(found)

    def _claim(self, row: Row, cells: Sequence[Cell]) -> None:
        if len(cells) == len(row.cells):
            self._ledger.claim_row("values", row)
            return
        for cell in cells:
            self._ledger.claim_cell("values", cell)

    def _take_level1(self, first: Cell | None, found: dict[str, Any], number: int) -> None:
        """Keep or inherit level 1: a blank cell that may continue the one above does so."""
        group = self._group
        level1 = found.get("level1")
        if level1 is not None:
            group.level1 = level1
            group.any_above = True
            if self._is_usual(found):
                group.usual = level1
            elif group.usual is not None:
                self._guess(("indicators", number), level1, "unusual-row", first)
            return
        if first is not None and first.continued is False:
            group.level1 = group.usual = None
            if not found:
                self._guess(("indicators", number), "", "unusual-row", first)
            elif group.any_above:
                self._guess(("indicators", number, "level1"), "", "blank-level1", first)
            return
        merged = first is not None and bool(first.continued)
        if not found or not (merged or self._is_level2(found)):
            self._guess(("indicators", number), group.level1 or "", "unusual-row", first)
        # A foreign row in a group must not give its first cell to the rows below it.
        inherited = group.usual if self._is_level2(found) else None
        if (inherited := inherited or group.level1) is not None:
            found["level1"] = inherited
            if first is not None:  # no page shows whether the cell goes on
                self._doubt(number, "level1", first)

    def _is_usual(self, found: dict[str, Any]) -> bool:
        level1 = found["level1"]
        return (
            self._wording.is_level1(level1)
            or key(level1).endswith("指标")
            or self._is_level2(found)
        )

    def _is_level2(self, found: dict[str, Any]) -> bool:
        return "level2" in found and self._wording.is_level2(found["level2"])

    def _guess(self, path: FieldPath, value: str, reason: str, at: Cell | None) -> None:
        self.guesses.append(Guess(path, value, "low", reason, at.origin if at else None))

    def _doubt(self, number: int, column: str, cell: Cell) -> None:
        for line in cell.lines:
            if line.doubt:
                path: FieldPath = ("indicators", number, column)
                self.guesses.append(Guess(path, cell.text, "medium", line.doubt, cell.origin))
                return

    def _align(self, row: Row, texts: Sequence[str | None]) -> list[int | None] | None:
        """Return which cell stands in which column where one is missing or foreign, or None."""
        size, width = len(texts), self.width
        if abs(size - width) > _TOLERATED or self._known[:2] != ["level1", "level2"]:
            return None
        indices: list[int | None] = list(range(size))
        if size > width:
            orders = [indices[:at] + indices[at + 1 :] for at in reversed(range(size))]
        else:
            orders = [[*indices[:at], None, *indices[at:]] for at in range(width)]
        best = max(orders, key=lambda order: self._likeness(order, row, texts))
        return best if self._fits(best, texts) else None

    def _fits(self, order: list[int | None], texts: Sequence[str | None]) -> bool:
        """Tell whether level 2 is where it belongs: else the row is foreign as a whole."""
        text = texts[order[1]] if order[1] is not None else None
        return text is not None and self._wording.is_level2(text)

    def _likeness(self, order: list[int | None], row: Row, texts: Sequence[str | None]) -> int:
        """Weigh how well cells fit their columns: by known words, quantities, texts seen there."""
        score = 0
        for column, index in zip(self._known, order, strict=True):
            text = texts[index] if index is not None else None
            if column == "level1":
                continued = index is None or bool(row.cells[index].continued) or text is None
                score += 4 * (continued or self._wording.is_level1(text or ""))
            elif text is None:
                continue
            elif column == "level2":
                score += 4 * self._wording.is_level2(text)
            elif column == "value":
                score += 2 * bool(_QUANTITY.search(text))
            score += self._seen_texts.has(column, text)
        return score


@dataclass(slots=True)
class _Group:
    """Level 1 of the rows below a cell: as the last row has it, and as the last usual row has it.

    ``any_above``: some row has one.
    """

    level1: str | None = None
    usual: str | None = None
    any_above: bool = False


class _SeenTexts:
    """The texts of each column so far; put together when a row has to be aligned, which is rare."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._rows = rows
        self._counted = 0
        self._texts: defaultdict[str, set[str]] = defaultdict(set)

    def has(self, column: str, text: str | None) -> bool:
        """Tell whether a row has a text in a column."""
        if self._counted < len(self._rows):
            for row in self._rows[self._counted :]:
                for name, value in row.items():
                    self._texts[name].add(value)
            self._counted = len(self._rows)
        return text is not None and text in self._texts[column]
