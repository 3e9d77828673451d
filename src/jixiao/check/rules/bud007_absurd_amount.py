"""BUD007: amounts below zero, of nothing, or in the wrong unit."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao.check.amounts import amounts_in, as_wan, is_in_yuan
from jixiao.check.data import load
from jixiao.check.registry import ARITHMETIC, rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView
from jixiao.model import format_number

_ABSURD = load("budget")["absurd"]
_TOWNSHIP = re.compile(_ABSURD["township_name"])
_LEAST = Decimal(_ABSURD["least"])
_WAN = 10_000
_FIELDS = {
    "total": Words("预算数", "the total"),
    "fiscal": Words("财政资金", "fiscal funds"),
    "other": Words("其他资金", "other funds"),
}


@rule(
    "BUD007",
    zh="金额不合常理",
    en="absurd amount",
    severity="error",
    aspect="adequacy",
    basis=ARITHMETIC,
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find amounts that cannot be: below zero, nothing at all, or 元 in place of 万元.

    Amounts of the form are in 万元. A negative one is an error, as is a total ten thousand times
    an amount that the purpose or the cost indicator names: it was typed in 元. A total of 0, of
    less than 50 元, or beyond what a township or a county department runs as one project is a
    warning.

    Wrong: total 83900.00, cost indicator 8.39万元. Right: total 8.39.
    Correction: turn 元 into 万元.

    中文
    ----
    表中金额以万元计。负数是错误；预算数正好是用途或成本指标里某个金额的一万倍，就是把元当成了
    万元，也是错误。预算数为 0、不到 50 元，或者超出乡镇、部门单个项目的常见规模，按警告处理。

    错：预算数 83900.00，成本指标 8.39万元。
    对：预算数 8.39。
    改法：把元换算成万元。
    """
    for field, name in _FIELDS.items():
        amount = getattr(project.budget, field)
        if amount is not None and amount < 0:
            yield _negative(project, field, name, amount)
    total = project.budget.total
    if total is None or total < 0:
        return
    if total < _LEAST:
        yield _tiny(project, total)
    elif total >= _ABSURD["township"]:
        yield from _huge(project, total)


def _negative(project: ProjectView, field: str, name: Words, amount: Decimal) -> Finding:
    shown = as_wan(amount)
    return Finding(
        project.path("budget", field),
        Words(f"{name.zh} {shown} 万元是负数", f"{name.en}: {shown} 万元 is below zero"),
        Words("核对金额，去掉负号或改成实际数", "check the amount"),
    )


def _tiny(project: ProjectView, total: Decimal) -> Finding:
    shown = as_wan(total)
    return Finding(
        project.path("budget", "total"),
        Words(f"预算数只有 {shown} 万元", f"the total is only {shown} 万元"),
        Words(
            "没有预算的项目不必列入；有预算的，核对单位是不是万元",
            "leave out a project without a budget; otherwise check that the unit is 万元",
        ),
        severity="warning",
    )


def _huge(project: ProjectView, total: Decimal) -> Iterator[Finding]:
    path, shown, yuan = project.path("budget", "total"), as_wan(total), format_number(total)
    advice = Words(
        f"表中以万元计：{yuan} 元应写 {as_wan(total / _WAN)}",
        f"the form is in 万元: write {as_wan(total / _WAN)} for {yuan} 元",
    )
    named = next((word for amount, word in _named(project) if is_in_yuan(total, amount)), None)
    if named is not None:
        yield Finding(
            path,
            Words(
                f"预算数 {shown} 万元是“{named}”的一万倍，把元当成了万元",
                f"the total of {shown} 万元 is {named} in 元, not in 万元",
            ),
            advice,
        )
        return
    is_township = _is_township(project.report.unit.name or "")
    if total >= _ABSURD["township" if is_township else "other"]:
        yield Finding(
            path,
            Words(
                f"预算数 {shown} 万元，一个项目少有这么多，可能把元当成了万元",
                f"a total of {shown} 万元 is rare for one project: it may be in 元",
            ),
            advice,
            severity="warning",
        )


def _named(project: ProjectView) -> Iterator[tuple[Decimal, str]]:
    """Yield the amounts that the purpose and the values name, in 万元."""
    texts = [project.model.purpose, *[str(row.value) for row in project.rows if row.value]]
    for text in texts:
        if text is not None and "元" in text:
            for amount in amounts_in(text):
                yield amount.wan, amount.written


@lru_cache(512)
def _is_township(name: str) -> bool:
    """Tell whether a unit is one of a township: 柳河镇人民政府, 白沙乡党政办公室."""
    return _TOWNSHIP.search(name) is not None
