"""IND007: a satisfaction row that is not about satisfaction."""

from collections.abc import Iterator

from jixiao.check.data import words
from jixiao.check.measures import is_satisfaction, speaks_of_satisfaction
from jixiao.check.registry import rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView

_PEOPLE = words("indicators", "people")


@rule(
    "IND007",
    zh="满意度指标没有写满意度",
    en="satisfaction row about something else",
    severity="warning",
    aspect="relevance",
    basis="财预〔2015〕88号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find rows of 满意度 whose name and description say nothing of how content people are.

    The row must say whose satisfaction is asked for. 投诉, 认可, 好评 and the like count as
    satisfaction; so does a name that ends with those who are asked (受益群众).

    Wrong: 满意度指标, 可持续影响度高. Right: 满意度指标, 受益群众满意度.
    Correction: say whose satisfaction it is; move the other indicator.

    中文
    ----
    满意度指标要写明是谁满意。写“投诉”“认可”“好评”等也算；只写了对象（受益群众）的不提示。

    错：满意度指标，描述写“可持续影响度高”。
    对：满意度指标，“受益群众满意度”。
    改法：写明谁满意；原来的指标移到对应的类别。
    """
    for row in project.rows:
        if not is_satisfaction(row) or not row.names or speaks_of_satisfaction(row.names):
            continue
        if any(name.endswith(_PEOPLE) for name in row.names.split("\n")):
            continue
        field = "level3" if row.level3 else "description"
        yield Finding(
            row.path(field),
            Words(
                f"满意度指标“{row.label}”说的不是满意度",
                f"the satisfaction row “{row.label}” is not about satisfaction",
            ),
            Words("写明是谁满意，如“受益群众满意度”", "say whose satisfaction: 受益群众满意度"),
        )
