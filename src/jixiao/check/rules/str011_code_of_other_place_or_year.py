"""STR011: a project code of another region, or of a year that cannot be."""

from collections import Counter
from collections.abc import Iterator, Sequence

from jixiao.check.codes import REGION, YEAR, is_meant_as_numbered, is_right, shape_of
from jixiao.check.data import number
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView, ReportView
from jixiao.model import PADDING, FieldPath

_CENTURY = 2000
_OLDEST = int(number("structure", "oldest_code_year"))
_FEWEST_OTHERS = 2

_Coded = tuple[ProjectView, str]


@rule(
    "STR011",
    zh="项目编码的行政区划或年份不对",
    en="region or year of the code wrong",
    severity="warning",
    aspect="relevance",
    basis=PRACTICE,
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find project codes whose region is not that of the others, or whose year cannot be.

    The first six digits of a code of 21 characters are the region, the next two the year in which
    the project was entered. A project that goes on keeps its code: an earlier year is no fault. A
    year after the fiscal year is one, and so is one before there were such codes. Codes of the
    city, the province or the centre stand in county reports where they hand the money down.
    Wrong: 13090124… in a budget of 2023. Right: 13090122… there. Correction: look the code up.

    中文
    ----
    21 位项目编码的前 6 位是行政区划，第 7、8 位是项目入库的年份。延续项目沿用原来的编码，年份早于
    预算年度不算错；晚于预算年度，或者早到还没有这种编码，就不对。上级转移支付项目用市、省、中央的
    区划，也不算错。
    错：2023 年预算里有 13090124……。对：2023 年预算里有 13090122……。
    改法：到预算系统里查对编码，或者核对预算年度。
    """
    coded = [
        (project, code)
        for project in report.projects
        if project.model.code is not None and _is_sound(code := project.model.code.strip(PADDING))
    ]
    yield from _wrong_years(report, coded)
    yield from _other_regions(coded)


def _is_sound(code: str) -> bool:
    """Tell whether the region and year of a code can be relied on; STR012 has those that cannot."""
    if is_meant_as_numbered(code):
        return is_right(code)
    return shape_of(code) == "random"


def _wrong_years(report: ReportView, coded: Sequence[_Coded]) -> Iterator[Finding]:
    fiscal_year = report.model.header.fiscal_year
    years = [_CENTURY + int(code[YEAR]) for _, code in coded]
    if fiscal_year is not None and len(years) > 1 and min(years) > fiscal_year:
        yield _finding(
            ("report", "fiscal_year"),
            f"预算年度 {fiscal_year} 早于全部项目编码里的年份（{min(years)}）",
            f"the fiscal year {fiscal_year} is before the year of every code ({min(years)})",
        )
        return
    for (project, code), year in zip(coded, years, strict=True):
        if fiscal_year is not None and year > fiscal_year:
            yield _finding(
                project.path("code"),
                f"项目编码“{code}”的年份是 {year}，晚于预算年度 {fiscal_year}",
                f"the year of the code {code} is {year}, after the fiscal year {fiscal_year}",
            )
        elif year < _OLDEST:
            yield _finding(
                project.path("code"),
                f"项目编码“{code}”的第 7、8 位“{code[YEAR]}”不像年份",
                f"characters 7 and 8 of the code {code}, {code[YEAR]}, are no year",
            )


def _other_regions(coded: Sequence[_Coded]) -> Iterator[Finding]:
    regions = Counter(code[REGION] for _, code in coded)
    if len(regions) < 2:
        return
    usual, times = regions.most_common(1)[0]
    if times < _FEWEST_OTHERS or times * 2 <= len(coded):
        return
    for project, code in coded:
        region = code[REGION]
        if region != usual and not _is_above(region, usual):
            yield _finding(
                project.path("code"),
                f"项目编码“{code}”的行政区划是 {region}，其他项目是 {usual}",
                f"the region of the code {code} is {region}, that of the others {usual}",
            )


def _is_above(region: str, usual: str) -> bool:
    """Tell whether a region is the city, the province or the centre above the usual one."""
    return region in (f"{usual[:4]}00", f"{usual[:2]}0000", "100000", "000000")


def _finding(path: FieldPath, zh: str, en: str) -> Finding:
    if path[0] == "report":
        advice = Words("核对预算年度", "check the fiscal year")
    else:
        advice = Words("到预算系统里查对编码", "look the code up in the budget system")
    return Finding(path, Words(zh, en), advice)
