"""What was found on the pages as lines, rows and tables, each with page and running number."""

from collections import Counter
from collections.abc import Iterable

from jixiao.readers.pdf.paragraphs import Paragraph, Setting, paragraphs_of
from jixiao.readers.pdf.shapes import GridCell, GridRow, PageTable, TextLine
from jixiao.readers.pdf.stitch import cell_room, is_known
from jixiao.readers.types import Cell, Line, Origin, Row, Table


class Converter:
    """Makes the blocks of a reading."""

    def __init__(self) -> None:
        self._numbers: Counter[int] = Counter()

    def blocks(self, flow: Iterable[Paragraph | PageTable]) -> tuple[Line | Table, ...]:
        """Return paragraphs and tables as blocks."""
        return tuple(
            self.line(item) if isinstance(item, Paragraph) else self.table(item) for item in flow
        )

    def plain_lines(self, lines: Iterable[TextLine]) -> tuple[Line, ...]:
        """Return lines as they are, each one a paragraph."""
        return tuple(self.line(Paragraph(line.text, [line])) for line in lines)

    def line(self, paragraph: Paragraph) -> Line:
        """Return a paragraph."""
        first = paragraph.lines[0]
        origin = self._origin(first.page)
        # Of the words that forms are made of, none is doubtful.
        doubt = "" if paragraph.doubt == "joined" and is_known(paragraph.text) else paragraph.doubt
        return Line(paragraph.text, origin, contents=first.contents, doubt=doubt)

    def table(self, table: PageTable) -> Table:
        """Return a table with its rows."""
        origin = self._origin(table.page)
        return Table(tuple([self._row(row, table) for row in table.rows]), origin)

    def _row(self, row: GridRow, table: PageTable) -> Row:
        origin = self._origin(row.page)
        return Row(tuple([self._cell(cell, row, table) for cell in row.cells]), origin)

    def _cell(self, cell: GridCell, row: GridRow, table: PageTable) -> Cell:
        origin = self._origin(row.page)
        setting = Setting(cell_room(cell, table), table.pitch)
        lines = [self.line(paragraph) for paragraph in paragraphs_of(cell.lines, setting)]
        if cell.page != cell.first.page:
            # It may be a cell of its own that is blank: no page shows which.
            lines = [Line("", origin, doubt="stitched")]
        inner = tuple([self.table(nested) for nested in cell.inner])
        return Cell(tuple(lines), origin, cell.columns, cell.owner is not None, inner)

    def _origin(self, page: int) -> Origin:
        self._numbers[page] += 1
        return Origin.at("", page, self._numbers[page])
