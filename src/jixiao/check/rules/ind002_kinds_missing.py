"""IND002: kinds of indicators that the framework asks for are missing."""

from collections.abc import Iterator

from jixiao.check.frameworks import COST_KINDS, level1_label, level2_label, parent_of
from jixiao.check.measures import speaks_of_satisfaction
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Severity, Words
from jixiao.check.views import ProjectView, Row


@rule(
    "IND002",
    zh="指标种类不全",
    en="kinds of indicators missing",
    severity="warning",
    aspect="completeness",
    basis="财预〔2015〕88号、财预〔2021〕101号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find projects whose indicators leave out a kind that their framework asks for.

    Framework 2015: 产出 with 数量, 质量, 时效 and 成本; 效益, at least one; 满意度. Framework
    2021: 成本 by itself, 产出 with 数量, 质量 and 时效, 效益, 满意度. One finding names all that
    is missing. It is an error where a whole level-1 kind is not there; but framework 2021 does
    not ask for 满意度 and 成本 of every project, so that these are warnings there. A row under
    the wrong heading counts as there. Where a level 2 is blank or not known, only level 1 is
    looked at.

    Wrong: 时效, 可持续影响 and 满意度 only. Right: 数量, 质量 and 成本 besides.

    中文
    ----
    按所依据的指标框架，产出指标要有数量、质量、时效（2015 年框架还有成本），效益指标至少一条，
    要有满意度指标；2021 年框架的成本是一级指标。缺哪几类合成一条提示。整个一级指标都没有的是错误；
    2021 年框架的满意度和成本不是每个项目都必设，按警告处理。放错位置的指标（见 IND006）不算缺。
    有二级指标空白或叫法没见过的，只看一级指标。

    错：只有时效、可持续影响和满意度指标。
    对：补上数量、质量、成本指标。
    """
    rows = project.rows
    if not rows:
        return
    framework = project.framework
    # A label that nobody knows may be of any kind: nothing of its level is missing for certain.
    if any(row.kind1 is None and row.kind2 is None for row in rows):
        return
    kinds = {row.kind2 for row in rows}
    unknown = [row for row in rows if row.kind2 is None and row.kind1 != "satisfaction"]
    groups = {row.kind1 for row in rows}.union(*map(_hinted, unknown))
    groups |= {parent_of(kind, framework) for kind in kinds if kind is not None}
    level1 = [kind for kind in framework.level1 if kind not in groups]
    level2 = (
        []
        if unknown
        else [
            kind
            for kind in framework.level2
            if parent_of(kind, framework) not in level1 and not _is_there(kind, kinds)
        ]
    )
    if level1 or level2:
        labels = [level1_label(kind, project.edition) for kind in level1]
        labels += [level2_label(kind) for kind in level2]
        yield _finding(project, labels, _gravity(framework.name, level1))


def _hinted(row: Row) -> set[str]:
    """Return the level-1 kinds that a row without a known level 2 may be of by its words."""
    words = f"{row.level2 or ''}{'成本' if '成本' in row.names else ''}"
    found = {kind for word, kind in _HINTS.items() if word in words}
    return found | {"satisfaction"} if speaks_of_satisfaction(row.names) else found


# 效益指标 without a level 2 may be 群众满意度.
_HINTS = {
    "满意": "satisfaction", "效益": "benefit", "效果": "benefit", "影响": "benefit",
    "成本": "cost", "产出": "output",
}  # fmt: skip


def _is_there(kind: str, kinds: set[str | None]) -> bool:
    return not kinds.isdisjoint(COST_KINDS) if kind == "cost" else kind in kinds


def _gravity(framework: str, level1: list[str]) -> Severity:
    excusable = () if framework == "2015" else _NOT_ALWAYS
    return "error" if any(kind not in excusable for kind in level1) else "warning"


# What framework 2021 does not ask of every project.
_NOT_ALWAYS = ("satisfaction", "cost")


def _finding(project: ProjectView, labels: list[str], severity: Severity) -> Finding:
    missing, framework = "、".join(labels), project.framework.name
    return Finding(
        project.path("indicators"),
        Words(f"缺少{missing}", f"missing: {missing}"),
        Words(
            f"按 {framework} 年指标框架补上；确实不适用的，说明理由",
            f"add them after the framework of {framework}, or say why they do not apply",
        ),
        severity=severity,
    )
