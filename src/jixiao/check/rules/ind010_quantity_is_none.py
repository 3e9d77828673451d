"""IND010: a quantity that is a rate or a payment."""

from collections.abc import Iterator

from jixiao.check.data import words
from jixiao.check.measures import PERCENT_UNITS, is_money, is_named_rate
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView, Row

_OUTPUT = words("indicators", "money_as_output")


@rule(
    "IND010",
    zh="数量指标不是数量",
    en="quantity that is none",
    severity="warning",
    aspect="relevance",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find rows of 数量 that give a percentage, or a sum that is paid.

    A quantity is how many products or services there are: 人, 次, 公里. A rate (完成率) belongs
    to 质量 or 时效, what is paid to 成本. Money is left alone where it is the work itself: loans,
    taxes, investment, arrears.

    Wrong: 数量指标, 工作完成率 ≥80%. Right: 数量指标, 巡查次数 ≥120次.
    Correction: count what is done.

    中文
    ----
    数量指标写提供多少产品或服务：人、次、公里。比率（完成率）属于质量或时效，支付的金额属于成本。
    放贷、税收、招商、清欠等，钱数本身就是工作量的，不在此列。

    错：数量指标，工作完成率 ≥80%。
    对：数量指标，巡查次数 ≥120次。
    改法：写做了多少件事。
    """
    for row in project.rows:
        if row.kind2 != "quantity":
            continue
        names = row.names
        if is_money(row):
            if not any(word in names for word in _OUTPUT):
                yield _finding(row, Words("金额", "a sum of money"), Words("成本指标", "成本"))
        elif _is_percentage(row):
            yield _finding(row, Words("比率", "a rate"), Words("质量或时效指标", "质量 or 时效"))


def _is_percentage(row: Row) -> bool:
    value = row.value
    if value is not None and value.unit is not None:
        return value.unit in PERCENT_UNITS
    return is_named_rate(row)


def _finding(row: Row, found: Words, place: Words) -> Finding:
    return Finding(
        row.path("value" if row.value is not None else "level2"),
        Words(
            f"数量指标“{row.label}”写的是{found.zh}“{row.value or ''}”",
            f"the quantity “{row.label}” is {found.en}: {row.value or ''}",
        ),
        Words(
            f"写做了多少（人、次、个……）；{found.zh}放到{place.zh}",
            f"count what is done; {found.en} belongs to {place.en}",
        ),
    )
