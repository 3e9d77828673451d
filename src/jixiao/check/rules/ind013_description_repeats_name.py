"""IND013: the description of an indicator only repeats its name."""

from collections.abc import Iterator

from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView


@rule(
    "IND013",
    zh="描述与三级指标相同",
    en="description repeats the name",
    severity="hint",
    aspect="completeness",
    basis=PRACTICE,
    profile="strict",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find descriptions that are the name of the indicator over again.

    A description should say what is counted and how. Most real ones are copies, and counties let
    them pass; so this is a hint. A project gets one finding.

    Wrong: 物资合格率, described as 物资合格率. Right: 抽检合格的物资占抽检总数的比例.

    中文
    ----
    描述应当说明指标量的是什么、怎么算，而不是把名称再写一遍。实际文本里很多，县里一般不退，所
    以只在从严审核时提示，一个项目合成一条。

    错：物资合格率，描述也是“物资合格率”。
    对：描述写“抽检合格的物资占抽检总数的比例”。
    """
    rows = [row for row in project.rows if row.description and row.description == row.level3]
    if rows:
        named = "、".join(f"“{row.level3}”" for row in rows[:3]) + ("等" if len(rows) > 3 else "")
        count = f"{len(rows)} descriptions repeat" if len(rows) > 1 else "one description repeats"
        yield Finding(
            rows[0].path("description"),
            Words(
                f"{len(rows)} 条指标的描述与三级指标相同：{named}",
                f"{count} level 3: {named}",
            ),
            Words("写明量的是什么、怎么算", "say what is counted, and how"),
        )
