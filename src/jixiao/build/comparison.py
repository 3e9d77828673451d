"""Two readings as lists of lines that can be compared, and what differs between them."""

import difflib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jixiao.blocks import Bookmark, Entry
from jixiao.readers.types import Cell, Line, Mark, Origin, PlacedMark, Reading, Row, Table
from jixiao.recognise.ledger import all_lines
from jixiao.recognise.noise import find_noise

# The bookmarks of the official export; all others are made by programs, ours among them.
_OFFICIAL_BOOKMARK = re.compile(r"(_Toc_\d_\d_)\d+")


class ComparableLine(NamedTuple):
    """A line as it is compared, and the place in its file where it was read.

    A paragraph is its text; a cell begins with a tab, a row ends with an empty line.
    """

    text: str
    origin: Origin


def comparable_lines(reading: Reading, *, marks: bool = True) -> list[ComparableLine]:
    """Return all that a file says, line by line: white space within lines and known noise left out.

    ``marks``: TC entries and official bookmarks, without their numbers, are compared too.
    """
    return list(_Walk(find_noise(reading), marks).lines(reading))


def has_marks(reading: Reading) -> bool:
    """Tell whether a file has any of the marks that are compared."""
    return any(_mark_words(placed.mark) for line in all_lines(reading) for placed in line.marks)


class _Walk:
    def __init__(self, noise: frozenset[int], marks: bool) -> None:
        self._noise = noise
        self._marks = marks

    def lines(self, reading: Reading) -> Iterator[ComparableLine]:
        yield from self._blocks(reading.blocks)
        for aside in reading.asides:
            yield from self._blocks(aside.blocks)

    def _blocks(self, blocks: Iterable[Line | Table]) -> Iterator[ComparableLine]:
        for block in blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    yield from self._row(row)
            else:
                yield from self._line(block)

    def _row(self, row: Row) -> Iterator[ComparableLine]:
        for cell in row.cells:
            yield from self._cell(cell)
        yield ComparableLine("", row.origin)

    def _cell(self, cell: Cell) -> Iterator[ComparableLine]:
        lines = [found for line in cell.lines for found in self._line(line)]
        yield ComparableLine("\t" + (lines[0].text if lines else ""), cell.origin)
        yield from lines[1:]
        yield from self._blocks(cell.tables)

    def _line(self, line: Line) -> Iterator[ComparableLine]:
        if id(line) in self._noise:
            return
        marks = line.marks if self._marks else ()
        for text in _with_marks(line.text, marks).split("\n"):
            if text:
                yield ComparableLine(text, line.origin)


def _with_marks(text: str, marks: Sequence[PlacedMark]) -> str:
    """Return a text without white space but line breaks, its marks in words where they stand."""
    parts: list[str] = []
    start = 0
    for placed in sorted(marks, key=lambda placed: placed.offset):
        parts += [_squeeze(text[start : placed.offset]), _mark_words(placed.mark)]
        start = placed.offset
    return "".join([*parts, _squeeze(text[start:])])


def _squeeze(text: str) -> str:
    return text if text.isalnum() else "\n".join("".join(part.split()) for part in text.split("\n"))


def _mark_words(mark: Mark) -> str:
    """Return a mark of the official export in words; nothing for one that a program made."""
    match mark:
        case Entry(text, listing):
            return f"[TC {_squeeze(text)} {listing}]"
        case Bookmark(name):
            official = _OFFICIAL_BOOKMARK.fullmatch(name)
            return f"[bookmark {official[1]}]" if official else ""


class Edit(NamedTuple):
    """A line of a difference: ``-`` only in the first list, ``+`` only in the second, `` `` both.

    ``origin`` is the place in the first file; of a ``+`` it is None.
    """

    sign: str
    text: str
    origin: Origin | None


def compare(before: Sequence[ComparableLine], after: Sequence[ComparableLine]) -> list[Edit]:
    """Return the edits that make the second list of the first."""
    edits: list[Edit] = []
    old = new = 0
    texts = [line.text for line in before], [line.text for line in after]
    for at_old, at_new, size in [*_matches(*texts), (len(before), len(after), 0)]:
        edits += [Edit("-", line.text, line.origin) for line in before[old:at_old]]
        edits += [Edit("+", line.text, None) for line in after[new:at_new]]
        old, new = at_old + size, at_new + size
        edits += [Edit(" ", line.text, line.origin) for line in before[at_old:old]]
    return edits


Match = tuple[int, int, int]
"""Where equal lines begin in both lists, and how many there are."""

# difflib takes quadratic time: longer stretches without a common line are not aligned at all.
_MOST_PAIRS = 1_000_000


def _matches(before: list[str], after: list[str]) -> Iterator[Match]:
    """Yield equal stretches in order.

    Lines that each list has just once (names, codes) are aligned first, as in a patience diff,
    and difflib aligns what is between two of them: a form, not a thousand.
    """
    anchors = [(-1, -1), *_anchors(before, after), (len(before), len(after))]
    for (old, new), (next_old, next_new) in pairwise(anchors):
        if old >= 0:
            yield old, new, 1
        yield from _matches_between(before, after, (old + 1, next_old), (new + 1, next_new))


def _anchors(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """Return the places of lines that stand once on both sides, as many as keep their order."""
    once = _single(before).keys() & _single(after).keys()
    places = _single(after)
    pairs = [(number, places[text]) for number, text in enumerate(before) if text in once]
    return _longest_rising(pairs)


def _single(lines: list[str]) -> dict[str, int]:
    counts = Counter(lines)
    return {text: number for number, text in enumerate(lines) if counts[text] == 1}


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs whose second numbers rise (patience sorting)."""
    ends: list[int] = []  # ends[k]: the smallest second number that a run of k + 1 ends in
    chains: list[int] = []  # by length: the pair that it belongs to
    before: list[int] = []  # by pair: the one before it in its run, or -1
    for number, (_first, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        before.append(chains[length - 1] if length else -1)
        ends[length : length + 1] = [second]
        chains[length : length + 1] = [number]
    run: list[tuple[int, int]] = []
    number = chains[-1] if chains else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _matches_between(
    before: list[str], after: list[str], old: tuple[int, int], new: tuple[int, int]
) -> Iterator[Match]:
    first, second = before[slice(*old)], after[slice(*new)]
    if first == second:
        yield old[0], new[0], len(first)
    elif len(first) * len(second) <= _MOST_PAIRS:
        matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
        for block in matcher.get_matching_blocks():
            yield old[0] + block.a, new[0] + block.b, block.size


def hunks(edits: Sequence[Edit], context: int = 3) -> Iterator[Sequence[Edit]]:
    """Yield the changes, each with some equal lines around; near ones together."""
    runs: list[tuple[int, int]] = []
    for number, edit in enumerate(edits):
        if edit.sign == " ":
            continue
        if runs and number - runs[-1][1] <= 2 * context + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    for first, last in runs:
        yield edits[max(0, first - context) : last + context + 1]


def place_of(hunk: Sequence[Edit]) -> Origin | None:
    """Return where a change stands in the first file: its first line, or the one before it."""
    last: Origin | None = None
    for edit in hunk:
        last = edit.origin or last
        if edit.sign != " ":
            break
    return last or next((edit.origin for edit in hunk if edit.origin), None)
