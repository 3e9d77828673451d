"""STR008: two projects have one code."""

from collections.abc import Iterator

from jixiao.check.codes import tidied
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView, ReportView


@rule(
    "STR008",
    zh="项目编码重复",
    en="duplicate project code",
    severity="error",
    aspect="completeness",
    basis="财预〔2015〕88号",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find projects whose code an earlier project of the same report has already.

    The budget system gives each project a code of its own. Two forms with one code mean that a
    form was copied and its code was left, or that one form stands in the file twice.
    Wrong: 13090123P00011410013U on two forms. Right: each form with its own code.
    Correction: look the code up in the budget system, or take the superfluous form out.

    中文
    ----
    预算系统给每个项目一个编码。两张表编码相同，不是复制表格时忘了改编码，就是同一张表放了两次。
    错：两张表都是 13090123P00011410013U。对：一表一码。
    改法：到预算系统里查对编码，或者删去多余的表。
    """
    first: dict[str, ProjectView] = {}
    for project in report.projects:
        if project.model.code is None:
            continue
        other = first.setdefault(tidied(project.model.code), project)
        if other is project:
            continue
        place = f"第 {other.number + 1} 个项目“{other.name}”"
        yield Finding(
            project.path("code"),
            Words(
                f"项目编码“{project.model.code}”与{place}相同",
                f"the code {project.model.code} is that of project {other.number + 1},"
                f" {other.name}, too",
            ),
            Words(
                "到预算系统里查对编码，或者删去多余的表",
                "look the code up in the budget system, or take the superfluous form out",
            ),
        )
