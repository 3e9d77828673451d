"""Wrapped lines joined again, in cells and in running text, over page breaks too."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jixiao.readers.pdf.lines import (
    begins_item,
    glue,
    is_centred,
    is_in_sure_order,
    is_nearly_full,
    wraps,
)
from jixiao.readers.pdf.shapes import PageTable, Room, TextLine
from jixiao.readers.pdf.tables import PageContent, least_pitch

# In units of the text's size: a line that begins further right begins a paragraph, unless it is
# centred; sizes that differ by more are different styles.
_INDENT = 0.5
_SAME_SIZE = 0.05
# Lines further apart than the closest ones, by this factor, are paragraphs.
_LARGER_PITCH = 1.35
# A first-line indent is two characters; what is centred in running text is shorter.
_FIRST_LINE = 2.5
# Right ends within this distance, in ems, confirm each other.
_RAGGED = 0.5
# Marks that may hang over the right margin, by one em at the most.
_HANGING = frozenset("，。、；：？！,.;:?!")
_HANG = 1.1
# An item of a list is looked for among so many paragraphs before the next one.
_MOST_BEFORE = 64
# Of the width of a page.
_LONG_LINE = 0.6


@dataclass(slots=True)
class Paragraph:
    """Lines that are one paragraph, and their text.

    ``after_break``: it is the first of a cell after a page break. ``unsure``: it may be one with
    the paragraph before or after it, for the line between them is as good as full.
    """

    text: str
    lines: list[TextLine] = field(default_factory=list)
    after_break: bool = False
    unsure: bool = False

    @property
    def doubt(self) -> str:
        """Why the text may not be exact, in the words of ``jixiao.readers.types.Line``."""
        if not all(line.known for line in self.lines):
            return "font"
        if self.after_break or self.lines[0].page != self.lines[-1].page:
            return "stitched"
        if not is_in_sure_order(self.text):
            return "encoding"
        return "joined" if len(self.lines) > 1 or self.unsure else ""


@dataclass(frozen=True, slots=True)
class Setting:
    """How lines are set: the room they have, and their least pitch in units of their size."""

    room: Room
    pitch: float


def paragraphs_of(lines: Iterable[TextLine], setting: Setting) -> list[Paragraph]:
    """Join the lines of a cell."""
    found: list[Paragraph] = []
    for line in lines:
        _add(found, line, setting)
    for before, after in itertools.pairwise(found):
        after.after_break = before.lines[-1].page != after.lines[0].page
    return found


def _add(found: list[Paragraph], line: TextLine, setting: Setting) -> None:
    """Append a line to the last paragraph, or as a new one."""
    new = Paragraph(line.text, [line])
    if found and _may_go_on(found, line, setting):
        last = found[-1]
        if wraps(last.lines[-1], line, setting.room):
            last.text = glue(last.lines[-1], last.text, line, setting.room)
            last.lines.append(line)
            return
        if is_nearly_full(last.lines[-1], line, setting.room):
            last.unsure = new.unsure = True
    found.append(new)


def _may_go_on(found: Sequence[Paragraph], line: TextLine, setting: Setting) -> bool:
    """Tell whether a line may belong to the last paragraph, however much room there was."""
    last = found[-1].lines[-1]
    if line.contents or last.contents or len(line.segments) > 1 or len(last.segments) > 1:
        return False
    if abs(line.size - last.size) > _SAME_SIZE * max(line.size, last.size):
        return False
    pitch = _LARGER_PITCH * setting.pitch * last.size
    if line.page == last.page and pitch and line.base - last.base > pitch:
        return False
    if _is_indented(found[-1], line, setting):
        return False
    texts = [paragraph.text for paragraph in found[-_MOST_BEFORE:]]
    return not begins_item(line.text, texts)


def _is_indented(paragraph: Paragraph, line: TextLine, setting: Setting) -> bool:
    """Tell whether a line begins further right than wrapped lines of its paragraph do."""
    indent = line.left - setting.room.left
    if indent < _INDENT * line.size:
        return False
    if len(paragraph.lines) > 1 and abs(paragraph.lines[-1].left - line.left) < 1:
        return False
    return not is_centred(line, setting.room)


class Prose:
    """The running text of a file: paragraphs between tables, joined over page breaks."""

    def __init__(self, pages: Sequence[PageContent]) -> None:
        self._edges = _edges(pages)
        self._pitches = _pitches(pages)

    def flow(self, pages: Iterable[PageContent]) -> list[Paragraph | PageTable]:
        """Return paragraphs and tables in reading order."""
        flow: list[Paragraph | PageTable] = []
        run: list[Paragraph] = []
        for page in pages:
            room = self._room(page)._replace(least_centred=_FIRST_LINE)
            for block in page.blocks:
                if isinstance(block, PageTable):
                    flow += [*run, block]
                    run = []
                else:
                    pitch = self._pitches.get(_size_key(block), 0.0)
                    _add(run, block, Setting(room, pitch))
        return [*flow, *run]

    def _room(self, page: PageContent) -> Room:
        """Return the room of the running text of a page."""
        known = self._edges.get((page.width, page.height))
        lines = _set_lines(page)
        if not lines:
            return known or Room(0.0, page.width)
        own = _edges_of(lines, page.width)
        if known is None:
            return own
        # Forms may have wider pages than the text before them.
        longest = max(line.right for line in lines)
        beyond = longest > known.right + lines[0].size * _HANG
        right = max([longest, *(table.right for table in page.tables)]) if beyond else 0.0
        return Room(min(own.left, known.left), max(right, known.right))


def _set_lines(page: PageContent) -> list[TextLine]:
    return [line for line in page.lines if not line.contents]


def _edges(pages: Iterable[PageContent]) -> dict[tuple[float, float], Room]:
    """Return for each size of pages where running text begins and ends."""
    lines: dict[tuple[float, float], list[TextLine]] = {}
    for page in pages:
        if not page.tables:
            lines.setdefault((page.width, page.height), []).extend(_set_lines(page))
    return {size: _edges_of(found, size[0]) for size, found in lines.items() if found}


def _edges_of(lines: Sequence[TextLine], width: float) -> Room:
    """Return the outermost places that more than one line reaches, or else the outermost.

    Where only short lines confirm each other, the right margin is taken to be as the left one.
    """
    size = sorted(line.size for line in lines)[len(lines) // 2]
    left = _confirmed(sorted(line.left for line in lines), size)
    rights = sorted((line.right for line in lines), reverse=True)
    right = _confirmed(rights, size)
    if right - left < _LONG_LINE * width:
        return Room(left, max(rights[0], width - left))
    return Room(left, _without_hanging(lines, right, size))


def _without_hanging(lines: Sequence[TextLine], right: float, size: float) -> float:
    """Return where running text ends if only marks that hang over the margin reach ``right``."""
    other = [line.right for line in lines if line.text.rstrip()[-1] not in _HANGING]
    if any(place > right - _RAGGED * size for place in other):
        return right
    near = sorted((place for place in other if place >= right - _HANG * size), reverse=True)
    return _confirmed(near, size) if len(near) > 1 else right


def _confirmed(places: list[float], size: float) -> float:
    for place, after in itertools.pairwise(places):
        if abs(place - after) <= _RAGGED * size:
            return place
    return places[0]


def _size_key(line: TextLine) -> int:
    return round(line.size * 2)


def _pitches(pages: Iterable[PageContent]) -> dict[int, float]:
    """Return for each size of text how close its lines stand at the least."""
    runs: dict[int, list[list[TextLine]]] = {}
    for page in pages:
        lines = _set_lines(page)
        for before, after in itertools.pairwise(lines):
            if _size_key(before) == _size_key(after):
                runs.setdefault(_size_key(before), []).append([before, after])
    return {size: least_pitch(pairs) for size, pairs in runs.items()}
