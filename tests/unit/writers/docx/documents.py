"""Small documents built in code, and ways to look into the files made of them."""

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from jixiao.blocks import (
    Block,
    Bookmark,
    Cell,
    Document,
    Entry,
    Heading,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
)
from jixiao.layout import Style, load_pack
from jixiao.writers.docx import write_docx
from jixiao.writers.job import Job, Properties
from tests.conftest import ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PACK = load_pack(ROOT / "templates" / "hebei")
DEFINITION = 'schema = 1\n[report]\nedition = "hebei-2023"\n'


def job(*sections: Section, style: Style = PACK.style, definition: str = DEFINITION) -> Job:
    return Job(Document(sections), style, Properties("标题", "单位", "绩效文本"), definition)


def write(*blocks: Block, page: str = "form", pages: Mapping[str, int] | None = None) -> bytes:
    return write_docx(job(Section(blocks, page)), pages)


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def body(
    *blocks: Block, page: str = "form", pages: Mapping[str, int] | None = None
) -> etree._Element:
    found = part(write(*blocks, page=page, pages=pages)).find(f"{W}body")
    assert found is not None
    return found


def tags(parent: etree._Element) -> list[str]:
    return [str(child.tag).removeprefix(W) for child in parent]


def value(element: etree._Element, path: str, attribute: str = "val") -> str | None:
    found = element.find("/".join(f"{W}{tag}" for tag in path.split("/")))
    return None if found is None else found.get(f"{W}{attribute}")


def codes(element: etree._Element) -> list[str]:
    return [(code.text or "").strip() for code in element.iter(f"{W}instrText")]


def paragraph(text: str, style: str = "body") -> Paragraph:
    return Paragraph((Run(text),) if text else (), style)


def cell(text: str = "", style: str = "text", rows: int = 1, columns: int = 1) -> Cell:
    return Cell(tuple(paragraph(line, "cell") for line in text.split("\n")), style, rows, columns)


def form(*rows: Row) -> Table:
    return Table(rows, 7, "form")


def form_row(*cells: Cell) -> Row:
    """A row of a form: the last cell spans what the others leave."""
    *first, last = cells
    width = 7 - sum(each.columns for each in first)
    return Row((*first, Cell(last.paragraphs, last.style, last.rows, width)))


def indicators(*rows: Row) -> Table:
    header = Row(tuple(cell(label, "label") for label in "甲乙丙丁戊己"), header=True)
    return Table((header, *rows), 6, "indicators")


def indicator_row(*texts: str) -> Row:
    return Row(tuple(cell(text) for text in (*texts, *("",) * (6 - len(texts)))))


def heading(text: str, anchor: str | None = None, *marks: Bookmark | Entry) -> Heading:
    bookmarks = tuple(mark for mark in marks if isinstance(mark, Bookmark))
    entries = tuple(mark for mark in marks if isinstance(mark, Entry))
    return Heading((*bookmarks, Run(text), *entries), 2, "form-heading", anchor)
