"""STR013: a project without code or name."""

from collections.abc import Iterator

from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView, ReportView


@rule(
    "STR013",
    zh="项目编码或项目名称空白",
    en="project code or name blank",
    severity="error",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find projects and special funds whose code or name is blank.

    Code and name stand in the first row of the form; without them the budget cannot be matched with
    the budget system. Where every project of a report lacks its code, that is said once.
    Wrong: 项目编码 blank. Right: the code of 21 characters from the budget system.
    Correction: copy code and name from the budget system.

    中文
    ----
    项目编码和项目名称在表的第一行，缺了就无法与预算系统核对。专项资金也一样。整个报告的项目都没有编码时，
    只提示一次。
    错：项目编码空着。对：填预算系统里的 21 位编码。
    改法：从预算系统里抄录项目编码和项目名称。
    """
    codeless = [project for project in report.projects if project.model.code is None]
    if len(codeless) > 1 and len(codeless) == len(report.projects):
        yield _blank(
            codeless[0],
            "code",
            Words(
                f"全部 {len(codeless)} 个项目都没有项目编码",
                f"none of the {len(codeless)} projects has a code",
            ),
        )
        codeless = []
    for project in codeless:
        message = Words(f"“{project.name}”没有项目编码", f"{project.name} has no project code")
        yield _blank(project, "code", message)
    for project in report.projects:
        if project.model.name is None:
            place = project.model.code or f"第 {project.number + 1} 个项目"
            code = project.model.code or f"project {project.number + 1}"
            message = Words(f"{place}没有项目名称", f"{code} has no name")
            yield _blank(project, "name", message)


def _blank(project: ProjectView, field: str, message: Words) -> Finding:
    advice = Words("从预算系统里抄录", "copy it from the budget system")
    return Finding(project.path(field), message, advice)
