"""The form of one project: ordered, named rules, each of which claims one kind of row.

A row is known by its labels, not by its place: rows may be missing, be repeated or stand in
another order. A value is the cell behind its label, whatever it says: a project may be named
绩效目标. Cells that no rule asks for are left to the residue.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from jixiao.model import ProjectKind
from jixiao.readers.types import Cell, Line, Origin, Row
from jixiao.recognise.indicators import IndicatorTable
from jixiao.recognise.ledger import Ledger
from jixiao.recognise.pairs import Pair, pairs_of
from jixiao.recognise.types import FieldPath, Guess
from jixiao.recognise.values import NumberRead, read_goals, read_number, text_of
from jixiao.wording import Wording

_MONTHS = ("march", "june", "october", "december")
_AMOUNTS = ("total", "fiscal", "other")
_IDENTITY = ("code", "project_name", "fund_name")
_WIDTH_OF_PLAN_VALUES = 5


@dataclass(slots=True)
class Form:
    """What the rows of one form say, before it becomes a project of the model.

    ``unit_line``: the cell 单位代码+单位名称, as it stands. ``places`` and ``guesses`` have paths
    from the project on: ``("budget", "total")``.
    """

    heading: Line | None = None
    kind: ProjectKind | None = None
    part_kind: ProjectKind | None = None
    unit_line: Cell | None = None
    values: dict[str, Any] = field(default_factory=dict)
    budget: dict[str, Any] = field(default_factory=dict)
    plan: dict[str, NumberRead] = field(default_factory=dict)
    goal_sign: str = ""
    indicators: IndicatorTable | None = None
    places: dict[FieldPath, Origin] = field(default_factory=dict)
    guesses: list[Guess] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    raw_labels: dict[str, str] = field(default_factory=dict)
    last_row: Row | None = None
    row_before: Row | None = None
    last_label: str = ""


class FormReader:
    """Feeds rows to the rules; a row that begins another form is not taken."""

    def __init__(self, ledger: Ledger, wording: Wording, heading_name: Callable[[], str]) -> None:
        self.form = Form()
        self._ledger = ledger
        self._wording = wording
        self._heading_name = heading_name
        self._awaited: str | None = None  # the row that has no label: of the purpose, of the plan
        self._months: list[str | None] = []
        self._first: str | None = None  # the field that the first cell of the row is the label of

    def begins_another(self, row: Row) -> bool:
        """Tell whether a row opens the next form: it has what this form has already."""
        opener = self._opener(row)
        return opener is not None and (opener in self.form.seen or self.form.indicators is not None)

    def feed(self, row: Row) -> str | None:
        """Let the first rule that knows a row claim it; return its name, or None."""
        texts = [text_of(cell) for cell in row.cells]
        self._first = self._label(texts[0])
        for name, rule in _RULES:
            if rule(self, row, texts):
                self.form.row_before, self.form.last_row = self.form.last_row, row
                self.form.last_label = texts[0] or self.form.last_label
                return name
        return None

    def _opener(self, row: Row) -> str | None:
        if self._is_indicator(row):
            return None
        if self._wording.label_of(row.cells[0].text) in _IDENTITY:
            return "code"
        if any(self._wording.label_of(cell.text) == "money_unit" for cell in row.cells[-2:]):
            return "money_unit"
        return None

    def _is_indicator(self, row: Row) -> bool:
        table = self.form.indicators
        return table is not None and table.has_width(len(row.cells))

    # The rules, in the order they are tried.

    def _indicator(self, row: Row, texts: list[str | None]) -> bool:
        return self.form.indicators is not None and self.form.indicators.take(row, texts)

    def _unit_line(self, row: Row, texts: list[str | None]) -> bool:
        """单位代码+单位名称 and 单位：万元."""
        form = self.form
        found = [
            index
            for index, text in enumerate(texts)
            if text and self._wording.label_of(text) == "money_unit"
        ]
        if not found or "money_unit" in form.seen or len(texts) > 3:
            return False
        form.seen.add("money_unit")
        self._ledger.claim_cell("labels", row.cells[found[0]])
        others = [cell for cell, text in zip(row.cells[: found[0]], texts, strict=False) if text]
        if others:
            form.unit_line = others[0]
        return True

    def _indicator_header(self, row: Row, texts: list[str | None]) -> bool:
        """一级指标, 二级指标…: which column is what."""
        if self._first != "level1":
            return False
        self.form.indicators = IndicatorTable(row, texts, self._ledger, self._wording)
        self._awaited = None
        return True

    def _identity(self, row: Row, texts: list[str | None]) -> bool:
        """项目编码 and 项目名称."""
        if self._first not in _IDENTITY:
            return False
        self._awaited = None
        for pair in self._pairs(row, texts, _IDENTITY, "code"):
            name = "code" if pair.field == "code" else "name"
            if pair.field == "fund_name":
                self.form.kind = "special-fund"
            self.form.seen.add("code")
            if pair.value is not None:
                self._set_line(name, pair.value)
        return True

    def _budget(self, row: Row, texts: list[str | None]) -> bool:
        """预算规模及资金用途: 预算数, 财政资金, 其他资金."""
        label = self._first
        if label != "budget_and_purpose" and label not in _AMOUNTS:
            return False
        start = 0 if label in _AMOUNTS else 1
        if start:
            self._ledger.claim_cell("labels", row.cells[0])
            self._awaited = "purpose"
        for pair in self._pairs(row, texts, _AMOUNTS, "budget_and_purpose", start):
            if pair.value is not None:
                read = self._number(pair.value, ("budget", pair.field))
                if read.number is not None:
                    self.form.budget[pair.field] = read.number
        return True

    def _purpose(self, row: Row, texts: list[str | None]) -> bool:
        """The purpose: in the row below the amounts, or behind a label of its own."""
        if self._first == "purpose" and len(texts) > 1:
            self._ledger.claim_cell("labels", row.cells[0])
        elif self._awaited != "purpose" or not (self._has_blank_start(row, texts)):
            return False
        self._awaited = None
        self._set_text("purpose", row.cells[min(1, len(texts) - 1)])
        return True

    def _plan_header(self, row: Row, texts: list[str | None]) -> bool:
        """资金支出计划: 3月底, 6月底, 10月底, 12月底."""
        if self._first != "plan":
            return False
        self._months = [self._label(text) for text in texts[1:]]
        self._ledger.claim_cell("labels", row.cells[0])
        for cell, month in zip(row.cells[1:], self._months, strict=True):
            if month in _MONTHS:
                self._ledger.claim_cell("labels", cell)
        self._awaited = "plan"
        return True

    def _plan_values(self, row: Row, texts: list[str | None]) -> bool:
        """The cumulative values below the months."""
        if self._awaited != "plan" or not self._is_plan_row(row, texts):
            return False
        self._awaited = None
        start = 1 if len(texts) > len(self._months) or texts[0] is None else 0
        for cell, month in zip(row.cells[start:], self._months, strict=False):
            if month in _MONTHS:
                self.form.plan[month] = self._number(cell, ("plan", month))
        return True

    def _goals(self, row: Row, texts: list[str | None]) -> bool:
        """绩效目标: numbered goals."""
        if self._first != "goals":
            return False
        self._ledger.claim_cell("labels", row.cells[0])
        self._awaited = None
        if len(row.cells) > 1:
            cell = row.cells[1]
            self._ledger.claim_cell("values", cell)
            read = read_goals(texts[1])
            self.form.values["goals"] = read.goals
            self.form.goal_sign = read.sign
            self.form.places["goals",] = cell.origin
            if not read.numbered:
                self._guess(("goals",), read.goals[0], "high", "unnumbered", cell)
            self._doubt(("goals",), cell)
        return True

    # What the rules share.

    def _label(self, text: str | None) -> str | None:
        return self._wording.label_of(text) if text else None

    def _pairs(
        self,
        row: Row,
        texts: Sequence[str | None],
        fields: tuple[str, ...],
        widths_of: str,
        start: int = 0,
    ) -> list[Pair]:
        width = self._wording.row_widths[widths_of]
        pairs = pairs_of(row.cells, texts, self._wording, fields, width, start, self._heading_name)
        for pair in pairs:
            self._ledger.claim_cell("labels", pair.label)
            self.form.raw_labels[pair.field] = pair.label.text
        return pairs

    def _has_blank_start(self, row: Row, texts: list[str | None]) -> bool:
        """Tell a row below a label over two rows: its first cell continues, or was trimmed away."""
        return bool(row.cells[0].continued) or texts[0] is None or len(texts) == 1

    def _is_plan_row(self, row: Row, texts: list[str | None]) -> bool:
        if row.cells[0].continued or texts[0] is None:
            return True
        return len(texts) == len(self._months) and not any(read_number(t).fault for t in texts)

    def _set_text(self, name: str, cell: Cell) -> None:
        self._ledger.claim_cell("values", cell)
        self.form.places[name,] = cell.origin
        text = text_of(cell)
        if text is not None:
            self.form.values[name] = text
            self._doubt((name,), cell)

    def _set_line(self, name: str, cell: Cell) -> None:
        """Take a text of one line; lines of a cell that was broken by hand become one."""
        self._set_text(name, cell)
        text = self.form.values.get(name)
        if text and "\n" in text:
            self.form.values[name] = text = text.replace("\n", "")
            self._guess((name,), text, "medium", "joined", cell)

    def _number(self, cell: Cell, path: FieldPath) -> NumberRead:
        text = text_of(cell)
        read = read_number(text)
        self.form.places[path] = cell.origin
        if read.fault:
            self._ledger.refuse(cell.lines, "number")
            return read
        self._ledger.claim_cell("values" if read.number is not None else "noise", cell)
        if read.rewritten:
            self._guess(path, text or "", "high", "rewritten", cell)
        if text is not None:
            self._doubt(path, cell)
        return read

    def _guess(self, path: FieldPath, value: str, confidence: Any, reason: str, at: Cell) -> None:
        self.form.guesses.append(Guess(path, value, confidence, reason, at.origin))

    def _doubt(self, path: FieldPath, cell: Cell) -> None:
        for line in cell.lines:
            if line.doubt:
                self._guess(path, cell.text, "medium", line.doubt, cell)
                return


_Rule = Callable[[FormReader, Row, list[str | None]], bool]

# The order decides where two rules could claim: a row of the width of the indicator table is an
# indicator whatever it says; a row without a label is taken by the rule that waits for one.
_RULES: tuple[tuple[str, _Rule], ...] = (
    ("indicator", FormReader._indicator),
    ("unit line", FormReader._unit_line),
    ("purpose", FormReader._purpose),
    ("spending plan, values", FormReader._plan_values),
    ("code and name", FormReader._identity),
    ("budget", FormReader._budget),
    ("spending plan, months", FormReader._plan_header),
    ("goals", FormReader._goals),
    ("indicator header", FormReader._indicator_header),
)
