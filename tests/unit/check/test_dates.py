"""Dates in values: what is read as one, and which days there are."""

import pytest

from jixiao.check.dates import dates_in, is_in_every_month, is_possible, latest_month, years_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年11月30日之前", [(2023, 11, 30)]),
        ("2023 年 11 月 30 日", [(2023, 11, 30)]),
        ("11月30号", [(None, 11, 30)]),
        ("12月底前", [(None, 12, None)]),
        ("每月10日前", [(None, None, 10)]),
        ("2023.11.30", [(2023, 11, 30)]),
        ("2023-11-30", [(2023, 11, 30)]),
        ("2023/6", [(2023, 6, None)]),
        ("3月底、6月底", [(None, 3, None), (None, 6, None)]),
        ("12个月", []),
        ("2023-2025年", []),
        ("30天", []),
    ],
)
def test_dates_are_read_as_far_as_they_say(
    text: str, expected: list[tuple[int | None, int | None, int | None]]
) -> None:
    assert [(date.year, date.month, date.day) for date in dates_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "fiscal_year", "possible"),
    [
        ("2月28日", 2023, True),
        ("2月29日", 2023, False),
        ("2月29日", 2024, True),
        ("2月29日", None, True),
        ("2024年2月29日", 2023, True),
        ("2月30日", 2024, False),
        ("11月31日", 2023, False),
        ("12月31日", 2023, True),
        ("12月32日", 2023, False),
        ("5月0日", 2023, False),
        ("13月1日", 2023, False),
        ("2023年13月", 2023, False),
        ("18月", 2023, True),
        ("每月31日", 2023, True),
        ("每月32日", 2023, False),
        ("2月29日", 0, True),
        ("2月29日", 123_456_789, False),
    ],
)
def test_possible_days(text: str, fiscal_year: int | None, possible: bool) -> None:
    (date,) = dates_in(text)
    assert is_possible(date, fiscal_year) is possible


@pytest.mark.parametrize(
    ("text", "fiscal_year", "always"),
    [
        ("每月28日", 2023, True),
        ("每月29日", 2023, False),
        ("每月29日", 2024, True),
        ("每月30日", 2024, False),
        ("每月底", 2023, True),
        ("12月31日", 2023, True),
    ],
)
def test_days_that_not_every_month_has(text: str, fiscal_year: int, always: bool) -> None:
    (date,) = dates_in(text)
    assert is_in_every_month(date, fiscal_year) is always


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2023年12月", (2023,)),
        ("2021-2023年", (2021, 2022, 2023)),
        ("2022年至2024年", (2022, 2023, 2024)),
        ("2022.11-2023.3", (2022, 2023)),
        ("2023-11-30", (2023,)),
        ("12月底前", ()),
        ("2000元", ()),
        ("12023年", ()),
    ],
)
def test_years_that_a_text_names(text: str, years: tuple[int, ...]) -> None:
    assert years_in(text) == years


def test_the_latest_month_of_a_year() -> None:
    assert latest_month("2023年12月至2024年3月", 2024) == 3
    assert latest_month("2024年内", 2024) == 12
