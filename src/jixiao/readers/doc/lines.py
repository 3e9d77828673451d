"""Characters to lines: what a person sees, and the marks in between."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from jixiao.blocks import Bookmark
from jixiao.readers.doc.document import Document
from jixiao.readers.doc.effort import SIGN
from jixiao.readers.doc.fields import BEGIN, SEPARATOR, matched_signs
from jixiao.readers.doc.formatting import PLAIN, Character
from jixiao.readers.doc.pieces import joined
from jixiao.readers.docx.symbols import unicode_of
from jixiao.readers.field_codes import FieldCode, field_code
from jixiao.readers.types import Line, Mark, Origin, PlacedMark

STREAM = "WordDocument"
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\ufffe\uffff]")
_FIELD_SIGNS = frozenset("\x13\x14\x15")
_LOW_HALF = re.compile("[\udc00-\udfff]")
# Numbers without a character: what is seen depends on the font (symbol fonts, private use).
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_PICTURE, _DRAWING = "\x01", "\x08"
_SHOWN = {"\x0b": "\n", "\x0e": "\n", "\x1e": "\u2011"}
# Signs of notes and comments, page break, soft hyphen.
_UNSEEN = frozenset("\x02\x03\x04\x05\x06\x0c\x1f")


@dataclass(slots=True)
class _Field:
    """A field that is open; ``sink`` is where the text around it goes."""

    alive: bool
    sink: list[str] | None
    code: list[str] = field(default_factory=list)
    instruction: FieldCode | None = None


class LineReader:
    """Reads the lines of a story one after the other; fields may reach over several."""

    def __init__(self, document: Document, start: int, end: int, hide_page_numbers: bool) -> None:
        self._document = document
        self._units = document.units
        self._hide_page_numbers = hide_page_numbers
        self._signs = matched_signs(document.units, start, end, document.effort)
        self._fields: list[_Field] = []
        self._contents_open = 0
        self._bookmark = bisect_left(document.bookmarks, (start, ""))
        # The visible text of the line; text in a field code or a dropped result goes elsewhere.
        self._parts: list[str] = []
        self._sink: list[str] | None = self._parts
        self._begin()

    def _begin(self) -> None:
        self._parts.clear()
        self._marks: list[PlacedMark] = []
        self._length = 0
        self._start: int | None = None
        self._blank = True
        # Whether the line is of a contents list, and whether it has text that is not.
        self._listed = self._contents_open > 0
        self._unlisted = False
        self._doubt = ""

    @property
    def is_open(self) -> bool:
        """Something was read that no line holds yet."""
        return self._start is not None

    @property
    def is_blank(self) -> bool:
        """No visible character was read since the last line."""
        return self._blank

    @property
    def is_empty(self) -> bool:
        """Neither a visible character nor a mark was read since the last line."""
        return self.is_blank and not self._marks

    @property
    def in_code(self) -> bool:
        """The code of a field is open: what is read now is not seen."""
        return self._sink is not None and self._sink is not self._parts

    def feed(self, start: int, mark: int, style: int) -> Character:
        """Read characters up to a mark; return the properties of the mark."""
        if self._start is None:
            self._start = start
        character = PLAIN
        for at, end, character in self._document.formatting.runs(start, mark + 1, style):
            if at < mark:
                self._feed_run(at, min(end, mark), character)
        return character

    def close(self, mark: int) -> Line:
        """Return the line that a mark ends."""
        self._pass_bookmarks(mark + 1)
        text = joined("".join(self._parts))
        contents = self._listed and not self._unlisted
        start = mark if self._start is None else self._start
        line = Line(text, Origin(STREAM, start), tuple(self._marks), contents, self._doubt)
        self._begin()
        return line

    def discard(self) -> None:
        """Begin anew; what was read belongs to no line."""
        self._begin()

    def _feed_run(self, start: int, end: int, character: Character) -> None:
        gone = self._document.is_gone(character)
        at = start
        for match in _CONTROL.finditer(self._units, start, end):
            self._document.effort.spend(SIGN)
            self._feed_text(at, match.start(), character, gone)
            self._feed_sign(match.start(), character, gone)
            at = match.end()
        self._feed_text(at, end, character, gone)

    def _feed_text(self, start: int, end: int, character: Character, gone: bool) -> None:
        if start >= end or gone or self._sink is None:
            return
        if character.hidden and self._sink is self._parts:
            self._document.tally.add("read-hidden", len(self._units[start:end].strip()))
        elif character.symbol and character.special:
            font, number = character.symbol
            self._append(self._sign(font, number) * (end - start))
        elif _PRIVATE.search(self._units, start, end):
            text = self._units[start:end]
            signs = [self._sign(character.font, ord(match[0])) for match in _PRIVATE.finditer(text)]
            self._append(_PRIVATE.sub(lambda _match: signs.pop(0), text))
        else:
            self._pass_bookmarks(end, start)

    def _sign(self, font: int, number: int) -> str:
        """Return what a sign of a symbol font means; one that is not known stays, in doubt."""
        name = self._document.font(font)
        known = unicode_of(name, number)
        if known is not None:
            return known
        sign = chr(number)
        if _PRIVATE.match(sign):
            self._doubt = "font"
            self._document.tally.add("read-symbol", example=f"{name or '?'} {number:04X}")
        return sign

    def _pass_bookmarks(self, end: int, start: int | None = None) -> None:
        """Note the bookmarks before ``end``; with a start, the text between them is read too."""
        places = self._document.bookmarks
        at = start
        while self._bookmark < len(places) and places[self._bookmark].position < end:
            position, name = places[self._bookmark]
            self._bookmark += 1
            if at is not None and at < position:
                self._append(self._units[at:position])
                at = position
            self._mark(Bookmark(name))
        if at is not None:
            self._append(self._units[at:end])

    def _feed_sign(self, at: int, character: Character, gone: bool) -> None:
        sign = self._units[at]
        if sign in _FIELD_SIGNS:
            if at in self._signs:
                self._feed_field(sign, gone)
        elif gone or character.hidden or self._sink is not self._parts or sign in _UNSEEN:
            pass
        elif sign == _PICTURE:
            self._document.tally.add_picture()
        elif sign == _DRAWING:
            self._document.tally.add_drawing()
        elif shown := _SHOWN.get(sign):
            self._append(shown)
        else:
            self._doubt = "encoding"

    def _feed_field(self, sign: str, gone: bool) -> None:
        if sign == BEGIN:
            opened = _Field(not gone, self._sink)
            self._fields.append(opened)
            self._sink = opened.code
        elif sign == SEPARATOR:
            current = self._fields[-1]
            current.instruction = code = field_code("".join(current.code))
            self._contents_open += code.is_contents
            hidden = self._hide_page_numbers and code.is_page_number
            self._sink = None if hidden else current.sink
        else:
            self._end_field(self._fields.pop())

    def _end_field(self, ended: _Field) -> None:
        self._sink = ended.sink
        if ended.instruction is not None:
            self._contents_open -= ended.instruction.is_contents
            return
        code = field_code("".join(ended.code))
        if not ended.alive or self._sink is not self._parts:
            return
        if entry := code.entry:
            self._mark(entry)
        elif code.is_drawn:
            self._document.tally.add("read-field", example=code.text)

    def _append(self, text: str) -> None:
        if self._sink is None:
            return
        self._sink.append(text)
        if self._sink is not self._parts:
            return
        self._length += len(text)
        if not text.isascii():
            self._length -= len(_LOW_HALF.findall(text))
        if self._contents_open:
            self._listed = True
        if text.strip():
            self._blank = False
            self._unlisted = self._unlisted or not self._contents_open

    def _mark(self, mark: Mark) -> None:
        self._marks.append(PlacedMark(mark, self._length))
