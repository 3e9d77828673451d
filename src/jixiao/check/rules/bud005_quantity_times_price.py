"""BUD005: quantity times price is more than the budget."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.check.amounts import amount_of, as_wan
from jixiao.check.data import words
from jixiao.check.measures import is_cost
from jixiao.check.reckoning import Reckoning, chains_in, prices_in, reckon, shown
from jixiao.check.registry import ARITHMETIC, rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView, Row
from jixiao.model import FieldPath, format_number

_SHARED = words("budget", "shared")
_OTHER_YEAR = re.compile(r"((?:19|20)[0-9]{2}) *年")
# 每名网格员每月补贴: who it is for, and how often it is paid.
_HEAD = re.compile(r"每(?P<who>[名人位户])(?P<noun>[^每，。；、\s]{2,3})?")
_EACH = re.compile(r"每个?(?P<per>[月年季天日次])")
_HEADS = frozenset(["人", "名", "位", "户"])
_Placed = tuple[FieldPath, Reckoning]


@rule(
    "BUD005",
    zh="数量乘单价与预算数矛盾",
    en="quantity times price contradicts the budget",
    severity="warning",
    aspect="adequacy",
    basis=ARITHMETIC,
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find quantities and prices that make more than the budget, or not what is said of them.

    Products are taken from the purpose, the goals and the cost rows as they are written
    (43人×1790元×12个月), from a price a head beside a number of heads (为23人每人每月发放150元),
    and from a cost row for each one (每名网格员每月) beside its row of quantity. A budget above
    the product may pay for more; a smaller one cannot pay it. Costs that several share are left
    out.

    Wrong: 43人×1790元×12个月 (92.364万元), budget 46.18. Right: budget 92.36.
    Correction: check number, price, months and budget.

    中文
    ----
    用途、目标、成本指标里写明的数量、单价（和月数）相乘，不能超过预算数；写了得数的，得数要对。
    成本指标写“每名……每月”的，同数量指标的人数相乘。预算数大于乘积，可能还有别的开支；小于乘积就不
    够付。由几方分担的不在此列。

    错：43人×1790元×12个月（92.364万元），预算数 46.18。
    对：预算数 92.36。
    改法：核对人数、标准、月数和预算数。
    """
    total = project.budget.total
    if total is None or total <= 0:
        return
    placed = [*_in_texts(project), *_in_rows(project)]
    if not placed or _is_shared(project):
        return
    for path, reckoning in placed:
        if reckoning.is_wrong:
            yield _wrong(path, reckoning)
            return
    for path, reckoning in placed:
        if reckoning.exceeds(total):
            yield _too_much(path, reckoning, total)
            return


def _is_shared(project: ProjectView) -> bool:
    """Tell whether others pay a part, or the sums are of another year."""
    purpose, year = project.model.purpose or "", project.report.model.header.fiscal_year
    if any(word in purpose for word in _SHARED):
        return True
    years = _OTHER_YEAR.findall(purpose)
    return year is not None and any(int(other) != year for other in years)


def _in_texts(project: ProjectView) -> Iterator[_Placed]:
    texts = [(project.path("purpose"), project.model.purpose or "")]
    texts += [(project.path("goals", n), goal) for n, goal in enumerate(project.model.goals)]
    for row in project.rows:
        if is_cost(row):
            texts.append((row.path("description"), row.description or ""))
            texts.append((row.path("basis"), row.basis or ""))
    for path, text in texts:
        if "元" in text:
            for found in (*chains_in(text), *prices_in(text)):
                yield path, found


def _in_rows(project: ProjectView) -> Iterator[_Placed]:
    """Yield what cost rows for each head make with the one row of quantity of the same heads."""
    for row in project.rows:
        if not is_cost(row) or "每" not in row.names or row.value is None:
            continue
        price, head = amount_of(row.value), _HEAD.search(row.names)
        if price is None or head is None or not head["noun"]:
            continue
        counts = [other for other in project.rows if _counts(other, head["noun"])]
        each = _EACH.search(row.names)
        if len(counts) == 1 and counts[0].value is not None:
            count = format_number(counts[0].value.number or Decimal(0))
            written = f"{format_number(row.value.number or Decimal(0))}{row.value.unit}"
            per = each["per"] if each else None
            found = reckon(count, counts[0].value.unit or "", price, written, per)
            if found is not None:
                yield row.path("value"), found


def _counts(row: Row, noun: str) -> bool:
    """Tell whether a row of quantity counts the heads that a price is for."""
    if row.kind2 != "quantity" or row.value is None or row.value.number is None:
        return False
    return row.value.unit in _HEADS and noun[:2] in row.names


def _wrong(path: FieldPath, reckoning: Reckoning) -> Finding:
    assert reckoning.result is not None  # a wrong one
    return Finding(
        path,
        Words(
            f"算式得数不对：{shown(reckoning)}，不是 {as_wan(reckoning.result)} 万元",
            f"wrong result: {shown(reckoning)}, not {as_wan(reckoning.result)} 万元",
        ),
        Words("核对算式", "check the calculation"),
    )


def _too_much(path: FieldPath, reckoning: Reckoning, total: Decimal) -> Finding:
    budget = format_number(total)
    return Finding(
        path,
        Words(
            f"{shown(reckoning)}，超过预算数 {budget} 万元",
            f"{shown(reckoning)}, more than the budget of {budget} 万元",
        ),
        Words(
            "核对数量、单价、月数和预算数；有其他资金来源的写明由谁分担",
            "check quantity, price, months and budget; say who pays the rest",
        ),
    )
