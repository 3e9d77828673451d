"""The text of one cell is changed, and new text in it looks like the old."""

import pytest

from jixiao.correct.patch.cells import cell_area, change_cell, lines_of, look_in, look_in_cell
from jixiao.correct.patch.marks import Marks
from jixiao.correct.patch.runs import UnsafeError
from jixiao.correct.patch.text import local
from jixiao.correct.patch.tree import Element
from jixiao.readers.types import Revisions
from tests.patching import body_of, patched, tree_of
from tests.word_xml import cell, content_control, docx, paragraph, row, run, seen, table

BOLD = b"<w:rPr><w:b/></w:rPr>"


def first_cell(body: Element) -> Element:
    return next(each for each in body.iter() if local(each) == "tc")


def changed(body: str, old: list[str], new: list[str], *, tracked: bool = True) -> str:
    def change(found: Element, marks: Marks) -> None:
        change_cell(first_cell(found), old, new, marks)

    return patched(body, change, tracked=tracked)


def text_of_cell(body: str, revisions: Revisions = "accept") -> list[str]:
    """Return the lines of the first cell; blank ones left out."""
    (found,) = seen(docx(body), revisions=revisions)
    text = found[0][0]
    return [line for line in str(text).split("\n") if line.strip()]


def look(*cells: str) -> bytes:
    return look_in_cell(first_cell(body_of(tree_of(table(row(*cells))))))


@pytest.mark.parametrize(
    "content",
    [
        cell("一", "二"),
        cell("<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t></w:r></w:p>"),
        cell("<w:p/>", "一", "<w:p/>", "二", "<w:p/>"),
        cell(content_control(paragraph("一")), "二"),
        f"<w:tc><w:customXml>{paragraph('一')}</w:customXml>{paragraph('二')}</w:tc>",
        content_control(cell("一", "二")),
    ],
)
@pytest.mark.parametrize(
    "new",
    [["一", "三"], ["新", "一", "二"], ["一", "新", "二"], ["一", "二", "新"], ["二"], ["一"], []],
)
def test_a_cell_of_any_build_is_made_to_read_as_new_lines(content: str, new: list[str]) -> None:
    body = table(row(content, "旁边"))
    tracked = changed(body, ["一", "二"], new)
    assert text_of_cell(tracked) == new
    assert text_of_cell(tracked, "reject") == ["一", "二"]
    assert text_of_cell(changed(body, ["一", "二"], new, tracked=False)) == new


def test_a_blank_cell_gets_text_that_looks_like_its_row() -> None:
    body = table(row("<w:tc><w:p/></w:tc>", cell(paragraph(run("一", "<w:b/>")))))
    new = changed(body, [], ["新", "老"], tracked=False)
    assert new.count("<w:r><w:rPr><w:b/></w:rPr><w:t>") == 2
    assert text_of_cell(new) == ["新", "老"]


def test_another_text_than_was_expected_is_refused() -> None:
    with pytest.raises(UnsafeError):
        changed(table(row("一")), ["二"], ["三"])


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(cell("一", table(row("内"))), id="a table within"),
        pytest.param("<w:tc><w:altChunk/><w:p/></w:tc>", id="another file within"),
        pytest.param("<w:tc/>", id="no paragraph"),
        pytest.param(
            cell(content_control(paragraph("一"), "<w:dataBinding/>")), id="a bound control"
        ),
        pytest.param(
            content_control(cell("一"), '<w:lock w:val="contentLocked"/>'), id="a locked cell"
        ),
    ],
)
def test_a_cell_that_holds_more_than_text_is_refused(content: str) -> None:
    with pytest.raises(UnsafeError):
        changed(table(row(content)), ["一"], ["二"])


def test_what_stands_in_the_cell_besides_text_stays() -> None:
    held = '<w:bookmarkStart w:id="0" w:name="x"/>{}<w:bookmarkEnd w:id="0"/>'
    body = table(row(cell(held.format(paragraph("一")), held.format(paragraph("二")))))
    for new in (["一"], ["二"], ["甲", "一", "二", "乙"], []):
        for tracked in (True, False):
            found = changed(body, ["一", "二"], new, tracked=tracked)
            assert found.count("bookmark") == 4


def test_the_look_is_that_of_the_text_of_the_cell() -> None:
    assert look(cell(paragraph(run("一", "<w:b/>"))), cell("二")) == BOLD


def test_the_look_of_a_blank_cell_is_that_of_its_mark() -> None:
    blank = '<w:p><w:pPr><w:rPr><w:ins w:id="1"/><w:b/></w:rPr></w:pPr></w:p>'
    assert look(cell(blank), cell("二")) == BOLD


def test_else_it_is_that_of_the_nearest_text_in_the_row() -> None:
    bold = cell(paragraph(run("一", "<w:b/>")))
    assert look("<w:tc><w:p/></w:tc>", "<w:tc><w:p/></w:tc>", bold, cell("二")) == BOLD
    assert look("<w:tc><w:p/></w:tc>") == b""


def test_that_a_mark_was_put_in_is_no_look() -> None:
    blank = '<w:p><w:pPr><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr></w:p>'
    assert look(cell(blank), cell(paragraph(run("二", "<w:b/>")))) == BOLD


def test_text_without_a_look_is_a_look_too() -> None:
    bare = "<w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p></w:tc>"
    bold = cell(paragraph(run("二", "<w:b/>")))
    assert look(bare, bold) == b""
    assert look("<w:tc><w:p/></w:tc>", bare, bold) == b""


def test_the_look_of_paragraphs() -> None:
    body = body_of(tree_of("<w:p/>" + paragraph(run("一", "<w:b/>")) + paragraph("二")))
    assert look_in(body.children) == BOLD
    assert look_in(body.children[:1]) == look_in([]) == b""


def test_the_paragraphs_of_a_cell_may_stand_in_controls() -> None:
    body = table(row(cell(content_control(paragraph("一")), "二")))
    assert len(cell_area(first_cell(body_of(tree_of(body)))).paragraphs) == 2


def test_values_of_the_model_are_lines() -> None:
    assert lines_of(None) == []
    assert lines_of("一\n二") == ["一", "二"]
    assert lines_of(12) == ["12"]
