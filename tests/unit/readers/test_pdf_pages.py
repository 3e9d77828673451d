"""PDF: what stands round the text, pages that are turned or cut, and what cannot be read."""

from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from jixiao.diagnostics import JixiaoError
from jixiao.readers.pdf import read_pdf
from jixiao.readers.types import Line, Reading, Table
from tests.pdf_pages import HEIGHT, WIDTH, Page, made, open_pdf, saved

LEFT = 80
# Matrices that turn a page against its Rotate entry, and the size of the turned page.
TURNS = {
    90: ((0, 1, -1, 0, HEIGHT, 0), (HEIGHT, WIDTH)),
    180: ((-1, 0, 0, -1, WIDTH, HEIGHT), (WIDTH, HEIGHT)),
    270: ((0, -1, 1, 0, 0, WIDTH), (HEIGHT, WIDTH)),
}


def read(*pages: Page) -> Reading:
    return read_pdf(made(*pages), "报告.pdf")


def lines(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if isinstance(block, Line)]


def asides(reading: Reading) -> list[tuple[str, str]]:
    return [
        (aside.kind, block.text)
        for aside in reading.asides
        for block in aside.blocks
        if isinstance(block, Line)
    ]


def codes(reading: Reading) -> list[str]:
    return [each.code for each in reading.diagnostics]


def prose(*texts: str) -> Page:
    return Page().lines(LEFT, 100, *texts)


class TestRunningText:
    """Paragraphs outside of tables; lines are 40 characters long."""

    FULL = "认真贯彻落实各项决策部署，" * 3 + "着"

    def test_wrapped_lines_are_one_paragraph(self) -> None:
        reading = read(prose("　　" + self.FULL[:38], self.FULL, "力提升服务水平。"))
        (line,) = (block for block in reading.blocks if isinstance(block, Line))
        assert line.text.strip() == self.FULL[:38] + self.FULL + "力提升服务水平。"
        assert line.doubt == "joined"

    def test_an_indent_begins_a_paragraph(self) -> None:
        page = Page().text(LEFT + 20, 100, self.FULL[:38]).text(LEFT, 114, self.FULL)
        page.text(LEFT + 20, 128, "强化监督。").text(LEFT, 142, self.FULL)
        assert lines(read(page)) == [self.FULL[:38] + self.FULL, "强化监督。", self.FULL]

    def test_items_of_a_list_are_paragraphs(self) -> None:
        items = [f"{number}、" + self.FULL[:38] for number in "一二三"]
        assert lines(read(prose(*items))) == items

    def test_a_paragraph_goes_on_on_the_next_page(self) -> None:
        reading = read(prose(self.FULL, self.FULL), prose(self.FULL, "力。"))
        (line,) = (block for block in reading.blocks if isinstance(block, Line))
        assert (line.text, line.doubt) == (self.FULL * 3 + "力。", "stitched")

    def test_short_lines_between_equal_headings_stay_apart(self) -> None:
        """That two headings end at one place does not make it the margin."""
        page = prose("一、总体绩效目标", "平安", "二、分项绩效目标", "安定", self.FULL)
        assert lines(read(page)) == page_texts(page)

    def test_marks_may_hang_over_the_margin(self) -> None:
        full = self.FULL[:38] + "着"
        page = prose(full, full, full, full, "力。")
        # LibreOffice moves such a mark a little to the right.
        page.text(LEFT + 390.8, 100, "，").text(LEFT + 390.8, 114, "，")
        assert lines(read(page)) == [f"{full}，{full}，{full}{full}力。"]

    def test_several_spaces_of_which_one_is_drawn_are_several(self) -> None:
        page = Page().text(LEFT, 100, "单位 ").text(LEFT + 20 + 4 * 5, 100, "名称")
        assert lines(read(page)) == ["单位    名称"]

    def test_spread_letters_have_no_spaces_between_them(self) -> None:
        page = Page()
        for number, letter in enumerate("部门整体绩效目标"):
            page.text(LEFT + 16 * number, 100, letter)
        assert lines(read(page)) == ["部门整体绩效目标"]

    def test_wide_gaps_are_tabs(self) -> None:
        page = Page().text(LEFT, 100, "301柳河镇").text(LEFT + 200, 100, "单位：万元")
        assert lines(read(page)) == ["301柳河镇\t单位：万元"]


def page_texts(page: Page) -> list[str]:
    return [each.text for each in page.operators if not isinstance(each, str)]


@pytest.mark.parametrize("number", ["— 1 —", "1", "第 1 页", "-1-", "1/3"])
def test_a_page_number_at_the_foot_is_an_aside(number: str) -> None:
    reading = read(prose("正文。").text(290, 800, number))
    assert (lines(reading), asides(reading)) == (["正文。"], [("footer", number)])


def test_a_number_in_the_text_is_none() -> None:
    reading = read(prose("正文。", "1"))
    assert (lines(reading), asides(reading)) == (["正文。", "1"], [])


def test_headers_and_footers_stand_on_many_pages() -> None:
    pages = [
        prose(f"正文{number}。").text(LEFT, 40, "预算绩效文本").text(LEFT, 810, "青石县财政局")
        for number in range(3)
    ]
    reading = read(*pages)
    assert lines(reading) == ["正文0。", "正文1。", "正文2。"]
    assert asides(reading) == [("header", "预算绩效文本"), ("footer", "青石县财政局")] * 3


def test_a_heading_at_the_head_of_one_page_stays_in_the_text() -> None:
    assert lines(read(Page().text(LEFT, 40, "1.甲绩效目标表"))) == ["1.甲绩效目标表"]


@pytest.mark.parametrize("end", ["3", "", " 3"])
def test_lines_of_a_contents_list_are_marked(end: str) -> None:
    dots = "." * 40
    reading = read(prose("目录", f"总体绩效目标{dots}{end}", f"1、甲绩效目标表{dots}{end}", "前言"))
    marked = [block.contents for block in reading.blocks if isinstance(block, Line)]
    assert marked[:3] == [True, True, True]


def small_form() -> Page:
    return Page().text(LEFT, 60, "标题").table(60, 100, [60, 90], [["甲", "乙"], ["丙", None]])


def shown(reading: Reading) -> tuple[list[str], list[list[list[str]]]]:
    tables = [block for block in reading.blocks if isinstance(block, Table)]
    rows = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]
    return lines(reading), rows


def moved(page: Page, matrix: tuple[float, ...], change: Callable[[Pdf], None]) -> Reading:
    """Read a page whose content was moved by a matrix, and its entries changed."""
    operators = [f"{' '.join(map(str, matrix))} cm"]
    pdf = open_pdf([Page([*operators, *page.operators])])
    change(pdf)
    return read_pdf(saved(pdf), "报告.pdf")


@pytest.mark.parametrize("turn", sorted(TURNS))
def test_a_turned_page_is_read_as_it_is_seen(turn: int) -> None:
    matrix, (width, height) = TURNS[turn]

    def change(pdf: Pdf) -> None:
        pdf.pages[0].Rotate = turn
        pdf.pages[0].MediaBox = Array([0, 0, width, height])

    assert shown(moved(small_form(), matrix, change)) == shown(read(small_form()))


def test_a_page_that_is_cut_out_of_a_larger_one_is_read_as_it_is_seen() -> None:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].MediaBox = Array([0, 0, 900, 1200])
        pdf.pages[0].CropBox = Array([200, 300, 200 + WIDTH, 300 + HEIGHT])

    page = small_form().text(290, 800, "— 1 —")
    reading = moved(page, (1, 0, 0, 1, 200, 300), change)
    assert shown(reading) == shown(read(small_form()))
    assert asides(reading) == [("footer", "— 1 —")]


def test_what_a_form_xobject_draws_is_read_where_it_stands() -> None:
    pdf = open_pdf([small_form()])
    page = pdf.pages[0]
    form = Stream(pdf, page.Contents.read_bytes())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, WIDTH, HEIGHT])
    form.Matrix = Array([1, 0, 0, 1, 30, -40])
    form.Resources = page.Resources
    page.Resources = Dictionary(XObject=Dictionary(X=pdf.make_indirect(form)))
    page.Contents = Stream(pdf, b"q 1 0 0 1 -30 40 cm /X Do Q")
    assert shown(read_pdf(saved(pdf), "报告.pdf")) == shown(read(small_form()))


def test_text_at_an_angle_stands_beside_the_text() -> None:
    stamp = Page().text(0, HEIGHT, "仅供参考 作废").operators
    tilted = Page([*prose("正文。").operators, "q 0.7 0.7 -0.7 0.7 200 400 cm", *stamp, "Q"])
    reading = read(tilted)
    assert (lines(reading), asides(reading)) == (["正文。"], [("text-box", "仅供参考 作废")])


def with_picture(page: Page) -> bytes:
    pdf = open_pdf([page])
    picture = Stream(pdf, b"\0")
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    picture.Width = picture.Height = 1
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
    pdf.pages[0].Resources.XObject.P = pdf.make_indirect(picture)
    return saved(pdf)


DRAW_PICTURE = "q 500 0 0 700 40 60 cm /P Do Q"


def test_a_scan_is_refused_with_advice() -> None:
    with pytest.raises(JixiaoError) as caught:
        read_pdf(with_picture(Page().draw(DRAW_PICTURE)), "报告.pdf")
    (told,) = caught.value.diagnostics
    assert told.code == "file-unreadable"
    assert "pictures" in told.message
    assert "OCR" in told.advice


def test_pictures_beside_text_are_told() -> None:
    reading = read_pdf(with_picture(prose("正文。").draw(DRAW_PICTURE)), "报告.pdf")
    assert (lines(reading), codes(reading)) == (["正文。"], ["read-picture"])


def test_signs_without_a_character_are_marked_and_told() -> None:
    reading = read(Page().text(LEFT, 100, "正文").text(LEFT, 130, "未知。", font="unknown"))
    known, unknown = (block for block in reading.blocks if isinstance(block, Line))
    assert (known.text, known.doubt) == ("正文", "")
    assert (unknown.text, unknown.doubt) == ("���", "font")
    assert codes(reading) == ["read-font"]
    assert "3 signs" in reading.diagnostics[0].message


def test_texts_of_a_font_that_is_nowhere_are_told() -> None:
    """A single character of such a font has no width, and pdfium leaves it out."""
    pdf = open_pdf([prose("正文。").draw("BT /N 10 Tf 80 600 Td <7532> Tj ET")])
    system = Dictionary(Registry=b"Adobe", Ordering=b"GB1", Supplement=2)
    child = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name.Nowhere, CIDSystemInfo=system
    )
    pdf.pages[0].Resources.Font.N = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Nowhere,
        Encoding=Name("/UniGB-UCS2-H"),
        DescendantFonts=Array([pdf.make_indirect(child)]),
    )
    reading = read_pdf(saved(pdf), "报告.pdf")
    assert "甲" in "".join(lines(reading)) or codes(reading) == ["read-font-missing"]


def test_notes_on_a_page_are_told_and_links_are_not() -> None:
    pdf = open_pdf([prose("正文。")])
    box = Array([80, 600, 200, 620])
    pdf.pages[0].Annots = Array(
        [
            pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=box))
            for kind in ("/FreeText", "/Stamp", "/Link", "/Popup")
        ]
    )
    reading = read_pdf(saved(pdf), "报告.pdf")
    assert codes(reading) == ["read-note"]
    assert reading.diagnostics[0].message.startswith("2 ")


def test_a_page_without_text_is_no_fault_of_others() -> None:
    assert lines(read(Page(), prose("正文。"), Page())) == ["正文。"]


def test_a_file_without_any_text_is_refused() -> None:
    with pytest.raises(JixiaoError, match="no text"):
        read(Page(), Page())


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    protected = saved(
        open_pdf([prose("正文。")]), encryption=pikepdf.Encryption(owner="秘密", user="")
    )
    assert lines(read_pdf(protected, "报告.pdf")) == ["正文。"]


def test_a_file_that_wants_a_password_is_refused() -> None:
    protected = saved(
        open_pdf([prose("正文。")]), encryption=pikepdf.Encryption(owner="秘密", user="口令")
    )
    with pytest.raises(JixiaoError) as caught:
        read_pdf(protected, "报告.pdf")
    assert [each.code for each in caught.value.diagnostics] == ["file-encrypted"]
