"""What recognising a file gives: the report, and how much of the file it accounts for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from jixiao.model import FieldPath, Report
from jixiao.readers.types import Origin
from jixiao.recognise.frame import Frame

Confidence = Literal["high", "medium", "low"]


class Guess(NamedTuple):
    """A value that the file does not say in so many words; ``reason`` is a stable word.

    ``project-codes``, ``edition-name``: the fiscal year. ``indicators``: the framework.
    ``marks``, ``layout``: the edition. ``amounts``: whether a plan is in 万元. ``rewritten``: the
    number is the same, its spelling is not. ``heading``: taken from the heading, the cell being
    blank. ``joined``: lines made one. ``unnumbered``: goals without numbers. ``older-source``:
    from the embedded definition, which is older than the text. ``cut``: the file ends here.
    ``unusual-row``: perhaps no row of indicators. ``blank-level1``: level 1 is blank, and its cell
    is not merged with the one above. ``no-percent``: no % behind the numbers of the plan.
    ``money-unit``: the amounts are in another unit than 万元. ``other-month``, ``quarter``: the
    column is of another time. ``goal-number``: a digit follows the number of a goal.
    ``label-like``: the value reads like a label. ``characters``: those that no document may hold
    were taken out. An empty ``value`` tells that the field was left blank.
    Of a PDF, the word for a doubt: see ``Line.doubt``, and ``check``: a cross-check failed.
    """

    path: FieldPath
    value: str
    confidence: Confidence
    reason: str
    origin: Origin | None = None


class Residue(NamedTuple):
    """Text that is no value, label or known noise; ``reason`` is a stable word.

    ``unknown``: nothing claims it. ``page-number``: one outside of a footer. ``heading``: the
    heading names another project than the form. ``unit``: the unit differs from that of the
    report. ``number``: an amount that is no number. ``repeated``: the form has such a value
    already. ``entry``: the text of a contents mark.
    """

    text: str
    origin: Origin
    reason: str = "unknown"


class Coverage(NamedTuple):
    """Visible characters, white space aside, by what became of them."""

    values: int = 0
    labels: int = 0
    noise: int = 0
    residue: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self)

    @property
    def share(self) -> float:
        """The share that is understood, from 0 to 1; 1 for a file without text."""
        return 1 - self.residue / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class Recognition:
    """A report recognised in a file, and all that was noticed on the way.

    ``places``: where each value was read. ``claims``: how many rows each rule has claimed.
    ``frame``: what stands around them.
    ``truncated``: the file ends in the middle of a form, or of its own structure; ``last_row`` is
    the last row that a rule has claimed.
    """

    report: Report
    coverage: Coverage
    residue: tuple[Residue, ...] = ()
    guesses: tuple[Guess, ...] = ()
    places: Mapping[FieldPath, Origin] = field(default_factory=dict)
    claims: Mapping[str, int] = field(default_factory=dict)
    truncated: bool = False
    last_row: Origin | None = None
    frame: Frame = field(default_factory=Frame)
