"""A mended document is read back: what it should not say is a fault, and nothing is written."""

import pytest

from jixiao.correct.patch.verify import Reader, verify
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.model import Header, Report
from jixiao.readers import Limits
from tests.mended_forms import (
    Root,
    W,
    document,
    element,
    known_pack,
    mended,
    parse,
    rebuilt,
    with_project,
)
from tests.unit.correct.drafts import draft

SENT = document(draft())
NEW = with_project(draft(), 0, purpose="用于大修村道。")


def check(patched: bytes, wanted: Report, *, tracked: bool = True, original: bytes = SENT) -> None:
    reader = Reader("送审.docx", tuple(known_pack().editions), Limits())
    verify(patched, original, wanted, parse(original), reader, tracked)


def fault(patched: bytes, wanted: Report, *, tracked: bool = True) -> Diagnostic:
    with pytest.raises(JixiaoError) as error:
        check(patched, wanted, tracked=tracked)
    (found,) = error.value.diagnostics
    assert found.code == "patch-verify"
    assert "nothing was written" in (found.advice or "")
    return found


def test_a_document_that_says_what_it_should_is_right() -> None:
    check(mended(SENT, NEW), NEW)
    check(mended(SENT, NEW, tracked=False), NEW, tracked=False)


def test_what_no_document_shows_is_not_compared() -> None:
    header = Header(edition="hebei-2021", fiscal_year=2031)
    check(mended(SENT, NEW), NEW.model_copy(update={"header": header}))


def test_a_document_that_says_something_else_is_a_fault() -> None:
    """The first difference is told, with its place."""
    assert "project 1 村道养护, purpose" in str(fault(SENT, NEW))


def test_a_text_that_is_left_over_is_a_fault() -> None:
    def add(root: Root) -> None:
        text = element("t")
        text.text = "外来的一行"
        body = root[0]
        body.insert(len(body) - 1, element("p", element("r", text)))

    found = fault(rebuilt(mended(SENT, NEW), add), NEW)
    assert "text is left over: 外来的一行" in str(found)


def test_what_was_left_over_before_may_stay() -> None:
    def add(root: Root) -> None:
        text = element("t")
        text.text = "外来的一行"
        root[0].insert(len(root[0]) - 1, element("p", element("r", text)))

    original = rebuilt(SENT, add)
    check(mended(original, NEW), NEW, original=original)


def test_rejected_it_has_to_say_what_the_original_says() -> None:
    changed = rebuilt(mended(SENT, NEW), _forget_the_marks)
    check(changed, NEW, tracked=False)
    fault(changed, NEW)


def _forget_the_marks(root: Root) -> None:
    """Accept all tracked changes, as a careless program might."""
    for each in list(root.iter(f"{W}ins", f"{W}del")):
        parent = each.getparent()
        if each.tag == f"{W}ins":
            for run in each:
                each.addprevious(run)
        parent.remove(each)
