"""What one file may ask for while it is read, counted as it comes."""

from jixiao.diagnostics import JixiaoError
from jixiao.i18n import _
from jixiao.readers.faults import too_large
from jixiao.readers.types import Limits

# Lines, cells and marks for each row that is allowed: real forms have about eleven.
_PIECES_A_ROW = 16
# Tags and attributes for each row that is allowed: real forms have about 160.
_MARKUP_A_ROW = 360
# What may be waiting as a tree until its row or paragraph is whole: a node takes 136 bytes.
_MOST_WAITING_MARKUP = 750_000
_MOST_WAITING_BYTES = 16 * 2**20
# What libxml2 allows of a text or an attribute (XML_MAX_TEXT_LENGTH).
_LONGEST_TEXT = 10_000_000


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
        """Count lines, cells and marks, and the characters in them."""
        self._pieces -= pieces
        self._characters -= characters
        if self._pieces < 0:
            limit = self.limits.rows * _PIECES_A_ROW
            raise too_large(self._name, _("paragraphs, cells and marks"), limit)
        if self._characters < 0:
            raise too_large(self._name, _("characters"), self.limits.characters)

    def spend_row(self) -> None:
        """Count a row of a table."""
        self._rows -= 1
        if self._rows < 0:
            raise too_large(self._name, _("table rows"), self.limits.rows)

    def spend_xml(self, xml: bytes) -> None:
        """Count a piece of a part before it is parsed."""
        # An attribute takes about as much memory as an element; text has few of these signs.
        markup = xml.count(b"<") + xml.count(b"=")
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

    def settle(self) -> None:
        """Note that something was taken off the tree."""
        self._waiting_markup = self._waiting_bytes = 0

    def too_many_cells(self) -> JixiaoError:
        """Return the error of a row with too many cells."""
        return too_large(self._name, _("cells in one row"), self.limits.columns)

    def too_deep(self) -> JixiaoError:
        """Return the error of tables in tables that go too deep."""
        return too_large(self._name, _("levels of tables in each other"), self.limits.nesting)

    def too_many_fields(self, limit: int) -> JixiaoError:
        """Return the error of fields in fields that go too deep."""
        return too_large(self._name, _("levels of fields in each other"), limit)

    def too_long(self) -> JixiaoError:
        """Return the error of a text without any markup that is too long for the parser."""
        return too_large(self._name, _("bytes in one piece of text"), _LONGEST_TEXT)
