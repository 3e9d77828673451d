"""What one form says, and the one way in which a rule takes a value for it."""

from dataclasses import dataclass, field
from typing import Any

from jixiao.model import FieldPath, ProjectKind
from jixiao.readers.types import Cell, Line, Origin, Row
from jixiao.recognise.indicators import IndicatorTable
from jixiao.recognise.ledger import Ledger
from jixiao.recognise.types import Confidence, Guess
from jixiao.recognise.values import NumberRead, read_goals, read_number, text_of

MONTHS = ("march", "june", "october", "december")


@dataclass(slots=True)
class Form:
    """What the rows of one form say, before it becomes a project of the model.

    ``heading``: the line above the form; ``more_headings``: where it is repeated within, on another
    page. ``unit_line``: the cell 单位代码+单位名称, as it stands. ``plan_in_amounts``: the label of
    the plan says 万元. ``places`` and ``guesses`` have paths from the project on:
    ``("budget", "total")``. ``seen``: the fields by which the next form would be known.
    """

    ledger: Ledger = field(repr=False)
    heading: Line | None = None
    more_headings: list[Line] = field(default_factory=list)
    kind: ProjectKind | None = None
    part_kind: ProjectKind | None = None
    unit_line: Cell | None = None
    values: dict[str, Any] = field(default_factory=dict)
    budget: dict[str, Any] = field(default_factory=dict)
    plan: dict[str, NumberRead] = field(default_factory=dict)
    plan_in_amounts: bool = False
    goal_sign: str = ""
    indicators: IndicatorTable | None = None
    places: dict[FieldPath, Origin] = field(default_factory=dict)
    guesses: list[Guess] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    raw_labels: dict[str, str] = field(default_factory=dict)
    last_row: Row | None = None
    row_before: Row | None = None

    def take_text(self, name: str, cell: Cell) -> bool:
        """Take a text as it stands; tell whether there is one."""
        text = text_of(cell)
        if taken := self._take((name,), cell, text):
            self.values[name] = text
        return taken

    def take_line(self, name: str, cell: Cell) -> None:
        """Take a text of one line; lines of a cell that was broken by hand become one."""
        text = text_of(cell)
        if not self._take((name,), cell, text) or text is None:
            return
        self.values[name] = line = text.replace("\n", "")
        if line != text:
            self.guess((name,), line, "medium", "joined", cell)

    def take_amount(self, name: str, cell: Cell) -> None:
        """Take an amount of the budget; a percentage is none."""
        read = self._take_number(("budget", name), cell, percent=False)
        if read is not None:
            self.budget[name] = read.number

    def take_planned(self, month: str, cell: Cell) -> None:
        """Take what is to be spent by the end of a month: a percentage, or an amount."""
        read = self._take_number(("plan", month), cell, percent=True)
        if read is not None:
            self.plan[month] = read

    def take_goals(self, cell: Cell) -> None:
        """Take numbered goals."""
        text = text_of(cell)
        if not self._take(("goals",), cell, text):
            return
        read = read_goals(text)
        self.values["goals"] = read.goals
        self.goal_sign = read.sign
        if not read.numbered:
            self.guess(("goals",), read.goals[0], "high", "unnumbered", cell)
        elif read.unsure:
            self.guess(("goals",), read.unsure, "low", "goal-number", cell)

    def guess(
        self, path: FieldPath, value: str, confidence: Confidence, reason: str, at: Cell
    ) -> None:
        """Note that a value is not said in so many words."""
        self.guesses.append(Guess(path, value, confidence, reason, at.origin))

    def _take(self, path: FieldPath, cell: Cell, text: str | None) -> bool:
        """Claim a cell as the value of a path; tell whether it is one: a blank cell is none.

        Every value comes through here. A path has one value, the first: another cell is left over.
        """
        if text is None:
            self.places.setdefault(path, cell.origin)
            return False
        if self._has(path):
            self.ledger.refuse(cell.lines, "repeated")
            return False
        self.ledger.claim_cell("values", cell)
        self.places[path] = cell.origin
        for line in cell.lines:
            if line.doubt:
                self.guess(path, cell.text, "medium", line.doubt, cell)
                break
        return True

    def _has(self, path: FieldPath) -> bool:
        if path[0] == "budget":
            return path[1] in self.budget
        return path[1] in self.plan if path[0] == "plan" else path[0] in self.values

    def _take_number(self, path: FieldPath, cell: Cell, *, percent: bool) -> NumberRead | None:
        """Claim a cell with a number; what is none is left over, but for a dash, which is noise."""
        text = text_of(cell)
        read = read_number(text)
        if read.fault or (read.percent and not percent):
            self.places.setdefault(path, cell.origin)
            self.ledger.refuse(cell.lines, "number")
            return None
        if read.number is None:
            self.places.setdefault(path, cell.origin)
            self.ledger.claim_cell("noise", cell)
        elif not self._take(path, cell, text):
            return None
        if read.rewritten:
            self.guess(path, text or "", "high", "rewritten", cell)
        return read if read.number is not None else None
