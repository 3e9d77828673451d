import io
import zipfile

import pytest

from jixiao.writers.docx import Fault, FaultKind, check
from jixiao.writers.docx.wml import NAMESPACES
from tests.unit.writers.docx.documents import (
    cell,
    form,
    form_row,
    heading,
    indicator_row,
    indicators,
    paragraph,
    write,
)

END = "<w:p/><w:sectPr/>"
CELL = "<w:tc><w:tcPr>{0}</w:tcPr><w:p/></w:tc>"


def document(body: str) -> bytes:
    xml = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", xml)
    return stream.getvalue()


def table(*rows: str, columns: int = 2) -> str:
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>{body}</w:tbl>"


def spanning(columns: int) -> str:
    return CELL.format(f'<w:gridSpan w:val="{columns}"/>')


def start(name: str, identifier: int) -> str:
    return f'<w:bookmarkStart w:id="{identifier}" w:name="{name}"/>'


def end(identifier: int) -> str:
    return f'<w:bookmarkEnd w:id="{identifier}"/>'


def field(*kinds: str) -> str:
    return "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)


PLAIN = CELL.format("")
GOOD = table(PLAIN * 2)
RESTART, CONTINUED = CELL.format('<w:vMerge w:val="restart"/>'), CELL.format("<w:vMerge/>")

FAULTY = {
    "two bookmarks of one name": (
        f"<w:p>{start('a', 1)}{end(1)}{start('A', 2)}{end(2)}</w:p>",
        [FaultKind.DUPLICATE_BOOKMARK_NAME],
    ),
    "two bookmarks of one id": (
        f"<w:p>{start('a', 1)}{end(1)}{start('b', 1)}{end(1)}</w:p>",
        [FaultKind.DUPLICATE_BOOKMARK_ID],
    ),
    "a bookmark without end": (f"<w:p>{start('a', 1)}</w:p>", [FaultKind.BOOKMARK_WITHOUT_END]),
    "a bookmark without start": (f"<w:p>{end(1)}</w:p>", [FaultKind.BOOKMARK_WITHOUT_START]),
    "a long bookmark": (f"<w:p>{start('a' * 41, 1)}{end(1)}</w:p>", [FaultKind.BOOKMARK_NAME]),
    "a bookmark with a space": (f"<w:p>{start('a b', 1)}{end(1)}</w:p>", [FaultKind.BOOKMARK_NAME]),
    "a link to nowhere": (
        '<w:p><w:hyperlink w:anchor="b"/></w:p>',
        [FaultKind.DANGLING_LINK],
    ),
    "a field that does not end": (f"<w:p>{field('begin')}</w:p>", [FaultKind.UNBALANCED_FIELD]),
    "a field that does not begin": (f"<w:p>{field('end')}</w:p>", [FaultKind.UNBALANCED_FIELD]),
    "a field with two results": (
        f"<w:p>{field('begin', 'separate', 'separate', 'end')}</w:p>",
        [FaultKind.UNBALANCED_FIELD],
    ),
    "a span beyond the grid": (table(spanning(3)), [FaultKind.SPAN_BEYOND_GRID]),
    "too many cells": (table(PLAIN * 3), [FaultKind.SPAN_BEYOND_GRID]),
    "a row that is not filled": (table(PLAIN * 2, PLAIN), [FaultKind.ROW_NOT_FILLED]),
    "nothing above to continue": (table(CONTINUED + PLAIN), [FaultKind.MERGE_WITHOUT_START]),
    "a continued cell of another width": (
        table(RESTART + PLAIN, CELL.format('<w:gridSpan w:val="2"/><w:vMerge/>')),
        [FaultKind.MERGE_WITHOUT_START],
    ),
    "a cell without paragraph": (
        table(f"{PLAIN}<w:tc><w:tcPr/></w:tc>"),
        [FaultKind.CELL_WITHOUT_PARAGRAPH],
    ),
    "a cell that ends in a table": (
        table(f"{PLAIN}<w:tc><w:p/>{GOOD}</w:tc>"),
        [FaultKind.CELL_WITHOUT_PARAGRAPH],
    ),
    "two tables side by side": (GOOD + GOOD, [FaultKind.ADJACENT_TABLES]),
    "two tables with a bookmark between": (
        f"{GOOD}{start('a', 1)}{end(1)}{GOOD}",
        [FaultKind.ADJACENT_TABLES],
    ),
    "a theme font": (
        '<w:p><w:r><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr></w:r></w:p>',
        [FaultKind.THEME_FONT],
    ),
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_fault_is_found(name: str) -> None:
    body, kinds = FAULTY[name]
    assert [fault.kind for fault in check(document(body + END))] == kinds


@pytest.mark.parametrize("end_of_body", ["<w:sectPr/>", ""])
def test_a_body_that_ends_in_a_table(end_of_body: str) -> None:
    assert [fault.kind for fault in check(document(GOOD + end_of_body))] == [
        FaultKind.BODY_ENDS_IN_TABLE
    ]


def test_a_fault_says_where_it_is() -> None:
    faults = check(document(table(PLAIN * 2) + "<w:p/>" + table(PLAIN * 2, PLAIN * 3) + END))
    assert faults == [Fault(FaultKind.SPAN_BEYOND_GRID, "word/document.xml", "2/2")]


@pytest.mark.parametrize("data", [b"", b"no zip"])
def test_no_zip_file(data: bytes) -> None:
    assert [fault.kind for fault in check(data)] == [FaultKind.UNREADABLE]


def test_a_part_that_is_not_well_formed() -> None:
    assert check(document("<w:p>")) == [Fault(FaultKind.UNREADABLE, "word/document.xml")]


def test_a_package_without_document() -> None:
    stream = io.BytesIO()
    zipfile.ZipFile(stream, "w").close()
    assert check(stream.getvalue()) == [Fault(FaultKind.UNREADABLE, "word/document.xml")]


def test_columns_left_open_on_purpose() -> None:
    row = f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{PLAIN}'
    assert check(document(table(row) + END)) == []


def test_rows_and_cells_in_content_controls() -> None:
    wrapped = f"<w:sdt><w:sdtContent>{PLAIN}</w:sdtContent></w:sdt>{PLAIN}"
    assert check(document(table(wrapped) + END)) == []


def test_what_we_write_has_no_fault() -> None:
    blocks = (
        heading("甲", "a"),
        form(form_row(cell("乙", "unit"), cell("丙", "money-unit")), form_row(cell("丁"))),
        indicators(indicator_row("戊")),
        paragraph("己"),
    )
    assert check(write(*blocks)) == []
