"""What is claimed as a value is in the result: nothing is understood and lost.

Reports are mutated as people mangle them: blocks (rows, headings) and lines are doubled, moved,
deleted and swapped. The result may be wrong then, but each line that a rule has claimed as a value
stands in the definition.
"""

import re
from collections import Counter
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.definition import load
from jixiao.layout import Edition, Pack, load_pack
from jixiao.layout.compose import compose
from jixiao.model import Report, format_number, printed_lines
from jixiao.readers.text import read_text
from jixiao.readers.types import Reading
from jixiao.recognise import Recognition, recognise
from jixiao.recognise.ledger import Ledger, _by_rows, all_lines
from jixiao.recognise.values import read_number
from jixiao.writers.text import write_text
from tests.conftest import ROOT, SHARED, sample_files

# The number of a goal, which the layout prints again.
_GOAL_NUMBER = re.compile(r"[0-9０-９]{1,3}\s*[.、．]\s*")
# Enough for two forms and what stands around them; a whole report would take longer to read.
_BLOCKS = 45
# A mutation seldom hits the place where something could be lost.
_EXAMPLES = 250


def texts() -> list[str]:
    """The samples in the text form, and the published texts where they are."""
    pack = load_pack(ROOT / "templates" / "hebei")
    found = [text_form(load(path).report, pack) for path in sample_files()]
    published = sorted((SHARED / "legacy").glob("*.txt"))
    return found + [path.read_text("utf-8") for path in published]


def text_form(report: Report, pack: Pack) -> str:
    edition = pack.edition(report.header.edition)
    assert edition is not None
    return write_text(compose(report, edition, pack))


BLOCKS = [text.split("\n\n") for text in texts()]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A piece of a report with one to three changes."""
    blocks = draw(st.sampled_from(BLOCKS))
    start = draw(st.integers(0, max(0, len(blocks) - _BLOCKS)))
    piece = blocks[start : start + _BLOCKS]
    for _ in range(draw(st.integers(1, 3))):
        place = st.integers(0, len(piece) - 1)
        at, to = draw(place), draw(place)
        match draw(st.sampled_from(["double", "move", "delete", "swap", "line", "cell"])):
            case "double":
                piece.insert(to, piece[at])
            case "move":
                piece.insert(to, piece.pop(at))
            case "delete":
                del piece[at]
            case "swap":
                piece[at], piece[to] = piece[to], piece[at]
            case "line":
                lines = piece[at].split("\n")
                del lines[draw(st.integers(0, len(lines) - 1))]
                piece[at] = "\n".join(lines)
            case "cell":
                lines = piece[at].split("\n")
                line = draw(st.sampled_from(piece[to].split("\n")))
                lines.insert(draw(st.integers(0, len(lines))), line)
                piece[at] = "\n".join(lines)
    return "\n\n".join(piece)


def claimed_and_recognised(text: str, editions: list[Edition]) -> tuple[list[str], Recognition]:
    """Return the texts that were claimed as values, line by line, and what was recognised."""
    reading = read_text(text.encode(), "报告.txt")
    claimed: list[str] = []
    close = Ledger.close

    def close_and_note(ledger: Ledger, closed: Reading) -> object:
        uses = ledger._uses
        claimed.extend(
            line.text
            for lines, row in _by_rows(closed)
            for line in lines
            if uses.get(id(line), uses.get(id(row))) == "values"
        )
        return close(ledger, closed)

    with patch.object(Ledger, "close", close_and_note):
        recognition = recognise(reading, editions)
    assert len(claimed) <= len(all_lines(reading))
    return claimed, recognition


def leaves(tree: object) -> list[str]:
    """Return all texts and numbers of a tree."""
    if isinstance(tree, dict):
        return [leaf for value in tree.values() for leaf in leaves(value)]
    if isinstance(tree, list | tuple):
        return [leaf for value in tree for leaf in leaves(value)]
    return [] if tree is None else [str(tree)]


def spellings(line: str) -> set[str]:
    """Return how a line may stand in a result: as a text, a numbered goal, or a number."""
    text = "".join(line.split())
    number = read_number(line).number
    digits = {format_number(number)} if number is not None else set()
    return {text, _GOAL_NUMBER.sub("", text, count=1)} | digits


@settings(max_examples=max(_EXAMPLES, settings().max_examples))
@given(text=mutated())
def test_what_is_claimed_as_a_value_is_in_the_result(text: str, editions: list[Edition]) -> None:
    claimed, recognition = claimed_and_recognised(text, editions)
    shown = "\0".join("".join(leaf.split()) for leaf in leaves(recognition.report.model_dump()))
    lines = Counter(line for found in claimed for line in printed_lines(found))
    unit = recognition.report.unit
    of_unit = "".join(f"{unit.code or ''}{unit.name or ''}".split())
    lost = [
        line
        for line, times in lines.items()
        # Every form has the unit, the report has it once.
        if "".join(line.split()) not in of_unit
        and sum(shown.count(spelling) for spelling in spellings(line)) < times
    ]
    assert lost == []


@pytest.mark.parametrize("number", range(len(sample_files())))
def test_values_of_a_sample_are_most_of_it(number: int, editions: list[Edition]) -> None:
    """So that the test above speaks of something."""
    text = "\n\n".join(BLOCKS[number])
    claimed, recognition = claimed_and_recognised(text, editions)
    assert len(claimed) > 20 * len(recognition.report.projects) > 0
