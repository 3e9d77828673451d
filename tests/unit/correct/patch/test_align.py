"""Which part of an old text is which of a new one."""

import time

import pytest

from jixiao.correct.patch.align import alike, pair_all, pair_lines, word_edits
from jixiao.correct.patch.runs import Edit


def applied(old: str, edits: list[Edit]) -> str:
    for edit in reversed(edits):
        old = old[: edit.start] + edit.text + old[edit.end :]
    return old


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        ("完成率", "完成率", []),
        ("完成率", "达标率", [(0, 2, "达标")]),
        ("完成", "按时完成", [(0, 0, "按时")]),
        ("完成", "完成率", [(2, 2, "率")]),
        ("培训三次", "培训", [(2, 4, "")]),
        ("", "新", [(0, 0, "新")]),
    ],
)
def test_a_chinese_text_changes_by_its_characters(
    old: str, new: str, edits: list[tuple[int, int, str]]
) -> None:
    assert word_edits(old, new) == [Edit(*each) for each in edits]


@pytest.mark.parametrize(
    ("old", "new", "edit"),
    [
        ("共120人", "共125人", (1, 4, "125")),
        ("1,234.56万元", "1,234.57万元", (0, 8, "1,234.57")),
        ("用COVID试剂", "用SARS试剂", (1, 6, "SARS")),
        ("葛\U000e0100", "葛\U000e0101", (0, 2, "葛\U000e0101")),
    ],
)
def test_a_number_or_a_word_changes_as_a_whole(
    old: str, new: str, edit: tuple[int, int, str]
) -> None:
    assert word_edits(old, new) == [Edit(*edit)]


def test_one_character_that_stays_between_two_changes_is_not_worth_it() -> None:
    assert word_edits("甲一乙", "丙一丁") == [Edit(0, 3, "丙一丁")]
    assert word_edits("甲一二乙", "丙一二丁") == [Edit(0, 1, "丙"), Edit(3, 4, "丁")]


def test_edits_count_from_where_the_old_text_begins() -> None:
    assert word_edits("一二", "一三", start=10) == [Edit(11, 12, "三")]


@pytest.mark.parametrize(
    ("old", "new"),
    [("甲" * 3000, "甲" * 2999), ("甲乙" * 1500 + "丙", "丁" + "乙甲" * 1500), ("甲" * 3000, "")],
)
def test_long_texts_are_compared_by_their_ends_alone(old: str, new: str) -> None:
    edits = word_edits(old, new)
    assert len(edits) == 1
    assert applied(old, edits) == new


def test_a_line_that_stays_is_found_again() -> None:
    assert pair_lines(["一", "二", "三"], ["一", "三"]) == [(0, 0), (1, None), (2, 1)]
    assert pair_lines(["一", "三"], ["一", "二", "三"]) == [(0, 0), (None, 1), (1, 2)]


def test_a_line_becomes_the_one_that_is_most_like_it() -> None:
    old = ["完成培训三次", "印发手册一百份"]
    new = ["新的一句话", "印发手册二百份", "完成培训四次"]
    assert pair_lines(old[1:], new[:2]) == [(None, 0), (0, 1)]
    assert pair_lines(old, new) == [(0, 0), (1, 1), (None, 2)]


def test_nothing_becomes_something_and_the_other_way_round() -> None:
    assert pair_lines([], ["一", "二"]) == [(None, 0), (None, 1)]
    assert pair_lines(["一", "二"], []) == [(0, None), (1, None)]


def test_as_many_as_can_be_are_paired() -> None:
    assert pair_all(2, 2, lambda _old, _new: 0) == [(0, 0), (1, 1)]
    pairs = pair_all(3, 2, lambda old, new: float(old == new + 1))
    assert pairs == [(0, None), (1, 0), (2, 1)]


def test_likeness_goes_from_0_to_1() -> None:
    assert alike("完成培训", "完成培训") == 1
    assert alike("甲", "乙") == 0
    assert alike("", "一二") == 0
    assert 0 < alike("完成培训三次", "完成培训四次") < 1


def test_very_many_lines_are_paired_in_a_row_at_once() -> None:
    started = time.perf_counter()
    old = [f"甲{number}" for number in range(1000)]
    pairs = pair_lines(old, [f"乙{number}" for number in range(1001)])
    assert pairs[:2] == [(0, 0), (1, 1)]
    assert pairs[-1] == (None, 1000)
    assert time.perf_counter() - started < 2
