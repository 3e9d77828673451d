from collections.abc import Mapping

from lxml import etree

from jixiao.blocks import Block, Bookmark, Contents, Entry, Heading, Listing, Run, Section
from jixiao.writers.docx import check, write_docx
from tests.unit.writers.docx.documents import (
    W,
    cell,
    codes,
    form,
    form_row,
    heading,
    job,
    part,
    value,
)

FIELDS = Contents("目录", (Listing("第一部分", letter="A"), Listing("第二部分", letter="C")))
BOOKMARKS = Contents("目录", (Listing("第二部分", bookmark_prefix="_Toc_4_4_"),))


def write(contents: Contents, *blocks: Block, pages: Mapping[str, int] | None = None) -> bytes:
    return write_docx(job(Section((contents,), "contents"), Section(blocks, "form")), pages)


def fields(*entries: tuple[str, str]) -> list[Block]:
    return [
        heading(f"{number}.{text}", f"project_{number}", Entry(f"{number}、{text}", letter))
        for number, (text, letter) in enumerate(entries, 1)
    ]


def lines(document: etree._Element) -> list[etree._Element]:
    return [
        paragraph
        for paragraph in document.iter(f"{W}p")
        if (value(paragraph, "pPr/pStyle") or "").startswith("TOC")
    ]


def test_a_listing_over_fields_is_a_toc_field_with_its_entries() -> None:
    document = part(write(FIELDS, *fields(("甲", "A"), ("乙", "C"), ("丙", "C"))))
    assert [code for code in codes(document) if code.startswith("TOC")] == [
        "TOC \\f A \\h \\z",
        "TOC \\f C \\h \\z",
    ]
    assert [line.findtext(f".//{W}t") for line in lines(document)] == ["1、甲", "2、乙", "3、丙"]


def test_an_entry_leads_to_its_heading_and_has_its_page() -> None:
    pages = {"project_1": 12}
    data = write(FIELDS, *fields(("甲", "C")), pages=pages)
    (line,) = lines(part(data))
    (link,) = line.iter(f"{W}hyperlink")
    assert link.get(f"{W}anchor") == "project_1"
    assert [text.text for text in link.iter(f"{W}t")] == ["1、甲", "12"]
    assert codes(link) == ["PAGEREF project_1 \\h"]
    assert b"dirty" not in etree.tostring(part(data))
    assert check(data) == []


def test_without_page_numbers_the_fields_are_to_be_computed() -> None:
    (line,) = lines(part(write(FIELDS, *fields(("甲", "C")))))
    dirty = [mark.get(f"{W}dirty") for mark in line.iter(f"{W}fldChar")]
    assert dirty.count("true") == 2  # the list and the page
    assert [text.text for text in line.iter(f"{W}t")] == ["1、甲"]


def test_a_listing_without_entries_is_no_field() -> None:
    data = write(FIELDS, *fields(("甲", "C")), pages={"project_1": 2})
    document = part(data)
    assert [code for code in codes(document) if "\\f A" in code and "TOC" in code] == []
    assert "第一部分" in "".join(document.itertext())
    assert check(data) == []


def test_a_listing_over_bookmarks_is_a_toc_over_the_part() -> None:
    blocks: list[Block] = [
        Heading((Run("第二部分"),), 1, "part-title"),
        heading("1.甲", "project_1", Bookmark("_Toc_4_4_0000000004")),
        form(form_row(cell("编码"), cell("1"))),
        heading("2.乙", "project_2", Bookmark("_Toc_4_4_0000000005")),
        form(form_row(cell("编码"), cell("2"))),
    ]
    data = write(BOOKMARKS, *blocks, pages={"project_1": 2, "project_2": 3})
    document = part(data)
    assert codes(document)[0] == 'TOC \\o "2-2" \\b part_1 \\h \\z \\u'
    assert [value(line, "pPr/pStyle") for line in lines(document)] == ["TOC2", "TOC2"]
    names = {
        str(start.get(f"{W}name")): start.get(f"{W}id")
        for start in document.iter(f"{W}bookmarkStart")
    }
    first, last = (
        next(p for p in document.iter(f"{W}p") if "".join(p.itertext()) == text)
        for text in ("1.甲", "2.乙")
    )
    assert names["part_1"] in [start.get(f"{W}id") for start in first.iter(f"{W}bookmarkStart")]
    assert names["part_1"] in [end.get(f"{W}id") for end in last.iter(f"{W}bookmarkEnd")]
    assert check(data) == []


def test_official_bookmarks_keep_their_names() -> None:
    marked = heading("1.甲", "_toc_4_4_0000000001", Bookmark("_Toc_4_4_0000000001"))
    data = write(BOOKMARKS, marked, pages={})
    names = [start.get(f"{W}name") for start in part(data).iter(f"{W}bookmarkStart")]
    assert names[:2] == ["_Toc_4_4_0000000001", "_toc_4_4_0000000001_2"]
    assert check(data) == []


def test_an_entry_is_a_hidden_field_with_a_quoted_text() -> None:
    text = 'a "甲" \\ & <乙>'
    document = part(write(FIELDS, heading("1.甲", "project_1", Entry(text, "C"))))
    (code,) = (code for code in codes(document) if code.startswith("TC "))
    assert code == 'TC "a \\"甲\\" \\\\ & <乙>" \\f C \\l 1'
    (run,) = (run for run in document.iter(f"{W}r") if "".join(codes(run)) == code)
    assert run.find(f"{W}rPr/{W}vanish") is not None


def test_the_page_number_stands_at_the_right_edge() -> None:
    data = write(FIELDS, *fields(("甲", "C")))
    (style,) = (
        style
        for style in part(data, "word/styles.xml").iter(f"{W}style")
        if value(style, "name") == "toc 1"
    )
    assert value(style, "pPr/tabs/tab") == "right"
    assert value(style, "pPr/tabs/tab", "leader") == "dot"
    assert value(style, "pPr/tabs/tab", "pos") == "8845"
