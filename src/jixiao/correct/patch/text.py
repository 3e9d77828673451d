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
from jixiao.readers.docx.symbols import PRIVATE, is_character, unicode_of

FIELD = _N("a field shows this text, and Word would write it anew")
CONTROL = _N(
    "this text stands in a content control that is locked or bound to data, or not filled in"
)
MOVED = _N("somebody has moved this text, and the move is not accepted yet")
OBJECT = _N("a formula, a symbol or an object stands in this text")

_UNKNOWN = "\ufffc"  # OBJECT REPLACEMENT CHARACTER: no text of a report holds one
_ENCLOSING = frozenset(("hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent"))
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "br": "\n", "noBreakHyphen": "\u2011"}
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
        self._lines: list[TextLine] = []
        self._open_fields = 0

    def read(self, paragraphs: Sequence[Element]) -> list[TextLine]:
        lines = self._lines
        for paragraph in paragraphs:
            self._line.paragraphs.append(paragraph)
            self._inline(paragraph, _Context(obstacle=CONTROL if is_locked(paragraph) else ""))
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
            if local(each) == "fldChar":
                self._field(each)
            elif context.obstacle != "hidden":
                self._shown(each, run, context)

    def _shown(self, each: Element, run: Element, context: _Context) -> None:
        name = local(each)
        if name == "t":
            self._text(each, run, context)
        elif name == "sym":
            self._add(_symbol(each), each, run, context._replace(obstacle=OBJECT))
        elif name == "ruby":
            self._add(_UNKNOWN, each, run, context._replace(obstacle=OBJECT))
        elif name != "br" or value_of(each, "type", "textWrapping") == "textWrapping":
            self._add(_SIGNS.get(name, ""), each, run, context)

    def _text(self, element: Element, run: Element, context: _Context) -> None:
        text = element.text
        if PRIVATE.search(text):
            font = _font_of(run)
            shown = PRIVATE.sub(lambda sign: unicode_of(font, ord(sign[0])) or sign[0], text)
            if shown != text:  # signs of a symbol font: what is written is not what is seen
                text = shown
                context = context._replace(obstacle=context.obstacle or OBJECT)
        self._add(text, element, run, context)

    def _field(self, mark: Element) -> None:
        kind = value_of(mark, "fldCharType")
        if kind == "begin":
            self._open_fields += 1
        elif kind == "end" and self._open_fields:
            self._open_fields -= 1
        elif kind == "end":
            # It began before these paragraphs.
            for line in (*self._lines, self._line):
                line.pieces = [
                    each._replace(obstacle=each.obstacle or FIELD) for each in line.pieces
                ]

    def _add(self, text: str, element: Element, run: Element, context: _Context) -> None:
        if not text:
            return
        obstacle = context.obstacle or (FIELD if self._open_fields else "")
        line = self._line
        line.pieces.append(Piece(text, line.length, element, run, context.inserted, obstacle))
        line.length += len(text)


def _symbol(element: Element) -> str:
    """Return what w:sym shows (§17.3.3.30)."""
    try:
        code = int(value_of(element, "char")[:8], 16)
    except ValueError:
        return ""
    if not is_character(code):
        return ""
    return unicode_of(value_of(element, "font"), code) or chr(code)


def _font_of(run: Element) -> str:
    fonts = child(child(run, "rPr"), "rFonts")
    return value_of(fonts, "ascii") if fonts is not None else ""


def is_hidden(run: Element) -> bool:
    """Tell whether a run is hidden text (w:vanish)."""
    vanish = child(child(run, "rPr"), "vanish")
    return vanish is not None and is_on(value_of(vanish, default="1"))


def is_mark_deleted(paragraph: Element) -> bool:
    """Tell whether a paragraph goes on with the next one: its mark was taken out."""
    mark = child(child(paragraph, "pPr"), "rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None


def is_locked(element: Element) -> bool:
    """Tell whether an element stands in a content control whose text is not to be changed."""
    above = element.parent
    while above is not None:
        if local(above) == "sdt" and is_bound(above):
            return True
        above = above.parent
    return False


def is_bound(control: Element) -> bool:
    """Tell whether a content control is locked, or shows what is no text of its own (§17.5.2)."""
    properties = child(control, "sdtPr")
    lock = child(properties, "lock")
    if lock is not None and value_of(lock) in _LOCKS:
        return True
    if child(properties, "dataBinding") is not None:
        return True
    blank = child(properties, "showingPlcHdr")
    return blank is not None and is_on(value_of(blank, default="1"))
