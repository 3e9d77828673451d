from lxml import etree

from jixiao.blocks import Section
from jixiao.layout import Style
from jixiao.writers.docx import write_docx
from tests.unit.writers.docx.documents import PACK, W, body, job, paragraph, part, value


def with_footers(**texts: str | None) -> Style:
    pages = {}
    for name, text in texts.items():
        page = PACK.style.pages["prose"]
        footer = text and page.footer and page.footer.model_copy(update={"text": text})
        pages[name] = page.model_copy(update={"footer": footer or None})
    return PACK.style.model_copy(update={"pages": pages})


def sections(data: bytes) -> list[etree._Element]:
    return list(part(data).iter(f"{W}sectPr"))


def footer_of(data: bytes, section: etree._Element) -> etree._Element:
    identifier = section.find(f"{W}footerReference").get(
        "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    )
    for relation in part(data, "word/_rels/document.xml.rels"):
        if relation.get("Id") == identifier:
            return part(data, f"word/{relation.get('Target')}")
    raise AssertionError(identifier)


def test_a_page_has_the_size_and_the_margins_of_the_style_file() -> None:
    (section,) = body(paragraph("甲"), page="prose").iter(f"{W}sectPr")
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    assert [margins.get(f"{W}{side}") for side in ("top", "right", "bottom", "left")] == [
        "2098",
        "1474",
        "1984",
        "1587",
    ]


def test_the_page_number_is_seven_mm_below_the_type_area() -> None:
    (section,) = body(paragraph("甲"), page="prose").iter(f"{W}sectPr")
    margins = section.find(f"{W}pgMar")
    footer, bottom = int(margins.get(f"{W}footer")), int(margins.get(f"{W}bottom"))
    line = 14 * 20
    assert bottom - footer - line == 397  # 7 mm


def test_every_section_begins_a_page() -> None:
    data = write_docx(job(*(Section((paragraph("甲"),), "prose") for _ in range(3))))
    assert [value(section, "type") for section in sections(data)] == ["nextPage"] * 3


def test_the_footer_has_the_page_number_in_a_field() -> None:
    data = write_docx(job(Section((paragraph("甲"),), "prose")))
    footer = footer_of(data, sections(data)[0])
    assert footer.findtext(f".//{W}instrText") == " PAGE "
    assert "".join(text.text or "" for text in footer.iter(f"{W}t")) == "— 1 —"


def test_footers_that_look_the_same_are_one_part() -> None:
    data = write_docx(
        job(*(Section((paragraph("甲"),), page) for page in ("contents", "prose", "form")))
    )
    targets = [item.get("Target") for item in part(data, "word/_rels/document.xml.rels")]
    assert sum("footer" in str(target) for target in targets) == 1


def test_a_page_without_footer_does_not_repeat_the_one_before() -> None:
    style = with_footers(first="甲 {page}", second=None, third="乙 {page}")
    names = ("first", "second", "third")
    data = write_docx(job(*(Section((paragraph("甲"),), name) for name in names), style=style))
    texts = [
        "".join(text.text or "" for text in footer_of(data, section).iter(f"{W}t"))
        for section in sections(data)
    ]
    assert texts == ["甲 1", "", "乙 1"]


def test_forms_stand_on_no_grid() -> None:
    (section,) = body(paragraph("甲", "part-title")).iter(f"{W}sectPr")
    assert section.find(f"{W}docGrid") is None


def test_prose_stands_on_a_grid_of_its_lines() -> None:
    (section,) = body(paragraph("甲"), page="prose").iter(f"{W}sectPr")
    assert value(section, "docGrid", "type") == "lines"
    assert value(section, "docGrid", "linePitch") == "579"
