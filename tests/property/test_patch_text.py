"""Any text of any paragraphs can be changed: nothing else in them gets lost."""

import re

from hypothesis import given
from hypothesis import strategies as st

from jixiao.correct.patch.runs import UnsafeError
from tests.patching import (
    OTHER,
    OURS,
    accepted,
    mark_changed,
    put_in,
    rejected,
    taken_out,
    with_lines,
)
from tests.word_xml import code, complex_field, content_control, field_mark, run

_TEXTS = st.text(st.sampled_from("一二三甲乙12., \u3000a"), min_size=1, max_size=5)
_LOOKS = st.sampled_from(
    ["", "<w:b/>", '<w:color w:val="FF0000"/>', '<w:rPrChange w:id="0" w:author="x"/>']
)
_RUNS = st.builds(run, _TEXTS, _LOOKS)
_SIGNS = st.sampled_from(
    [
        "<w:r><w:br/></w:r>",
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>",
        "<w:r><w:tab/></w:r>",
        "<w:r><w:t>一</w:t><w:noBreakHyphen/><w:t>二</w:t></w:r>",
        "<w:r><w:lastRenderedPageBreak/><w:t>三</w:t></w:r>",
    ]
)
# What is no text; each kind has to stay, in its order.
_OTHERS = st.sampled_from(
    [
        '<w:bookmarkStart w:id="0" w:name="here"/>',
        '<w:bookmarkEnd w:id="0"/>',
        '<w:commentRangeStart w:id="0"/>',
        '<w:commentRangeEnd w:id="0"/>',
        '<w:r><w:commentReference w:id="0"/></w:r>',
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
        "<w:r><w:t>丙</w:t><w:drawing/><w:t>丁</w:t></w:r>",
        field_mark("begin") + code(r" TC x \f A \l 1 ") + field_mark("end"),
        '<w:proofErr w:type="gramStart"/>',
    ]
)
_FOREIGN = st.one_of(
    st.builds(lambda runs: put_in(0, *runs), st.lists(_RUNS, min_size=1, max_size=3)),
    st.builds(lambda text: taken_out(0, text), _TEXTS),
    st.builds(lambda text, new: put_in(0, new, taken_out(0, text), new), _TEXTS, _RUNS),
)
_ENCLOSED = st.one_of(
    st.builds(lambda one: f'<w:hyperlink w:anchor="here">{one}</w:hyperlink>', _RUNS),
    st.builds(lambda one: f"<w:smartTag>{one}</w:smartTag>", _RUNS),
    st.builds(content_control, _RUNS),
)
_PIECES = st.one_of(_RUNS, _RUNS, _SIGNS, _OTHERS, _FOREIGN, _ENCLOSED)
_MARKS = st.sampled_from(
    ["", "", "", '<w:jc w:val="center"/>', mark_changed("ins", 0), mark_changed("del", 0)]
)
_ENDS_LINE = st.sampled_from(["", '<w:jc w:val="center"/>'])


def _paragraph(properties: str, pieces: list[str]) -> str:
    own = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{own}{''.join(pieces)}</w:p>" if own or pieces else "<w:p/>"


# Lines that have something in common with those that are drawn above, and others.
_NEW = st.lists(st.text(st.sampled_from("一二三甲乙丙丁12.a"), min_size=1, max_size=6), max_size=4)


@st.composite
def _changes(draw: st.DrawFn, pieces: st.SearchStrategy[str] = _PIECES) -> tuple[str, list[str]]:
    """Return paragraphs, and what they are to say: some lines as they are, and others."""
    contents = st.lists(pieces, max_size=5)
    all_but_last = draw(st.lists(st.builds(_paragraph, _MARKS, contents), max_size=3))
    body = _numbered("".join([*all_but_last, draw(st.builds(_paragraph, _ENDS_LINE, contents))]))
    old, new = accepted(body), draw(_NEW)
    kept = [line for line in old if draw(st.booleans())]
    at = draw(st.integers(0, len(kept)))
    return body, [*kept[:at], *new, *kept[at:]]


def _numbered(body: str) -> str:
    """Return a body in which each revision has a number of its own."""
    numbers = iter(range(100, 10_000))
    kinds = "ins|del|moveTo|rPrChange"
    return re.sub(rf'(<w:(?:{kinds}) w:id=")0"', lambda m: f'{m[1]}{next(numbers)}"', body)


@given(_changes())
def test_a_tracked_change_is_the_new_text_accepted_and_the_old_one_rejected(
    changes: tuple[str, list[str]],
) -> None:
    body, wanted = changes
    new = with_lines(body, wanted)
    assert accepted(new) == wanted
    assert rejected(new) == rejected(body)
    _require_same_besides_text(body, new)


@given(_changes())
def test_a_plain_change_is_the_new_text_and_no_tracked_change(
    changes: tuple[str, list[str]],
) -> None:
    body, wanted = changes
    new = with_lines(body, wanted, tracked=False)
    assert accepted(new) == wanted
    assert OURS not in new
    _require_same_besides_text(body, new)


_HELD = st.sampled_from(
    [
        complex_field("REF x", "甲乙"),
        complex_field("REF x", run("一") + "<w:r><w:br/></w:r>" + run("二")),
        content_control(run("三"), '<w:lock w:val="contentLocked"/>'),
        f'<w:moveTo w:id="0" {OTHER}>{run("丙丁")}</w:moveTo>',
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        field_mark("begin") + field_mark("separate") + run("甲"),
        run("乙") + field_mark("end"),
    ]
)


@given(_changes(st.one_of(_RUNS, _SIGNS, _FOREIGN, _HELD)), st.booleans())
def test_what_cannot_be_changed_is_refused_or_stays(
    changes: tuple[str, list[str]], tracked: bool
) -> None:
    body, wanted = changes
    try:
        new = with_lines(body, wanted, tracked=tracked)
    except UnsafeError:
        assert wanted != accepted(body)
        return
    assert accepted(new) == wanted
    for held in re.findall(r"<w:moveTo.*?</w:moveTo>|<w:sdt>.*?</w:sdt>|<w:sym[^>]*>", body):
        assert held in new
    if tracked:
        assert rejected(new) == rejected(body)


@given(_changes())
def test_what_says_so_already_is_left_alone(changes: tuple[str, list[str]]) -> None:
    body, _wanted = changes
    assert with_lines(body, accepted(body)) == body


@given(_changes())
def test_a_second_time_changes_nothing(changes: tuple[str, list[str]]) -> None:
    body, wanted = changes
    once = with_lines(body, wanted)
    assert with_lines(once, wanted) == once


def _require_same_besides_text(old: str, new: str) -> None:
    assert _besides_text(new) == _besides_text(old)
    theirs = r"<w:delText[^>]*>([^<]*)</w:delText></w:r></w:del>"
    for text in re.findall(theirs, old):
        assert text in "".join(re.findall(r"<w:delText[^>]*>([^<]*)<", new))


def _besides_text(body: str) -> list[str]:
    """Return the tags of all that is neither text nor a tracked change, in their order."""
    names = "bookmark|comment|footnote|drawing|fldChar|instrText|hyperlink|smartTag|sdt|proofErr"
    return re.findall(rf"<w:(?:{names})[^>]*>", body)
