"""BAS005: an indicator has no basis."""

from collections.abc import Iterator, Sequence

from jixiao.check.data import words
from jixiao.check.registry import rule
from jixiao.check.sentences import beginning
from jixiao.check.types import Finding, Words
from jixiao.check.views import ReportView, Row

_NOTHING = frozenset(words("basis", "nothing"))
_ADVICE = Words(
    "写明指标值的来源：文件、标准、合同、计划或上年数据",
    "say where the value comes from: a document, a standard, a contract, a plan, last year",
)


@rule(
    "BAS005",
    zh="指标值确定依据空白",
    en="basis blank",
    severity="warning",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find indicators with a value and no basis; 无 or a stroke is none either.

    The reviewer asks of every value why it is not higher or lower; the basis answers: a plan, a
    standard, a contract, the results of last year. Where a project has no basis at all, that is
    said once. The last row of a file that was cut off is not counted.

    中文
    ----
    审核时每个指标值都要问一句为什么定这么多，确定依据就是回答：计划、标准、合同、上年完成情况。填“无”、画横线也
    等于没有写。整个项目都没有写的，只提示一次。文件在末尾被截断的，最后一行不算。
    """
    last = report.projects[-1].rows[-1:] if report.projects and report.source.truncated else ()
    for project in report.projects:
        blank = [row for row in project.rows if _has_none(row) and row not in last]
        if len(blank) > 1 and len(blank) == len(project.rows):
            yield Finding(project.path("indicators"), _said_once(blank), _ADVICE)
            continue
        for row in blank:
            label = beginning(row.label)
            yield Finding(
                row.path("basis"),
                Words(
                    f"指标“{label}”没有写指标值确定依据",
                    f"the indicator {label} has no basis for its value",
                ),
                _ADVICE,
            )


def _has_none(row: Row) -> bool:
    if row.value is None or (row.level3 or row.description) is None:
        return False
    return row.basis is None or row.basis.strip() in _NOTHING


def _said_once(blank: Sequence[Row]) -> Words:
    return Words(
        f"{len(blank)}条指标都没有写指标值确定依据",
        f"none of the {len(blank)} indicators has a basis for its value",
    )
