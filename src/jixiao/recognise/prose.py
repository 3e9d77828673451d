"""Part 1 and the titles of all parts: prose is claimed between its headings, and nowhere else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from jixiao.model import FieldPath, ProjectKind, printed_lines
from jixiao.readers.types import Line, Origin
from jixiao.recognise.forms import FoundForm
from jixiao.recognise.frame import SectionFrame
from jixiao.recognise.headings import (
    entry_differs,
    has_part_mark,
    marked_section,
    number_kind,
    numbered_section,
    part_number,
    title_of_part,
)
from jixiao.recognise.ledger import Ledger
from jixiao.recognise.walk import Item
from jixiao.wording import Wording, is_part_ordinal, key

_KINDS: dict[str, ProjectKind] = {
    "special-fund": "special-fund",
    "budget-project": "budget-project",
}


# How many lines may stand between 第二部分 and its title: foreign ones.
_BETWEEN_TITLES = 4
_SectionOf = Callable[[Line, Wording], str | None]


@dataclass(slots=True)
class FoundProse:
    """The texts of Part 1 by section, and the titles of parts by their position."""

    targets: dict[str, str] = field(default_factory=dict)
    places: dict[FieldPath, Origin] = field(default_factory=dict)
    titles: dict[int, ProjectKind] = field(default_factory=dict)
    frames: dict[str, SectionFrame] = field(default_factory=dict)


def find_prose(
    items: list[Item], forms: list[FoundForm], ledger: Ledger, wording: Wording
) -> FoundProse:
    """Claim the titles of parts, then the prose between the headings of Part 1."""
    return _Finder(items, forms, ledger, wording).find()


class _Finder:
    def __init__(
        self, items: list[Item], forms: list[FoundForm], ledger: Ledger, wording: Wording
    ) -> None:
        self._items = items
        self._forms = forms
        self._ledger = ledger
        self._wording = wording
        self._found = FoundProse()

    def find(self) -> FoundProse:
        first_form = self._forms[0].start if self._forms else len(self._items)
        headings = self._headings(first_form)
        prose_end = self._part_titles(first_form, headings)
        self._claim_title("targets", min(headings, default=0))
        starts = [form.start for form in self._forms[1:]] + [len(self._items)]
        for form, start in zip(self._forms, starts, strict=False):
            self._titles_between(form.end, start)
        for position, end in pairwise([*sorted(headings), prose_end]):
            self._claim_section(headings[position], position, end)
        return self._found

    def _lines(self, start: int, end: int) -> Iterable[tuple[int, Line]]:
        for position in range(start, end):
            item = self._items[position]
            if isinstance(item, Line):
                yield position, item

    def _title(self, line: Line) -> str:
        return title_of_part(line, self._wording) or ""

    def _headings(self, end: int) -> dict[int, str]:
        """Return the headings of Part 1 by position: marked ones, else numbered, else plain.

        A heading that lost its mark is known by its number. The same heading again is text:
        exports repeat it as the first line.
        """
        headings: dict[int, str] = {}
        for position, line in self._lines(0, end):
            section = marked_section(line, self._wording)
            if section and section not in headings.values() and not line.contents:
                headings[position] = section
        if len(headings) < len(self._wording.section_names):
            headings = self._unmarked(end, numbered_section, headings)
        return headings or self._unmarked(end, _plain_section, {})

    def _unmarked(self, end: int, section_of: _SectionOf, known: dict[int, str]) -> dict[int, str]:
        """Add the headings that are known by their words; all have the first one's kind of number.

        A line 1. below 一、 is text, whatever it says.
        """
        lines = [
            (position, line, section)
            for position, line in self._lines(0, end)
            if (section := section_of(line, self._wording)) and not line.contents
        ]
        start = self._behind_contents(lines[0][:2], end) if lines else 0
        headings = dict(known)
        kinds = [
            number_kind(line.text) for position, line in self._lines(0, end) if position in known
        ]
        kind = next(filter(None, kinds), None)
        for position, line, section in lines:
            if position < start or section in headings.values():
                continue
            kind = kind or number_kind(line.text)
            if number_kind(line.text) == kind:
                headings[position] = section
        return headings

    def _behind_contents(self, first: tuple[int, Line], end: int) -> int:
        """Return where the text begins: a contents list that was typed has its headings too.

        The last line that says the same as the first heading is meant, unless it stands directly
        below another one: there it is text.
        """
        start, heading = first
        titles = (self._wording.title_of(line.text) for _, line in self._lines(0, start))
        if "contents" not in titles:
            return start
        compared = before = key(heading.text)
        for position, line in self._lines(start + 1, end):
            text = key(line.text)
            if text == compared != before:
                start = position
            before = text or before
        return start

    def _part_titles(self, end: int, headings: dict[int, str]) -> int:
        """Claim the titles above the first form; return where the prose above them ends.

        第二部分 ends it, and what stands below that is no prose, whatever it is. Without ordinals
        the titles do, and the last ones are meant: prose may have lines of the same words.
        """
        start = max(headings, default=-1) + 1
        lines = [(at, line) for at, line in self._lines(start, end) if line.text.strip()]
        marked = any(has_part_mark(line) for _, line in lines)
        if not marked and (second := _second_part(lines)) is not None:
            self._titles_between(second, end)
            return second
        prose_end = end
        while (found := self._last_title(lines, marked)) is not None:
            position, line = lines[found]
            self._claim_part_title(position, line)
            prose_end = position
            del lines[found:]
            for back in range(len(lines) - 1, max(len(lines) - _BETWEEN_TITLES, -1), -1):
                if is_part_ordinal(lines[back][1].text):
                    prose_end, ordinal = lines[back]
                    self._ledger.claim("labels", ordinal)
                    del lines[back:]
                    break
        return prose_end

    def _last_title(self, lines: list[tuple[int, Line]], marked: bool) -> int | None:
        """Return the last title of a part of a kind that no title below it has, or None.

        Where bookmarks of ours mark titles, no other line is one.
        """
        for index in range(len(lines) - 1, -1, -1):
            line = lines[index][1]
            kind = _KINDS.get(self._title(line))
            if kind and kind not in self._found.titles.values():
                if has_part_mark(line) or not marked:
                    return index
            elif self._found.titles and not marked:
                # The title of a part without forms stands just above the next part.
                return None
        return None

    def _claim_part_title(self, position: int, line: Line) -> None:
        self._found.titles[position] = _KINDS[self._title(line)]
        self._ledger.claim("labels", line)

    def _titles_between(self, start: int, end: int) -> None:
        for position, line in self._lines(start, end):
            if self._title(line) in _KINDS:
                self._claim_part_title(position, line)
            elif is_part_ordinal(line.text):
                self._ledger.claim("labels", line)

    def _claim_title(self, title: str, end: int) -> None:
        """Claim 第一部分 and its title: the last ones above the first heading."""
        wanted = {"title", "ordinal"}
        for _position, line in reversed(list(self._lines(0, end))):
            found = "ordinal" if is_part_ordinal(line.text) else ""
            if self._title(line) == title:
                found = "title"
            if found in wanted and not line.contents:
                wanted.remove(found)
                self._ledger.claim("labels", line)

    def _claim_section(self, section: str, position: int, end: int) -> None:
        heading = self._items[position]
        assert isinstance(heading, Line)
        if entry := entry_differs(heading):
            self._ledger.claim_but(heading, entry, "entry")
        else:
            self._ledger.claim("labels", heading)
        lines = [line for _, line in self._lines(position + 1, end)]
        self._found.frames[section] = SectionFrame(heading, lines)
        for line in lines:
            self._ledger.claim("values", line)
        text = "\n".join(printed_lines("\n".join([line.text for line in lines])))
        if text:
            self._found.targets[section] = text
            self._found.places["targets", section] = lines[0].origin


def _second_part(lines: list[tuple[int, Line]]) -> int | None:
    """Return where the parts below the prose begin: at the lowest ordinal above 第一, or None.

    The last line with it is meant: prose may have lines of the same words.
    """
    numbers = [(part_number(line), position) for position, line in lines]
    lowest = min((number for number, _ in numbers if number > 1), default=None)
    return max((position for number, position in numbers if number == lowest), default=None)


def _plain_section(line: Line, wording: Wording) -> str | None:
    return wording.section_of(line.text)
