"""IND006: an indicator stands in the wrong category."""

from collections.abc import Iterator

from jixiao.check.categories import misplaced
from jixiao.check.frameworks import level1_label, level2_label, parent_of
from jixiao.check.registry import rule
from jixiao.check.sentences import beginning
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView, Row


@rule(
    "IND006",
    zh="指标放错了类别",
    en="indicator in the wrong category",
    severity="warning",
    aspect="relevance",
    basis="财预〔2015〕88号、财预〔2021〕101号",
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find level 2 under the wrong level 1, and names that belong to another level 2.

    成本 belongs to 产出 in the framework of 2015, and is a level 1 of its own in that of 2021;
    数量 is never 效益. A name is in the wrong place where it has words of another kind only:
    社会稳定水平 under 生态效益, 及时率 under 质量. The fix of a wrong level 1 writes the right
    one; look at it, since the row may belong elsewhere.

    Wrong: 生态效益指标, 社会稳定水平. Right: 社会效益指标, 社会稳定水平.
    Correction: move the row, or write an indicator that fits.

    中文
    ----
    二级指标要在对应的一级指标下：成本在 2015 年框架属于产出，在 2021 年框架自成一级；数量不会
    是效益。三级指标和描述只有另一类的字眼，就是放错了，如“生态效益指标”写“社会稳定水平”，“质量指
    标”写“及时率”。一级指标放错的，自动修改写上对应的一级指标，改后请看一下。

    错：生态效益指标，社会稳定水平。
    对：社会效益指标，社会稳定水平。
    改法：移到对应的类别，或者换成合适的指标。
    """
    for row in project.rows:
        if row.kind2 is None:
            continue
        if row.kind1 is not None and row.kind1 != parent_of(row.kind2, project.framework):
            yield _wrong_parent(project, row, row.kind2)
        elif (other := misplaced(row.kind2, row.names)) is not None:
            label = level2_label(other.kind)
            yield Finding(
                row.path("level2"),
                Words(
                    f"“{beginning(row.label)}”说的是{_plain(label)}，放在了{row.level2}",
                    f"“{beginning(row.label)}” is of {_plain(label)}, "
                    f"but stands under {row.level2}",
                ),
                Words(
                    f"移到{label}，或者换成合适的{row.level2}",
                    f"move it to {label}, or write one that fits {row.level2}",
                ),
            )


def _wrong_parent(project: ProjectView, row: Row, kind2: str) -> Finding:
    label = level1_label(parent_of(kind2, project.framework), project.edition)
    path = row.path("level1")
    return Finding(
        path,
        Words(
            f"{row.level2}不属于{row.level1}，应在{label}下",
            f"{row.level2} belongs to {label}, not to {row.level1}",
        ),
        Words(
            f"改为{label}（{project.framework.name} 年指标框架）",
            f"write {label} (framework of {project.framework.name})",
        ),
        Fix("unsafe", (Edit(path, label),)),
    )


def _plain(label: str) -> str:
    return label.removesuffix("指标")
