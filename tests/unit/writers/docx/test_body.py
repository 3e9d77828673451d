import pytest
from lxml import etree

from jixiao.blocks import Block, Bookmark, Contents, Listing, PageBreak, Row, Section
from jixiao.writers.docx import check, visible_text_hash, write_docx
from tests.unit.writers.docx.documents import (
    W,
    body,
    cell,
    form,
    form_row,
    heading,
    indicator_row,
    indicators,
    job,
    paragraph,
    part,
    tags,
    value,
)

TABLE = form(form_row(cell("甲"), cell("乙")))
OTHER = indicators(indicator_row("丙"))


def styles(parent: etree._Element) -> list[str | None]:
    return [value(child, "pPr/pStyle") for child in parent.iterchildren(f"{W}p")]


def test_two_tables_are_kept_apart_by_the_least_paragraph() -> None:
    found = body(heading("甲"), TABLE, OTHER)
    assert tags(found) == ["p", "tbl", "p", "tbl", "p", "sectPr"]
    assert styles(found) == ["form-heading", "TableGap", "TableGap"]


def test_a_heading_between_tables_is_enough() -> None:
    assert tags(body(TABLE, heading("甲"), OTHER)) == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_body_that_ends_in_a_paragraph_gets_no_other() -> None:
    assert tags(body(paragraph("甲"))) == ["p", "sectPr"]


def test_a_page_break_turns_the_page_at_the_next_paragraph() -> None:
    first, second, third, _end = body(heading("甲"), PageBreak(), heading("乙"), heading("丙"))
    assert [p.find(f"{W}pPr/{W}pageBreakBefore") is not None for p in (first, second, third)] == [
        False,
        True,
        False,
    ]


def test_a_page_break_before_a_table_stands_on_a_paragraph() -> None:
    found = body(paragraph("甲"), PageBreak(), TABLE)
    assert tags(found) == ["p", "p", "tbl", "p", "sectPr"]
    assert found[1].find(f"{W}pPr/{W}pageBreakBefore") is not None


@pytest.mark.parametrize(
    "blocks", [(PageBreak(), paragraph("甲")), (paragraph("甲"), PageBreak()), (TABLE, PageBreak())]
)
def test_a_page_break_at_the_edge_of_a_section_makes_no_empty_page(
    blocks: tuple[Block, ...],
) -> None:
    assert body(*blocks).find(f".//{W}pageBreakBefore") is None


def test_a_section_ends_in_its_last_paragraph() -> None:
    sections = (Section((paragraph("甲"), paragraph("乙")), "prose"), Section((TABLE,), "form"))
    found = part(write_docx(job(*sections))).find(f"{W}body")
    assert found is not None
    assert tags(found) == ["p", "p", "tbl", "p", "sectPr"]
    assert found[0].find(f"{W}pPr/{W}sectPr") is None
    assert found[1].find(f"{W}pPr/{W}sectPr") is not None


def test_the_end_of_a_section_is_no_entry_of_the_contents() -> None:
    contents = Contents("目录", (Listing("一", bookmark_prefix="_Toc"),))
    marked = heading("甲", "a", Bookmark("_Toc_1"))
    document = part(write_docx(job(Section((contents,), "contents"), Section((marked,), "form"))))
    (ending,) = (p for p in document.iter(f"{W}p") if p.find(f"{W}pPr/{W}sectPr") is not None)
    assert value(ending, "pPr/pStyle") == "TableGap"


def test_a_heading_has_its_anchor_as_bookmark() -> None:
    (found,) = body(heading("甲", "project_1")).iterchildren(f"{W}p")
    assert tags(found) == ["pPr", "bookmarkStart", "r", "bookmarkEnd"]
    assert value(found, "bookmarkStart", "name") == "project_1"


def test_an_anchor_that_is_there_twice_is_one_bookmark_each() -> None:
    data = write_docx(job(Section((heading("甲", "a"), heading("乙", "a")), "form")))
    assert check(data) == []


@pytest.mark.parametrize(
    "sections",
    [(), (Section((), "form"),), (Section((), "form"), Section((), "prose"))],
    ids=["none", "one", "two"],
)
def test_empty_documents(sections: tuple[Section, ...]) -> None:
    data = write_docx(job(*sections))
    assert check(data) == []
    body_element = part(data).find(f"{W}body")
    assert body_element is not None
    assert tags(body_element)[-1:] == ["sectPr"] or not sections


def test_the_hash_that_is_embedded_is_that_of_the_text() -> None:
    texts = ("甲  乙", " 丙\t丁 ", "", "<&>", "戊\u3000己")
    blocks = (
        Contents("目录", (Listing("一", bookmark_prefix="_Toc"),)),
        heading("庚", "a", Bookmark("_Toc_1")),
        *(paragraph(text) for text in texts),
        form(form_row(*(cell(text) for text in texts))),
        form(form_row(cell("辛\n壬", rows=2), cell("癸")), Row((cell("子", columns=6),))),
    )
    data = write_docx(job(Section(blocks, "form")), {"a": 1})
    (source,) = part(data, "customXml/item1.xml").xpath("/*")
    document = etree.tostring(part(data))
    assert source.get("visible-text") == visible_text_hash(document)
