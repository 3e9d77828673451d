"""What a person is told of residue and of guesses: every reason has words of its own."""

import pytest

from jixiao.layout import Edition
from jixiao.recognise.parse import Parsed, parse_bytes
from tests.forms import BUDGET, FORM, GOALS, PLAN, PURPOSE, UNIT, replaced, row, with_after


def messages(*pieces: str, editions: list[Edition]) -> list[str]:
    """Return what is told of a form, but for what is told of any: the year, the layout."""
    text = "".join(f"{piece}\n\n" if "\t" in piece else f"{piece}\n" for piece in pieces)
    parsed: Parsed = parse_bytes(text.encode(), "柳河镇.txt", editions)
    return [told.message for told in parsed.diagnostics if "report." not in told.message]


def test_repeated_value(editions: list[Edition]) -> None:
    form = with_after(GOALS, row("绩效目标", "1.植树"))
    assert messages(*form, editions=editions) == [
        "the form has such a value already, left out: 1.植树"
    ]


@pytest.mark.parametrize(
    ("piece", "instead", "message"),
    [
        (
            UNIT,
            row("636009柳河镇", "单位：元"),
            "projects[1].budget is a guess: 单位：元 "
            "(the amounts are not in 万元, and were taken as they stand)",
        ),
        (
            PURPOSE,
            row("", "绩效目标"),
            "projects[1].purpose is a guess: 绩效目标 (it reads like a label)",
        ),
        (
            PLAN,
            PLAN.replace("25%", "25"),
            "projects[1].plan.unit is a guess: percent (no % behind the numbers)",
        ),
        (
            GOALS,
            row("绩效目标", "1.5公里的路"),
            "projects[1].goals is a guess: 1.5公里的路 "
            "(what looks like the number of a goal may be a part of its text)",
        ),
        (BUDGET, BUDGET.replace("3.00", "50%"), "no number, left out: 50%"),
    ],
)
def test_doubtful_value(piece: str, instead: str, message: str, editions: list[Edition]) -> None:
    assert messages(*replaced(piece, instead), editions=editions) == [message]


def test_row_that_says_nothing_is_called_blank(editions: list[Edition]) -> None:
    header = row("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
    blank = row("", "", "", "", "", "")
    pieces = [piece for piece in FORM if "指标" not in piece]
    assert messages(*pieces, header, blank, editions=editions) == [
        "projects[1].indicators[1] was left blank (no usual row of indicators)"
    ]
