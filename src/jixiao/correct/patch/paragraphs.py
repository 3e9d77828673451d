"""The lines of a cell or a section made to read as others: changed, put in, taken out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jixiao.correct.patch.align import pair_lines, word_edits
from jixiao.correct.patch.marks import Marks
from jixiao.correct.patch.runs import HISTORY, Edit, UnsafeError, change_line, copied, look_of
from jixiao.correct.patch.text import (
    CONTROL,
    TextLine,
    child,
    is_hidden,
    is_locked,
    local,
    read_lines,
    value_of,
)
from jixiao.correct.patch.tree import Element
from jixiao.i18n import _
from jixiao.model import PADDING

_LINE_BREAK = re.compile("[\n\u0085\u2028\u2029]")
# What shows nothing, and may stand between paragraphs.
_NOT_SHOWN = frozenset(
    (
        *("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"),
        *("permStart", "permEnd", "proofErr"),
    )
)
# What may be taken away with the text of a paragraph; where there is more, it is emptied only.
_PLAIN = frozenset(
    (
        *("p", "pPr", "r", "rPr", "ins", "proofErr", "lastRenderedPageBreak"),
        *("t", "br", "cr", "tab", "ptab", "noBreakHyphen", "softHyphen"),
    )
)
# Schema order of w:pPr (ECMA-376-1 §17.3.1.26): the look of the mark stands before these.
_BEHIND_LOOK = ("sectPr", "pPrChange")


@dataclass(frozen=True, slots=True)
class Area:
    """Paragraphs that hold one value. ``before``: the paragraph they stand below, if they may be
    none. ``look``, ``like``: w:rPr of text, and a paragraph, to be like where there is none.
    """

    paragraphs: Sequence[Element]
    look: bytes = b""
    before: Element | None = None
    like: Element | None = None


class _Part(NamedTuple):
    """A printed line: its text line, and where it stands there without padding."""

    line: int
    start: int
    end: int


def printed_text(area: Area) -> list[str]:
    """Return the lines of an area as a definition holds them."""
    lines = read_lines(area.paragraphs)
    return [lines[part.line].text[part.start : part.end] for part in _parts(lines)]


def set_lines(area: Area, wanted: Sequence[str], marks: Marks) -> None:
    """Make an area read as some lines.

    Raises:
        UnsafeError: that cannot be done without harm.
    """
    if any(is_locked(paragraph) for paragraph in area.paragraphs):
        raise UnsafeError(_(CONTROL))
    _Setter(area, marks).make(wanted)


def _parts(lines: Sequence[TextLine]) -> list[_Part]:
    parts: list[_Part] = []
    for number, line in enumerate(lines):
        start, text = 0, line.text
        for piece in _LINE_BREAK.split(text):
            bare = piece.strip(PADDING)
            if bare:
                at = start + piece.index(bare)
                parts.append(_Part(number, at, at + len(bare)))
            start += len(piece) + 1
    return parts


class _Setter:
    def __init__(self, area: Area, marks: Marks) -> None:
        self._area, self._marks = area, marks
        self._lines = read_lines(area.paragraphs)
        self._parts = _parts(self._lines)
        self._edits: dict[int, list[Edit]] = {}
        self._marked: set[Element] = set()

    def make(self, wanted: Sequence[str]) -> None:
        old = [self._lines[part.line].text[part.start : part.end] for part in self._parts]
        if not old and self._lines and wanted:
            # What is blank so far takes the first line.
            first = self._lines[0]
            edit = Edit(first.length, first.length, wanted[0])
            change_line(first, [edit], self._marks, self._area.look)
            self._put_in(wanted[1:], 0)
        else:
            self._change(old, wanted)
        for number, edits in self._edits.items():
            change_line(self._lines[number], edits, self._marks, self._area.look)

    def _change(self, old: Sequence[str], wanted: Sequence[str]) -> None:
        pairs = pair_lines(old, wanted)
        gone = [part for part, new in pairs if new is None and part is not None]
        kept: int | None = None
        waiting: list[str] = []
        for part, new in pairs:
            if part is None and new is not None:
                waiting.append(wanted[new])
                continue
            if new is None or part is None:
                continue
            self._put_between(waiting, kept, part)
            waiting, kept = [], part
            for edit in word_edits(old[part], wanted[new], self._parts[part].start):
                self._edit(self._parts[part].line, edit)
        self._put_between(waiting, kept, None)
        self._take_out(gone)

    def _edit(self, line: int, edit: Edit) -> None:
        self._edits.setdefault(line, []).append(edit)

    # ---- lines put in ----

    def _put_between(self, texts: list[str], above: int | None, below: int | None) -> None:
        """Put lines between two printed ones; None is the beginning or the end."""
        if not texts:
            return
        if above is not None:
            part = self._parts[above]
            later = [each for each in self._parts[above + 1 :] if each.line == part.line]
            if later:  # a line break within a paragraph
                indent = _padding_before(self._lines[part.line].text, part.start)
                new = "".join(f"\n{indent}{text}" for text in texts)
                self._edit(part.line, Edit(part.end, part.end, new))
            else:
                self._put_in(texts, part.line)
        elif below is not None:
            first = self._lines[self._parts[below].line].paragraphs[0]
            _require_room(first)
            for text in texts:
                first.above.insert_before(first, self._paragraph(text, first, mark="ins"))
        else:
            self._put_in(texts, None)

    def _put_in(self, texts: Sequence[str], line: int | None) -> None:
        """Put paragraphs behind a line; None: behind what the area stands below."""
        above = self._area.before if line is None else self._lines[line].last
        if not texts:
            return
        if above is None:
            raise UnsafeError(_("there is no paragraph to put the text beside"))
        _require_room(above)
        properties = child(above, "pPr")
        if properties is not None and child(properties, "sectPr") is not None:
            self._put_before_section_end(texts, above, properties)
            return
        # As if Enter were pressed at the end of the line: its own mark is new, the last new one is
        # that of the line. But a heading keeps its mark, where that can be, and so does a line
        # whose mark somebody else put in: with that rejected, ours has to go as well.
        last_is_plain = not _is_mark_inserted(above) and (
            line is not None or not _is_paragraph(_next(above))
        )
        if last_is_plain and self._marks.tracked:
            self._mark(above, "ins")
        like = above if line is not None else self._area.like
        for at, text in enumerate(texts, 1):
            mark = "" if last_is_plain and at == len(texts) else "ins"
            above.above.insert_after(above, self._paragraph(text, like, mark))

    def _put_before_section_end(
        self, texts: Sequence[str], above: Element, properties: Element
    ) -> None:
        """Put paragraphs behind one that ends a section: that is the last one afterwards, too.

        Its text gets a paragraph of its own, as where somebody presses Enter at its end.
        """
        tag = above.tag
        *others, last = texts
        mark = self._marks.mark("ins") if self._marks.tracked else b""
        middle = [self._paragraph(text, above, "ins") for text in others]
        run = self._marks.inserted(self._indented(last, above), self._look_like(above))
        above.insert_before(
            None,
            b"</%b>%b<%b>%b%b" % (tag, b"".join(middle), tag, properties.own, run),
        )
        above.replace(properties, paragraph_properties(properties, mark, self._marks))

    def _paragraph(self, text: str, like: Element | None, mark: str) -> bytes:
        """Return a new paragraph that looks like another one."""
        own = self._marks.mark(mark) if mark and self._marks.tracked else b""
        look = paragraph_properties(child(like, "pPr"), own, self._marks)
        runs = self._marks.inserted(self._indented(text, like), self._look_like(like))
        return self._marks.element("p", look, runs)

    def _look_like(self, like: Element | None) -> bytes:
        """Return the look of the first text in a paragraph; without any, that of the area."""
        lines = read_lines([like]) if like is not None else []
        looks = (look_of(piece.run) for line in lines for piece in line.pieces)
        return next(looks, self._area.look)

    def _indented(self, text: str, like: Element | None) -> str:
        """Return a text behind the spaces with which somebody has set in a paragraph."""
        if like is None or not (lines := read_lines([like])):
            return text
        beside = lines[0].text
        bare = beside.lstrip(PADDING)
        return (beside[: len(beside) - len(bare)] if bare else "") + text

    # ---- lines taken out ----

    def _take_out(self, gone: Sequence[int]) -> None:
        empty = self._emptied(gone)
        done: dict[int, int] = {}
        for number in gone:
            part = self._parts[number]
            if part.line in empty:
                continue
            text = self._lines[part.line].text
            start, end = part.start, part.end
            # With it goes the break before it, or else the one behind it.
            at = text.rfind("\n", done.get(part.line, 0), start)
            if at >= 0 and not text[at + 1 : start].strip(PADDING):
                start = at
            elif text.find("\n", end) >= 0:
                end = text.find("\n", end) + 1
            done[part.line] = end
            self._edit(part.line, Edit(start, end, ""))
        for number in sorted(empty):
            line = self._lines[number]
            if any(piece.obstacle for piece in line.pieces):
                parts = [part for part in self._parts if part.line == number]
                self._edit(number, Edit(parts[0].start, parts[-1].end, ""))
            else:
                # With the spaces around it, else these would stand in the next paragraph.
                self._edit(number, Edit(0, line.length, ""))
            self._take_paragraph(number, line, empty)

    def _emptied(self, gone: Sequence[int]) -> set[int]:
        """Return the lines of which nothing is left."""
        out = set(gone)
        lines = {self._parts[number].line for number in out}
        left = {part.line for at, part in enumerate(self._parts) if at not in out}
        return lines - left

    def _take_paragraph(self, number: int, line: TextLine, empty: set[int]) -> None:
        """Take away the paragraph of an emptied line; where that is not safe, it stays, blank."""
        if len(empty) == len(self._lines) and number == min(empty):
            return  # the last one stays
        if not self._marks.tracked:
            self._remove(number, line)
            return
        following = line.last if _is_paragraph(_next(line.last)) else None
        if following is None:
            above = [self._lines[at].last for at in range(number)]
            following = next((p for p in reversed(above) if p not in self._marked), None)
        if following is not None and child(child(following, "pPr"), "sectPr") is None:
            self._mark(following, "del")

    def _remove(self, number: int, line: TextLine) -> None:
        plain = len(line.paragraphs) == 1 and _is_plain(line.last)
        if not plain or child(child(line.last, "pPr"), "sectPr") is not None:
            return
        self._edits.pop(number, None)
        for paragraph in line.paragraphs:
            paragraph.above.replace(paragraph)

    def _mark(self, paragraph: Element, kind: str) -> None:
        """Mark the end of a paragraph as put in or taken out (w:pPr/w:rPr, §17.13.5.15, .18)."""
        self._marked.add(paragraph)
        mark_paragraph(paragraph, kind, self._marks)


def mark_paragraph(paragraph: Element, kind: str, marks: Marks) -> None:
    """Mark the end of a paragraph as put in or taken out, unless it is so already."""
    properties = child(paragraph, "pPr")
    look = child(properties, "rPr")
    if child(look, kind) is not None:
        return
    own = marks.mark(kind)
    if properties is None:
        paragraph.insert_first(paragraph_properties(None, own, marks))
    elif look is None:
        behind = next((each for each in properties.children if local(each) in _BEHIND_LOOK), None)
        properties.insert_before(behind, marks.element("rPr", own))
    elif (inserted := child(look, "ins")) is not None:
        look.insert_after(inserted, own)
    else:
        look.insert_first(own)


def paragraph_properties(properties: Element | None, mark: bytes, marks: Marks) -> bytes:
    """Return a copy of w:pPr without history, with a mark of its own; None: of no w:pPr."""
    if properties is None:
        return marks.element("pPr", marks.element("rPr", mark)) if mark else b""
    look = child(properties, "rPr")
    own = b""
    if look is not None:
        own = copied(look, HISTORY, mark)
    elif mark:
        own = marks.element("rPr", mark)
    rest = copied(properties, frozenset(("rPr", *_BEHIND_LOOK)))
    end = b"</" + properties.tag + b">"
    return rest.removesuffix(end) + own + end


def _padding_before(text: str, end: int) -> str:
    bare = text[:end].rstrip(PADDING)
    return text[len(bare) : end]


def _require_room(paragraph: Element) -> None:
    """Refuse to put a paragraph beside one, where something may hold no more, or is locked."""
    if is_locked(paragraph):
        raise UnsafeError(_(CONTROL))
    above = paragraph.parent
    while above is not None and local(above) != "tbl":
        if local(above) == "sdt" and child(child(above, "sdtPr"), "text") is not None:
            raise UnsafeError(_("a content control for plain text takes one paragraph only"))
        above = above.parent


def _is_mark_inserted(paragraph: Element) -> bool:
    mark = child(child(paragraph, "pPr"), "rPr")
    return child(mark, "ins") is not None or child(mark, "moveTo") is not None


def _is_plain(element: Element) -> bool:
    """Tell whether nothing but text stands in what makes up a paragraph."""
    name = local(element)
    if name in ("pPr", "rPr"):
        return True
    if name == "br" and value_of(element, "type", "textWrapping") != "textWrapping":
        return False
    if name not in _PLAIN or (name == "r" and is_hidden(element)):
        return False
    return all(_is_plain(each) for each in element.children)


def _next(element: Element) -> Element | None:
    """Return the next sibling that may show anything."""
    siblings = element.above.children
    following = siblings[siblings.index(element) + 1 :]
    return next((each for each in following if local(each) not in _NOT_SHOWN), None)


def _is_paragraph(element: Element | None) -> bool:
    return element is not None and local(element) == "p"
