"""BAS001: the basis repeats the indicator."""

from collections.abc import Iterator

from jixiao.check.rates import bare
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView

# A single character repeats nothing: it is a placeholder.
_SHORTEST = 2


@rule(
    "BAS001",
    zh="确定依据照抄了指标",
    en="basis repeats the indicator",
    severity="warning",
    aspect="feasibility",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find bases that are the description or level 3 of their own row over again.

    The basis says where the value comes from: a plan, a standard, a contract, the results of last
    year. ``服务对象满意`` as the basis of ``服务对象满意`` says nothing, and the reviewer cannot
    tell whether 90 % is much or little.

    中文
    ----
    确定依据要说明指标值是从哪里来的：工作计划、行业标准、合同、上年完成情况。把指标描述（或三级指标）原样
    抄过来，等于没有依据，审核时看不出目标定得高还是低。
    """
    for row in project.rows:
        if row.basis is None:
            continue
        compact = bare(row.basis)
        if len(compact) < _SHORTEST:
            continue
        if row.description is not None and compact == bare(row.description):
            source = Words("绩效指标描述", "description")
        elif row.level3 is not None and compact == bare(row.level3):
            source = Words("三级指标", "level-3 indicator")
        else:
            continue
        yield Finding(
            row.path("basis"),
            Words(
                f"确定依据“{row.basis}”照抄了{source.zh}",
                f"the basis {row.basis} repeats the {source.en}",
            ),
            Words(
                "写明指标值的来源：文件、标准、合同、计划或上年数据",
                "say where the value comes from: a document, a standard, a contract, last year",
            ),
        )
