"""The visible text of paragraphs is that of the reader, and what cannot be changed is known."""

import pytest

from jixiao.correct.patch.text import (
    CONTROL,
    FIELD,
    MOVED,
    OBJECT,
    TextLine,
    is_locked,
    local,
    read_lines,
)
from jixiao.correct.patch.tree import Element, XmlTree
from tests.patching import OTHER, body_of, mark_changed, put_in, taken_out, tree_of
from tests.word_xml import (
    WordFile,
    code,
    complex_field,
    content_control,
    docx,
    field_mark,
    new_text_box,
    paragraph,
    part,
    run,
    seen,
    text_box,
)


def lines(*body: str) -> list[TextLine]:
    return read_lines(body_of(tree_of("".join(body))).children)


def obstacles(*content: str) -> list[tuple[str, str]]:
    """Return the texts of a paragraph, each with why it cannot be changed."""
    (line,) = lines(paragraph(*content))
    return [(piece.text, piece.obstacle) for piece in line.pieces]


def symbol(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(run("一", "<w:b/>") + run("二"), id="runs of several looks"),
        pytest.param(
            '<w:r w:rsidR="00A1"><w:t>一</w:t></w:r><w:proofErr w:type="gramStart"/>'
            "<w:r><w:lastRenderedPageBreak/><w:t>二</w:t></w:r>",
            id="what Word leaves behind",
        ),
        pytest.param(
            '<w:r><w:t>一</w:t><w:br/><w:br w:type="page"/><w:cr/><w:tab/><w:ptab/>'
            "<w:noBreakHyphen/><w:softHyphen/><w:t> 二 </w:t></w:r>",
            id="signs",
        ),
        pytest.param(run("一", "<w:vanish/>") + run("二", '<w:vanish w:val="0"/>'), id="hidden"),
        pytest.param(
            "<w:r><w:t>&lt;一&#13;<!-- x --><![CDATA[<二>]]>&#x20021;𠀡</w:t></w:r>", id="XML"
        ),
        pytest.param(
            symbol("Wingdings", "F0FE") + symbol("Symbol", "F0B3") + symbol("宋体", "4E00"),
            id="symbols",
        ),
        pytest.param(symbol("Wingdings", "x") + run("一") + symbol("", "0"), id="no symbols"),
        pytest.param(
            run("\uf0fe", '<w:rFonts w:ascii="Wingdings"/>') + run("\uf0fe"), id="a symbol font"
        ),
        pytest.param(put_in(1, run("一")) + taken_out(2, "二") + run("三"), id="tracked changes"),
        pytest.param(put_in(1, run("一"), taken_out(2, "二"), run("三")), id="a change in another"),
        pytest.param(
            f'<w:moveFrom w:id="1" {OTHER}>{run("一")}</w:moveFrom>'
            f'<w:moveTo w:id="2" {OTHER}>{run("二")}</w:moveTo>',
            id="moved text",
        ),
        pytest.param(complex_field("REF x", "一") + run("二"), id="a field with a result"),
        pytest.param(complex_field(r"TC 一 \l 1", "") + run("二"), id="a contents mark"),
        pytest.param('<w:fldSimple w:instr="REF x"><w:r><w:t>一</w:t></w:r></w:fldSimple>'),
        pytest.param(content_control(run("一")) + run("二"), id="a content control"),
        pytest.param(
            f'<w:hyperlink w:anchor="x">{run("一")}</w:hyperlink>'
            f"<w:smartTag>{run('二')}<w:smartTag>{run('三')}</w:smartTag></w:smartTag>"
            f"<w:customXml>{run('四')}</w:customXml><w:dir>{run('五')}</w:dir>",
            id="what encloses runs",
        ),
        pytest.param(text_box(paragraph("一")) + new_text_box(paragraph("二")), id="text boxes"),
        pytest.param(
            '<w:r><w:t>一</w:t><w:drawing/><w:footnoteReference w:id="2"/><w:t>二</w:t></w:r>',
            id="a drawing and a note",
        ),
        pytest.param('<w:bookmarkStart w:id="1" w:name="x"/>', id="no text"),
    ],
)
def test_the_text_is_what_the_reader_sees(content: str) -> None:
    body = f"<w:p>{content}</w:p>"
    assert [line.text for line in lines(body)] == seen(docx(body))


def test_paragraphs_whose_marks_are_taken_out_are_one_line() -> None:
    body = [
        paragraph("一", properties=mark_changed("del", 1)),
        paragraph("二", properties=mark_changed("ins", 2)),
        "<w:p/>",
        paragraph("三", properties=mark_changed("moveFrom", 3)),
    ]
    found = lines(*body)
    assert [line.text for line in found] == ["一二", "", "三"] == seen(docx(*body))
    assert [len(line.paragraphs) for line in found] == [2, 1, 1]
    assert found[0].last is found[0].paragraphs[1]


def test_each_piece_knows_its_place_and_its_run() -> None:
    (line,) = lines(paragraph("一二", "<w:r><w:t>三</w:t><w:br/></w:r>"))
    assert [(each.text, each.start, each.end) for each in line.pieces] == [
        ("一二", 0, 2),
        ("三", 2, 3),
        ("\n", 3, 4),
    ]
    assert line.pieces[1].run is line.pieces[2].run is not line.pieces[0].run
    assert line.length == 4


def test_a_piece_knows_by_whom_it_was_put_in() -> None:
    (line,) = lines(paragraph("一", put_in(1, f"<w:smartTag>{run('二')}</w:smartTag>")))
    first, second = line.pieces
    assert first.inserted is None
    assert second.inserted is not None
    assert local(second.inserted) == "ins"


def test_a_strict_file_with_another_prefix_is_read_alike() -> None:
    body = f"<w:body>{paragraph('一', put_in(1, run('二')))}</w:body>"
    xml = part("document", body, strict=True).replace(b"w:", b"x:").replace(b":w=", b":x=")
    (line,) = read_lines(XmlTree(xml).at((0,)).children)
    assert line.text == "一二"
    assert seen(WordFile(paragraph("一", put_in(1, run("二"))), strict=True)) == ["一二"]


def test_a_plain_text_has_no_obstacle() -> None:
    held = f'<w:hyperlink w:anchor="x">{run("二")}</w:hyperlink>{content_control(run("三"))}'
    assert obstacles("一", held) == [("一", ""), ("二", ""), ("三", "")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (complex_field("REF x", "二"), FIELD),
        ('<w:fldSimple w:instr="REF x"><w:r><w:t>二</w:t></w:r></w:fldSimple>', FIELD),
        (content_control(run("二"), '<w:lock w:val="contentLocked"/>'), CONTROL),
        (content_control(run("二"), '<w:lock w:val="sdtContentLocked"/>'), CONTROL),
        (content_control(run("二"), '<w:dataBinding w:xpath="/x"/>'), CONTROL),
        (content_control(run("二"), "<w:showingPlcHdr/>"), CONTROL),
        (f'<w:moveTo w:id="2" {OTHER}>{run("二")}</w:moveTo>', MOVED),
        (symbol("宋体", "4E8C"), OBJECT),
    ],
)
def test_what_cannot_be_changed_says_why(content: str, reason: str) -> None:
    assert obstacles("一", content, "三")[1:] in ([("二", reason), ("三", "")],)


def test_signs_of_a_symbol_font_are_not_what_is_written() -> None:
    font = '<w:rFonts w:ascii="Wingdings"/>'
    assert obstacles(run("\uf0fe", font), run("一", font)) == [("\u2611", OBJECT), ("一", "")]


def test_a_lock_that_only_keeps_a_control_from_being_deleted_is_no_obstacle() -> None:
    for properties in ('<w:lock w:val="sdtLocked"/>', '<w:showingPlcHdr w:val="0"/>'):
        assert obstacles(content_control(run("二"), properties)) == [("二", "")]


def test_formulas_and_phonetic_guides_are_no_text() -> None:
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    ruby = "<w:r><w:ruby><w:rubyBase/></w:ruby></w:r>"
    assert obstacles(formula, ruby) == [("\ufffc", OBJECT), ("\ufffc", OBJECT)]


def test_a_field_goes_on_in_the_next_paragraph() -> None:
    opened = field_mark("begin") + code("INCLUDETEXT x") + field_mark("separate")
    first, second = lines(
        paragraph("一", opened, "二"), paragraph("三", field_mark("end"), run("四"))
    )
    assert [each.obstacle for each in first.pieces] == ["", FIELD]
    assert [each.obstacle for each in second.pieces] == [FIELD, ""]


def test_a_field_that_ends_here_began_before() -> None:
    first, second = lines(paragraph("一"), paragraph("二", field_mark("end"), run("三")))
    assert [each.obstacle for each in (*first.pieces, *second.pieces)] == [FIELD, FIELD, ""]


def test_a_whole_paragraph_may_stand_in_a_locked_control() -> None:
    locked = content_control(paragraph("一"), '<w:lock w:val="contentLocked"/>')
    body = body_of(tree_of(locked + paragraph("二")))
    inner, outer = [each for each in body.iter() if local(each) == "p"]
    assert (is_locked(inner), is_locked(outer)) == (True, False)
    assert _obstacle(inner) == CONTROL
    assert _obstacle(outer) == ""


def _obstacle(found: Element) -> str:
    return read_lines([found])[0].pieces[0].obstacle
