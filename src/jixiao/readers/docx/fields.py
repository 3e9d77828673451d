"""Complex fields while they are open: they nest, and reach over paragraphs (§17.16.18)."""

from dataclasses import dataclass, field

from jixiao.readers.field_codes import LONGEST_CODE, FieldCode, field_code


@dataclass(slots=True)
class Field:
    """An open field; ``start`` is the line it began in, and how many pieces of it were read."""

    outer_shown: bool
    outer_listed: bool
    start: tuple[object, int]
    texts: list[str] = field(default_factory=list)
    length: int = 0
    code: FieldCode | None = None
    """None until the code is whole."""
    choice: str = ""
    """What a drop-down field shows (w:ddList)."""


class Fields:
    """The open fields of a story, the innermost last.

    ``shown``: what is read now is visible. ``listed``: it is of a contents list. A text that
    stands in the code of a field itself, where none may, is taken as visible: otherwise one
    lost mark would hide the rest of a document.
    """

    def __init__(self, hide_page_numbers: bool) -> None:
        self.open: list[Field] = []
        self.shown, self.listed = True, False
        self._hide_page_numbers = hide_page_numbers

    def begin(self, start: tuple[object, int], choice: str = "") -> None:
        """Open a field."""
        in_code = bool(self.open) and self.open[-1].code is None
        self.open.append(Field(self.shown and not in_code, self.listed, start, choice=choice))
        self._look()

    def add_code(self, text: str) -> None:
        """Read a piece of code."""
        if self.open and self.open[-1].code is None:
            inner = self.open[-1]
            if inner.length < LONGEST_CODE:
                inner.texts.append(text[:LONGEST_CODE])
                inner.length += len(text)

    def separate(self) -> None:
        """End the code; what follows is the result."""
        if self.open and self.open[-1].code is None:
            self.open[-1].code = field_code("".join(self.open[-1].texts))
            self._look()

    def end(self) -> Field | None:
        """Close the innermost field and return it; None where none is open."""
        if not self.open:
            return None
        ended = self.open.pop()
        if ended.code is None:
            ended.code = field_code("".join(ended.texts))
        self._look()
        return ended

    def close_to(self, depth: int) -> bool:
        """Close what is open beyond a depth; tell whether a contents list was."""
        unended = self.open[depth:]
        del self.open[depth:]
        self._look()
        return any(each.code is not None and each.code.is_contents for each in unended)

    def _look(self) -> None:
        """See what the innermost field makes of the text that follows."""
        if not self.open:
            self.shown, self.listed = True, False
            return
        inner = self.open[-1]
        code = inner.code
        self.shown = inner.outer_shown
        self.listed = inner.outer_listed
        if code is not None:
            self.listed = self.listed or code.is_contents
            if self._hide_page_numbers and code.is_page_number:
                self.shown = False
