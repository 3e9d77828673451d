"""An opened Word document: its text, and what is needed to tell what of it is to be seen."""

from dataclasses import dataclass
from typing import NamedTuple

from jixiao.readers.doc.effort import Effort
from jixiao.readers.doc.fib import Fib
from jixiao.readers.doc.formatting import Character, Formatting
from jixiao.readers.doc.tally import DocTally
from jixiao.readers.types import ReadOptions


class NamedPlace(NamedTuple):
    """A bookmark and the character before which it begins."""

    position: int
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """All that reading a story needs; positions are CPs in ``units``."""

    name: str
    fib: Fib
    table: bytes
    units: str
    formatting: Formatting
    bookmarks: tuple[NamedPlace, ...]
    section_ends: frozenset[int]
    fonts: tuple[str, ...]
    options: ReadOptions
    effort: Effort
    tally: DocTally

    def font(self, index: int) -> str:
        """Return the name of a font, or nothing where the file does not tell."""
        return self.fonts[index] if 0 <= index < len(self.fonts) else ""

    def is_gone(self, character: Character) -> bool:
        """Tell whether a tracked change takes characters away, and count the change."""
        if not (character.deleted or character.inserted):
            return False
        self.tally.add("read-revisions")
        rejected = self.options.revisions == "reject"
        return character.inserted if rejected else character.deleted
