"""IND001: a row without level 1 or level 2."""

from collections.abc import Iterator

from jixiao.check.frameworks import level1_label, parent_of
from jixiao.check.registry import rule
from jixiao.check.sentences import beginning
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView, Row


@rule(
    "IND001",
    zh="一级或二级指标空白",
    en="level 1 or level 2 left blank",
    severity="error",
    aspect="completeness",
    basis="财预〔2015〕88号",
    fix="safe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find rows that do not say which level-1 or level-2 indicator they belong to.

    In the form 一级指标 spans its rows; a blank one is a row that was added below, or what a cut
    file has left. Where level 2 is there, level 1 follows from it: the fix writes it.

    Wrong: level 1 blank, level 2 数量指标. Right: 产出指标, 数量指标.

    中文
    ----
    一行指标没有写一级指标或二级指标：可能是后来加的行，也可能是文件被截断了。写了二级指标的，
    一级指标可以由它确定，自动修改补上。

    错：一级指标空白，二级指标“数量指标”。
    对：产出指标，数量指标。
    """
    for row in project.rows:
        if row.level1 is None:
            yield _level1(project, row)
        elif row.level2 is None:
            yield Finding(
                row.path("level2"),
                Words(
                    f"指标“{beginning(row.label)}”没有写二级指标",
                    f"indicator {beginning(row.label)} has no level 2",
                ),
                Words(
                    "补上数量、质量、时效等二级指标",
                    "say whether it is of quantity, quality, timeliness…",
                ),
            )


def _level1(project: ProjectView, row: Row) -> Finding:
    path, fix = row.path("level1"), None
    advice = Words("补上一级指标", "give level 1")
    if row.kind2 is not None:
        label = level1_label(parent_of(row.kind2, project.framework), project.edition)
        fix = Fix("safe", (Edit(path, label),))
        advice = Words(f"写“{label}”", f"write {label}")
    return Finding(
        path,
        Words(
            f"指标“{beginning(row.label)}”没有写一级指标",
            f"indicator {beginning(row.label)} has no level 1",
        ),
        advice,
        fix,
    )
