"""VAL002: a number has no unit."""

import re
from collections.abc import Iterator

from jixiao.check.data import words
from jixiao.check.measures import is_named_rate, is_satisfaction
from jixiao.check.rates import HUNDRED, is_counted
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView, Row
from jixiao.model.units import UNITS

_UNITLESS = re.compile("|".join(map(re.escape, words("values", "unitless"))))
# 2023, 202312, 20231231, 12.31: a date that somebody wrote as a number.
_DATE = re.compile(r"20[0-9]{2}(?:\.?[0-9]{2}){0,2}|[0-9]{1,2}\.[0-9]{1,2}")
# 人数, 公里数: what is counted stands in the name.
_COUNTED_IN = re.compile(r"([^\W\d_]{1,2})数(?:量)?$", re.MULTILINE)


@rule(
    "VAL002",
    zh="指标值没有计量单位",
    en="number without unit",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find values that are a number and nothing more: ``≥95``, ``120``.

    Without a unit the value does not say whether it is 95 %, 95 people or 95 times. Write
    ``≥95%``, ``≥120人次``. Zero, indices, ratios and places in a ranking need none. The edition of
    2020 prints no %, so there only numbers above 100 are a fault.

    The fix puts % behind a rate, and behind a count the unit that its name tells
    (``培训人数`` → 人).

    中文
    ----
    指标值只有数字，没有计量单位：“≥95”“120”。是95%、95人还是95次，看不出来。应写成“≥95%”“≥120人次”。
    零、系数、指数、比值、排名不需要单位。2020年的版式本来就不印百分号，只查大于100的数。
    自动修改：比率补“%”；名称说明了数的是什么的（“培训人数”），补上那个单位。
    """
    for row in project.rows:
        value = row.value
        if value is None or value.number is None or value.unit is not None:
            continue
        if value.text is not None or not value.number or not _needs_unit(row):
            continue
        unit = _unit_of(row)
        mended = f"{value.raw.strip()}{unit}"
        example = Words(f"，如“{mended}”", f", {mended} for example") if unit else Words("", "")
        yield Finding(
            row.path("value"),
            Words(f"指标值“{value}”没有计量单位", f"the value {value} has no unit"),
            Words(f"补上计量单位{example.zh}", f"add the unit{example.en}"),
            Fix("unsafe", (Edit(row.path("value"), mended),)) if unit else None,
        )


def _needs_unit(row: Row) -> bool:
    assert row.value is not None
    assert row.value.number is not None
    if not row.project.edition.percent_sign and row.value.number <= HUNDRED:
        return False
    if row.kind2 == "timeliness" and _DATE.fullmatch(f"{row.value.number:f}"):
        return False
    return not _UNITLESS.search(row.names)


def _unit_of(row: Row) -> str:
    """Return the unit that the names of a row tell, blank where they do not."""
    assert row.value is not None
    assert row.value.number is not None
    for counted in _COUNTED_IN.findall(row.names):
        for unit in (counted, counted[-1]):
            if unit in UNITS:
                return str(unit)
    of_hundred = 1 < row.value.number <= HUNDRED and not is_counted(row.names)
    return "%" if of_hundred and (is_satisfaction(row) or is_named_rate(row)) else ""
