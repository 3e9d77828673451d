"""What the parts of one file share while they are read."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from jixiao.readers.docx.budget import Budget
from jixiao.readers.docx.tally import Tally
from jixiao.readers.types import Aside, ReadOptions
from jixiao.writers.docx.source import VisibleTextHash

# What a report repeats (labels, units) is kept once; long texts are seldom repeated.
_LONGEST_REPEATED, _MOST_REPEATED = 24, 50_000


MarginKind = Literal["header", "footer"]


class Margin(NamedTuple):
    """A header or footer: its kind, and the identifier of its relationship."""

    kind: MarginKind
    identifier: str


@dataclass(slots=True)
class Context:
    """The options, counts and findings of one file."""

    options: ReadOptions
    budget: Budget
    tally: Tally = field(default_factory=Tally)
    asides: list[Aside] = field(default_factory=list)
    margins: dict[Margin, None] = field(default_factory=dict)
    """Headers and footers that sections refer to, each once, in their order."""
    numbered_styles: frozenset[str] = frozenset()
    """Paragraph styles that number their paragraphs."""
    numbers: bool = False
    """Whether the file defines automatic numbers at all."""
    visible_text: VisibleTextHash | None = None
    """The hash of the lines of the main part, where it is asked for."""
    _texts: dict[str, str] = field(default_factory=dict)

    def same(self, text: str) -> str:
        """Return the equal text that was met before, if there is one."""
        if len(text) > _LONGEST_REPEATED:
            return text
        if len(self._texts) > _MOST_REPEATED:
            return self._texts.get(text, text)
        return self._texts.setdefault(text, text)
