"""Which reports are of one unit: by code, by name, and a department with its own units."""

import pytest

from jixiao.check import ReportView
from jixiao.check.units import by_year, unit_numbers
from jixiao.check.views import ReportsView
from jixiao.model import Header, Report, Unit


def _views(*units: tuple[str | None, str | None], years: tuple[int, ...] = ()) -> list[ReportView]:
    return [
        ReportView(
            Report(
                header=Header(edition="hebei-2023", fiscal_year=years[number] if years else 2023),
                unit=Unit(code=code, name=name),
            ),
            number,
        )
        for number, (code, name) in enumerate(units)
    ]


@pytest.mark.parametrize(
    ("first", "second", "one_unit"),
    [
        (("636009", "青石县柳河镇"), ("636009", "青石县柳河镇"), True),
        (("636009", "青石县柳河镇"), ("636010", "青石县白沙乡"), False),
        (("636009", "青石县柳河镇"), ("636010", "青石县柳河镇"), False),
        (("636001", "青石县柳河镇本级"), ("636", "青石县柳河镇"), True),
        ((None, "青石县柳河镇"), (None, "青石县柳河镇"), True),
        ((None, "青石县柳河镇"), (None, "青石县白沙乡"), False),
        ((None, "青石县柳河镇"), ("636009", "青石县柳河镇"), True),
        (("636009", None), ("636010", None), False),
    ],
)
def test_units_are_told_by_code_else_by_name(
    first: tuple[str | None, str | None], second: tuple[str | None, str | None], one_unit: bool
) -> None:
    numbers = unit_numbers(_views(first, second))
    assert (numbers[0] == numbers[1]) == one_unit
    assert set(numbers) == {0, 1}


def test_a_report_of_nobody_is_no_unit() -> None:
    assert unit_numbers(_views((None, None), ("636009", None))) == {0: None, 1: 1}


def test_reports_are_compared_within_a_year() -> None:
    views = _views(("1", None), ("2", None), ("3", None), years=(2022, 2023, 2023))
    together = [[report.number for report in reports] for reports in by_year(ReportsView(views))]
    assert together == [[1, 2]]
