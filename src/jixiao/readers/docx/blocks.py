"""Lines and tables of a story: the body, a header, a note, a text box (ECMA-376-1 §17.2, §17.4)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from jixiao.readers.docx.cells import (
    CellProperties,
    CellPropertyReader,
    blanked,
    grid_before,
)
from jixiao.readers.docx.context import Context
from jixiao.readers.docx.lines import LineReader
from jixiao.readers.docx.markup import Element, characters_in, chosen_branch
from jixiao.readers.docx.names import COMPATIBILITY, TEXT_PATH, Names
from jixiao.readers.docx.properties import margins_of
from jixiao.readers.docx.rows import OpenRow, PlainRowReader
from jixiao.readers.types import Aside, Cell, Line, Origin, PlacedMark, Row, Table

Block = Line | Table
Take = Callable[[Element, Origin], None]

_CONTENTS_LIST = "Table of Contents"
_INLINE = ("r", "t", "hyperlink", "fldSimple", "dir", "bdo", "ruby")
_UNREAD = (
    *("bookmarkEnd", "commentRangeEnd", "commentRangeStart", "permEnd", "permStart", "proofErr"),
    *("moveFromRangeEnd", "moveFromRangeStart", "moveToRangeEnd", "moveToRangeStart"),
    *("customXmlPr", "sdtEndPr", "sdtPr", "smartTagPr", "tblGrid", "tblPr", "tblPrEx"),
)


@dataclass(slots=True)
class OpenTable:
    """A table while it is read; ``merging`` are the columns where the last row has merged cells."""

    origin: Origin
    contents_open: int
    rows: list[Row] = field(default_factory=list)
    merging: set[int] = field(default_factory=set)


class BlockReader:
    """Reads one story; what is complete can be handed over piece by piece.

    What encloses blocks, rows or cells alike (content controls, custom XML, tracked changes) is
    passed through in one place; ``take`` is what reads the elements inside.
    """

    def __init__(self, names: Names, context: Context, *, margin: bool = False) -> None:
        self.blocks: list[Block] = []
        self.lines = LineReader(names, context, margin, self._read_box)
        self._names, self._context = names, context
        self._margin, self._depth = margin, 0
        self._boxes: BlockReader | None = None
        self._plain_rows = PlainRowReader(names, context)
        self._cell_properties = CellPropertyReader(names, context, self.lines.revisions)
        word = names.word
        self._paragraph_tag, self.table_tag = word("p"), word("tbl")
        self._row_tag, self._cell_tag = word("tr"), word("tc")
        self._row_properties, self._properties_of_cell = word("trPr"), word("tcPr")
        self._inline_tags = frozenset(map(word, _INLINE)) | {
            names.math("oMath"),
            names.math("oMathPara"),
        }
        self._wrappers = self._table_of_wrappers()

    def _table_of_wrappers(self) -> dict[object, Callable[[Element, Origin, Take], None]]:
        word, revisions = self._names.word, self.lines.revisions
        return {
            **{word(name): self._skip for name in _UNREAD},
            **dict.fromkeys(revisions.kept, self._keep),
            **dict.fromkeys(revisions.dropped, self._drop),
            word("sdt"): self._content_control,
            word("sectPr"): self._section,
            word("bookmarkStart"): self._bookmark,
            word("altChunk"): self._foreign,
            COMPATIBILITY + "AlternateContent": self._alternatives,
        }

    # ---- a story ----

    def take(self, element: Element, origin: Origin) -> None:
        """Read a child of the story."""
        self._block(element, origin, self.blocks)

    def finish(self, whole: bool) -> list[Block]:
        """Return the blocks of the story, and be ready for the next one.

        ``whole``: it does not end where the file was cut.
        """
        self._flush(self.blocks)
        if whole:
            self._close_fields(0, self.blocks)
        marks = self.lines.waiting()
        if marks and self.blocks and isinstance(last := self.blocks[-1], Line):
            placed = [PlacedMark(mark, len(last.text)) for mark in marks]
            self.blocks[-1] = last._replace(marks=(*last.marks, *placed))
        found, self.blocks = self.blocks, []
        return found

    def _block(self, element: Element, origin: Origin, out: list[Block]) -> None:
        tag = element.tag
        if tag == self._paragraph_tag:
            if (line := self.lines.paragraph(element, origin)) is not None:
                out.append(line)
        elif tag == self.table_tag:
            table = self.open_table(origin, out)
            self._each(element, origin, lambda child, at: self.table_child(child, at, table))
            self.close_table(table, out)
        elif tag in self._inline_tags:
            if (line := self.lines.loose(element, origin)) is not None:
                out.append(line)
        else:
            self._wrapper(element, origin, lambda child, at: self._block(child, at, out))

    def _flush(self, out: list[Block]) -> None:
        if (line := self.lines.flush()) is not None:
            out.append(line)

    def _close_fields(self, depth: int, out: list[Block]) -> None:
        """Close fields that end nowhere; lines of a contents list without an end are text."""
        unended = len(self.lines.fields.open) - depth
        if unended > 0:
            self._context.tally.add("read-field-open", unended)
            if self.lines.fields.close_to(depth):
                self._unlist(out)

    def _unlist(self, out: list[Block]) -> None:
        """Make text of a contents list; it began after the last table, which ends any other."""
        for index in range(len(out) - 1, -1, -1):
            block = out[index]
            if isinstance(block, Table):
                return
            if block.contents:
                out[index] = block._replace(contents=False)

    def _read_box(self, box: Element, origin: Origin) -> None:
        """Read a text box as a story of its own."""
        if self._boxes is None:
            self._boxes = BlockReader(self._names, self._context, margin=self._margin)
        reader = self._boxes
        reader._depth = self._depth
        if box.tag == TEXT_PATH:
            text = box.get("string", "")
            self._context.budget.spend(1, len(text))
            reader.blocks.append(Line(text, origin))
        else:
            reader._each(box, origin, reader.take)
        blocks = tuple(reader.finish(whole=True))
        if not is_blank(blocks):
            self._context.asides.append(Aside("text-box", blocks))

    # ---- what encloses others ----

    def _each(self, element: Element, origin: Origin, take: Take) -> None:
        for index, child in enumerate(element):
            take(child, Origin(origin, index))

    def _wrapper(self, element: Element, origin: Origin, take: Take) -> None:
        self._context.budget.spend(1)
        tag = element.tag
        if handler := self._wrappers.get(tag):
            handler(element, origin, take)
        elif tag in self._inline_tags or tag == self._paragraph_tag:
            # The story itself reads these: here one stands between rows or cells.
            self._context.tally.add("read-misplaced", characters_in(element, self._names))
        elif isinstance(tag, str):
            self._each(element, origin, take)

    def _skip(self, _element: Element, _origin: Origin, _take: Take) -> None:
        """Pass over what shows nothing."""

    def _keep(self, element: Element, origin: Origin, take: Take) -> None:
        self._context.tally.add("read-revisions")
        self._each(element, origin, take)

    def _drop(self, _element: Element, _origin: Origin, _take: Take) -> None:
        self._context.tally.add("read-revisions")

    def _content_control(self, element: Element, origin: Origin, take: Take) -> None:
        word = self._names.word
        galleries = element.iterfind(
            f"{word('sdtPr')}/{word('docPartObj')}/{word('docPartGallery')}"
        )
        listed = any(each.get(self._names.value) == _CONTENTS_LIST for each in galleries)
        self.lines.contents_open += listed
        self._each(element, origin, take)  # through w:sdtContent, as through any that encloses
        self.lines.contents_open -= listed

    def _alternatives(self, element: Element, origin: Origin, take: Take) -> None:
        if (branch := chosen_branch(element, self._names, self._context.budget)) is not None:
            self._each(branch, Origin(origin, element.index(branch)), take)

    def _section(self, element: Element, _origin: Origin, _take: Take) -> None:
        self._context.margins |= margins_of(element, self._names)

    def _bookmark(self, element: Element, _origin: Origin, _take: Take) -> None:
        self.lines.wait(element)

    def _foreign(self, _element: Element, _origin: Origin, _take: Take) -> None:
        self._context.tally.add("read-object")

    # ---- tables ----

    def open_table(self, origin: Origin, out: list[Block] | None = None) -> OpenTable:
        """Begin a table; it ends the paragraph and the contents list before it."""
        out = self.blocks if out is None else out
        self._flush(out)
        if self.lines.fields.listed:
            self._close_fields(0, out)
        self._depth += 1
        if self._depth > self._context.budget.limits.nesting:
            raise self._context.budget.too_deep()
        table = OpenTable(origin, self.lines.contents_open)
        # No contents list has tables.
        self.lines.contents_open = 0
        return table

    def table_child(self, element: Element, origin: Origin, table: OpenTable) -> None:
        """Read a child of a table."""
        if element.tag == self._row_tag:
            self._row(element, origin, table)
        else:
            self._wrapper(element, origin, lambda child, at: self.table_child(child, at, table))

    def close_table(self, table: OpenTable, out: list[Block] | None = None) -> None:
        """End a table."""
        self._depth -= 1
        self.lines.contents_open = table.contents_open
        if table.rows:
            found = Table(tuple(table.rows), table.origin)
            (self.blocks if out is None else out).append(found)

    def _row(self, element: Element, origin: Origin, table: OpenTable) -> None:
        budget = self._context.budget
        budget.spend_row()
        row = OpenRow(origin, table.merging)
        if self.lines.is_waiting or not self._plain_rows.read(element, row):
            for index, child in enumerate(element):
                self._row_child(child, Origin(origin, index), row)
                if row.gone:
                    return
        table.merging = row.merging
        if row.cells:
            budget.spend(len(row.cells))
            table.rows.append(Row(tuple(row.cells), origin))

    def _row_child(self, element: Element, origin: Origin, row: OpenRow) -> None:
        if element.tag == self._cell_tag:
            self._cell(element, origin, row)
        elif element.tag == self._row_properties:
            row.gone = self.lines.revisions.drop(element)
            row.column += grid_before(element, self._names, self._context)
        else:
            self._wrapper(element, origin, lambda child, at: self._row_child(child, at, row))

    def _cell(self, element: Element, origin: Origin, row: OpenRow) -> None:
        out: list[Block] = []
        properties: CellProperties | None = None
        lines, depth = self.lines, len(self.lines.fields.open)
        for index, child in enumerate(element):
            tag = child.tag
            if tag == self._paragraph_tag:
                if (line := lines.paragraph(child, Origin(origin, index))) is not None:
                    out.append(line)
            elif tag == self._properties_of_cell:
                properties = self._cell_properties.read(child)
                if properties is not None and properties.gone:
                    return
            else:
                self._block(child, Origin(origin, index), out)
        if lines.is_carrying:
            self._flush(out)
        if len(lines.fields.open) > depth:
            self._close_fields(depth, out)
        if properties is None:
            row.cells.append(Cell(_lines(out), origin, 1, False, _tables(out)))
            row.column += 1
        else:
            self._place(out, origin, properties, row)
        if len(row.cells) > self._context.budget.limits.columns:
            raise self._context.budget.too_many_cells()

    def _place(
        self, out: list[Block], origin: Origin, properties: CellProperties, row: OpenRow
    ) -> None:
        """Put a cell that is not like all others in its row."""
        # One that continues nothing (a row was put in between) leaves open what is meant.
        orphan = properties.continues and row.column not in row.above
        continued = None if orphan else properties.continues
        joined = properties.continues_left and bool(row.cells)
        if continued or joined:
            out = blanked(out, self._context.tally)
        columns = properties.columns
        if joined:
            left = row.cells[-1]
            wide = min(left.columns + columns, self._context.budget.limits.columns)
            row.cells[-1] = left._replace(columns=wide)
        else:
            row.cells.append(Cell(_lines(out), origin, columns, continued, _tables(out)))
            if properties.merges:
                row.merging.add(row.column)
        row.column += columns


def is_blank(blocks: tuple[Block, ...]) -> bool:
    """Tell whether nothing is to be seen in blocks."""
    for block in blocks:
        if isinstance(block, Line):
            if block.text.strip():
                return False
        elif not all(
            is_blank((*cell.lines, *cell.tables)) for row in block.rows for cell in row.cells
        ):
            return False
    return True


def _lines(out: list[Block]) -> tuple[Line, ...]:
    if len(out) == 1 and isinstance(only := out[0], Line):
        # A large report has many blank cells.
        return (only,) if only.text or only.marks else ()
    return tuple([block for block in out if isinstance(block, Line)])


def _tables(out: list[Block]) -> tuple[Table, ...]:
    if len(out) == 1 and isinstance(out[0], Line):
        return ()
    return tuple([block for block in out if isinstance(block, Table)])
