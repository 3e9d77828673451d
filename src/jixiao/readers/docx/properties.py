"""Properties of paragraphs as far as they change what is seen (ECMA-376-1 §17.3.1, §17.6)."""

from jixiao.readers.docx.context import Context, Margin, MarginKind
from jixiao.readers.docx.markup import Element
from jixiao.readers.docx.names import Names

_INSERTED, _DELETED = ("ins", "moveTo"), ("del", "moveFrom")
_MARGINS: dict[str, MarginKind] = {"headerReference": "header", "footerReference": "footer"}
_LONGEST_IDENTIFIER = 255


class Revisions:
    """Tracked changes (§17.13.5): the elements whose content is read, and those passed over."""

    def __init__(self, names: Names, context: Context) -> None:
        inserted = frozenset(map(names.word, _INSERTED))
        deleted = frozenset(map(names.word, _DELETED))
        self.accepted = context.options.revisions == "accept"
        self.kept, self.dropped = (inserted, deleted) if self.accepted else (deleted, inserted)
        self._all = inserted | deleted
        self._tally = context.tally

    def none_in(self, properties: Element) -> bool:
        """Tell whether what has these properties is as it was."""
        return not any(child.tag in self._all for child in properties)

    def drop(self, properties: Element) -> bool:
        """Tell whether what has these properties (a paragraph mark, a row) is no more there."""
        found = [child.tag for child in properties if child.tag in self._all]
        if not found:
            return False
        self._tally.add("read-revisions", len(found))
        return not self.dropped.isdisjoint(found)


class ParagraphProperties:
    """Reads w:pPr: automatic numbers, the paragraph mark, the headers of a section."""

    def __init__(self, names: Names, context: Context, revisions: Revisions) -> None:
        self._names, self._context, self._revisions = names, context, revisions
        word = names.word
        self._style, self._numbering = word("pStyle"), word("numPr")
        self._mark, self._section = word("rPr"), word("sectPr")
        self._telling = {self._numbering, self._mark, self._section}
        if context.numbers:
            self._telling.add(self._style)

    def are_plain(self, properties: Element) -> bool:
        """Tell whether there is nothing in them to be read."""
        for child in properties:
            tag = child.tag
            if tag in self._telling and not (tag == self._mark and self._revisions.none_in(child)):
                return False
        return True

    def read(self, properties: Element) -> bool:
        """Read them; tell whether the paragraph mark is gone, so that the next one goes on."""
        joins = False
        numbered = False
        for child in properties:
            tag = child.tag
            if tag == self._style:
                numbered = child.get(self._names.value) in self._context.numbered_styles
            elif tag == self._numbering:
                numbered = is_numbered(child, self._names)
            elif tag == self._mark:
                joins = self._revisions.drop(child)
            elif tag == self._section:
                self._context.margins |= margins_of(child, self._names)
        if numbered and self._context.numbers:
            self._context.tally.add("read-numbering")
        return joins


def is_numbered(numbering: Element, names: Names) -> bool:
    """Tell whether a w:numPr numbers its paragraph; the list 0 takes a number away (§17.9.18)."""
    identifiers = [each.get(names.value) for each in numbering.iterchildren(names.word("numId"))]
    return identifiers != ["0"]


def margins_of(section: Element, names: Names) -> dict[Margin, None]:
    """Return the headers and footers that a section refers to (§17.10), in their order."""
    found: dict[Margin, None] = {}
    for tag, kind in _MARGINS.items():
        for reference in section.iterchildren(names.word(tag)):
            if identifier := reference.get(names.relationship):
                found[Margin(kind, identifier[:_LONGEST_IDENTIFIER])] = None
    return found
