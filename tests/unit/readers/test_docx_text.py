"""DOCX: what of a paragraph is text, what is a mark, and what is neither."""

from collections.abc import Callable

import pytest

from jixiao.blocks import Bookmark, Entry
from jixiao.readers.types import Origin, PlacedMark
from tests.word_xml import (
    asides,
    code,
    codes,
    complex_field,
    content_control,
    field_mark,
    lines,
    new_text_box,
    only_line,
    paragraph,
    picture,
    read,
    run,
    seen,
    text_box,
)

# ---- characters ----


def test_each_paragraph_is_a_line_with_its_place() -> None:
    reading = read(paragraph("第一部分") + paragraph() + paragraph("  目", "标 "))
    assert reading.format == "docx"
    assert [block.origin for block in reading.blocks] == [
        Origin.at("word/document.xml", 0, 0),
        Origin.at("word/document.xml", 0, 1),
        Origin.at("word/document.xml", 0, 2),
    ]
    assert seen(paragraph("第一部分") + paragraph() + paragraph("  目", "标 ")) == [
        "第一部分",
        "",
        "  目标 ",
    ]
    assert reading.diagnostics == ()


@pytest.mark.parametrize(
    ("element", "text"),
    [
        ("<w:br/>", "\n"),
        ('<w:br w:type="textWrapping"/>', "\n"),
        ('<w:br w:type="page"/>', ""),
        ("<w:cr/>", "\n"),
        ("<w:tab/>", "\t"),
        ('<w:ptab w:alignment="right"/>', "\t"),
        ("<w:noBreakHyphen/>", "\u2011"),
        ("<w:softHyphen/>", ""),
        ("<w:lastRenderedPageBreak/>", ""),
        ("<w:t>&#xAD;</w:t>", "\u00ad"),
    ],
)
def test_element_that_stands_for_a_character(element: str, text: str) -> None:
    assert only_line(paragraph("前", f"<w:r>{element}</w:r>", "后")).text == f"前{text}后"


def test_tabs_of_paragraph_properties_are_no_text() -> None:
    tabs = '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs>'
    assert only_line(paragraph("目标", properties=tabs)).text == "目标"


@pytest.mark.parametrize(
    ("font", "number", "text"),
    [("Symbol", "F0B3", "≥"), ("Symbol", "A3", "≤"), ("Wingdings", "F0FC", "✓")],
)
def test_sign_of_a_symbol_font_is_read_as_its_character(font: str, number: str, text: str) -> None:
    sign = f'<w:r><w:sym w:font="{font}" w:char="{number}"/></w:r>'
    line = only_line(paragraph(sign, "95%"))
    assert (line.text, line.doubt) == (f"{text}95%", "")
    fonts = f'<w:rFonts w:ascii="{font}"/>'
    private = chr(0xF000 | int(number, 16) & 0xFF)
    assert only_line(paragraph(run(private, fonts), "95%")).text == f"{text}95%"


def test_sign_that_only_its_font_knows_is_doubtful_and_told() -> None:
    reading = read(paragraph('<w:r><w:sym w:font="甲骨" w:char="F041"/></w:r>', "级"))
    (line,) = lines(reading)
    assert (line.text, line.doubt) == ("\uf041级", "font")
    assert codes(reading) == ["read-symbol"]
    assert "甲骨 F041" in reading.diagnostics[0].message


@pytest.mark.parametrize("number", ["", "xyz", "0", "-41", "D800", "110000", "F" * 99])
def test_sign_without_a_possible_number_is_no_character(number: str) -> None:
    assert only_line(paragraph(f'<w:r><w:sym w:char="{number}"/></w:r>', "级")).text == "级"


# ---- what encloses text ----


@pytest.mark.parametrize(
    "wrapped",
    [
        content_control(run("中")),
        f'<w:smartTag w:element="place">{run("中")}</w:smartTag>',
        f'<w:customXml w:element="place">{run("中")}</w:customXml>',
        f'<w:hyperlink w:anchor="x">{run("中")}</w:hyperlink>',
        f'<w:fldSimple w:instr=" AUTHOR ">{run("中")}</w:fldSimple>',
        f'<w:dir w:val="ltr">{run("中")}</w:dir>',
        "<w:r><w:unknown><w:t>中</w:t></w:unknown></w:r>",
        complex_field(" DOCPROPERTY 单位 ", "中"),
        f"<w:smartTag>{content_control(content_control(run('中')))}</w:smartTag>",
    ],
)
def test_text_in_a_wrapper_is_read_in_its_place(wrapped: str) -> None:
    assert only_line(paragraph("前", wrapped, "后")).text == "前中后"


def test_paragraphs_in_a_wrapper_are_lines() -> None:
    body = content_control(paragraph("一") + content_control(paragraph("二")))
    body += f'<w:customXml w:element="x">{paragraph("三")}</w:customXml>'
    assert seen(body) == ["一", "二", "三"]


def test_text_outside_of_any_paragraph_is_a_line() -> None:
    assert seen(run("散") + paragraph("落")) == ["散", "落"]


# ---- fields ----


def test_code_of_a_field_is_not_read_and_its_result_is() -> None:
    field = complex_field(' IF 1 = 1 "甲" "乙" ', "甲")
    assert only_line(paragraph("组", field, "级")).text == "组甲级"


def test_field_in_the_code_of_another_shows_nothing() -> None:
    inner = complex_field(" MERGEFIELD 单位 ", "不见")
    outer = field_mark("begin") + code(" IF ") + inner + field_mark("separate") + run("可见")
    assert only_line(paragraph(outer + field_mark("end"))).text == "可见"


def test_field_in_the_result_of_another_is_shown() -> None:
    inner = complex_field(" PAGEREF a ", "7")
    assert only_line(paragraph(complex_field(" HYPERLINK ", run("见第") + inner))).text == "见第7"


def test_field_may_reach_over_paragraphs() -> None:
    begin = field_mark("begin") + code(" QUOTE ") + field_mark("separate")
    body = paragraph(begin, "一") + paragraph("二", field_mark("end"), "尾")
    assert seen(body) == ["一", "二尾"]


def test_contents_list_of_a_field_is_marked() -> None:
    begin = field_mark("begin") + code(' TOC \\o "1-3" ') + field_mark("separate")
    body = paragraph(begin, "总体目标\t1") + paragraph("项目\t2") + paragraph(field_mark("end"))
    reading = read(body + paragraph("正文"))
    assert [(line.text, line.contents) for line in lines(reading)] == [
        ("总体目标\t1", True),
        ("项目\t2", True),
        ("", True),
        ("正文", False),
    ]


def test_contents_list_of_a_content_control_is_marked() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    reading = read(content_control(paragraph("目录"), gallery) + paragraph("正文"))
    assert [line.contents for line in lines(reading)] == [True, False]


def test_contents_list_that_never_ends_is_text_again_and_told() -> None:
    begin = field_mark("begin") + code(" TOC ") + field_mark("separate")
    reading = read(paragraph(begin, "目录") + paragraph("正文"))
    assert [line.contents for line in lines(reading)] == [False, False]
    assert codes(reading) == ["read-field-open"]


def test_field_without_a_result_is_told() -> None:
    reading = read(paragraph(complex_field(" EQ \\f(1,2) ", "")))
    assert codes(reading) == ["read-field"]
    assert "EQ \\f(1,2)" in reading.diagnostics[0].message


def test_choice_of_a_drop_down_is_read() -> None:
    choices = '<w:listEntry w:val="甲"/><w:listEntry w:val="乙"/>'
    data = f'<w:ffData><w:ddList><w:result w:val="1"/>{choices}</w:ddList></w:ffData>'
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    field = begin + code(" FORMDROPDOWN ") + field_mark("end")
    assert only_line(paragraph("选", field, "级")).text == "选乙级"


# ---- marks ----


def test_contents_entry_is_a_mark_and_no_text() -> None:
    entry = field_mark("begin") + code(' TC "1、修路" \\f C \\l 2 ') + field_mark("end")
    line = only_line(paragraph("1.", entry, "修路"))
    assert line.text == "1.修路"
    assert line.marks == (PlacedMark(Entry("1、修路", "C", 2), 2),)


def test_contents_entry_in_hidden_runs_is_a_mark() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    entry = (
        field_mark("begin").replace("<w:r>", f"<w:r>{hidden}")
        + code(' TC "修路" \\f C \\l 1 ').replace("<w:r>", f"<w:r>{hidden}")
        + field_mark("end").replace("<w:r>", f"<w:r>{hidden}")
    )
    reading = read(paragraph("修路", entry))
    (line,) = lines(reading)
    assert line.marks == (PlacedMark(Entry("修路", "C", 1), 2),)
    assert reading.diagnostics == ()


def test_bookmarks_are_marks_in_their_place() -> None:
    start = '<w:bookmarkStart w:id="{}" w:name="{}"/>'
    line = only_line(
        start.format(1, "_Toc_2_2_0000000001")
        + paragraph(start.format(2, "首"), "修", start.format(3, "路"), '<w:bookmarkEnd w:id="2"/>')
    )
    assert line.text == "修"
    assert line.marks == (
        PlacedMark(Bookmark("_Toc_2_2_0000000001"), 0),
        PlacedMark(Bookmark("首"), 0),
        PlacedMark(Bookmark("路"), 1),
    )


def test_bookmark_after_the_last_paragraph_belongs_to_it() -> None:
    line = only_line(paragraph("末") + '<w:bookmarkStart w:id="1" w:name="尾"/>')
    assert line.marks == (PlacedMark(Bookmark("尾"), 1),)


def test_place_of_the_cursor_is_no_mark() -> None:
    assert not only_line(paragraph('<w:bookmarkStart w:id="0" w:name="_GoBack"/>', "修")).marks


# ---- text boxes ----


@pytest.mark.parametrize("box", [text_box, new_text_box])
def test_text_box_is_read_once_and_apart_from_its_line(box: Callable[..., str]) -> None:
    reading = read(paragraph("前", box(paragraph("框内"), paragraph("二")), "后"))
    assert picture(reading.blocks) == ["前后"]
    assert asides(reading) == [("text-box", ["框内", "二"])]
    assert reading.diagnostics == ()


def test_text_box_in_a_text_box_is_read_once() -> None:
    assert asides(
        read(paragraph(new_text_box(paragraph("外", new_text_box(paragraph("内"))))))
    ) == [
        ("text-box", ["内"]),
        ("text-box", ["外"]),
    ]


def test_text_box_and_its_fallback_inside_of_a_drawing_are_read_once() -> None:
    box = "<w:txbxContent>{}</w:txbxContent>"
    inside = (
        f"<mc:AlternateContent><mc:Choice>{box.format(paragraph('框'))}</mc:Choice>"
        f"<mc:Fallback>{box.format(paragraph('框'))}</mc:Fallback></mc:AlternateContent>"
    )
    drawing = f"<w:r><w:drawing>{inside}</w:drawing></w:r>"
    assert asides(read(paragraph(drawing))) == [("text-box", ["框"])]


def test_text_box_has_the_place_of_its_paragraph() -> None:
    (aside,) = read(paragraph("前", text_box(paragraph("框")))).asides
    # body, paragraph, run (after properties and a run), pict, shape, textbox, content, paragraph
    assert aside.blocks[0].origin == Origin.at("word/document.xml", 0, 0, 2, 0, 0, 0, 0, 0)


def test_text_along_a_path_is_read() -> None:
    shape = '<v:shape><v:textpath string="样张"/></v:shape>'
    assert asides(read(paragraph(f"<w:r><w:pict>{shape}</w:pict></w:r>"))) == [
        ("text-box", ["样张"])
    ]


@pytest.mark.parametrize(
    ("choice", "fallback", "text"),
    [
        (run("新"), run("旧"), "新"),
        ("<w:r/>", run("旧"), "旧"),
        (run("新"), "", "新"),
    ],
)
def test_one_of_the_alternatives_is_read(choice: str, fallback: str, text: str) -> None:
    alternatives = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )
    assert only_line(paragraph("甲", alternatives)).text == f"甲{text}"


def test_one_of_the_alternatives_of_blocks_is_read() -> None:
    assert seen(
        f'<mc:AlternateContent><mc:Choice Requires="w16">{paragraph("新")}</mc:Choice>'
        f"<mc:Fallback>{paragraph('旧')}</mc:Fallback></mc:AlternateContent>"
    ) == ["新"]


# ---- what is not read, and told ----


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<w:r><w:drawing/></w:r>", "read-picture"),
        ("<w:r><w:pict/></w:r>", "read-picture"),
        ("<w:r><w:object/></w:r>", "read-object"),
        ('<w:subDoc r:id="rId9"/>', "read-object"),
        (f"<w:r><w:ruby><w:rt>{run('xiū')}</w:rt></w:ruby></w:r>", "read-ruby"),
        ("<m:oMath/>", "read-formula"),
    ],
)
def test_what_is_no_text_is_told(content: str, told: str) -> None:
    reading = read(paragraph("前", content, "后"))
    assert picture(reading.blocks) == ["前后"]
    assert codes(reading) == [told]


def test_base_of_a_phonetic_guide_and_letters_of_a_formula_are_text() -> None:
    ruby = (
        f"<w:r><w:ruby><w:rt>{run('xiū')}</w:rt><w:rubyBase>{run('修')}</w:rubyBase></w:ruby></w:r>"
    )
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r><m:sSup><m:e><m:r><m:t>y</m:t></m:r></m:e></m:sSup>"
    assert only_line(paragraph(ruby, "路", f"{formula}</m:oMath>")).text == "修路xy"


def test_hidden_text_is_left_out_and_counted() -> None:
    reading = read(paragraph("见", run("不见", "<w:vanish/>"), "了"))
    assert picture(reading.blocks) == ["见了"]
    assert [each.message for each in reading.diagnostics] == ["2 hidden characters are left out"]


@pytest.mark.parametrize("off", ["0", "false", "off"])
def test_text_that_is_not_hidden_any_more_is_read(off: str) -> None:
    assert only_line(paragraph(run("见", f'<w:vanish w:val="{off}"/>'))).text == "见"


@pytest.mark.parametrize(
    "hidden",
    [
        "<w:sym w:font='Symbol' w:char='F0B3'/>",
        f"<w:pict><w:txbxContent>{paragraph('字')}</w:txbxContent></w:pict>",
        "<w:unknown><w:t>字</w:t></w:unknown>",
    ],
)
def test_whatever_else_is_hidden_is_counted_too(hidden: str) -> None:
    reading = read(paragraph("见", f"<w:r><w:rPr><w:vanish/></w:rPr>{hidden}</w:r>"))
    assert [each.message for each in reading.diagnostics] == ["1 hidden character is left out"]
