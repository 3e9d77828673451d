"""What the forms say together: the unit, the year, the framework, and how plans are measured."""

import re
from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from jixiao.model import FieldPath
from jixiao.recognise.form import MONTHS, Form
from jixiao.recognise.forms import FoundForm
from jixiao.recognise.ledger import Ledger
from jixiao.recognise.types import Guess
from jixiao.recognise.values import text_of
from jixiao.wording import key

# 636009青石县柳河镇人民政府: the code is of digits, which may have been typed wide.
_UNIT_LINE = re.compile(r"(?P<code>[0-9]{3,15}|[０-９]{3,15})?(?P<name>.*)", re.DOTALL)
# Region (6 digits), year (2), and 13 characters: 13028123P00011410002J.
_CODE_YEAR = re.compile(r"[0-9]{6}(?P<year>[0-9]{2})[0-9A-Z]{13}")
_CENTURY = 2000
_FULL = Decimal(100)
# 财预〔2021〕101号 makes 成本 an indicator of level 1; before, it was one kind of 产出.
_COST = "成本指标"


class UnitRead(NamedTuple):
    """The unit: its code and its name, as far as the line has them."""

    code: str | None = None
    name: str | None = None


def split_unit_line(text: str) -> UnitRead:
    """Split 单位代码+单位名称 behind the digits of the code."""
    match = _UNIT_LINE.fullmatch("".join(text.split("\n")))
    assert match is not None
    return UnitRead(match["code"] or None, match["name"].strip() or None)


def claim_unit(forms: list[FoundForm], ledger: Ledger) -> tuple[UnitRead, FoundForm | None]:
    """Return the unit that most forms name, and the first that does; other names are told."""
    lines = [
        (found, text)
        for found in forms
        if (cell := found.form.unit_line) is not None and (text := text_of(cell)) is not None
    ]
    if not lines:
        return UnitRead(), None
    usual = Counter(text for _, text in lines).most_common(1)[0][0]
    first = None
    for found, text in lines:
        cell = found.form.unit_line
        assert cell is not None
        if text == usual:
            ledger.claim_cell("values", cell)
            first = first or found
        else:
            ledger.refuse(cell.lines, "unit")
    return split_unit_line(usual), first


def guess_year(forms: list[FoundForm], edition: str) -> tuple[int | None, Guess | None]:
    """Return the fiscal year, which no report prints: from project codes, else from the edition."""
    path: FieldPath = ("report", "fiscal_year")
    codes = [key(found.form.values.get("code") or "") for found in forms]
    years = Counter(int(match["year"]) for code in codes if (match := _CODE_YEAR.fullmatch(code)))
    if years:
        # A project of an earlier year keeps its code: the latest of the frequent ones is meant.
        most = years.most_common(1)[0][1]
        year = _CENTURY + max(year for year, times in years.items() if times == most)
        return year, Guess(path, str(year), "high", "project-codes")
    if match := re.search(r"20\d{2}", edition):
        return int(match[0]), Guess(path, match[0], "low", "edition-name")
    return None, None


def guess_framework(forms: list[FoundForm]) -> tuple[str | None, Guess | None]:
    """Return the framework that the level-1 indicators show, which no report prints."""
    level1 = {
        row.get("level1")
        for found in forms
        if (table := found.form.indicators) is not None
        for row in table.rows
    }
    if not level1:
        return None, None
    framework = "2021" if _COST in {key(text or "") for text in level1} else "2015"
    return framework, Guess(("report", "framework"), framework, "medium", "indicators")


class PlanUnit(NamedTuple):
    """Whether a plan is in 万元; ``doubt``: why that is a guess, or empty."""

    is_amount: bool
    doubt: str = ""


def plan_unit(form: Form, suffixed: bool) -> PlanUnit:
    """Tell what a plan is measured in: percent of the budget, or 万元.

    ``suffixed``: percentages have a % in this layout, so that numbers without one are amounts,
    beyond doubt where they end at the total of the budget; elsewhere that end, or a number over
    100, tells amounts.
    """
    reads = [form.plan[month] for month in MONTHS if month in form.plan]
    if any(read.percent for read in reads):
        return PlanUnit(False, "" if all(read.percent for read in reads) else "no-percent")
    numbers = [read.number for read in reads if read.number is not None]
    if not numbers or form.plan_in_amounts:
        return PlanUnit(bool(numbers))
    last, most, total = numbers[-1], max(numbers), form.budget.get("total")
    if suffixed:
        if last == total != _FULL:
            return PlanUnit(True)
        return PlanUnit(last == total or not last == most == _FULL, "no-percent")
    if _FULL in numbers:
        return PlanUnit(False, "amounts" if total == _FULL else "")
    return PlanUnit(last == total or most > _FULL, "amounts")
