"""DOCX: tracked changes, read as accepted and as rejected (ECMA-376-1 §17.13.5)."""

import pytest

from tests.word_xml import (
    Seen,
    cell,
    code,
    codes,
    content_control,
    field_mark,
    paragraph,
    read,
    row,
    run,
    seen,
    table,
)


def deleted(text: str) -> str:
    return f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>"


def inserted(*content: str) -> str:
    return f"<w:ins>{''.join(content)}</w:ins>"


def mark(change: str) -> str:
    """Return the properties of a paragraph whose mark is changed."""
    return f"<w:rPr><w:{change}/></w:rPr>"


def both(body: str) -> tuple[list[Seen], list[Seen]]:
    """Return what is seen after the changes, and before them."""
    return seen(body), seen(body, revisions="reject")


def test_changed_text() -> None:
    body = paragraph("预算", deleted("29.50"), inserted(run("31.00")), "万元")
    assert both(body) == (["预算31.00万元"], ["预算29.50万元"])


@pytest.mark.parametrize("revisions", ["accept", "reject"])
def test_changes_are_told_with_how_they_were_read(revisions: str) -> None:
    reading = read(paragraph(deleted("甲"), inserted(run("乙"))), revisions=revisions)
    (diagnostic,) = reading.diagnostics
    assert diagnostic.code == "read-revisions"
    assert diagnostic.message == f"2 tracked changes are read as {revisions}ed"


def test_moved_text() -> None:
    gone = f"<w:moveFrom>{run('甲')}</w:moveFrom>"
    there = f"<w:moveTo>{run('甲')}</w:moveTo>"
    assert both(paragraph(gone, "乙", there)) == (["乙甲"], ["甲乙"])


def test_change_of_a_change() -> None:
    assert both(paragraph("前", inserted(deleted("悔")), "后")) == (["前后"], ["前后"])


def test_changes_in_and_around_wrappers() -> None:
    body = paragraph(inserted(content_control(run("新"))), content_control(deleted("旧")))
    assert both(body) == (["新"], ["旧"])


def test_deleted_mark_joins_paragraphs() -> None:
    body = paragraph("前", properties=mark("del")) + paragraph("后") + paragraph("末")
    assert both(body) == (["前后", "末"], ["前", "后", "末"])


def test_inserted_mark_splits_a_paragraph() -> None:
    body = paragraph("前", properties=mark("ins")) + paragraph("后")
    assert both(body) == (["前", "后"], ["前后"])


def test_moved_paragraph() -> None:
    body = (
        paragraph(f"<w:moveFrom>{run('甲')}</w:moveFrom>", properties=mark("moveFrom"))
        + paragraph("乙")
        + paragraph(f"<w:moveTo>{run('甲')}</w:moveTo>", properties=mark("moveTo"))
        + paragraph("丙")
    )
    assert both(body) == (["乙", "甲", "丙"], ["甲", "乙", "丙"])


def test_joined_paragraph_has_the_place_of_what_is_left() -> None:
    gone = paragraph(deleted("旧"), properties=mark("del"))
    (line,) = read(gone + paragraph("新")).blocks
    assert line.origin.path == (0, 1)


def test_deleted_mark_before_a_table_joins_nothing() -> None:
    body = paragraph("前", properties=mark("del")) + table(row("甲"))
    assert seen(body) == ["前", [["甲"]]]


def test_deleted_mark_at_the_end_of_a_cell_joins_nothing() -> None:
    body = table(row(cell(paragraph("甲", properties=mark("del"))), "乙"))
    assert seen(body) == [[["甲", "乙"]]]


def test_blocks_in_an_insertion() -> None:
    assert both(inserted(paragraph("新")) + paragraph("旧")) == (["新", "旧"], ["旧"])


@pytest.mark.parametrize(
    ("change", "after", "before"), [("ins", ["甲", "乙"], ["甲"]), ("del", ["甲"], ["甲", "乙"])]
)
def test_changed_row(change: str, after: list[str], before: list[str]) -> None:
    body = table(row("甲"), row("乙", properties=f"<w:{change}/>"))
    assert codes(read(body)) == ["read-revisions"]
    assert both(body) == ([[[text] for text in after]], [[[text] for text in before]])


@pytest.mark.parametrize(
    ("change", "after", "before"),
    [("cellIns", ["甲", "乙"], ["甲"]), ("cellDel", ["甲"], ["甲", "乙"])],
)
def test_changed_cell(change: str, after: list[str], before: list[str]) -> None:
    body = table(row("甲", cell("乙", properties=f"<w:{change}/>")))
    assert both(body) == ([[after]], [[before]])


def test_cells_merged_downwards_by_a_change() -> None:
    first = '<w:cellMerge w:vMerge="rest"/>'
    below = '<w:cellMerge w:vMerge="cont"/>'
    body = table(row(cell("甲", properties=first)), row(cell("", properties=below)))
    continued = [
        [[each.continued for each in found.cells] for found in block.rows]
        for revisions in ("accept", "reject")
        for block in read(body, revisions=revisions).blocks
    ]
    assert continued == [[[False], [True]], [[False], [False]]]


def test_row_with_nothing_but_deleted_cells_is_gone() -> None:
    body = table(row("甲"), row(cell("乙", properties="<w:cellDel/>")))
    assert seen(body) == [[["甲"]]]


def test_deleted_field_is_not_read() -> None:
    field = (
        field_mark("begin")
        + code(' TC "旧" \\f C ').replace("instrText", "delInstrText")
        + field_mark("end")
    )
    body = paragraph("前", f"<w:del>{field}</w:del>", "后")
    (after,), (before,) = read(body).blocks, read(body, revisions="reject").blocks
    assert after.marks == ()
    assert [placed.mark.text for placed in before.marks] == ["旧"]


def test_changed_look_is_no_change_of_text() -> None:
    change = "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
    reading = read(paragraph(run("字", f"<w:b/>{change}")))
    assert codes(reading) == []
    assert reading.blocks[0].text == "字"
