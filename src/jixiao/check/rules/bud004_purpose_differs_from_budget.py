"""BUD004: the purpose names another amount than the table."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.check.amounts import (
    CENT,
    Amount,
    agree,
    amounts_in,
    as_wan,
    is_cut_off,
    is_in_yuan,
    rounded,
    sum_of,
)
from jixiao.check.claims import Claim, claims_in, is_spent_at_once, listed_parts, parts_of
from jixiao.check.data import words
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Severity, Words
from jixiao.check.views import ProjectView

_BESIDE = words("budget", "more_beside")
# Parts that make at least so much of a sum are meant to be all of them.
_NEARLY = Decimal("0.98")
_FIELDS = {
    "total": Words("预算数", "total"),
    "fiscal": Words("财政资金", "fiscal funds"),
    "other": Words("其他资金", "other funds"),
}


@rule(
    "BUD004",
    zh="资金用途里的金额与表中不符",
    en="amount in the purpose differs from the table",
    severity="error",
    aspect="adequacy",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find amounts in the purpose that are not those of the table beside it.

    What the purpose itself calls 预算数, 财政资金 or 其他资金 must be what the table shows,
    rounded half up to two decimals: 7.690486万元 is 7.69, but 47.896万元 is 47.90, not 47.89. A
    共计 or 合计 that differs, and parts that do not make the total, are warnings. Vague amounts
    (约5万元), unit prices, and those of other years or payers are left out, and so is 财政资金
    6万元用于甲 where other amounts (剩余9万元用于乙) may be the rest.

    Wrong: 预算数47.896万元, the table shows 47.89. Right: the table shows 47.90.
    Correction: find out which is right, and write the same in both places.

    中文
    ----
    资金用途自己说是预算数、财政资金、其他资金的金额，四舍五入到两位小数后应当与表中相同：
    7.690486 万元是7.69；47.896 万元是 47.90，不是 47.89。“共计”“合计”与预算数不同，分项加起来不等
    于预算数，按警告处理。大概的数（约5万元）、单价、其他年度和其他来源的金额不在此列；“财政资金6万元
    用于甲，剩余9万元用于乙”只是一部分，也不在此列。

    错：用途写“预算数47.896万元”，表中预算数 47.89。
    对：表中预算数 47.90。
    改法：核对哪一个对，两处写成一样。
    """
    purpose = project.model.purpose
    if purpose is None or "元" not in purpose or project.budget.total is None:
        return
    claims = claims_in(purpose, project.report.model.header.fiscal_year)
    if not claims:
        return
    found = list(_stated(project, purpose, claims))
    found = found or list(_summed(project, purpose, claims, project.budget.total))
    yield from found or _parted(project, purpose, claims, project.budget.total)


def _stated(project: ProjectView, purpose: str, claims: Sequence[Claim]) -> Iterator[Finding]:
    """Find what the purpose calls 预算数, 财政资金 or 其他资金, where it says so once."""
    for field, name in _FIELDS.items():
        claimed = [claim for claim in claims if claim.kind == field]
        shown = _shown(project, field)
        if shown is None or len({claim.amount.wan for claim in claimed}) != 1:
            continue
        claim = claimed[0]
        if _fits(claim.amount.wan, shown):
            continue
        severity = _certainty(purpose, claims, claim, shown)
        if severity is not None:
            yield _finding(project, claim.amount, shown, name, severity)


def _certainty(
    purpose: str, claims: Sequence[Claim], stated: Claim, shown: Decimal
) -> Severity | None:
    """Return how certain it is that an amount is meant to be the whole of what the table shows."""
    amount = stated.amount.wan
    more = any(word in purpose for word in _BESIDE)
    beside = [claim.amount.wan for claim in claims if claim.kind in ("amount", "sum")]
    same = [claim.amount.wan for claim in claims if claim.kind == stated.kind]
    together = any(agree(sum_of(several), shown) for several in ([*beside, *same], same))
    if together or (more and amount < shown):  # 财政资金6万元用于甲，剩余9万元用于乙
        return None
    if len(same) > 1 or more or beside:
        sure = len(same) == 1 and not more and agree(sum_of(beside), amount)
        return "error" if sure else "warning"
    if amount > shown:
        return "error"
    part = is_spent_at_once(purpose, stated)
    known = {claim.amount.start for claim in claims}
    rest = [other.wan for other in amounts_in(purpose) if other.start not in known]
    if rest and (part or agree(sum_of([amount, *rest]), shown)):  # 财政资金6万元、上级资金9万元
        return None
    return "warning" if rest or part else "error"


def _fits(amount: Decimal, shown: Decimal) -> bool:
    """Tell whether an amount is what the table shows; one in 元 is for BUD007 to find."""
    return agree(amount, shown) or is_in_yuan(shown, amount)


def _shown(project: ProjectView, field: str) -> Decimal | None:
    """Return what the table shows; a blank other fund is 0."""
    budget = project.budget
    if field == "other":
        return budget.other or Decimal(0)
    return budget.total if field == "total" else budget.fiscal


def _summed(
    project: ProjectView, purpose: str, claims: Sequence[Claim], total: Decimal
) -> Iterator[Finding]:
    """Find a 共计, or an only amount, that must be the budget and is not."""
    if any(claim.kind == "total" for claim in claims):
        return
    amounts = [claim.amount for claim in claims]
    if _is_explained(amounts, claims, total):
        return
    sums = [claim.amount for claim in claims if claim.kind == "sum"]
    suspect = (sums or amounts)[-1] if len(sums or amounts) == 1 else None
    if suspect is None:
        return
    alone = len(amounts) == 1 and bool(sums) and not any(word in purpose for word in _BESIDE)
    if alone or suspect.wan > total or is_cut_off(suspect.wan, total):
        yield _finding(project, suspect, total, _FIELDS["total"], "warning")


def _is_explained(amounts: Sequence[Amount], claims: Sequence[Claim], total: Decimal) -> bool:
    """Tell whether some amounts are the budget, or make it together."""
    if any(_fits(amount.wan, total) for amount in amounts):
        return True
    sums = [claim.amount.wan for claim in claims if claim.kind == "sum"]
    parts = [claim.amount.wan for claim in claims if claim.kind == "amount"]
    return any(agree(sum_of(several), total) for several in (sums, parts, [*sums, *parts]))


def _parted(
    project: ProjectView, purpose: str, claims: Sequence[Claim], total: Decimal
) -> Iterator[Finding]:
    """Find parts that do not make the amount they are parts of."""
    wholes = [claim for claim in claims if claim.kind in ("total", "sum")]
    whole = wholes[0].amount.wan if wholes else total
    parts = parts_of(purpose, claims, wholes[0]) if wholes else listed_parts(purpose, claims)
    if len(parts) < 2:
        return
    made = sum_of(part.wan for part in parts)
    # Each part may be rounded; and what is listed after 其中 need not be everything.
    rounding = CENT * len(parts) / 2
    least = whole * _NEARLY if wholes else Decimal(0)
    if abs(made - whole) <= rounding or made < least:
        return
    shown = as_wan(made)
    yield Finding(
        project.path("purpose"),
        Words(
            f"资金用途的 {len(parts)} 个分项合计 {shown} 万元，不等于 {as_wan(whole)} 万元",
            f"the {len(parts)} parts in the purpose make {shown} 万元, not {as_wan(whole)} 万元",
        ),
        Words("核对各分项的金额", "check the amounts of the parts"),
        severity="warning",
    )


def _finding(
    project: ProjectView, amount: Amount, shown: Decimal, name: Words, severity: Severity
) -> Finding:
    advice = Words(
        "核对哪一个对，两处写成一样", "find out which is right, and write the same in both places"
    )
    if is_cut_off(amount.wan, shown):
        half_up = as_wan(rounded(amount.wan))
        advice = Words(f"四舍五入应为 {half_up} 万元", f"rounded half up it is {half_up} 万元")
    return Finding(
        project.path("purpose"),
        Words(
            f"资金用途写“{amount.written}”，表中{name.zh}是 {as_wan(shown)} 万元",
            f"the purpose says {amount.written}, but the table has {as_wan(shown)} 万元"
            f" for the {name.en}",
        ),
        advice,
        severity=severity,
    )
