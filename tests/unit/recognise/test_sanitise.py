"""Characters that no document may hold are taken out of what was read, and that is told."""

from dataclasses import replace

import pytest

from jixiao.layout import Edition
from jixiao.model import FieldPath
from jixiao.readers.text import read_text
from jixiao.readers.types import Cell, Line, Reading, Row, Table
from jixiao.recognise import recognise
from jixiao.recognise.sanitise import sanitise
from tests.forms import FORM


def damaged(old: str, new: str) -> Reading:
    """Return the reading of a form in which a text was replaced: no text file could hold it."""

    def cell(found: Cell) -> Cell:
        return found._replace(lines=tuple(map(line, found.lines)))

    def line(found: Line) -> Line:
        return found._replace(text=found.text.replace(old, new))

    def row(found: Row) -> Row:
        return found._replace(cells=tuple(map(cell, found.cells)))

    text = "\n一、总体绩效目标\n做好工作。\n" + "\n\n".join(FORM)
    reading = read_text(text.encode(), "柳河镇.txt")
    return replace(
        reading,
        blocks=tuple(
            block._replace(rows=tuple(map(row, block.rows)))
            if isinstance(block, Table)
            else line(block)
            for block in reading.blocks
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("≥3公里", "≥3\x01公里", ("projects", 0, "indicators", 0, "value")),
        ("通车", "通\x02车", ("projects", 0, "goals", 1)),
        ("柳河镇", "柳河\ud800镇", ("unit", "name")),
        ("做好工作。", "做好\uffff工作。", ("targets", "overall")),
    ],
)
def test_text_is_cleaned_and_told(
    old: str, new: str, path: FieldPath, editions: list[Edition]
) -> None:
    """The report is the same as that of the text without the character."""
    found = recognise(damaged(old, new), editions)
    assert found.report == recognise(damaged(old, old), editions).report
    told = [guess for guess in found.guesses if guess.reason == "characters"]
    assert [(guess.path, guess.confidence) for guess in told] == [(path, "low")]
    assert new not in told[0].value


def test_value_of_nothing_else_is_blank(editions: list[Edition]) -> None:
    found = recognise(damaged("≥3公里", "\x01"), editions)
    assert found.report.projects[0].indicators[0].value is None
    assert [guess.value for guess in found.guesses if guess.reason == "characters"] == [""]


def test_only_texts_that_change_are_noted() -> None:
    changed: dict[FieldPath, str] = {}
    tree = {"a": " 甲", "b": ["\x00", "乙\x1f"], "c": {"d": "\ufffe", "e": None}, "f": 3}
    assert sanitise(tree, changed) == {
        "a": " 甲",
        "b": ["乙"],
        "c": {"d": None, "e": None},
        "f": 3,
    }
    assert changed == {("b", 0): "", ("b", 1): "乙", ("c", "d"): ""}
