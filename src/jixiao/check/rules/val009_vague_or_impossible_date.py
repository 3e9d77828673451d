"""VAL009: a date that does not exist, is not of the fiscal year, or says nothing."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jixiao.check.data import load
from jixiao.check.dates import dates_in, is_in_every_month, is_possible, latest_month, years_in
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Severity, Words
from jixiao.check.views import ProjectView, Row

_VAGUE = load("values")["vague_times"]
_WHOLE = frozenset(_VAGUE["whole"])
_ADVERB = re.compile("|".join(map(re.escape, _VAGUE["adverbs"])))
_DEFINITE = re.compile("|".join(map(re.escape, _VAGUE["definite"])))
# 较2022年提高, 达到2022年水平: another year to compare with, no date of this one.
_COMPARED = re.compile("较|比|同期|水平|基数|以来|上年|去年|起")
# Payments of December are often made in the first months of the next year.
_LATEST_OF_NEXT_YEAR = 3
_DAY = re.compile(r" ?[0-9]{1,2} ?[日号]")
_LONGEST = 12


class _Fault(NamedTuple):
    message: Words
    advice: Words
    severity: Severity
    mended: str | None = None


@rule(
    "VAL009",
    zh="日期不存在、不是本年度或者说不清",
    en="impossible, foreign or vague date",
    severity="warning",
    aspect="feasibility",
    basis=PRACTICE,
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find values whose date cannot be kept or cannot be checked.

    A day that does not exist (``2月30日``) is an error. ``每月31日之前`` names a day that five
    months of the year do not have: write ``每月底之前``, as the fix does. A date of last year was
    left from the text that this one was made from. Words such as 及时, 按时, 长期 alone set no
    term: write the date, or the number of days, ``2023年11月30日之前``, ``≤10天``. Terms that a
    contract or a notice sets are left alone.

    中文
    ----
    不存在的日子（“2月30日”）按错误处理。“每月31日之前”，一年有五个月没有31日，应写“每月底之前”，自动修改也这样改。
    今年的文本里写着去年的日期，是照抄没有改。只写“及时”“按时”“长期”，等于没有期限，应写明日期或天数：
    “2023年11月30日之前”“≤10天”。以合同、通知规定的时间为准的不在此列。
    """
    for row in project.rows:
        if row.value is None or row.value.unit is not None:
            continue
        fault = _fault_of(row, row.value.raw.strip())
        if fault is not None:
            edit = Edit(row.path("value"), fault.mended)
            fix = Fix("unsafe", (edit,)) if fault.mended is not None else None
            yield Finding(row.path("value"), fault.message, fault.advice, fix, fault.severity)


def _fault_of(row: Row, raw: str) -> _Fault | None:
    if not any(character.isdigit() for character in raw):
        return _vague(raw) if _is_vague(row, raw) else None
    if "月" not in raw and row.kind2 != "timeliness":
        return None
    fiscal_year = row.project.report.model.header.fiscal_year
    return _day_fault(raw, fiscal_year) or _year_fault(row, raw, fiscal_year)


def _is_vague(row: Row, raw: str) -> bool:
    if raw in _WHOLE:
        return True
    if row.kind2 != "timeliness" or len(raw) > _LONGEST:
        return False
    return bool(_ADVERB.search(raw)) and not _DEFINITE.search(raw)


def _vague(raw: str) -> _Fault:
    return _Fault(
        Words(f"指标值“{raw}”没有说明期限", f"the value {raw} sets no term"),
        Words(
            "写明日期、天数或年限，如“11月30日之前”“≤10天”",
            "write the date, or the number of days or years: 11月30日之前, ≤10天",
        ),
        "warning",
    )


def _day_fault(raw: str, fiscal_year: int | None) -> _Fault | None:
    for date in dates_in(raw):
        if not is_possible(date, fiscal_year):
            return _Fault(
                Words(
                    f"指标值“{raw}”里的“{date.written}”不存在",
                    f"the value {raw} names {date.written}, which does not exist",
                ),
                Words("改成正确的日期", "correct the date"),
                "error",
            )
        if not is_in_every_month(date, fiscal_year):
            mended = raw.replace(date.written, _DAY.sub("底", date.written), 1)
            return _Fault(
                Words(
                    f"指标值“{raw}”：不是每个月都有{date.day}日",
                    f"the value {raw}: not every month has a day {date.day}",
                ),
                Words(f"写成“{mended}”", f"write {mended}"),
                "warning",
                mended,
            )
    return None


def _year_fault(row: Row, raw: str, fiscal_year: int | None) -> _Fault | None:
    if fiscal_year is None or row.kind2 != "timeliness" or _COMPARED.search(raw):
        return None
    years = years_in(raw)
    if not years or min(years) <= fiscal_year <= max(years):
        return None
    next_year = fiscal_year + 1
    if min(years) == next_year and latest_month(raw, next_year) <= _LATEST_OF_NEXT_YEAR:
        return None
    return _Fault(
        Words(
            f"指标值“{raw}”不是预算年度{fiscal_year}年的日期",
            f"the value {raw} is no date of the fiscal year {fiscal_year}",
        ),
        Words(
            f"核对年份：{fiscal_year}年的预算，写{fiscal_year}年要做到的日期",
            f"check the year: the budget of {fiscal_year} sets dates of {fiscal_year}",
        ),
        "warning",
    )
