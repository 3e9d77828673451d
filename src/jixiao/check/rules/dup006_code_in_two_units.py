"""DUP006: one project code stands in the reports of two units."""

from collections.abc import Iterator

from jixiao.check.codes import tidied
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Finding, Words
from jixiao.check.units import by_year, unit_numbers
from jixiao.check.views import ProjectView, ReportsView


@rule(
    "DUP006",
    zh="两个单位用了同一个项目编码",
    en="project code in two units",
    severity="error",
    aspect="completeness",
    basis=PRACTICE,
)
def check(view: ReportsView) -> Iterator[Finding]:
    """Find codes of budget projects that reports of different units and one year have.

    A code belongs to one project of one unit; where two units print it, one of them kept the
    code of a file that it copied, and the county's system will refuse one. Both are named, since
    only their project lists tell who is right. The same file given twice, a department together
    with its own units (636 and 636001), and special funds, which several units share, are no
    fault. Correction: look the code up in the list of approved projects.

    中文
    ----
    一个项目编码只属于一个单位的一个项目。两个单位都印了它，多半是有一个拿别人的文件改的，编码没有改。
    两边都提示，谁对谁错以项目库为准。同一个文件给了两次、部门和它的下属单位（636 与 636001）、
    几个单位共用的专项资金，都不算。
    怎么改：到项目库里查本项目的编码。
    """
    for reports in by_year(view):
        units = unit_numbers(reports)
        owners: dict[str, dict[int | None, list[ProjectView]]] = {}
        for report in reports:
            unit = units[report.number]
            for project in report.projects:
                if project.model.code and project.model.kind == "budget-project":
                    of_code = owners.setdefault(tidied(project.model.code), {})
                    of_code.setdefault(unit, []).append(project)
        for of_code in owners.values():
            yield from _shared(of_code)


def _shared(of_code: dict[int | None, list[ProjectView]]) -> Iterator[Finding]:
    known = [projects for unit, projects in of_code.items() if unit is not None]
    if len(known) < 2:
        return
    for projects in known:
        other = known[1] if projects is known[0] else known[0]
        for project in projects:
            yield _finding(project, other[0])


def _finding(project: ProjectView, other: ProjectView) -> Finding:
    code, unit = project.model.code, other.report.unit.name or other.report.unit.code
    return Finding(
        project.path("code"),
        Words(
            f"项目编码“{code}”也是“{unit}”的项目“{other.name}”的编码",
            f"the project code {code} is also that of {other.name} of {unit}",
        ),
        Words(
            "到项目库核对编码，改正抄错的一方",
            "look it up in the list of approved projects, and correct the one that is wrong",
        ),
        report=project.report.number,
    )
