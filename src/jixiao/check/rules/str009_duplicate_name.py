"""STR009: two projects have one name."""

from collections.abc import Iterator

from jixiao.check.codes import tidied
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView, ReportView
from jixiao.wording import key


@rule(
    "STR009",
    zh="项目名称重复",
    en="duplicate project name",
    severity="warning",
    aspect="relevance",
    basis=PRACTICE,
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find projects whose name an earlier project of the same report has already.

    Two projects with one name cannot be told apart in the list of projects, and often they are one
    project that was entered twice. A fund and a project may share a name; forms that share their
    code as well are found by STR008.
    Wrong: 巡查经费 twice. Right: 防火巡查经费 and 河道巡查经费.
    Correction: add to each name what it pays for, or join the two.

    中文
    ----
    两个项目名称相同，在项目清单上分不开，也可能是同一个项目报了两次。专项资金与预算项目同名不算；编码也
    相同的由 STR008 提示。
    错：两个“巡查经费”。对：“防火巡查经费”和“河道巡查经费”。
    改法：在名称里写明各自的用途，或者合并成一个项目。
    """
    first: dict[tuple[str, str], ProjectView] = {}
    for project in report.projects:
        if project.model.name is None:
            continue
        other = first.setdefault((project.model.kind, key(project.model.name)), project)
        if other is project or _has_same_code(project, other):
            continue
        yield Finding(
            project.path("name"),
            Words(
                f"项目名称“{project.model.name}”与第 {other.number + 1} 个项目相同",
                f"the name {project.model.name} is that of project {other.number + 1}, too",
            ),
            Words(
                "在名称里写明各自的用途，或者合并成一个项目",
                "say in each name what it pays for, or join the two projects",
            ),
        )


def _has_same_code(project: ProjectView, other: ProjectView) -> bool:
    code, known = project.model.code, other.model.code
    return code is not None and known is not None and tidied(code) == tidied(known)
