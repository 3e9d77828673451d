"""The visible text of paragraphs, piece by piece, each with the run that holds it.

It has to be what the reader of DOCX files sees (`jixiao.readers.docx.lines`); where the two differ,
nothing is changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jixiao.correct.patch.tree import Element
from jixiao.i18n import _N
from jixiao.readers.docx.markup import is_on

FIELD = _N("a field shows this text, and Word would write it anew")
CONTROL = _N("this text stands in a content control that is locked or bound to data")
MOVED = _N("somebody has moved this text, and the move is not accepted yet")
OBJECT = _N("a formula, a symbol or an object stands in this text")

_UNKNOWN = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: no text of a report holds one
_ENCLOSING = frozenset(("hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent"))
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "sym": _UNKNOWN}
_OPAQUE = frozenset(("ruby", "subDoc", "AlternateContent", "oMath", "oMathPara"))
_LOCKS = frozenset(("contentLocked", "sdtContentLocked"))


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.name.rpartition("}")[2]


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a local name, or None."""
    if element is None:
        return None
    return next((each for each in element.children if local(each) == name), None)


def value_of(element: Element, name: str = "val", default: str = "") -> str:
    """Return an attribute of the vocabulary of the element itself."""
    return element.get(f"{element.name.rpartition('}')[0]}}}{name}", default)


class Piece(NamedTuple):
    """Text of one element of a run; ``start``: its place in the text of the line.

    ``inserted``: the w:ins of somebody that it stands in. ``obstacle``: why it cannot be changed.
    """

    text: str
    start: int
    element: Element
    run: Element
    inserted: Element | None
    obstacle: str

    @property
    def end(self) -> int:
        """Where it ends in the text of the line."""
        return self.start + len(self.text)


@dataclass(slots=True)
class TextLine:
    """What is seen as one paragraph: several, where the marks between them were taken out."""

    paragraphs: list[Element] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """The visible text."""
        return "".join([piece.text for piece in self.pieces])

    @property
    def last(self) -> Element:
        """The paragraph whose mark ends the line."""
        return self.paragraphs[-1]


def read_lines(paragraphs: Sequence[Element]) -> list[TextLine]:
    """Return the lines of paragraphs that follow each other."""
    return _LineReader().read(paragraphs)


class _Context(NamedTuple):
    inserted: Element | None = None
    obstacle: str = ""


class _LineReader:
    def __init__(self) -> None:
        self._line = TextLine()
        # Of each open field, whether its result has begun.
        self._fields: list[bool] = []

    def read(self, paragraphs: Sequence[Element]) -> list[TextLine]:
        lines: list[TextLine] = []
        for paragraph in paragraphs:
            self._line.paragraphs.append(paragraph)
            self._inline(paragraph, _Context())
            if not is_mark_deleted(paragraph):
                lines.append(self._line)
                self._line = TextLine()
        if self._line.paragraphs:
            lines.append(self._line)
        return lines

    def _inline(self, element: Element, context: _Context) -> None:
        for each in element.children:
            name = local(each)
            if name == "r":
                self._run(each, context)
            elif name == "ins":
                self._inline(each, context._replace(inserted=each))
            elif name == "moveTo":
                self._inline(each, context._replace(obstacle=context.obstacle or MOVED))
            elif name == "fldSimple":
                self._inline(each, context._replace(obstacle=FIELD))
            elif name == "sdt":
                obstacle = CONTROL if is_bound(each) else context.obstacle
                self._inline(each, context._replace(obstacle=obstacle))
            elif name in _ENCLOSING:
                self._inline(each, context)
            elif name in _OPAQUE:
                self._add(_UNKNOWN, each, each, context._replace(obstacle=OBJECT))

    def _run(self, run: Element, context: _Context) -> None:
        if is_hidden(run):
            context = context._replace(obstacle="hidden")
        for each in run.children:
            name = local(each)
            if name == "fldChar":
                self._field(each)
            elif context.obstacle == "hidden":
                continue
            elif name == "t":
                self._add(each.text, each, run, context)
            elif name == "br":
                if value_of(each, "type", "textWrapping") == "textWrapping":
                    self._add("\n", each, run, context)
            elif name in _SIGNS:
                opaque = context if name != "sym" else context._replace(obstacle=OBJECT)
                self._add(_SIGNS[name], each, run, opaque)
            elif name == "ruby":
                self._add(_UNKNOWN, each, run, context._replace(obstacle=OBJECT))

    def _field(self, mark: Element) -> None:
        kind = value_of(mark, "fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _add(self, text: str, element: Element, run: Element, context: _Context) -> None:
        if not text:
            return
        obstacle = context.obstacle or (FIELD if self._fields else "")
        line = self._line
        line.pieces.append(Piece(text, line.length, element, run, context.inserted, obstacle))
        line.length += len(text)


def is_hidden(run: Element) -> bool:
    """Tell whether a run is hidden text (w:vanish)."""
    vanish = child(child(run, "rPr"), "vanish")
    return vanish is not None and is_on(value_of(vanish, default="1"))


def is_mark_deleted(paragraph: Element) -> bool:
    """Tell whether a paragraph goes on with the next one: its mark was taken out."""
    mark = child(child(paragraph, "pPr"), "rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None


def is_bound(control: Element) -> bool:
    """Tell whether a content control is locked, or shows data from elsewhere (§17.5.2)."""
    properties = child(control, "sdtPr")
    lock = child(properties, "lock")
    if lock is not None and value_of(lock) in _LOCKS:
        return True
    return child(properties, "dataBinding") is not None
