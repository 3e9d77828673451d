"""Decimal numbers that keep their digits: ``3.00`` is printed as ``3.00``."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

# More digits than any budget has, few enough that ``1e999999`` cannot fill the memory.
MAX_DIGITS = 30


def read_number(value: Any) -> Decimal:
    """Return an int or Decimal as a Decimal; raise PydanticCustomError on anything else."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("number_type", "expected a number")
    number = Decimal(value)
    if not number.is_finite():
        raise PydanticCustomError("number_not_finite", "a number must be finite")
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # finite numbers have no other exponent
    if max(len(digits), abs(exponent), len(digits) + exponent) > MAX_DIGITS:
        raise PydanticCustomError(
            "number_too_long", "a number has at most {limit} digits", {"limit": MAX_DIGITS}
        )
    return number if exponent <= 0 else Decimal(int(number))


Number = Annotated[Decimal, PlainValidator(read_number), WithJsonSchema({"type": "number"})]
"""A finite Decimal made of an int or a Decimal, never of a float; exponent at most 0."""


def format_number(number: Decimal) -> str:
    """Return the digits of a number as they were written, without an exponent."""
    return f"{number:f}"
