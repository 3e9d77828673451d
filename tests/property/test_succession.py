"""Any report has a draft for the next year, which gives back all that is kept."""

from hypothesis import given
from hypothesis import strategies as st

from jixiao.layout import Pack
from jixiao.model import Report
from tests.strategies import reports
from tests.unit.build.test_succession import check_successor, succeed


@given(report=reports(max_projects=2), last_year=st.none() | st.integers(1949, 2999))
def test_filling_in_last_years_figures_gives_last_years_report(
    report: Report, last_year: int | None, pack: Pack
) -> None:
    check_successor(report, succeed(report, pack, last_year))
