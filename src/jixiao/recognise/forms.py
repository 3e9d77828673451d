"""The forms of a report: rows gathered form by form, and the heading of each."""

from collections import Counter
from dataclasses import dataclass

from jixiao.model import ProjectKind
from jixiao.readers.types import Line, Row
from jixiao.recognise.form import Form
from jixiao.recognise.form_rows import FormReader
from jixiao.recognise.headings import (
    entry_differs,
    has_form_mark,
    kind_of_marks,
)
from jixiao.recognise.indicators import IndicatorTable
from jixiao.recognise.ledger import Ledger
from jixiao.recognise.types import Guess
from jixiao.recognise.values import text_of
from jixiao.recognise.walk import Item
from jixiao.wording import Wording, key
from jixiao.wording.headings import FormHeading, read_form_heading


@dataclass(slots=True)
class FoundForm:
    """A form, and where it begins and ends in the sequence of lines and rows."""

    form: Form
    start: int
    end: int
    heading: FormHeading | None = None

    def has_heading(self, heading: FormHeading) -> bool:
        """Tell whether a heading is that of this form, its sign and white space aside."""
        own = self.heading
        return (
            own is not None and own.number == heading.number and key(own.name) == key(heading.name)
        )


@dataclass(slots=True)
class FoundForms:
    """All forms in order; ``claims`` counts the rows that each rule has claimed."""

    forms: list[FoundForm]
    claims: Counter[str]
    cut: bool = False


def find_forms(
    items: list[Item], ledger: Ledger, wording: Wording, *, ragged: bool = True
) -> FoundForms:
    """Let the rules of forms claim all rows they know, and headings above them.

    ``ragged``: the file does not say how many cells a row has, so that a short one may be cut.
    """
    return _Finder(items, ledger, wording, ragged).find()


class _Finder:
    def __init__(self, items: list[Item], ledger: Ledger, wording: Wording, ragged: bool) -> None:
        self._items = items
        self._ragged = ragged
        self._ledger = ledger
        self._wording = wording
        self._found = FoundForms([], Counter())
        self._reader: FormReader | None = None
        # The heading that the next form has, and its position; headings of the open form, repeated
        # at the top of a page: the next row tells whether it goes on.
        self._next: tuple[int, FormHeading] | None = None
        self._repeated: list[tuple[int, FormHeading]] = []
        self._marked = any(isinstance(item, Line) and has_form_mark(item) for item in items)

    def find(self) -> FoundForms:
        last_end = 0
        for index, item in enumerate(self._items):
            if isinstance(item, Line):
                if parsed := self._heading(item):
                    self._take_heading(index, parsed)
                continue
            texts = [text_of(cell) for cell in item.cells]
            if self._repeated:
                self._take_repeated(item, texts)
            if self._reader is None or self._reader.begins_another(item, texts):
                self._reader = self._open(index, self._next, last_end)
                self._next = None
            if rule := self._reader.feed(item, texts):
                self._found.claims[rule] += 1
                self._found.forms[-1].end = last_end = index + 1
        if self._repeated:
            self._next = self._repeated[-1]
        # A heading that nothing follows: the file was cut in front of its form.
        self._found.cut = self._next is not None and self._next[0] == len(self._items) - 1
        self._found.forms = [found for found in self._found.forms if found.form.last_row]
        self._close()
        return self._found

    def _take_heading(self, index: int, parsed: FormHeading) -> None:
        """Remember a heading: of the next form, or of the open one again."""
        if self._reader is not None and self._found.forms[-1].has_heading(parsed):
            self._repeated.append((index, parsed))
            return
        self._next, self._repeated = (index, parsed), []
        self._reader = None

    def _take_repeated(self, row: Row, texts: list[str | None]) -> None:
        """Go on with the open form below its repeated heading, or open a form of the same name."""
        assert self._reader is not None
        if self._reader.opens(row, texts):
            self._next = self._repeated[-1]
            self._reader = None
        else:
            lines = [self._items[index] for index, _parsed in self._repeated]
            self._reader.form.more_headings += [line for line in lines if isinstance(line, Line)]
        self._repeated = []

    def _heading(self, line: Line) -> FormHeading | None:
        """Return the parts of a heading of a form, or None where a line is none."""
        if self._marked:
            if not has_form_mark(line):
                return None
            parsed = read_form_heading(line.text, self._wording)
            return parsed or FormHeading("", "", line.text.strip())
        return read_form_heading(line.text, self._wording)

    def _open(
        self, index: int, heading: tuple[int, FormHeading] | None, last_end: int
    ) -> FormReader:
        parsed = heading[1] if heading else None
        reader = FormReader(self._ledger, self._wording, lambda: key(parsed.name) if parsed else "")
        start = heading[0] if heading else max(index, last_end)
        self._found.forms.append(FoundForm(reader.form, start, index, parsed))
        if heading:
            line = self._items[heading[0]]
            assert isinstance(line, Line)
            reader.form.heading = line
            reader.form.part_kind = kind_of_marks(line)
        return reader

    def _close(self) -> None:
        for found in self._found.forms:
            if found.form.heading is not None and found.heading is not None:
                for line in (found.form.heading, *found.form.more_headings):
                    self._claim_heading(found.form, line, found.heading)
        self._take_cut_row()

    def _claim_heading(self, form: Form, line: Line, heading: FormHeading) -> None:
        """Claim a heading that repeats the name of its form; one that does not is told."""
        name = form.values.get("name")
        if name is None and heading.name:
            form.values["name"] = heading.name
            form.guesses.append(_from_heading(line, heading.name))
        elif key(heading.name) != key(name or ""):
            self._ledger.claim_but(line, heading.name, "heading")
            return
        if entry := entry_differs(line):
            self._ledger.claim_but(line, entry, "entry")
        else:
            self._ledger.claim("labels", line)

    def _ends_short(self, form: Form, table: IndicatorTable) -> bool:
        """Tell whether the last row of a text is short; other files say how many cells it has."""
        row = form.last_row
        if not self._ragged or row is None or not table.rows:
            return False
        return row is self._items[-1] and table.is_cut(row)

    def _take_cut_row(self) -> None:
        """Where the file ends in the middle of a row of indicators, keep what there is of it."""
        if not self._found.forms:
            return
        last = self._found.forms[-1]
        table = last.form.indicators
        rest = self._items[last.end :]
        if table is not None and not rest and self._ends_short(last.form, table):
            last.form.last_row = last.form.row_before
            self._found.cut = True
        if table is None or len(rest) != 1 or not isinstance(rest[0], Row):
            return
        row = rest[0]
        if table.take_cut(row, [text_of(cell) for cell in row.cells]):
            last.end += 1
            self._found.cut = True


def _from_heading(line: Line, name: str) -> Guess:
    return Guess(("name",), name, "high", "heading", line.origin)


def part_kinds(found: list[FoundForm], titles: dict[int, ProjectKind]) -> None:
    """Give each form the kind of the part it stands in; ``titles`` are by their position."""
    for form in found:
        above = [position for position in titles if position < form.start]
        if above and form.form.part_kind is None:
            form.form.part_kind = titles[max(above)]
