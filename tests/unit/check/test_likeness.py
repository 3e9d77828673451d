"""Likeness of texts: what counts as alike, and that looking for it stays cheap."""

import random
import time

import pytest

from jixiao.check.likeness import LikenessIndex, likeness, shingles

ROAD = "用于二十四公里村道的坑槽修补、边沟清理、路肩培土和护栏更换，保证雨季行车安全。"
LAMPS = "用于更换损坏的路灯灯头和地下电缆，检修全部配电箱，保证夜间照明，方便群众出行。"


def test_shingles_are_runs_of_three_characters() -> None:
    assert shingles("村道养护") == {"村道养", "道养护"}
    assert shingles("村道") == {"村道"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("abcd", "abcd", 1.0), ("ab", "bc", 1 / 3), ("ab", "cd", 0.0), ("", "", 0.0)],
)
def test_likeness_is_the_shared_part_of_both(one: str, other: str, expected: float) -> None:
    assert likeness(frozenset(one), frozenset(other)) == expected


def test_a_text_with_one_word_changed_is_found_and_another_is_not() -> None:
    index = LikenessIndex(0.8)
    assert index.add(0, shingles(ROAD)) is None
    assert index.add(1, shingles(LAMPS)) is None
    found = index.add(2, shingles(ROAD.replace("二十四", "二十六")))
    assert found is not None
    assert found.number == 0
    assert 0.8 <= found.likeness < 1


def test_of_equal_texts_the_first_is_named() -> None:
    index = LikenessIndex(0.8)
    assert index.add(5, shingles(ROAD)) is None
    assert index.add(6, shingles(ROAD)) == (5, 1.0)
    assert index.add(7, shingles(ROAD)) == (5, 1.0)


def test_nearly_all_alike_texts_are_found_among_many() -> None:
    chance = random.Random(7)
    signs = [chr(0x4E00 + number) for number in range(400)]
    texts = ["".join(chance.choices(signs, k=60)) for _ in range(300)]
    index = LikenessIndex(0.8)
    for number, text in enumerate(texts):
        assert index.add(number, shingles(text)) is None
    found = 0
    for number, text in enumerate(texts):
        at = chance.randrange(50)
        alike = index.add(1000 + number, shingles(f"{text[:at]}另{text[at + 1 :]}"))
        found += alike is not None and alike.number == number
    assert found >= 0.97 * len(texts)


def test_time_grows_with_the_number_of_texts_alone() -> None:
    """Texts of one set phrase, the worst there is: each is like all before it."""

    def taken(count: int) -> float:
        sets = [shingles(f"{ROAD}第{number}标段{LAMPS}") for number in range(count)]
        index = LikenessIndex(0.8)
        start = time.process_time()
        for number, parts in enumerate(sets):
            index.add(number, parts)
        return time.process_time() - start

    small = min(taken(250) for _ in range(3))
    large = min(taken(2000) for _ in range(2))
    assert large < 24 * small  # 8 times, and room for a busy machine; 64 were quadratic
