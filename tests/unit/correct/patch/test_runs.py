"""Texts are put into the runs of a line and taken out; all other runs stay byte by byte."""

import re
from datetime import UTC, datetime

import pytest

from jixiao.correct.patch.marks import Marks
from jixiao.correct.patch.runs import Edit, UnsafeError, change_line, delete_runs, look_of
from jixiao.correct.patch.text import local, read_lines
from jixiao.correct.patch.tree import Element
from tests.patching import (
    OTHER,
    accepted,
    body_of,
    patched,
    put_in,
    rejected,
    taken_out,
    tree_of,
    without_ours,
)
from tests.word_xml import complex_field, content_control, field_mark, run

DATE = datetime(2024, 3, 1, tzinfo=UTC)
BOLD, RED = "<w:b/>", '<w:color w:val="FF0000"/>'


def edited(content: str, *edits: tuple[int, int, str], tracked: bool = True) -> str:
    """Return the content of a paragraph after edits, our changes as bare ``ins`` and ``del``."""

    def change(body: Element, marks: Marks) -> None:
        (line,) = read_lines(body.children)
        change_line(line, [Edit(*each) for each in edits], marks, b"<w:rPr><w:i/></w:rPr>")

    new = patched(f"<w:p>{content}</w:p>", change, tracked=tracked)
    return without_ours(new).removeprefix("<w:p>").removesuffix("</w:p>")


def part(text: str, properties: str = "") -> str:
    """Return a run as we write it."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def ins(text: str, properties: str = "") -> str:
    return f"<w:ins>{part(text, properties)}</w:ins>"


def dele(text: str, properties: str = "") -> str:
    return f"<w:del>{part(text, properties).replace('w:t>', 'w:delText>')}</w:del>"


# ---- where the text changes ----


def test_the_middle_of_a_run_changes() -> None:
    new = edited(run("一二三", BOLD), (1, 2, "乙"))
    assert new == part("一", BOLD) + dele("二", BOLD) + ins("乙", BOLD) + part("三", BOLD)


def test_plainly_changed_the_new_text_has_the_look_of_the_old() -> None:
    new = edited(run("一二三", BOLD), (1, 2, "乙"), tracked=False)
    assert new == part("一", BOLD) + part("乙", BOLD) + part("三", BOLD)


def test_all_other_runs_stay_as_they_are() -> None:
    first = '<w:r w:rsidR="00AB"><w:t>一</w:t></w:r><w:proofErr w:type="gramStart"/>'
    last = "<w:r ><w:rPr ><w:b /></w:rPr ><w:t xml:space='preserve'>三</w:t ></w:r >"
    new = edited(first + run("二") + last, (1, 2, "乙"))
    assert new == first + dele("二") + ins("乙") + last


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("at", [0, 2])
def test_text_put_in_beside_a_run_does_not_write_it_anew(at: int, tracked: bool) -> None:
    old = '<w:r  w:rsidR="00AB"><!-- x --><w:t>一二</w:t>\n<w:drawing/><?y z?></w:r>'
    new = edited(old, (at, at, "乙"), tracked=tracked)
    own = "<w:r><w:t>乙</w:t></w:r>"
    own = f"<w:ins>{own}</w:ins>" if tracked else own
    if at:  # the drawing stands behind the text
        own = "<w:r><w:t>一二</w:t></w:r>".replace("<w:r>", '<w:r  w:rsidR="00AB">') + own
        assert new == own + '<w:r  w:rsidR="00AB"><w:drawing/></w:r>'
    else:
        assert new == own + old


def test_between_two_runs_new_text_looks_like_the_first() -> None:
    first, second = run("一", BOLD), run("二", RED)
    assert edited(first + second, (1, 1, "乙")) == first + ins("乙", BOLD) + second


def test_new_text_stands_behind_the_first_run_that_it_replaces() -> None:
    new = edited(run("一二", BOLD) + run("三", RED), (1, 3, "乙"))
    assert new == part("一", BOLD) + dele("二", BOLD) + ins("乙", BOLD) + dele("三", RED)


def test_several_edits_of_one_run() -> None:
    new = edited(run("一二三四"), (3, 4, ""), (0, 1, "甲"), (2, 2, "乙"))
    assert new == dele("一") + ins("甲") + part("二") + ins("乙") + part("三") + dele("四")


def test_texts_put_in_at_one_place_stand_in_their_order() -> None:
    assert accepted(f"<w:p>{edited(run('一'), (1, 1, '乙'), (1, 1, '甲'))}</w:p>") == ["一乙甲"]


def test_edits_that_overlap_are_one() -> None:
    line = "<w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r>"
    new = edited(line, (0, 2, ""), (1, 3, ""))
    content = "<w:delText>一</w:delText><w:br/><w:delText>二</w:delText>"
    assert new == f"<w:del><w:r>{content}</w:r></w:del>"


def test_signs_are_taken_out_and_put_in() -> None:
    new = edited("<w:r><w:t>一</w:t><w:tab/><w:noBreakHyphen/></w:r>", (1, 3, "\t\n"))
    assert new == (
        "<w:r><w:t>一</w:t></w:r><w:del><w:r><w:tab/></w:r></w:del>"
        "<w:ins><w:r><w:tab/><w:br/></w:r></w:ins><w:del><w:r><w:noBreakHyphen/></w:r></w:del>"
    )


def test_what_shows_no_text_in_a_run_stays() -> None:
    old = (
        "<w:r><w:lastRenderedPageBreak/><w:t>一</w:t><w:drawing/><w:softHyphen/>"
        '<w:footnoteReference w:id="2"/><w:t>二</w:t></w:r>'
    )
    new = edited(old, (0, 2, "甲"))
    for name in ("lastRenderedPageBreak", "drawing", "softHyphen", "footnoteReference"):
        assert f"<w:{name}" in new.replace("<w:del>", "").replace("</w:del>", "")
    plain = edited(old, (0, 2, "甲"), tracked=False)
    assert plain == (
        "<w:r><w:lastRenderedPageBreak/></w:r><w:r><w:t>甲</w:t></w:r>"
        '<w:r><w:drawing/><w:softHyphen/><w:footnoteReference w:id="2"/></w:r>'
    )


def test_spaces_and_entities_survive_a_cut() -> None:
    old = "<w:r><w:t>a &amp; b&#13;<![CDATA[<]]>c</w:t></w:r>"
    assert edited(old, (8, 8, "d")).startswith("<w:r><w:t>a &amp; b&#13;&lt;c</w:t>") is False
    new = edited(old, (2, 3, "&"))
    assert new == (
        '<w:r><w:t xml:space="preserve">a </w:t></w:r>'
        "<w:del><w:r><w:delText>&amp;</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>&amp;</w:t></w:r></w:ins>"
        '<w:r><w:t xml:space="preserve"> b&#13;&lt;c</w:t></w:r>'
    )


def test_characters_of_two_code_units_count_as_one() -> None:
    assert edited(run("𠀡𠮷三"), (1, 2, "吉")) == part("𠀡") + dele("𠮷") + ins("吉") + part("三")


def test_a_line_without_text_gets_the_look_that_is_told() -> None:
    bookmark = '<w:bookmarkStart w:id="1" w:name="x"/>'
    assert edited(bookmark, (0, 0, "一")) == bookmark + ins("一", "<w:i/>")


# ---- what encloses runs ----


def test_beside_something_that_encloses_text_new_text_stands_outside() -> None:
    link = f'<w:hyperlink w:anchor="x">{run("一")}</w:hyperlink>'
    assert edited(link + run("二"), (1, 1, "乙")) == link + ins("乙") + run("二")
    assert edited(run("二") + link, (1, 1, "乙")) == run("二") + ins("乙") + link


def test_text_in_a_link_or_a_control_changes_there() -> None:
    for start, end in (
        ('<w:hyperlink w:anchor="x">', "</w:hyperlink>"),
        ("<w:smartTag>", "</w:smartTag>"),
        ("<w:sdt><w:sdtPr></w:sdtPr><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    ):
        new = edited(start + run("一") + end, (0, 1, "甲"))
        assert new == start + dele("一") + ins("甲") + end


@pytest.mark.parametrize(
    "held",
    [
        complex_field("REF x", "二"),
        content_control(run("二"), '<w:dataBinding w:xpath="/x"/>'),
        f'<w:moveTo w:id="2" {OTHER}>{run("二")}</w:moveTo>',
        '<w:r><w:sym w:font="宋体" w:char="4E8C"/></w:r>',
    ],
)
def test_what_cannot_be_changed_is_refused_but_not_what_stands_beside(held: str) -> None:
    old = run("一") + held + run("三")
    for edit in ((1, 2, ""), (0, 3, "乙"), (1, 2, "乙")):
        with pytest.raises(UnsafeError):
            edited(old, edit)
    assert edited(old, (1, 1, "乙")) == run("一") + ins("乙") + held + run("三")
    assert edited(old, (2, 2, "乙")) == run("一") + held + ins("乙") + run("三")
    with pytest.raises(UnsafeError):
        edited(held, (0, 0, "乙"))


def test_a_run_that_ends_a_field_keeps_doing_so() -> None:
    begin = field_mark("begin") + field_mark("separate")
    old = begin + '<w:r><w:t>一</w:t><w:fldChar w:fldCharType="end"/><w:t>二</w:t></w:r>'
    new = edited(old, (1, 2, "乙"))
    assert new.count("fldChar ") == 3
    assert (accepted(f"<w:p>{new}</w:p>"), rejected(f"<w:p>{new}</w:p>")) == (["一乙"], ["一二"])


# ---- changes of somebody else ----


def test_new_text_divides_what_somebody_else_has_put_in() -> None:
    new = edited(put_in(7, run("一二")), (1, 1, "乙"))
    start = f'<w:ins w:id="7" {OTHER}>'
    again = start.replace("7", "9")
    assert new == f"{start}{part('一')}</w:ins>{ins('乙')}{again}{part('二')}</w:ins>"


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize("at", [0, 2])
def test_at_the_edge_of_what_somebody_put_in_nothing_is_divided(at: int, tracked: bool) -> None:
    old = put_in(7, run("一二"))
    new = edited(old, (at, at, "乙"), tracked=tracked)
    own = ins("乙") if tracked else part("乙")
    assert re.sub(r'w:id="\d+"', 'w:id="7"', new) == (old + own if at else own + old)


def test_what_somebody_put_in_is_taken_out_within_it() -> None:
    old = put_in(7, run("一"), run("二"))
    assert edited(old, (0, 1, "")) == put_in(7, dele("一"), run("二"))
    assert edited(old, (0, 1, ""), tracked=False) == put_in(7, run("二"))
    assert edited(old, (0, 2, ""), tracked=False) == ""


def test_text_changed_around_and_within_changes_of_somebody_else() -> None:
    old = f"<w:p>{run('一')}{put_in(7, run('二'))}{taken_out(8, '旧')}{run('三')}</w:p>"
    content = old.removeprefix("<w:p>").removesuffix("</w:p>")
    new = f"<w:p>{edited(content, (0, 3, '新'))}</w:p>"
    assert rejected(new) == rejected(old) == ["一旧三"]
    assert accepted(new) == ["新"]
    assert taken_out(8, "旧") in new


def test_a_history_of_the_look_stands_once_and_copies_have_other_numbers() -> None:
    history = f'<w:rPrChange w:id="5" {OTHER}><w:rPr/></w:rPrChange>'
    new = edited(run("一二三", BOLD + history), (1, 2, "乙"))
    numbers = re.findall(r'<w:rPrChange w:id="(\d+)"', new)
    assert numbers[0] == "5"
    assert len(set(numbers)) == 3
    assert ins("乙", BOLD) in new  # new text has no history


# ---- whole runs ----


def test_all_runs_below_an_element_are_taken_out() -> None:
    tree = tree_of(
        f"<w:p>{run('一')}{put_in(1, run('二'))}{taken_out(2, '三')}"
        f"<w:hyperlink>{complex_field('REF x', '四')}</w:hyperlink></w:p>"
    )
    body = body_of(tree)
    delete_runs(body, Marks("w:", "审核", DATE))
    xml = body.serialise().decode()
    assert xml.count("<w:del ") == 1 + 1 + 1 + 5
    assert "<w:delInstrText>REF x</w:delInstrText>" in xml
    assert "<w:t" not in xml


def test_the_look_of_a_run_is_without_history() -> None:
    history = '<w:ins w:id="1"/><w:rPrChange w:id="2"/>'
    found = body_of(tree_of(f"<w:p>{run('一', history + BOLD)}<w:r/></w:p>"))
    first, second = [each for each in found.iter() if local(each) == "r"]
    assert look_of(first) == b"<w:rPr><w:b/></w:rPr>"
    assert look_of(second) == look_of(None) == b""
