"""VAL013: an indicator has no value."""

from collections.abc import Iterator

from jixiao.check.registry import rule
from jixiao.check.sentences import beginning
from jixiao.check.types import Finding, Words
from jixiao.check.views import ReportView

# What is typed where nothing is meant.
_NOTHING = frozenset({"-", "—", "——", "/", "／", "\\", "、"})


@rule(
    "VAL013",
    zh="指标值空白",
    en="value blank",
    severity="error",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find indicators that are named and have no value.

    An indicator without a value sets no target, and nothing can be scored at the end of the year.
    Write the value, or take the row out. Rows in which nothing is filled in, and the last row of
    a file that was cut off, are not counted here.

    中文
    ----
    写了三级指标或描述，却没有指标值，等于没有目标，年底无法评分。应填上指标值，不需要这条指标就删去整行。
    整行都没有填的、文件在末尾被截断的，不算在这里。
    """
    last = report.projects[-1].rows[-1:] if report.projects and report.source.truncated else ()
    for project in report.projects:
        for row in project.rows:
            if row.value is not None and row.value.raw.strip() not in _NOTHING:
                continue
            if (row.level3 or row.description) is None or row in last:
                continue
            yield Finding(
                row.path("value"),
                Words(
                    f"指标“{beginning(row.label)}”没有指标值",
                    f"the indicator {beginning(row.label)} has no value",
                ),
                Words(
                    "填写符号、数值和计量单位，如“≥12次”",
                    "write operator, number and unit: ≥12次",
                ),
            )
