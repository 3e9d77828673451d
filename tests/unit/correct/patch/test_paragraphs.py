"""Paragraphs made to read as other lines: changed, put in, taken out."""

import pytest

from jixiao.correct.patch.marks import Marks
from jixiao.correct.patch.paragraphs import Area, mark_paragraph, printed_text, set_lines
from jixiao.correct.patch.runs import UnsafeError
from jixiao.correct.patch.text import is_mark_deleted, local
from jixiao.correct.patch.tree import Element
from tests.patching import (
    OTHER,
    accepted,
    body_of,
    mark_changed,
    patched,
    put_in,
    rejected,
    taken_out,
    tree_of,
    with_lines,
    without_ours,
)
from tests.word_xml import (
    complex_field,
    content_control,
    docx,
    field_mark,
    paragraph,
    row,
    run,
    seen,
    table,
    text_box,
)

ONE = "<w:p><w:r><w:t>一</w:t></w:r></w:p>"
TWO, THREE = (ONE.replace("一", text) for text in "二三")
SECTION = '<w:sectPr><w:pgSz w:w="11906"/></w:sectPr>'


def tracked(body: str, *lines: str) -> str:
    """Return a body made to read as lines; accepted it does, rejected it is what it was."""
    new = with_lines(body, lines)
    assert accepted(new) == list(lines)
    assert rejected(new) == rejected(body)
    return without_ours(new)


def plain(body: str, *lines: str) -> str:
    new = with_lines(body, lines, tracked=False)
    assert accepted(new) == list(lines)
    assert without_ours(new) == new
    return new


def ins(text: str) -> str:
    return f"<w:ins><w:r><w:t>{text}</w:t></w:r></w:ins>"


def dele(text: str) -> str:
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def marked(kind: str, content: str) -> str:
    return f"<w:p><w:pPr><w:rPr><w:{kind}/></w:rPr></w:pPr>{content}</w:p>"


OLD_ONE = ONE.removeprefix("<w:p>").removesuffix("</w:p>")


# ---- what is there ----


def test_printed_lines_are_without_spaces_around_and_blank_ones() -> None:
    body = body_of(
        tree_of(
            paragraph("\u3000\u3000一\u3000")
            + paragraph("  ")
            + "<w:p><w:r><w:t>二</w:t><w:br/><w:br/><w:t> 三\u2028四</w:t></w:r></w:p><w:p/>"
        )
    )
    assert printed_text(Area(body.children)) == ["一", "二", "三", "四"]


def test_what_says_so_already_is_not_touched() -> None:
    body = ONE + "<w:p/>" + paragraph(" 二 ")
    assert tracked(body, "一", "二") == body


# ---- lines changed ----


def test_only_the_line_that_differs_is_changed() -> None:
    new = tracked(ONE + TWO + THREE, "一", "乙", "三")
    assert new == f"{ONE}<w:p>{dele('二')}{ins('乙')}</w:p>{THREE}"
    assert plain(ONE + TWO + THREE, "一", "乙", "三") == ONE + TWO.replace("二", "乙") + THREE


def test_spaces_around_a_line_stay() -> None:
    assert plain(ONE.replace("一", "\u3000一 "), "乙").count("\u3000") == 1


def test_a_part_between_line_breaks_is_a_line() -> None:
    broken = "<w:p><w:r><w:t>一</w:t><w:br/><w:t> 二</w:t><w:br/><w:t>三</w:t></w:r></w:p>"
    assert tracked(broken, "一", "乙", "三").count("<w:br/>") == 2
    assert tracked(broken, "一", "二", "新", "三").count("<w:ins>") == 1
    assert '<w:br/><w:t xml:space="preserve"> 新' in tracked(broken, "一", "二", "新", "三")
    for lines in (["二", "三"], ["一", "三"], ["一", "二"], ["一"], ["二"], ["三"], []):
        new = plain(broken, *lines)
        assert new.count("<w:br/>") == max(len(lines) - 1, 0)
        tracked(broken, *lines)


def test_a_line_that_grows_above_one_put_in_keeps_its_order() -> None:
    broken = "<w:p><w:r><w:t>完成一</w:t><w:br/><w:t>三</w:t></w:r></w:p>"
    tracked(broken, "完成一二", "新", "三")


# ---- lines put in ----


def test_a_line_is_put_in_as_if_enter_were_pressed_at_the_end_of_the_one_before() -> None:
    new = tracked(ONE + TWO, "一", "新", "二")
    assert new == f"{marked('ins', OLD_ONE)}<w:p>{ins('新')}</w:p>{TWO}"
    assert plain(ONE + TWO, "一", "新", "二") == ONE + ONE.replace("一", "新") + TWO


def test_lines_are_put_in_at_the_end() -> None:
    new = tracked(ONE, "一", "新", "老")
    assert new == f"{marked('ins', OLD_ONE)}{marked('ins', ins('新'))}<w:p>{ins('老')}</w:p>"


def test_lines_are_put_in_at_the_beginning() -> None:
    assert tracked(ONE, "新", "老", "一") == (
        f"{marked('ins', ins('新'))}{marked('ins', ins('老'))}{ONE}"
    )


def test_a_new_paragraph_looks_like_the_one_before() -> None:
    look = "<w:rPr><w:b/></w:rPr>"
    old = (
        '<w:p w14:paraId="0A" xmlns:w14="urn:x"><w:pPr><w:jc w:val="center"/>'
        f'<w:rPr><w:i/></w:rPr><w:pPrChange w:id="1" {OTHER}><w:pPr/></w:pPrChange></w:pPr>'
        f"<w:r>{look}<w:t>\u3000\u3000一</w:t></w:r></w:p>"
    )
    new = plain(old, "一", "新").removeprefix(old)
    assert new == (
        '<w:p><w:pPr><w:jc w:val="center"/><w:rPr><w:i/></w:rPr></w:pPr>'
        f'<w:r>{look}<w:t xml:space="preserve">\u3000\u3000新</w:t></w:r></w:p>'
    )
    tracked(old, "一", "新")


def test_a_blank_paragraph_takes_the_first_line() -> None:
    assert with_lines("<w:p/>", ["新"], tracked=False, look="<w:rPr><w:b/></w:rPr>") == (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>新</w:t></w:r></w:p>"
    )
    assert tracked("<w:p/>", "新", "老") == (f"{marked('ins', ins('新'))}<w:p>{ins('老')}</w:p>")
    spaces = paragraph("  ")
    assert plain(spaces, "新").startswith(spaces.removesuffix("</w:p>"))


def test_below_a_heading_that_has_no_text_the_heading_keeps_its_mark() -> None:
    def change(body: Element, marks: Marks) -> None:
        heading, *_others = body.children
        set_lines(Area((), b"<w:rPr><w:b/></w:rPr>", heading), ["新", "老"], marks)

    bold = "<w:ins><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:ins>"
    new, old = bold.format("新"), bold.format("老")
    body = ONE + TWO
    found = patched(body, change)
    assert (accepted(found), rejected(found)) == (["一", "新", "老", "二"], ["一", "二"])
    assert without_ours(found) == f"{ONE}{marked('ins', new)}{marked('ins', old)}{TWO}"
    # Before a table there is no paragraph that the last new one could go away with.
    other = table(row("三"))
    found = patched(ONE + other, change)
    assert without_ours(found) == (
        f"{marked('ins', OLD_ONE)}{marked('ins', new)}<w:p>{old}</w:p>{other}"
    )


def test_nowhere_to_put_a_line_is_refused() -> None:
    with pytest.raises(UnsafeError):
        with_lines("", ["新"])


def test_the_paragraph_that_ends_a_section_is_still_the_last() -> None:
    old = f"<w:p><w:pPr><w:jc/>{SECTION}</w:pPr>{OLD_ONE}</w:p>"
    new = tracked(old + TWO, "一", "新", "老", "二")
    ends = f"<w:p><w:pPr><w:jc/>{SECTION}</w:pPr>"
    assert new == (
        f"<w:p><w:pPr><w:jc/><w:rPr><w:ins/></w:rPr></w:pPr>{OLD_ONE}</w:p>"
        f"<w:p><w:pPr><w:jc/><w:rPr><w:ins/></w:rPr></w:pPr>{ins('新')}</w:p>"
        f"{ends}{ins('老')}</w:p>{TWO}"
    )
    blank = f"<w:p><w:pPr>{SECTION}</w:pPr></w:p>"
    for body in (old, blank):
        assert tracked(body, "新", "老", "三").endswith(f"{ins('三')}</w:p>")
        assert plain(body, "新", "老").count("sectPr") == 2


def test_behind_a_mark_that_somebody_put_in_the_new_mark_is_ours() -> None:
    theirs = mark_changed("ins", 3)
    body = paragraph(put_in(4, run("一")), properties=theirs) + TWO
    new = tracked(body, "一", "新", "二")
    assert theirs in new
    assert marked("ins", "").removesuffix("</w:p>") in new


# ---- lines taken out ----


def test_a_line_is_taken_out_with_its_mark() -> None:
    gone = marked("del", dele("二"))
    assert tracked(ONE + TWO + THREE, "一", "三") == ONE + gone + THREE
    assert plain(ONE + TWO + THREE, "一", "三") == ONE + THREE
    first = tracked(ONE + TWO, "二")
    assert first == marked("del", dele("一")) + TWO


def test_the_last_line_is_taken_out_with_the_mark_before_it() -> None:
    new = tracked(ONE + TWO + THREE, "一")
    assert new == marked("del", OLD_ONE) + marked("del", dele("二")) + f"<w:p>{dele('三')}</w:p>"
    assert plain(ONE + TWO + THREE, "一") == ONE


def test_of_all_lines_taken_out_one_blank_paragraph_is_left() -> None:
    new = with_lines(ONE + TWO, [])
    assert (seen(docx(new)), rejected(new)) == ([""], ["一", "二"])
    assert plain(ONE + TWO) == "<w:p></w:p>"


def test_marks_between_paragraphs_do_not_matter() -> None:
    mark = '<w:bookmarkEnd w:id="0"/>'
    new = tracked(ONE + mark + TWO, "二")
    assert new == marked("del", dele("一")) + mark + TWO


def test_the_spaces_of_a_line_go_with_it() -> None:
    old = paragraph("\u3000\u3000一") + paragraph("\u3000\u3000二")
    new = with_lines(old, ["二"])
    assert seen(docx(new)) == ["\u3000\u3000二"]
    assert seen(docx(new), revisions="reject") == ["\u3000\u3000一", "\u3000\u3000二"]


@pytest.mark.parametrize(
    "held",
    [
        "<w:r><w:drawing/></w:r>",
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        '<w:bookmarkStart w:id="0" w:name="x"/>',
        "<w:hyperlink/>",
        '<w:r><w:br w:type="page"/></w:r>',
        taken_out(9, "旧"),
        run("隐", "<w:vanish/>"),
        field_mark("begin"),
        text_box(paragraph("盒")),
        put_in(9, "<w:r><w:drawing/></w:r>"),
    ],
)
@pytest.mark.parametrize("is_tracked", [True, False])
def test_a_paragraph_with_more_than_text_is_emptied_only(held: str, is_tracked: bool) -> None:
    body = ONE + paragraph("二", held) + THREE
    new = with_lines(body, ["一", "三"], tracked=is_tracked)
    assert held in new
    assert accepted(new) == ["一", "三"]


def test_a_paragraph_that_ends_a_section_stays() -> None:
    body = ONE + f"<w:p><w:pPr>{SECTION}</w:pPr>{OLD_ONE.replace('一', '二')}</w:p>" + THREE
    for is_tracked in (True, False):
        new = with_lines(body, ["一", "三"], tracked=is_tracked)
        assert new.count(SECTION) == 1
        assert "<w:del/>" not in without_ours(new)


def test_a_line_of_several_paragraphs_is_taken_out() -> None:
    joined = paragraph("二", properties=mark_changed("del", 5)) + paragraph("三")
    new = tracked(ONE + joined + ONE.replace("一", "四"), "一", "四")
    assert mark_changed("del", 5) in new
    assert mark_changed("del", 5) in plain(ONE + joined, "一")


# ---- what is refused ----


def test_what_cannot_be_changed_is_refused() -> None:
    for held in (
        complex_field("REF x", "二"),
        content_control(run("二"), '<w:lock w:val="contentLocked"/>'),
    ):
        with pytest.raises(UnsafeError):
            with_lines(paragraph("一", held), ["一三"])


@pytest.mark.parametrize("content", [ONE, "<w:p/>"])
@pytest.mark.parametrize("properties", ['<w:lock w:val="contentLocked"/>', "<w:dataBinding/>"])
def test_a_locked_control_around_paragraphs_is_refused(content: str, properties: str) -> None:
    def change(body: Element, marks: Marks) -> None:
        set_lines(Area([each for each in body.iter() if local(each) == "p"]), ["新"], marks)

    with pytest.raises(UnsafeError):
        patched(content_control(content, properties), change)
    assert accepted(patched(content_control(content), change)) == ["新"]


@pytest.mark.parametrize("lines", [["一", "新"], ["新", "一"]])
def test_a_control_of_plain_text_takes_no_second_paragraph(lines: list[str]) -> None:
    def change(body: Element, marks: Marks) -> None:
        set_lines(Area([each for each in body.iter() if local(each) == "p"]), lines, marks)

    with pytest.raises(UnsafeError):
        patched(content_control(ONE, "<w:text/>"), change)
    assert accepted(patched(content_control(ONE, "<w:richText/>"), change)) == lines


# ---- marks ----


@pytest.mark.parametrize(
    ("properties", "wanted"),
    [
        ("", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"),
        ("<w:pPr/>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"),
        ("<w:pPr><w:jc/></w:pPr>", "<w:pPr><w:jc/><w:rPr><w:del/></w:rPr></w:pPr>"),
        (
            "<w:pPr><w:jc/><w:sectPr/></w:pPr>",
            "<w:pPr><w:jc/><w:rPr><w:del/></w:rPr><w:sectPr/></w:pPr>",
        ),
        ("<w:pPr><w:rPr/></w:pPr>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"),
        (
            "<w:pPr><w:rPr><w:b/></w:rPr></w:pPr>",
            "<w:pPr><w:rPr><w:del/><w:b/></w:rPr></w:pPr>",
        ),
        (
            '<w:pPr><w:rPr><w:ins w:id="1"/><w:b/></w:rPr></w:pPr>',
            '<w:pPr><w:rPr><w:ins w:id="1"/><w:del/><w:b/></w:rPr></w:pPr>',
        ),
        ('<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>',) * 2,
    ],
)
def test_a_mark_stands_where_the_schema_wants_it(properties: str, wanted: str) -> None:
    def change(body: Element, marks: Marks) -> None:
        mark_paragraph(body.children[0], "del", marks)

    new = patched(f"<w:p>{properties}<w:r/></w:p>", change)
    assert without_ours(new) == f"<w:p>{wanted}<w:r/></w:p>"
    assert is_mark_deleted(body_of(tree_of(new)).children[0])
