"""Sums of money in texts and values, turned into 万元 exactly."""

from decimal import Decimal

import pytest

from jixiao.check.amounts import (
    agree,
    amount_in,
    amount_of,
    amounts_in,
    as_wan,
    is_cut_off,
    is_in_yuan,
    rounded,
    sum_of,
)
from jixiao.model import IndicatorValue
from jixiao.model.number import MAX_DIGITS


def _amounts(text: str) -> list[tuple[str, str]]:
    return [(str(amount.wan.normalize()), amount.written) for amount in amounts_in(text)]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("预算数47.896万元", [("47.896", "47.896万元")]),
        ("共83380元", [("8.338", "83380元")]),
        ("共83,380元", [("8.338", "83,380元")]),
        ("债券1.5亿元", [("1.5E+4", "1.5亿元")]),
        ("材料3万元、人工2.5 万元", [("3", "3万元"), ("2.5", "2.5 万元")]),
        ("每人200元/月", []),
        ("3.2.1元", []),
        ("二十万元", []),
        ("1234567890123456元", []),
    ],
)
def test_amounts_are_found_with_their_units(text: str, amounts: list[tuple[str, str]]) -> None:
    assert _amounts(text) == amounts


@pytest.mark.parametrize(
    ("raw", "amount"),
    [
        ("≤5万元", 5),
        ("83380元", Decimal("8.338")),
        ("5万元以内", 5),
        ("不超过5万元", 5),
        ("每人不超过5万元", None),
        ("2万元至5万元", None),
        ("≤200元/人", None),
        ("≥95%", None),
        ("控制在预算以内", None),
    ],
)
def test_value_names_one_sum_of_money_or_none(raw: str, amount: Decimal | None) -> None:
    assert amount_in(IndicatorValue.parse(raw)) == amount


def test_amount_of_a_value_needs_its_parts() -> None:
    assert amount_of(IndicatorValue.parse("不超过5万元")) is None
    assert amount_of(IndicatorValue.parse("≤5万元")) == 5


@pytest.mark.parametrize(
    ("amount", "shown", "fits", "cut"),
    [
        ("7.690486", "7.69", True, False),
        ("47.896", "47.90", True, False),
        ("47.896", "47.89", False, True),
        ("2.005", "2.01", True, False),
        ("2.00", "2", True, False),
        ("5", "2", False, False),
    ],
)
def test_amounts_are_rounded_half_up(amount: str, shown: str, fits: bool, cut: bool) -> None:
    assert agree(Decimal(amount), Decimal(shown)) is fits
    assert is_cut_off(Decimal(amount), Decimal(shown)) is cut


def test_yuan_in_place_of_wan_is_ten_thousand_times_too_much() -> None:
    assert is_in_yuan(Decimal(83_900), Decimal("8.39"))
    assert not is_in_yuan(Decimal("8.39"), Decimal("8.39"))
    assert not is_in_yuan(Decimal(0), Decimal(0))


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("5", "5.00"), ("92.3640", "92.364"), ("1E+3", "1000.00"), ("-0.5", "-0.50"), ("0", "0.00")],
)
def test_messages_show_at_least_two_decimals(amount: str, shown: str) -> None:
    assert as_wan(Decimal(amount)) == shown


def test_the_longest_numbers_of_a_model_are_reckoned_exactly() -> None:
    long = Decimal("9" * MAX_DIGITS)
    assert rounded(long) == long
    assert agree(long, long)
    assert not agree(long, long - 1)
    assert as_wan(long) == "9" * MAX_DIGITS + ".00"
    assert str(sum_of([long, Decimal("0.01")])) == "9" * MAX_DIGITS + ".01"
