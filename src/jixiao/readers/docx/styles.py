"""Paragraph styles that number their paragraphs (ECMA-376-1 §17.7.4, §17.9)."""

from jixiao.readers.docx.markup import Element
from jixiao.readers.docx.names import Names
from jixiao.readers.docx.properties import is_numbered
from jixiao.readers.types import Origin

_MOST_STYLES = 10_000


class StyleReader:
    """Reads the styles part, one w:style after another."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._based_on: dict[str, str] = {}
        self._numbered: dict[str, bool] = {}

    def take(self, element: Element, _origin: Origin) -> None:
        """Read a style."""
        word, value = self._names.word, self._names.value
        name = element.get(word("styleId"))
        if element.tag != word("style") or not name or len(self._numbered) > _MOST_STYLES:
            return
        for base in element.iterchildren(word("basedOn")):
            self._based_on[name] = base.get(value, "")
        for numbering in element.iterfind(f"{word('pPr')}/{word('numPr')}"):
            self._numbered[name] = is_numbered(numbering, self._names)

    def numbered(self) -> frozenset[str]:
        """Return the styles that number, by themselves or by what they are based on."""
        return frozenset(name for name in {*self._based_on, *self._numbered} if self._asks(name))

    def _asks(self, name: str) -> bool:
        seen: set[str] = set()
        while name not in seen:
            if name in self._numbered:
                return self._numbered[name]
            seen.add(name)
            name = self._based_on.get(name, "")
        return False
