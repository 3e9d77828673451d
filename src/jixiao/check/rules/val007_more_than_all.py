"""VAL007: more than 100 % of a rate that cannot be above it."""

from collections.abc import Iterator

from jixiao.check.rates import HUNDRED, PERCENT_UNITS, is_bounded, is_share_by_name
from jixiao.check.registry import ARITHMETIC, rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView


@rule(
    "VAL007",
    zh="比率的目标超过100%",
    en="target above 100 % of what cannot be more",
    severity="error",
    aspect="feasibility",
    basis=ARITHMETIC,
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find targets above 100 % of rates of which 100 % is all there is: ``合格率 ≥105%``.

    More cannot pass, be covered or be satisfied than there are. Mostly a digit is wrong, or a
    count was meant. Rates of growth, and those that compare with a plan or a capacity, can be
    above 100 % and are left alone. Rates that are only named like one (参保率) are a warning.

    中文
    ----
    合格的、覆盖的、满意的不会比总数还多，“合格率≥105%”不可能达到。多半是数字写错，或者把数量写成了百分比。
    增长率、计划完成率等可以超过100%的不在此列。只是名称像比率的（如参保率），作为警告提出。
    """
    for row in project.rows:
        value = row.value
        if value is None or value.number is None or value.unit not in PERCENT_UNITS:
            continue
        if value.number < HUNDRED or value.operator in ("≤", "<"):
            continue
        above = value.operator == ">" if value.number == HUNDRED else True
        certain = is_bounded(row.names)
        if not above or not (certain or is_share_by_name(row)):
            continue
        yield Finding(
            row.path("value"),
            Words(
                f"“{row.label}”的指标值“{value}”超过100%，不可能达到",
                f"{row.label}: the value {value} is above 100 % and cannot be reached",
            ),
            Words("核对数字，最多写“＝100%”", "check the number; ＝100% is the most"),
            severity=None if certain else "warning",
        )
