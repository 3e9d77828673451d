"""The real reports as Word 97-2003 files: the same lines and cells as published, none moved."""

import re
import time
from collections.abc import Iterator

import pytest

from jixiao.blocks import Entry
from jixiao.readers.doc import read_doc
from jixiao.readers.docx import read_docx
from jixiao.readers.types import Line, Reading, Table
from tests.conftest import SHARED

REPORTS = (
    "dingzhou-government-office-2020",
    "dingzhou-qingfengdian-2021",
    "zunhua-tangquan-2023",
)

pytestmark = [
    pytest.mark.skipif(
        not (SHARED / "legacy").is_dir(), reason="the real reports (../shared) are not here"
    ),
    pytest.mark.parametrize("name", REPORTS),
]

_MARK = re.compile(r" TC (.*?) \\f [A-Z] \\l \d |\[bookmark: (\S+?)\]")

Unit = tuple[str, str]
"""``line`` or ``cell``, and the text without white space around it."""


def of_text(text: str) -> Iterator[Unit]:
    """Yield the units of the text form: a tab opens a cell, a blank line ends a row."""
    cell: list[str] | None = None
    for line in [*text.split("\n"), ""]:
        if line.startswith("\t") or not line or cell is None:
            if cell is not None:
                yield "cell", "\n".join(cell).strip()
            cell = [line] if line.startswith("\t") else None
            if cell is None and line.strip():
                yield "line", line.strip()
        else:
            cell.append(line)


def of_reading(reading: Reading) -> Iterator[Unit]:
    for block in reading.blocks:
        if isinstance(block, Table):
            yield from (("cell", cell.text.strip()) for row in block.rows for cell in row.cells)
        elif block.text.strip():
            yield "line", block.text.strip()


def marks(reading: Reading) -> list[str]:
    lines = [block for block in reading.blocks if isinstance(block, Line)]
    tables = [block for block in reading.blocks if isinstance(block, Table)]
    cells = [cell for table in tables for row in table.rows for cell in row.cells]
    found = [placed.mark for line in lines for placed in line.marks]
    found += [placed.mark for cell in cells for line in cell.lines for placed in line.marks]
    return [mark.text if isinstance(mark, Entry) else mark.name for mark in found]


def read(name: str) -> Reading:
    return read_doc((SHARED / "legacy" / f"{name}.doc").read_bytes(), f"{name}.doc")


def test_lines_and_cells_are_those_of_the_published_text(name: str) -> None:
    text = (SHARED / "legacy" / f"{name}.txt").read_text("utf-8")
    reading = read(name)
    assert list(of_reading(reading)) == list(of_text(_MARK.sub("", text)))
    assert reading.diagnostics == ()
    assert not reading.truncated


def test_marks_are_those_of_the_published_text(name: str) -> None:
    text = (SHARED / "legacy" / f"{name}.txt").read_text("utf-8")
    published = [match[1] or match[2] for match in _MARK.finditer(text)]
    published = [mark for mark in published if mark != "_GoBack"]
    found = marks(read(name))
    assert len(found) == len(published)
    # LibreOffice, which wrote these files, cut a text without quotes at its first space.
    assert all(
        mark and whole.startswith(mark) for mark, whole in zip(found, published, strict=True)
    )
    assert sum(map(str.__ne__, found, published)) <= 1


def test_merged_cells_are_those_of_the_docx(name: str) -> None:
    def merges(reading: Reading) -> list[list[list[tuple[int, bool | None]]]]:
        return [
            [[(cell.columns, cell.continued) for cell in row.cells] for row in block.rows]
            for block in reading.blocks
            if isinstance(block, Table)
        ]

    docx = read_docx((SHARED / "legacy" / f"{name}.docx").read_bytes(), f"{name}.docx")
    assert merges(read(name)) == merges(docx)


def test_reading_takes_a_moment(name: str) -> None:
    start = time.process_time()
    read(name)
    # A tenth of this on a quiet machine.
    assert time.process_time() - start < 1
