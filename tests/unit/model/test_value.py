"""What a clerk writes as a target, and what is understood of it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from jixiao.model import IndicatorValue

CASES = [
    # raw string, operator, number, unit, date, text
    ("≥95%", "≥", "95", "%", None, None),
    ("3台", None, "3", "台", None, None),
    ("83380元", None, "83380", "元", None, None),
    ("≥50元/季/星", "≥", "50", "元/季/星", None, None),
    ("≤1,790.50元/人/月", "≤", "1790.50", "元/人/月", None, None),
    ("≧95%", "≥", "95", "%", None, None),
    ("≦3.50万元", "≤", "3.50", "万元", None, None),
    (">=90", "≥", "90", None, None, None),
    ("<=5天", "≤", "5", "天", None, None),
    ("＝100%", "＝", "100", "%", None, None),
    ("=100%", "＝", "100", "%", None, None),
    (">3次", ">", "3", "次", None, None),
    ("＜3次", "<", "3", "次", None, None),
    ("100百分比", None, "100", "百分比", None, None),
    ("≥90时效高", "≥", "90", None, None, "时效高"),
    ("≥100次数达标", "≥", "100", None, None, "次数达标"),
    ("≥95%以上", "≥", "95", "%", None, "以上"),
    ("≤5天以内", "≤", "5", "天", None, "以内"),
    ("2021年12月31日之前", None, None, None, "2021年12月31日", "之前"),
    ("每月31日之前", None, None, None, "每月31日", "之前"),
    ("12月底前", None, None, None, "12月", "底前"),
    ("长期", None, None, None, None, "长期"),
    ("3-5个", None, None, None, None, "3-5个"),
    ("1:20", None, None, None, None, "1:20"),
    ("≥", "≥", None, None, None, None),
    ("50", None, "50", None, None, None),
    (" ≥ 95 % ", "≥", "95", "%", None, None),
    ("9" * 31, None, None, None, None, "9" * 31),
]


@pytest.mark.parametrize(("raw", "operator", "number", "unit", "date", "text"), CASES)
def test_a_value_is_split_into_its_parts(
    raw: str, operator: str, number: str, unit: str, date: str, text: str
) -> None:
    value = IndicatorValue.parse(raw)
    assert value.operator == operator
    assert value.number == (None if number is None else Decimal(number))
    assert (value.unit, value.date, value.text) == (unit, date, text)
    assert str(value) == raw


def test_a_number_keeps_its_digits() -> None:
    assert str(IndicatorValue.parse("≥3.00万元").number) == "3.00"


def test_a_table_of_parts_is_printed_in_their_order() -> None:
    value = IndicatorValue.model_validate(
        {"unit": "个", "number": Decimal("39.0"), "operator": ">=", "text": "以上"}
    )
    assert str(value) == ">=39.0个以上"
    assert value.operator == "≥"


@pytest.mark.parametrize(
    "parts",
    [
        {"raw": "100", "number": 5},
        {},
        {"operator": "~"},
        {"number": "3"},
        {"number": 3.5},
        {"unit": ""},
        3,
        True,
        None,
    ],
)
def test_what_is_no_value_is_refused(parts: object) -> None:
    with pytest.raises(ValidationError):
        IndicatorValue.model_validate(parts)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")))
def test_any_text_is_a_value_and_comes_back_exactly(raw: str) -> None:
    if raw.strip(" \t\u00a0\u3000\u0085\u2028\u2029"):
        assert str(IndicatorValue.parse(raw)) == raw
