"""VAL006: at least 100 % of a rate that cannot be above it."""

from collections.abc import Iterator

from jixiao.check.measures import is_satisfaction
from jixiao.check.rates import HUNDRED, is_bounded, is_degree, percentage
from jixiao.check.registry import ARITHMETIC, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView, Row


@rule(
    "VAL006",
    zh="“≥100%”之上已没有余地",
    en="at least 100 % of what cannot be more",
    severity="warning",
    aspect="adequacy",
    basis=ARITHMETIC,
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find ``≥100%`` of rates of which 100 % is all there is: pass rates, coverage, satisfaction.

    Nothing can be above, so ≥ means ＝; and a single miss fails the target. Write ``＝100%``
    where every case must succeed (pay on time, correct amounts), otherwise a number that can be
    reached, such as ``≥95%``. Rates that can be above 100 %, such as growth and the fulfilment
    of a plan, are left alone.

    The fix writes ＝.

    中文
    ----
    合格率、覆盖率、满意度这样的比率最多就是100%，“≥100%”没有“大于”可言，又容不得一件做不到。必须件件做到
    的（如足额发放）写“＝100%”，其余写实际能达到的数，如“≥95%”。增长率、计划完成率等可以超过100%的不在此列。
    自动修改：把“≥”改成“＝”。
    """
    for row in project.rows:
        value = row.value
        if value is None or value.number != HUNDRED or value.operator != "≥":
            continue
        if not _is_all(row):
            continue
        mended = _with_equal_sign(value.raw)
        yield Finding(
            row.path("value"),
            Words(
                f"指标值“{value}”：最多就是100%，没有“大于”可言",
                f"the value {value}: 100 % is all there is, nothing can be above",
            ),
            Words(
                "必须全部做到的写“＝100%”，否则写能够达到的数，如“≥95%”",
                "write ＝100% where all must succeed, else a number that can be reached: ≥95%",
            ),
            Fix("unsafe", (Edit(row.path("value"), mended),)),
        )


def _is_all(row: Row) -> bool:
    if percentage(row) is not None:
        return is_satisfaction(row) or is_bounded(row.names)
    return is_degree(row)


def _with_equal_sign(raw: str) -> str:
    raw = raw.strip()
    start = raw.index("1")
    return f"＝{raw[start:]}"
