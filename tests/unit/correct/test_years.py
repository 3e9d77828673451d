"""From one year to the next: what differs as it has to."""

import pytest

from jixiao.correct.types import FieldChange
from jixiao.correct.years import Years, years_of
from jixiao.model import IndicatorValue
from tests.unit.correct.drafts import draft

YEARS = Years(2023, 2024)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2023年12月10日之前", "2024年12月10日之前", True),
        ("2023年初至2023年底", "2024年初至2024年底", True),
        ("2023年初至2023年底", "2024年初至2023年底", False),
        ("2023年12月10日之前", "2024年11月10日之前", False),
        ("2022年", "2023年", False),
        ("合同号12023", "合同号12024", False),
        ("2023年", None, False),
        (None, "2024年", False),
        (2023, 2024, False),
    ],
)
def test_a_text_may_differ_by_the_year_alone(old: object, new: object, expected: bool) -> None:
    assert YEARS.explain(FieldChange(("purpose",), old, new)) is expected


def test_a_value_may_differ_by_the_year_alone() -> None:
    old, new = (IndicatorValue.parse(f"{year}年底前") for year in (2023, 2024))
    assert YEARS.explain(FieldChange(("value",), old, new))


def test_without_a_known_year_no_text_is_expected_to_differ() -> None:
    change = FieldChange(("purpose",), "2023年", "2024年")
    assert not Years(None, 2024).explain(change)
    assert not Years(2023, None).explain(change)
    assert Years(None, None).explain(FieldChange(("report", "fiscal_year"), 2023, 2024))


def test_the_year_is_that_of_the_report_or_of_most_codes() -> None:
    silent = ("fiscal_year = 2023\n", "")
    later = ("13090123P00011410013U", "13090124P00011410013U")
    assert years_of(draft(), draft(silent)) == Years(2023, 2023)
    assert years_of(draft(silent), draft(silent, later)) == Years(2023, 2023)
    codes = [(f'code = "{one.code}"\n', "") for one in draft().projects]
    assert years_of(draft(silent, *codes), draft(silent, *codes[1:], later)) == Years(None, 2024)
