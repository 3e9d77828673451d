"""Documents as other hands and programs build them: a random correction is made in each."""

import copy
import random
from collections.abc import Callable

import pytest

from tests.edits import edited
from tests.mended_forms import (
    Root,
    W,
    document,
    element,
    indicator_rows,
    mark_row,
    mend,
    parse,
    rebuilt,
    said,
    text_of,
)
from tests.printable import printed
from tests.unit.correct.drafts import draft

SENT = document(draft())
_OTHER = {"author": "张三", "date": "2024-01-01T00:00:00Z"}


def one_table(root: Root) -> None:
    """All forms stand in one table."""
    first, *others = [each for each in root.iter(f"{W}tbl") if "标" in text_of(each)]
    for table in others:
        while (above := table.getprevious()).tag == f"{W}p":
            above.getparent().remove(above)
        first.extend(table.findall(f"{W}tr"))
        table.getparent().remove(table)


def header_again(root: Root) -> None:
    """The header of the indicators stands on each page, and is no header row for Word."""
    for table, rows in _indicators(root):
        if len(rows) > 2:
            table.insert(table.index(rows[1]) + 1, copy.deepcopy(rows[0]))


def table_in_pieces(root: Root) -> None:
    """The indicators go on in a table of their own, below a blank line."""
    for table, rows in _indicators(root):
        if len(rows) > 2:
            more = element("tbl", *map(copy.deepcopy, (*table[:2], rows[0])))
            more.extend(rows[2:])
            table.addnext(more)
            table.addnext(element("p"))


def _indicators(root: Root) -> list[tuple[Root, list[Root]]]:
    tables = [each for each in root.iter(f"{W}tbl") if text_of(each).startswith("一级指标")]
    return [(table, table.findall(f"{W}tr")) for table in tables]


def runs_in_pieces(root: Root) -> None:
    """Each text is divided, as where the spelling was checked."""
    for run in list(root.iter(f"{W}r")):
        text = run.find(f"{W}t")
        if text is not None and len(text.text) > 1:
            more, middle = copy.deepcopy(run), len(text.text) // 2
            more.find(f"{W}t").text = text.text[middle:]
            text.text = text.text[:middle]
            run.addnext(more)
            run.addnext(element("proofErr", type="spellStart"))


def blank_lines(root: Root) -> None:
    for cell in root.iter(f"{W}tc"):
        cell.insert(int(cell.find(f"{W}tcPr") is not None), element("p"))
        cell.append(element("p"))


def line_breaks(root: Root) -> None:
    """Where a cell has several paragraphs, they are one."""
    for cell in root.iter(f"{W}tc"):
        first, *others = cell.findall(f"{W}p")
        for each in others:
            first.append(element("r", element("br")))
            first.extend(each.findall(f"{W}r"))
            cell.remove(each)


def controls(root: Root) -> None:
    """Each cell is a field of a form to be filled in."""
    for cell in root.iter(f"{W}tc"):
        content = element("sdtContent", *cell.findall(f"{W}p"))
        cell.append(element("sdt", element("sdtPr"), content))


def remarks(root: Root) -> None:
    """Each paragraph has a bookmark and a comment."""
    for number, paragraph in enumerate(list(root.iter(f"{W}p")), 5000):
        own = {"id": str(number)}
        start = int(paragraph.find(f"{W}pPr") is not None)
        paragraph.insert(start, element("bookmarkStart", name=f"b{number}", **own))
        paragraph.insert(start, element("commentRangeStart", **own))
        paragraph.append(element("bookmarkEnd", **own))
        paragraph.append(element("commentRangeEnd", **own))
        paragraph.append(element("r", element("commentReference", **own)))


def changes_of_another(root: Root) -> None:
    """Somebody has put in and taken out texts, and it is not decided yet."""
    chance = random.Random(4)
    for number, run in enumerate(list(root.iter(f"{W}r")), 7000):
        if run.find(f"{W}t") is None or run.getparent().tag != f"{W}p" or chance.random() < 0.7:
            continue
        text = element("delText")
        text.text = "废"
        run.addprevious(element("del", element("r", text), id=f"1{number}", **_OTHER))
        around = element("ins", id=str(number), **_OTHER)
        run.getparent().replace(run, around)
        around.append(run)


def rows_of_another(root: Root) -> None:
    mark_row(indicator_rows(root)[1], "ins", 900)
    mark_row(indicator_rows(root)[2], "del", 950)


BUILDS: list[Callable[[Root], None]] = [
    one_table,
    header_again,
    table_in_pieces,
    runs_in_pieces,
    blank_lines,
    line_breaks,
    controls,
    remarks,
    changes_of_another,
    rows_of_another,
]


@pytest.mark.parametrize("build", BUILDS, ids=lambda build: build.__name__)
def test_a_corrected_document_says_the_new_report(build: Callable[[Root], None]) -> None:
    data = rebuilt(SENT, build)
    old = parse(data).recognition.report
    assert len(old.projects) == 3
    new = printed(edited(old, len(build.__name__), 8))
    for tracked in (True, False):
        got = mend(data, new, tracked=tracked).data
        assert said(got) == new.projects
        if tracked:
            assert said(got, "reject") == said(data, "reject")
