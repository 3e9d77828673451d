"""The rows of one form: ordered, named rules, each of which claims one kind of row.

A row is known by its labels, not by its place: rows may be missing, be repeated or stand in
another order. A value is the cell behind its label, whatever it says: a project may be named
绩效目标. Cells that no rule asks for are left to the residue.
"""

from collections.abc import Callable, Sequence

from jixiao.readers.types import Row
from jixiao.recognise.form import MONTHS, Form
from jixiao.recognise.indicators import IndicatorTable
from jixiao.recognise.ledger import Ledger
from jixiao.recognise.pairs import Pair, pairs_of
from jixiao.recognise.values import read_number, text_of
from jixiao.wording import Wording

_AMOUNTS = ("total", "fiscal", "other")
_IDENTITY = ("code", "project_name", "fund_name")
_NO_FIELDS: frozenset[str] = frozenset()
# 单位：万元 and what stands before it.
_UNIT_LINE_CELLS = 3
# The row of the purpose that has no label of its own: a blank cell, and the purpose.
_PURPOSE_CELLS = 2


class FormReader:
    """Feeds rows to the rules; a row that begins another form is not taken."""

    def __init__(self, ledger: Ledger, wording: Wording, heading_name: Callable[[], str]) -> None:
        self.form = Form(ledger)
        self._ledger = ledger
        self._wording = wording
        self._heading_name = heading_name
        # Which row may come next that has no label: "purpose", "plan", or None.
        self._awaited: str | None = None
        self._months: list[str | None] = []

    def opens(self, row: Row, texts: list[str | None]) -> bool:
        """Tell whether a row is of those that stand at the beginning of a form."""
        return bool(self._opening_fields(row, texts))

    def begins_another(self, row: Row, texts: list[str | None]) -> bool:
        """Tell whether a row opens the next form: it has what this form has already."""
        fields = self._opening_fields(row, texts)
        return bool(fields) and (
            self.form.indicators is not None or not fields.isdisjoint(self.form.seen)
        )

    def feed(self, row: Row, texts: list[str | None]) -> str | None:
        """Let the first rule that knows a row claim it; return its name, or None.

        ``texts``: of its cells, as `text_of` gives them.
        """
        first = self._label(texts[0])
        for name, rule in _RULES:
            if rule(self, row, texts, first):
                self.form.row_before, self.form.last_row = self.form.last_row, row
                return name
        return None

    def _opening_fields(self, row: Row, texts: list[str | None]) -> frozenset[str]:
        """Return what a row has of the beginning of a form: 单位：万元, a code, a name.

        A row of the width of the indicators is one of them, unless it has both code and name.
        """
        is_indicator = self.form.indicators is not None and self.form.indicators.has_width(
            len(texts)
        )
        if self._label(texts[0]) in _IDENTITY:
            fields = {_identity_name(pair.field) for pair in self._identity_pairs(row, texts)}
            if len(fields) > 1 or not is_indicator:
                return frozenset(fields)
        if not is_indicator and any(self._label(text) == "money_unit" for text in texts[-2:]):
            return frozenset(("money_unit",))
        return _NO_FIELDS

    # The rules, in the order they are tried. ``first`` is the field that the first cell of the
    # row is the label of, or None.

    def _indicator(self, row: Row, texts: list[str | None], _first: str | None) -> bool:
        return self.form.indicators is not None and self.form.indicators.take(row, texts)

    def _unit_line(self, row: Row, texts: list[str | None], _first: str | None) -> bool:
        """单位代码+单位名称 and 单位：万元."""
        form = self.form
        if len(texts) > _UNIT_LINE_CELLS or "money_unit" in form.seen:
            return False
        found = [index for index, text in enumerate(texts) if self._label(text) == "money_unit"]
        if not found:
            return False
        form.seen.add("money_unit")
        label = row.cells[found[0]]
        self._ledger.claim_cell("labels", label)
        if "万" not in label.text:
            form.guess(("budget",), text_of(label) or "", "low", "money-unit", label)
        others = [cell for cell, text in zip(row.cells[: found[0]], texts, strict=False) if text]
        if others:
            form.unit_line = others[0]
        return True

    def _indicator_header(self, row: Row, texts: list[str | None], first: str | None) -> bool:
        """一级指标, 二级指标…: which column is what."""
        if first != "level1":
            return False
        self.form.indicators = IndicatorTable(row, texts, self._ledger, self._wording)
        self._awaited = None
        return True

    def _identity(self, row: Row, texts: list[str | None], first: str | None) -> bool:
        """项目编码 and 项目名称."""
        if first not in _IDENTITY:
            return False
        self._awaited = None
        for pair in self._claimed_labels(self._identity_pairs(row, texts)):
            name = _identity_name(pair.field)
            if pair.field == "fund_name":
                self.form.kind = "special-fund"
            self.form.seen.add(name)
            if pair.value is not None:
                self.form.take_line(name, pair.value)
        return True

    def _budget(self, row: Row, texts: list[str | None], first: str | None) -> bool:
        """预算规模及资金用途: 预算数, 财政资金, 其他资金; a second row has a blank start."""
        if first == "budget_and_purpose":
            self._ledger.claim_cell("labels", row.cells[0])
            self._awaited = "purpose"
        elif first not in _AMOUNTS and not (
            self._awaits("purpose", row, texts)
            and len(texts) > _PURPOSE_CELLS
            and self._label(texts[1]) in _AMOUNTS
        ):
            return False
        start = 0 if first in _AMOUNTS else 1
        for pair in self._claimed_labels(
            self._pairs(row, texts, _AMOUNTS, "budget_and_purpose", start)
        ):
            if pair.value is not None:
                self.form.take_amount(pair.field, pair.value)
        return True

    def _purpose(self, row: Row, texts: list[str | None], first: str | None) -> bool:
        """The purpose: in the row below the amounts, or behind a label of its own."""
        if first == "purpose" and len(texts) > 1:
            self._ledger.claim_cell("labels", row.cells[0])
        elif not self._awaits("purpose", row, texts):
            return False
        elif len(texts) > _PURPOSE_CELLS and self._label(texts[1]):
            return False  # a label that has its value behind it
        self._awaited = None
        cell = row.cells[min(1, len(texts) - 1)]
        if self.form.take_text("purpose", cell) and self._label(text_of(cell)):
            self.form.guess(("purpose",), cell.text, "low", "label-like", cell)
        return True

    def _plan_header(self, row: Row, texts: list[str | None], first: str | None) -> bool:
        """资金支出计划: 3月底, 6月底, 10月底, 12月底."""
        if first != "plan":
            return False
        self._ledger.claim_cell("labels", row.cells[0])
        if not self.form.plan:
            self.form.plan_in_amounts = "万元" in row.cells[0].text
        self._months = self._plan_columns(texts[1:])
        for cell, text, month in zip(row.cells[1:], texts[1:], self._months, strict=True):
            if month is not None:
                self._ledger.claim_cell("labels", cell)
                if doubt := self._wording.month_doubt(text or ""):
                    self.form.guess(("plan", month), text or "", "low", doubt, cell)
        self._awaited = "plan"
        return True

    def _plan_columns(self, texts: Sequence[str | None]) -> list[str | None]:
        """Return the month of each column; of 9月底 and 10月底 the month itself is meant."""
        months = [month if (month := self._label(text)) in MONTHS else None for text in texts]
        doubts = [self._wording.month_doubt(text or "") for text in texts]
        exact = {month for month, doubt in zip(months, doubts, strict=True) if doubt is None}
        return [
            None if doubt is not None and month in exact else month
            for month, doubt in zip(months, doubts, strict=True)
        ]

    def _plan_values(self, row: Row, texts: list[str | None], _first: str | None) -> bool:
        """The cumulative values below the months."""
        if self._awaited != "plan" or not self._is_plan_row(row, texts):
            return False
        self._awaited = None
        start = 1 if len(texts) > len(self._months) or texts[0] is None else 0
        for cell, month in zip(row.cells[start:], self._months, strict=False):
            if month is not None:
                self.form.take_planned(month, cell)
        return True

    def _goals(self, row: Row, texts: list[str | None], first: str | None) -> bool:
        """绩效目标: numbered goals; another label behind it makes it a heading of two columns."""
        if first != "goals" or (len(texts) > 1 and self._label(texts[1]) is not None):
            return False
        self._ledger.claim_cell("labels", row.cells[0])
        self._awaited = None
        if len(row.cells) > 1:
            self.form.take_goals(row.cells[1])
        return True

    # What the rules share.

    def _label(self, text: str | None) -> str | None:
        return self._wording.label_of(text) if text else None

    def _identity_pairs(self, row: Row, texts: Sequence[str | None]) -> list[Pair]:
        return self._pairs(row, texts, _IDENTITY, "code")

    def _pairs(
        self,
        row: Row,
        texts: Sequence[str | None],
        fields: tuple[str, ...],
        widths_of: str,
        start: int = 0,
    ) -> list[Pair]:
        width = self._wording.row_widths[widths_of]
        return pairs_of(row.cells, texts, self._wording, fields, width, start, self._heading_name)

    def _claimed_labels(self, pairs: list[Pair]) -> list[Pair]:
        for pair in pairs:
            self._ledger.claim_cell("labels", pair.label)
            self.form.raw_labels[pair.field] = pair.label.text
        return pairs

    def _awaits(self, what: str, row: Row, texts: list[str | None]) -> bool:
        """Tell a row below a label over two rows: its first cell continues, or was trimmed away."""
        return self._awaited == what and (
            bool(row.cells[0].continued) or texts[0] is None or len(texts) == 1
        )

    def _is_plan_row(self, row: Row, texts: list[str | None]) -> bool:
        if row.cells[0].continued or texts[0] is None:
            return True
        return len(texts) == len(self._months) and not any(read_number(t).fault for t in texts)


def _identity_name(field: str) -> str:
    return "code" if field == "code" else "name"


_Rule = Callable[[FormReader, Row, list[str | None], str | None], bool]

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
