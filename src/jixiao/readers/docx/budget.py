"""What one file may ask for while it is read, counted as it comes."""

from jixiao.diagnostics import JixiaoError
from jixiao.i18n import _
from jixiao.readers.faults import too_large
from jixiao.readers.types import Limits

# Lines, cells and marks for each row that is allowed: real forms have about eleven.
_PIECES_A_ROW = 16
# Elements (twice) and attributes for each row that is allowed: real forms have about 150.
_MARKUP_A_ROW = 240
# What may be waiting as a tree until its row or paragraph is whole: a node takes 136 bytes.
_MOST_WAITING_MARKUP = 750_000
_MOST_WAITING_BYTES = 16 * 2**20
# What libxml2 allows of a text or an attribute (XML_MAX_TEXT_LENGTH), and of elements in each
# other (xmlParserMaxDepth).
_LONGEST_TEXT, _DEEPEST = 10_000_000, 256
# Elements that can be looked at in the time that a piece takes.
_LOOKS_A_PIECE = 4


class Budget:
    """Counts what was read of a file; every method raises a JixiaoError at its limit."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.limits = limits
        self._name = name
        self._rows = limits.rows
        self._characters = limits.characters
        self._pieces = limits.rows * _PIECES_A_ROW
        self._markup = limits.rows * _MARKUP_A_ROW
        self._waiting_markup = self._waiting_bytes = 0

    def spend(self, pieces: int, characters: int = 0) -> None:
        """Count lines, cells, marks and rarer elements, and the characters in them."""
        self._pieces -= pieces
        self._characters -= characters
        if self._pieces < 0:
            limit = self.limits.rows * _PIECES_A_ROW
            raise too_large(self._name, _("paragraphs, cells and marks"), limit)
        if self._characters < 0:
            raise too_large(self._name, _("characters"), self.limits.characters, "characters")

    def spend_looks(self, elements: int) -> None:
        """Count elements that were searched for something, besides being read."""
        self.spend(elements // _LOOKS_A_PIECE)

    def spend_row(self) -> None:
        """Count a row of a table."""
        self._rows -= 1
        if self._rows < 0:
            raise too_large(self._name, _("table rows"), self.limits.rows, "rows")

    def spend_xml(self, xml: bytes) -> None:
        """Count a piece of a part before it is parsed."""
        # An attribute takes about as much memory as an element; text has few of these signs.
        markup = xml.count(b"<") + xml.count(b"/>") + xml.count(b"=")
        self._markup -= markup
        self._waiting_markup += markup
        self._waiting_bytes += len(xml)
        if self._markup < 0:
            limit = self.limits.rows * _MARKUP_A_ROW
            raise too_large(self._name, _("XML tags and attributes"), limit)
        if self._waiting_markup > _MOST_WAITING_MARKUP:
            raise too_large(
                self._name, _("XML tags and attributes in one row"), _MOST_WAITING_MARKUP
            )
        if self._waiting_bytes > _MOST_WAITING_BYTES:
            raise too_large(self._name, _("bytes in one row"), _MOST_WAITING_BYTES)

    def settle(self, elements: int) -> None:
        """Note that elements were taken off the tree, whatever there was in them."""
        self._waiting_markup = self._waiting_bytes = 0
        self.spend(elements)

    def too_many_cells(self) -> JixiaoError:
        """Return the error of a row with too many cells."""
        return too_large(self._name, _("cells in one row"), self.limits.columns, "columns")

    def too_deep(self) -> JixiaoError:
        """Return the error of tables in tables that go too deep."""
        limit = self.limits.nesting
        return too_large(self._name, _("levels of tables in each other"), limit, "nesting")

    def too_nested(self) -> JixiaoError:
        """Return the error of elements in elements that go deeper than any document's."""
        return too_large(self._name, _("levels of elements in each other"), _DEEPEST)

    def too_many_fields(self, limit: int) -> JixiaoError:
        """Return the error of fields in fields that go too deep."""
        return too_large(self._name, _("levels of fields in each other"), limit)

    def too_long(self) -> JixiaoError:
        """Return the error of a text without any markup that is too long for the parser."""
        return too_large(self._name, _("bytes in one piece of text"), _LONGEST_TEXT)
