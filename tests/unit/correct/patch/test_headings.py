"""The heading of a form gets a new name, and so does the contents mark in it."""

import re

import pytest

from jixiao.blocks import Entry
from jixiao.correct.patch.headings import rename_heading
from jixiao.correct.patch.marks import Marks
from jixiao.correct.patch.runs import UnsafeError
from jixiao.correct.patch.tree import Element
from jixiao.readers.types import Revisions
from tests.patching import accepted, patched, put_in, rejected, taken_out, without_ours
from tests.word_xml import code, docx, field_mark, lines, paragraph, read, run

OLD, NEW = "旧名称", "新名称"
TITLE = f"1.{OLD}绩效目标表"
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"


def contents_mark(*codes: str) -> str:
    return field_mark("begin") + "".join(map(code, codes)) + field_mark("end")


QUOTED = contents_mark(rf' TC "{TITLE}" \f A \l 2 ')


def renamed(content: str, old: str = OLD, new: str = NEW, *, tracked: bool = True) -> str:
    def change(body: Element, marks: Marks) -> None:
        rename_heading(body.children[0], old, new, marks)

    return patched(paragraph(content), change, tracked=tracked)


def entries(body: str, revisions: Revisions = "accept") -> list[str]:
    """Return the texts of the contents marks in a body."""
    found = lines(read(docx(body), revisions=revisions))
    marks = [placed.mark for line in found for placed in line.marks]
    return [mark.text for mark in marks if isinstance(mark, Entry)]


@pytest.mark.parametrize("tracked", [True, False])
@pytest.mark.parametrize(
    "mark",
    [
        pytest.param(QUOTED, id="in quotes"),
        pytest.param(contents_mark(rf" TC {TITLE} \f A \l 2 "), id="bare"),
        pytest.param(contents_mark(' TC "1.旧', '名称绩效目标表" ', r"\l 2"), id="several runs"),
        pytest.param(
            f'<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TC "1.{OLD}</w:instrText>'
            '<w:instrText>绩效目标表" \\l 2</w:instrText><w:fldChar w:fldCharType="end"/></w:r>',
            id="one run",
        ),
        pytest.param(
            QUOTED.replace("<w:r><w:instrText>", f"<w:r>{HIDDEN}<w:instrText>"), id="hidden"
        ),
        pytest.param(
            QUOTED.replace("<w:r><w:instrText>", '<w:proofErr w:type="spellStart"/>'
            '<w:bookmarkStart w:id="0" w:name="x"/><w:r><w:instrText>'),
            id="with marks of Word",
        ),
        pytest.param(QUOTED + QUOTED, id="two"),
        pytest.param(put_in(9, QUOTED), id="put in by somebody"),
        pytest.param(put_in(9, run("")) + QUOTED, id="beside a change"),
        pytest.param(f"<w:smartTag>{QUOTED}</w:smartTag>", id="enclosed"),
    ],
)  # fmt: skip
def test_heading_and_contents_mark_get_the_new_name(mark: str, tracked: bool) -> None:
    for content in (mark + run(TITLE), run(TITLE) + mark):
        new = renamed(content, tracked=tracked)
        assert accepted(new) == [TITLE.replace(OLD, NEW)]
        assert set(entries(new)) == {TITLE.replace(OLD, NEW)}
        assert new.count("fldCharType") == content.count("fldCharType") * (1 + tracked)
        assert new.count("bookmark") == content.count("bookmark")
        assert not re.search(r"<w:ins [^>]*>(?:(?!</w:ins>).)*<w:ins ", new)
        if tracked:
            assert rejected(new) == [TITLE]
            assert entries(new, "reject") == entries(paragraph(content), "reject")
        else:
            assert without_ours(new) == new


def test_only_the_words_of_the_name_change() -> None:
    first, last = run("1."), run("绩效目标表", "<w:b/>")
    new = without_ours(renamed(first + run(OLD) + last))
    assert new.startswith(paragraph(first).removesuffix("</w:p>"))
    assert new.endswith(last + "</w:p>")
    assert re.findall(r"<w:delText>(.*?)<", new) == ["旧"]


def test_tracked_the_whole_contents_mark_gives_way_to_another() -> None:
    new = without_ours(renamed(run(TITLE) + QUOTED))
    assert new.count("<w:delInstrText") == new.count("<w:instrText") == 1
    assert re.search(r"<w:ins>(<w:r>(?:(?!</w:ins>).)*fldChar.*){2}</w:ins>", new)
    # The old one stands whole, each run taken out.
    assert new.count('<w:del><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:del>') == 1


def test_a_history_in_the_code_stays_where_it_is() -> None:
    old = run(TITLE) + field_mark("begin") + taken_out(9, "x") + code(f"TC {TITLE}")
    new = renamed(old + field_mark("end"))
    assert entries(new) == [TITLE.replace(OLD, NEW)]
    assert taken_out(9, "x") in new


@pytest.mark.parametrize("name", ['带"引号"的', r"带\反斜线", r"像 \f 开关", "A & B <C>"])
@pytest.mark.parametrize("mark", [QUOTED, contents_mark(rf" TC {TITLE} \f A \l 2 ")])
def test_any_name_can_stand_in_a_code(name: str, mark: str) -> None:
    for tracked in (True, False):
        new = renamed(run(TITLE) + mark, new=name, tracked=tracked)
        assert entries(new) == accepted(new) == [TITLE.replace(OLD, name)]


def test_a_contents_mark_that_has_another_name_stays() -> None:
    mark = contents_mark('TC "1.很旧绩效目标表"')
    new = renamed(run(TITLE) + mark)
    assert mark in new
    assert new.count("fldChar") == mark.count("fldChar")


def test_other_fields_stay() -> None:
    page = field_mark("begin") + code("PAGEREF x") + field_mark("separate") + run("3")
    assert (page + field_mark("end")) in renamed(run(TITLE) + page + field_mark("end"))


def test_the_number_of_the_form_is_no_name() -> None:
    new = renamed(run("1.1绩效目标表") + contents_mark("TC 1.1绩效目标表"), old="1", new="2")
    assert accepted(new) == entries(new) == ["1.2绩效目标表"]


def test_a_blank_name_is_filled_in() -> None:
    assert accepted(renamed(run("1.绩效目标表"), old="", new=NEW)) == [f"1.{NEW}绩效目标表"]


def test_a_name_that_only_the_heading_has_is_found() -> None:
    """In the form stands another name: the one of the heading gives way."""
    assert accepted(renamed(run("1.别的绩效目标表"), old=OLD, new=NEW)) == [f"1.{NEW}绩效目标表"]


def test_what_stands_behind_the_heading_stays() -> None:
    assert accepted(renamed(run(TITLE + "（更正）"))) == [f"1.{NEW}绩效目标表（更正）"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(run("其他标题"), id="another heading"),
        pytest.param(
            f'<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TC {TITLE}</w:instrText>'
            f'<w:fldChar w:fldCharType="end"/><w:t>{TITLE}</w:t></w:r>',
            id="the title in the run of the mark",
        ),
        pytest.param(
            run(TITLE)
            + field_mark("begin")
            + code(f'TC "{TITLE}')
            + field_mark("begin")
            + code("SEQ x")
            + field_mark("end")
            + code('"')
            + field_mark("end"),
            id="a field within the mark",
        ),
        pytest.param(
            field_mark("begin") + code("REF x") + field_mark("separate") + run(TITLE)
            + field_mark("end"),
            id="a title that a field shows",
        ),
    ],
)  # fmt: skip
def test_what_is_not_safe_is_refused(content: str) -> None:
    with pytest.raises(UnsafeError):
        renamed(content)
