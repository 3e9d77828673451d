"""Project codes: shapes, check characters, and the slips that explain a wrong one."""

import string

import pytest

from jixiao.check.codes import (
    check_character,
    is_meant_as_numbered,
    is_right,
    shape_of,
    slips,
    tidied,
)
from jixiao.definition import load
from tests.conftest import SHARED, sample_files

RIGHT = "13090123P00011410013U"


def _codes_with_p() -> list[str]:
    files = [*sample_files(), *sorted((SHARED / "definitions").glob("*.toml"))]
    codes = [project.code or "" for path in files for project in load(path).report.projects]
    return [code for code in codes if code[8:9] == "P" and len(code) == 21]


@pytest.mark.parametrize(
    ("code", "shape"),
    [
        (RIGHT, "numbered"),
        ("130901211K7QX2M9TB4HD", "random"),
        ("434-0101-JBN-7RWD", "hyphened"),
        ("000-9999-JSN-T7QM", "hyphened"),
        (RIGHT[:-1], None),
        (RIGHT.lower(), None),
        ("434-0101-7RWD", None),
        ("13O90123P00011410013U", None),
        ("", None),
    ],
)
def test_shape_of_a_code(code: str, shape: str | None) -> None:
    assert shape_of(code) == shape


def test_codes_of_real_and_sample_reports_have_their_check_character() -> None:
    codes = _codes_with_p()
    assert len(codes) >= 12
    assert [code for code in codes if not is_right(code)] == []


def test_a_code_published_elsewhere_has_its_check_character() -> None:
    # A central investment project of 2022 in another province.
    assert is_right("12000022P10000210006W")


def test_check_character_needs_twenty_characters_that_have_a_value() -> None:
    assert check_character(RIGHT[:-1]) == "U"
    assert check_character(RIGHT[:-2]) is None
    assert check_character(RIGHT[:-2] + "O") is None


@pytest.mark.parametrize("place", [*range(8), *range(9, 20)])
def test_every_single_wrong_digit_is_noticed(place: int) -> None:
    wrong = [digit for digit in string.digits if digit != RIGHT[place]]
    assert not any(is_right(RIGHT[:place] + digit + RIGHT[place + 1 :]) for digit in wrong)


def test_every_swap_of_neighbours_is_noticed_and_explained() -> None:
    for place in range(20):
        left, right = RIGHT[place], RIGHT[place + 1]
        if left != right:
            wrong = RIGHT[:place] + right + left + RIGHT[place + 2 :]
            assert not is_right(wrong)
            assert ("swapped", place, RIGHT) in list(slips(wrong))


@pytest.mark.parametrize(("digit", "letter"), [("0", "O"), ("1", "I"), ("2", "Z"), ("1", "L")])
def test_a_letter_for_a_digit_is_explained(digit: str, letter: str) -> None:
    place = RIGHT.index(digit)
    wrong = RIGHT[:place] + letter + RIGHT[place + 1 :]
    assert is_meant_as_numbered(wrong)
    assert [slip.right for slip in slips(wrong) if slip.kind == "confused"] == [RIGHT]


def test_a_right_code_has_no_slips() -> None:
    assert list(slips(RIGHT)) == []


@pytest.mark.parametrize(
    "code",
    [
        "130901211K7QX2M9TB4HD",  # letters and digits mixed
        "10000022Z155060079022",  # a central transfer
        "50011022T000000074526",  # another system
        RIGHT[:-1],
        f"{RIGHT[:-2]}*U",
    ],
)
def test_other_codes_are_not_meant_as_numbered(code: str) -> None:
    assert not is_meant_as_numbered(code)


def test_tidied_code_is_in_half_width_capitals_without_spaces() -> None:
    assert tidied(" １３０９０１23 p00011410013u\u3000") == RIGHT
    assert tidied("434—0101－jbn-7rwd") == "434-0101-JBN-7RWD"
