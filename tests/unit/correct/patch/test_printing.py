"""New values are written as the file writes the old ones."""

from decimal import Decimal

import pytest

from jixiao.correct.patch.printing import goal_lines, has_number, number_text

STYLE = "{number}."


@pytest.mark.parametrize(
    ("old", "number", "suffix", "new"),
    [
        ("12.5", "30", "", "30"),
        ("12.5万元", "30", "", "30万元"),
        ("12.5 万元", "30.5", "", "30.5 万元"),
        ("25%", "30", "", "30%"),
        ("25％", "30", "%", "30％"),
        ("25", "30", "%", "30"),
        ("", "30", "%", "30%"),
        ("", "30", "", "30"),
        ("25%", None, "%", ""),
    ],
)
def test_what_stands_behind_a_number_stays(
    old: str, number: str | None, suffix: str, new: str
) -> None:
    value = Decimal(number) if number is not None else None
    assert number_text(old, value, suffix) == new


@pytest.mark.parametrize(
    ("text", "number", "same"),
    [
        ("12.50", "12.5", True),
        ("1,200万元", "1200", True),
        ("12", "13", False),
        ("", None, True),
        ("12", None, False),
        ("", "0", False),
    ],
)
def test_a_cell_reads_as_a_number_or_not(text: str, number: str | None, same: bool) -> None:
    assert has_number(text, Decimal(number) if number is not None else None) is same


def test_goals_keep_the_signs_of_the_file() -> None:
    old = ["1、完成培训", "2、印发手册"]
    assert goal_lines(old, ["完成培训", "印发新手册"], STYLE) == ["1、完成培训", "2、印发新手册"]
    assert goal_lines(old, ["完成培训", "新", "印发手册"], STYLE) == [
        "1、完成培训",
        "2、新",
        "3、印发手册",
    ]


def test_new_goals_are_numbered_as_the_edition_does() -> None:
    assert goal_lines([], ["完成培训", "印发手册"], STYLE) == ["1.完成培训", "2.印发手册"]


def test_goals_without_numbers_stay_so() -> None:
    assert goal_lines(["完成培训"], ["完成新培训"], STYLE) == ["完成新培训"]


def test_a_goal_of_several_lines_keeps_them() -> None:
    old = ["1.完成培训", "其中一次在线", "2.印发手册"]
    new = ["完成培训\n其中一次在线", "印发手册", "新\n又一行"]
    assert goal_lines(old, new, STYLE) == [*old, "3.新", "又一行"]


def test_no_goals_are_no_lines() -> None:
    assert goal_lines(["1.完成培训"], [], STYLE) == []


def test_goals_that_would_be_read_otherwise_are_none() -> None:
    assert goal_lines([], ["一\n2.二", "三"], STYLE) is None
