"""IND014: the same indicator stands twice in a project."""

from collections.abc import Iterator

from jixiao.check.data import words
from jixiao.check.rates import bare
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView, Row

_NOTHING = frozenset([None, *words("indicators", "placeholders")])
_SIGNS = str.maketrans("", "", "%％()（）")


@rule(
    "IND014",
    zh="同一个项目里指标重复",
    en="indicator twice in a project",
    severity="warning",
    aspect="relevance",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find rows of one project that measure the same thing in the same unit.

    One thing measured twice, as quantity and as quality, says nothing new, and one of both is in
    the wrong category. Rows are the same where their names are, and their descriptions too; or
    where one description only repeats the name. 培训 in sessions and 培训 in persons are two.

    Wrong: 数量指标 工作完成率 ≥95%, 质量指标 工作完成率 ≥95%.
    Right: 数量指标 巡查次数 ≥48次, 质量指标 问题整改率 ≥95%.
    Correction: delete one, or write an indicator that fits its category.

    中文
    ----
    同一个指标在一个项目里写了两遍（一遍当数量指标，一遍当质量指标），没有多说出什么，而且总有一条放错了
    类别。名称、描述、计量单位都相同的算重复；名称相同，其中一条的描述只是重复名称的，也算。“培训”一条写几期、
    一条写几人次，不算。

    错：数量指标“工作完成率 ≥95%”，质量指标“工作完成率 ≥95%”。
    对：数量指标“巡查次数 ≥48次”，质量指标“问题整改率 ≥95%”。
    改法：删去一条，或者换成适合这一类的指标。
    """
    seen: dict[tuple[str, str | None], list[Row]] = {}
    for row in project.rows:
        name = row.level3 or row.description
        if name in _NOTHING or name is None:
            continue
        unit = row.value.unit if row.value else None
        earlier = seen.setdefault((bare(name), unit), [])
        first = next((other for other in earlier if _are_same(row, other)), None)
        earlier.append(row)
        if first is not None:
            yield _finding(row, first, name)


def _are_same(row: Row, other: Row) -> bool:
    if (row.level3 is None) != (other.level3 is None):
        return False
    if row.level3 is None:  # then the names are the descriptions
        return True
    ours, theirs = _added(row), _added(other)
    return ours == theirs or not ours or not theirs


def _added(row: Row) -> str:
    """Return what a description adds to the name of a row, blank where it says nothing new."""
    if row.description in _NOTHING or row.description is None:
        return ""
    said = bare(row.description).translate(_SIGNS)
    return "" if said == bare(row.level3 or "").translate(_SIGNS) else said


def _finding(row: Row, first: Row, name: str) -> Finding:
    return Finding(
        row.path("level3" if row.level3 else "description"),
        Words(
            f"“{name}”与第 {first.number + 1} 条指标重复",
            f"{name} repeats indicator {first.number + 1}",
        ),
        Words(
            "删去一条，或者换成适合这一类的指标",
            "delete one, or write an indicator that fits its category",
        ),
    )
