"""What is written is read back the same, digits included."""

import re

import pytest
from hypothesis import given

from jixiao.definition import dumps, loads
from jixiao.model import Report
from tests.strategies import reports

HEAD = 'schema = 1\n[report]\nedition = "hebei-2023"\n[[projects]]\n'


@pytest.mark.parametrize("form", ["toml", "json"])
def test_samples_come_back_the_same(sample: Report, form: str) -> None:
    text = dumps(sample, form)
    again = loads(text).report
    assert again == sample
    assert dumps(again, form) == text


@pytest.mark.parametrize("form", ["toml", "json"])
@pytest.mark.parametrize("digits", ["30", "30.0", "3.00", "0.10", "-0.5", "0", "1000000.00"])
def test_numbers_keep_their_digits(form: str, digits: str) -> None:
    report = loads(HEAD + f"budget = {{ total = {digits} }}\n").report
    again = loads(dumps(report, form)).report
    assert format(again.projects[0].budget.total, "f") == digits
    assert re.search(rf"\btotal\W+{re.escape(digits)}\s", dumps(report, form))


def test_a_value_is_written_as_a_string_where_that_says_all() -> None:
    parts = '[[projects.indicators]]\nvalue = { operator = "≥", number = 39, unit = "个" }\n'
    assert 'value = "≥39个"' in dumps(loads(HEAD + parts).report)


@pytest.mark.parametrize(
    "parts", ['{ number = 3, text = "个" }', '{ unit = "个" }', '{ text = "2021年", unit = "月" }']
)
def test_a_value_is_written_in_parts_where_a_string_would_be_read_otherwise(parts: str) -> None:
    report = loads(HEAD + f"[[projects.indicators]]\nvalue = {parts}\n").report
    assert loads(dumps(report)).report == report


def test_blank_is_not_zero() -> None:
    text = dumps(loads(HEAD + "budget = { total = 1, other = 0 }\n").report)
    assert "other = 0" in text
    assert "fiscal" not in text


@given(reports())
def test_any_report_comes_back_the_same(report: Report) -> None:
    for form in ("toml", "json"):
        text = dumps(report, form)
        again = loads(text).report
        assert again == report
        assert dumps(again, form) == text
