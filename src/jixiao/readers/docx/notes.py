"""Footnotes, endnotes and comments: each is a story of its own (ECMA-376-1 §17.11, §17.13.4)."""

from jixiao.readers.docx.blocks import BlockReader, is_blank
from jixiao.readers.docx.context import Context
from jixiao.readers.docx.markup import Element
from jixiao.readers.docx.names import Names
from jixiao.readers.types import Aside, AsideKind, Origin

_NOTES = ("footnote", "endnote", "comment")
_TEXT = "normal"


class NoteReader:
    """Reads one part of notes, note by note; lines that only separate notes are passed over."""

    def __init__(self, names: Names, context: Context, kind: AsideKind) -> None:
        self._names, self._context, self._kind = names, context, kind
        self._tags = frozenset(map(names.word, _NOTES))
        self._reader = BlockReader(names, context)

    def take(self, element: Element, origin: Origin) -> None:
        """Read a note."""
        if element.tag not in self._tags:
            return
        if element.get(self._names.word("type"), _TEXT) != _TEXT:
            return
        for index, child in enumerate(element):
            self._reader.take(child, Origin(origin, index))
        blocks = tuple(self._reader.finish(whole=True))
        if not is_blank(blocks):
            self._context.asides.append(Aside(self._kind, blocks))
