"""Where something stands, in words that a person can follow: a line, or a table, row and cell."""

from collections.abc import Iterable, Iterator

from jixiao.diagnostics import Place
from jixiao.i18n import _
from jixiao.readers.types import AsideKind, Line, Origin, Reading, Table

# Of a line that is quoted; what is shown of it is shorter still.
_LONGEST = 500


class Locator:
    """Names the places of one reading; its index is made when it is first asked for."""

    def __init__(self, reading: Reading, name: str) -> None:
        self._reading = reading
        self.file = Place(name)
        self._words: dict[Origin, str] | None = None

    def place(self, origin: Origin, text: str = "") -> Place:
        """Return the place of a piece; of a text file with its line, and ``text`` quoted."""
        if self._reading.format != "text":
            return self.file
        return Place(self.file.file, origin.path[0], 1, text.split("\n", 1)[0][:_LONGEST] or None)

    def describe(self, origin: Origin) -> str:
        """Return the place in words, as in ``table 3, row 5, cell 2``; empty for a text file."""
        if self._reading.format == "text":
            return ""
        if self._words is None:
            self._words = dict(self._named())
        words = self._words.get(origin, "")
        if self._reading.format == "pdf":
            page = _("page {number}").format(number=origin.path[0])
            return _("{page}, {words}").format(page=page, words=words) if words else page
        return words

    def _named(self) -> Iterator[tuple[Origin, str]]:
        paged = self._reading.format == "pdf"
        yield from _blocks(self._reading.blocks, paged)
        for aside in self._reading.asides:
            where = _aside(aside.kind)
            for origin, words in _blocks(aside.blocks, paged):
                yield origin, _("{page}, {words}").format(page=where, words=words)


def _aside(kind: AsideKind) -> str:
    names: dict[AsideKind, str] = {
        "header": _("header"),
        "footer": _("footer"),
        "footnote": _("footnote"),
        "endnote": _("endnote"),
        "comment": _("comment"),
        "text-box": _("text box"),
    }
    return names[kind]


def _blocks(blocks: Iterable[Line | Table], paged: bool) -> Iterator[tuple[Origin, str]]:
    """Yield the places of blocks; where there are pages, they are counted page by page."""
    page = paragraph = table = 0
    for block in blocks:
        if paged and block.origin.path[0] != page:
            page, paragraph, table = block.origin.path[0], 0, 0
        if isinstance(block, Line):
            paragraph += 1
            yield block.origin, _("paragraph {number}").format(number=paragraph)
        else:
            table += 1
            yield from _table(block, table, page)


def _table(table: Table, number: int, page: int = 0) -> Iterator[tuple[Origin, str]]:
    """Yield the places of a table, which begins on a page; 0: there are none."""
    here = _("table {number}").format(number=number)
    further_on = _("table {number} of page {page}").format(number=number, page=page)

    def words(origin: Origin) -> str:
        return further_on if page and origin.path[0] != page else here

    yield table.origin, here
    for row_number, row in enumerate(table.rows, 1):
        in_row = _("{table}, row {number}")
        yield row.origin, in_row.format(table=words(row.origin), number=row_number)
        for cell_number, cell in enumerate(row.cells, 1):
            row_words = in_row.format(table=words(cell.origin), number=row_number)
            cell_words = _("{row}, cell {number}").format(row=row_words, number=cell_number)
            yield cell.origin, cell_words
            for line in cell.lines:
                yield line.origin, cell_words
            for nested in cell.tables:
                for origin, inner in _table(nested, 1):
                    yield origin, f"{cell_words}: {inner}"
