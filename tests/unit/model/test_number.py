from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from jixiao.model import Number, format_number

NUMBER = TypeAdapter(Number)


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        (30, "30"),
        (Decimal("3.00"), "3.00"),
        (Decimal("0.10"), "0.10"),
        (Decimal("-5"), "-5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E+29"), "1" + "0" * 29),
        (Decimal("1E-7"), "0.0000001"),
    ],
)
def test_digits_are_kept(given: int | Decimal, printed: str) -> None:
    assert format_number(NUMBER.validate_python(given)) == printed


@pytest.mark.parametrize(
    "given",
    [2.5, True, "2.00", None, Decimal("NaN"), Decimal("-Infinity"), Decimal("1E+31"), 10**40],
)
def test_floats_texts_and_numbers_without_end_are_refused(given: object) -> None:
    with pytest.raises(ValidationError):
        NUMBER.validate_python(given)
