"""BAS002: one basis for all indicators of a project."""

from collections.abc import Iterator

from jixiao.check.data import load, words
from jixiao.check.rates import bare
from jixiao.check.registry import rule
from jixiao.check.sentences import beginning
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView

_ROWS = int(load("basis")["same_basis_rows"])
_NOTHING = frozenset(words("basis", "nothing"))


@rule(
    "BAS002",
    zh="所有指标同一个确定依据",
    en="one basis for all indicators",
    severity="warning",
    aspect="feasibility",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find projects of four or more indicators that all have the same basis.

    No document settles how many machines are bought, what they cost and how content people will
    be. The basis was filled in downwards; each row needs its own: the purchase plan, the quotation,
    the survey of last year.

    中文
    ----
    买几台、花多少钱、群众满意多少，不可能出自同一个依据，多半是一路填下来的。四条以上指标全部写同一个依据时提示。
    应逐条写：数量依采购计划，成本依询价单，满意度依上年调查。
    """
    if len(project.rows) < _ROWS:
        return
    found = [row.basis for row in project.rows if row.basis is not None]
    if len(found) < len(project.rows) or len({bare(basis) for basis in found}) != 1:
        return
    basis = found[0].strip()
    if basis in _NOTHING:
        return
    shown = beginning(basis)
    yield Finding(
        project.path("indicators"),
        Words(
            f"{len(found)}条指标的确定依据都是“{shown}”",
            f"all {len(found)} indicators have the basis {shown}",
        ),
        Words("逐条写明各自的依据", "give each indicator its own basis"),
    )
