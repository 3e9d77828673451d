"""Texts put into the runs of a line and taken out; only the runs concerned are rewritten."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from jixiao.correct.patch.marks import Marks
from jixiao.correct.patch.text import Piece, TextLine, child, local
from jixiao.correct.patch.tree import Element
from jixiao.i18n import _

_DELETED = {"t": "delText", "instrText": "delInstrText"}
HISTORY = frozenset(("ins", "del", "moveFrom", "moveTo", "rPrChange"))
"""What w:rPr says of changes: no copy has it."""


class UnsafeError(Exception):
    """A change cannot be made without harm; the reason is in the user's language."""


class Edit(NamedTuple):
    """Text from ``start`` to ``end`` of a line gives way to another."""

    start: int
    end: int
    text: str


class _Part(NamedTuple):
    """A part of a run: kept, taken out, or put in. ``xml`` is its content; ``text`` what is new."""

    kind: Literal["keep", "del", "ins"]
    xml: bytes = b""
    text: str = ""


def change_line(line: TextLine, edits: Iterable[Edit], marks: Marks, properties: bytes) -> None:
    """Make edits; those that overlap are made as one.

    Of two texts put in at one place, the first one given stands first. ``properties``: the look
    (w:rPr) of text in a line that has none so far.

    Raises:
        UnsafeError: a place where text cannot be changed; then some of the tree may be.
    """
    by_run: dict[Element, list[tuple[Piece, Edit]]] = {}
    for edit in _in_order(edits):
        for piece, share in _shares(line, edit):
            if piece is None:
                line.paragraphs[0].insert_before(None, marks.inserted(share.text, properties))
                continue
            if piece.obstacle:
                raise UnsafeError(_(piece.obstacle))
            by_run.setdefault(piece.run, []).append((piece, share))
    for run, shares in by_run.items():
        _rewrite(run, line, shares, marks)


def _in_order(edits: Iterable[Edit]) -> list[Edit]:
    ordered: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if ordered and edit.start < ordered[-1].end:
            last = ordered.pop()
            edit = Edit(last.start, max(last.end, edit.end), last.text + edit.text)
        ordered.append(edit)
    return ordered


def divide(inserted: Element, xml: bytes, marks: Marks) -> bytes:
    """Return a change of ours with what makes two of the w:ins of somebody else around it."""
    return b"</" + inserted.tag + b">" + xml + marks.renumbered(inserted.start_tag)


def _shares(line: TextLine, edit: Edit) -> list[tuple[Piece | None, Edit]]:
    """Return which piece has to do what: the new text stands behind the first that is taken out."""
    if edit.start < edit.end:
        shares: list[tuple[Piece | None, Edit]] = []
        text = edit.text
        for piece in line.pieces:
            start, end = max(piece.start, edit.start), min(piece.end, edit.end)
            if start < end:
                shares.append((piece, Edit(start, end, text)))
                text = ""
        return shares
    if not line.pieces:
        return [(None, edit)]
    beside = [each for each in line.pieces if each.start <= edit.start <= each.end]
    return [(min(beside, key=_enclosure), edit)]


def _enclosure(piece: Piece) -> tuple[bool, bool]:
    """Return how far text beside a piece would stand within something else; the least is best."""
    return bool(piece.obstacle), local(piece.run.above) != "p"


def _rewrite(run: Element, line: TextLine, shares: list[tuple[Piece, Edit]], marks: Marks) -> None:
    changed: dict[Element, list[Edit]] = {}
    for piece, share in shares:
        changed.setdefault(piece.element, []).append(share)
    pieces = {piece.element: piece for piece in line.pieces if piece.run is run}
    inserted = next(iter(pieces.values())).inserted
    if inserted is not None:
        inserted.leave_out_empty_parts()
    parts: list[_Part] = []
    for each in run.children:
        if local(each) == "rPr":
            continue
        if each in changed:
            parts += _split(pieces[each], changed[each], marks)
        else:
            parts.append(_Part("keep", each.serialise()))
    run.above.replace(run, _RunWriter(run, inserted, marks).write(parts))


def _split(piece: Piece, edits: list[Edit], marks: Marks) -> list[_Part]:
    parts: list[_Part] = []
    at = piece.start
    for edit in edits:
        parts += _kept(piece, at, edit.start, marks)
        if edit.start < edit.end:
            parts.append(_Part("del", _content(piece, edit.start, edit.end, marks, "delText")))
        if edit.text:
            parts.append(_Part("ins", text=edit.text))
        at = edit.end
    return parts + _kept(piece, at, piece.end, marks)


def _kept(piece: Piece, start: int, end: int, marks: Marks) -> list[_Part]:
    return [_Part("keep", _content(piece, start, end, marks, "t"))] if start < end else []


def _content(piece: Piece, start: int, end: int, marks: Marks, name: str) -> bytes:
    """Return a part of a piece; what stays as a whole is the bytes of the file."""
    is_whole = (start, end) == (piece.start, piece.end)
    if local(piece.element) != "t" or (is_whole and name == "t"):
        return piece.element.serialise()
    return marks.text(piece.text[start - piece.start : end - piece.start], name).encode()


class _RunWriter:
    """Writes the parts of one run as runs of their own, all with its look."""

    def __init__(self, run: Element, inserted: Element | None, marks: Marks) -> None:
        self._run, self._marks = run, marks
        # Text of ours within what somebody else put in divides that in two.
        self._around = inserted if inserted is not None and inserted is run.parent else None
        self._is_first = True

    def write(self, parts: list[_Part]) -> bytes:
        xml: list[bytes] = []
        run: list[bytes] = []
        kind = ""
        for part in parts:
            if run and part.kind != kind:
                xml.append(self._close(kind, b"".join(run)))
                run = []
            kind = part.kind
            if part.kind == "ins":
                xml.append(self._insert(part.text))
            else:
                run.append(part.xml)
        if run:
            xml.append(self._close(kind, b"".join(run)))
        return b"".join(xml)

    def _close(self, kind: str, content: bytes) -> bytes:
        if kind == "del" and not self._marks.tracked:
            return b""
        if kind == "keep" and content == _content_of(self._run):
            return self._run.serialise()  # with comments and the like that stand in it
        tag = self._run.tag
        run = self._run.start_tag + self._properties() + content + b"</" + tag + b">"
        return self._marks.wrap("del", run) if kind == "del" else run

    def _properties(self) -> bytes:
        properties = child(self._run, "rPr")
        if properties is None:
            return b""
        xml = properties.serialise()
        if self._is_first:
            self._is_first = False
            return xml
        return self._marks.renumbered(xml)

    def _insert(self, text: str) -> bytes:
        inserted = self._marks.inserted(text, look_of(self._run))
        return inserted if self._around is None else divide(self._around, inserted, self._marks)


def _content_of(run: Element) -> bytes:
    return b"".join(each.serialise() for each in run.children if local(each) != "rPr")


def look_of(run: Element | None) -> bytes:
    """Return the properties of a run for another one, without the history of changes."""
    properties = child(run, "rPr")
    if properties is None:
        return b""
    return copied(properties, HISTORY)


def copied(element: Element, without: frozenset[str], *first: bytes) -> bytes:
    """Return a copy of an element without some of its children; ``first`` stands before them."""
    content = b"".join(each.own for each in element.children if local(each) not in without)
    return element.start_tag + b"".join(first) + content + b"</" + element.tag + b">"


def delete_runs(element: Element, marks: Marks) -> None:
    """Take out every run below an element, tracked; what was taken out before stays as it is."""
    for each in list(element.children):
        name = local(each)
        if name in ("del", "moveFrom"):
            continue
        if name != "r":
            delete_runs(each, marks)
            continue
        element.replace(each, deleted_run(each, marks))


def deleted_run(run: Element, marks: Marks) -> bytes:
    """Return a run as taken out, with all that it holds."""
    content = b"".join(_deleted(part, marks) for part in run.children)
    return marks.wrap("del", run.start_tag + content + b"</" + run.tag + b">")


def _deleted(part: Element, marks: Marks) -> bytes:
    name = _DELETED.get(local(part))
    return marks.text(part.text, name).encode() if name else part.serialise()
