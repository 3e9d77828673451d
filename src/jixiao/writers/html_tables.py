"""Tables as HTML that breaks over pages without losing text or rules."""

from html import escape

from jixiao.blocks import Cell, Inline, Row, Run, Slot, Table
from jixiao.layout import Style
from jixiao.layout.style import PageStyle
from jixiao.writers.fit import lines_needed, most_lines, room_in_ems

# No column is so narrow that two characters wrap.
_SURELY_ONE_LINE = 2

# On a row that stays on one page with the next.
_KEEP = ' class="keep"'


def table_html(table: Table, style: Style, page: PageStyle, classes: str) -> str:
    """Return a table; its leading rows without rules, if any, are a table of their own."""
    rows = _Rows(table, style, page)
    free = 0
    while free < len(table.rows) and _is_borderless(table.rows[free], style):
        free += 1
    headers = free
    while headers < len(table.rows) and table.rows[headers].header:
        headers += 1
    start = f'<table class="{classes}"><colgroup>{"<col/>" * table.columns}</colgroup>'
    rule = f'<tr><td colspan="{table.columns}"></td></tr>'
    above = "".join(rows.html(index, "td") for index in range(free))
    head = "".join(rows.html(index, "th") for index in range(free, headers)) or rule
    body = "".join(rows.html(index, "td") for index in range(headers, len(table.rows)))
    return (
        (f"{start}<tbody>{above}</tbody></table>" if above else "")
        # Head and foot are repeated on each page: where a row is broken, they close the table.
        + f"{start}<thead>{head}</thead><tbody>{body}</tbody><tfoot>{rule}</tfoot></table>"
    )


def inlines_html(inlines: tuple[Inline, ...]) -> str:
    """Return the visible text of a paragraph; marks leave no trace in a PDF."""
    return "".join(_run_html(inline) for inline in inlines if isinstance(inline, Run))


def _run_html(run: Run) -> str:
    text = escape(run.text, quote=False)
    return f'<span class="{escape(run.style)}">{text}</span>' if run.style else text


def _is_borderless(row: Row, style: Style) -> bool:
    return all(cell.rows == 1 and style.cells[cell.style].borderless for cell in row.cells)


class _Rows:
    """Makes the rows of one table, and decides which may break and which row spans are real.

    A cell over several rows is laid out in one piece, and its text would leave its rules where it
    is taller than the rows a page has room for. Such a cell is made of one cell a row instead,
    without rules between them.
    """

    def __init__(self, table: Table, style: Style, page: PageStyle) -> None:
        self._grid = table.grid
        self._style = style.tables[table.style]
        self._most_lines = most_lines(self._style, page)
        self._opened: dict[int, Cell] = {}
        """Cells made of pieces, by column."""

    def html(self, index: int, tag: str) -> str:
        lines = 0
        keep = False
        cells = []
        for slot in self._grid[index]:
            cell = slot.cell
            if slot.continued:
                cells.append(self._continuation(index, slot))
                continue
            needed = self._lines(slot)
            if cell.rows == 1:
                lines = max(lines, needed)
                cells.append(_cell_html(cell, tag))
            elif needed <= 1 or (cell.rows == 2 and needed <= 2):
                keep = keep or needed > 1
                cells.append(_cell_html(cell, tag))
            else:
                lines = max(lines, needed)
                self._opened[slot.column] = cell
                cells.append(_piece_html(cell, _lines_html(cell), "open"))
        if lines > self._most_lines:
            return f'<tr class="tall">{"".join(cells)}</tr>'
        return f"<tr{_KEEP if keep else ''}>{''.join(cells)}</tr>"

    def _lines(self, slot: Slot) -> int:
        if len(slot.cell.paragraphs) == 1 and len(slot.cell.text) <= _SURELY_ONE_LINE:
            return 1
        end = slot.column + slot.cell.columns
        width = sum(self._style.columns[slot.column : end])
        return lines_needed(slot.cell, room_in_ems(width, self._style))

    def _continuation(self, index: int, slot: Slot) -> str:
        if self._opened.get(slot.column) is not slot.cell:
            return ""
        below = self._grid[index + 1] if index + 1 < len(self._grid) else ()
        last = not any(other.continued and other.cell is slot.cell for other in below)
        return _piece_html(slot.cell, "", "more" if last else "more open")


def _cell_html(cell: Cell, tag: str) -> str:
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return f'<{tag} class="{escape(cell.style)}"{spans}>{_lines_html(cell)}</{tag}>'


def _piece_html(cell: Cell, body: str, kind: str) -> str:
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return f'<td class="{escape(cell.style)} {kind}"{spans}>{body}</td>'


def _lines_html(cell: Cell) -> str:
    return "<br/>".join(inlines_html(paragraph.inlines) for paragraph in cell.paragraphs)
