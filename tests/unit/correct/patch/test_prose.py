"""The sections of Part 1: paragraphs changed, put in and taken out."""

from typing import Any

import pytest

from jixiao.model import Report
from tests.mended_forms import (
    W,
    document,
    element,
    mend,
    parse,
    rebuilt,
    refusals,
    root_of,
    text_of,
)
from tests.unit.correct.drafts import draft

FIRST = "（一）夯实治理根基，保障各村正常运转。"
SECOND = "（二）改善生产生活条件。"


def with_targets(**targets: str | None) -> Report:
    old = draft()
    given = {"overall": f"{FIRST}\n{SECOND}", "itemised": "分项绩效。", "safeguards": "保障措施。"}
    return old.model_copy(update={"targets": old.targets.model_copy(update={**given, **targets})})


SENT = document(with_targets())


def check(new: Report, data: bytes = SENT) -> Any:
    """Mend a document, tracked and at once, and return its main part."""
    for tracked in (False, True):
        patched = mend(data, new, tracked=tracked).data
        assert parse(patched).recognition.report.targets == new.targets
    return root_of(patched)


def put_in(root: Any) -> list[str]:
    return [text_of(each) for each in root.iter(f"{W}ins") if text_of(each)]


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n新的一段。\n{SECOND}",
        f"新的一段。\n{FIRST}\n{SECOND}",
        f"{FIRST}\n{SECOND}\n新的一段。",
    ],
    ids=["between", "before", "behind"],
)
def test_a_paragraph_is_put_in_and_no_other_is_touched(text: str) -> None:
    root = check(with_targets(overall=text))
    assert put_in(root) == ["新的一段。"]
    assert not list(root.iter(f"{W}delText"))


def test_the_last_section_grows_up_to_the_end_of_its_part() -> None:
    """There a section of the document ends: its settings stay in the last paragraph."""
    root = check(with_targets(safeguards="保障措施。\n新的一段。\n又一段。"))
    assert put_in(root) == ["新的一段。", "又一段。"]
    assert len(list(root.iter(f"{W}sectPr"))) == len(list(root_of(SENT).iter(f"{W}sectPr")))


def test_a_new_paragraph_looks_like_the_one_above() -> None:
    root = check(with_targets(overall=f"{FIRST}\n{SECOND}\n新的一段。"))
    lines = {text_of(each): each for each in root.iter(f"{W}p")}

    def look(text: str) -> list[str]:
        runs = lines[text].iter(f"{W}r")
        return [child.tag for child in next(runs).find(f"{W}rPr")]

    assert look("新的一段。") == look(SECOND)


def test_a_paragraph_is_taken_out() -> None:
    root = check(with_targets(overall=SECOND))
    assert [each.text for each in root.iter(f"{W}delText")] == [FIRST]


def test_a_section_is_emptied_and_filled() -> None:
    check(with_targets(itemised=None))
    empty = document(with_targets(itemised=None))
    assert put_in(check(with_targets(), empty)) == ["分项绩效。"]


def test_a_section_without_a_heading_is_refused() -> None:
    def without_heading(root: Any) -> None:
        for paragraph in list(root.iter(f"{W}p")):
            if (
                text_of(paragraph).strip().endswith("保障措施")
                or text_of(paragraph) == "保障措施。"
            ):
                paragraph.getparent().remove(paragraph)

    data = rebuilt(SENT, without_heading)
    targets = parse(data).recognition.report.targets
    assert targets.safeguards is None
    new = draft().model_copy(
        update={"targets": targets.model_copy(update={"safeguards": "新的措施。"})}
    )
    (words,) = refusals(data, new)
    assert "the file has no heading for it" in words


def test_a_section_that_is_partly_in_a_content_control_is_refused() -> None:
    def enclosed(root: Any) -> None:
        paragraph = next(each for each in root.iter(f"{W}p") if text_of(each) == SECOND)
        control = element("sdt", element("sdtPr"), element("sdtContent"))
        paragraph.getparent().replace(paragraph, control)
        control[-1].append(paragraph)

    data = rebuilt(SENT, enclosed)
    (words,) = refusals(data, with_targets(overall=f"{FIRST}\n改了。"))
    assert "something else encloses a part of the section" in words
    check(with_targets(itemised="另一句。"), data)
