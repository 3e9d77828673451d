"""IND011: 效果 stands where the form says 效益."""

from collections.abc import Iterator

from jixiao.check.data import load
from jixiao.check.registry import rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView

_OLD: str = load("indicators")["old_benefit"]
_NEW: str = load("indicators")["new_benefit"]
_BENEFITS = frozenset(["economic", "social", "ecological"])


@rule(
    "IND011",
    zh="“效果指标”是旧说法",
    en="old term for benefit",
    severity="warning",
    aspect="completeness",
    basis="财预〔2015〕88号",
    fix="safe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find 效果指标 where the edition of the form prints 效益指标.

    The export of 2020 printed 效果指标 by itself, which is no fault; in later ones it was copied
    from an old file. A project gets one finding. The fix writes the new term.

    Wrong: 效果指标, 社会效果指标. Right: 效益指标, 社会效益指标.

    中文
    ----
    版式印的是“效益指标”，却写了“效果指标”：多半是从旧文件复制来的。2020 年的版式自己就印“效果
    指标”，不提示。一个项目合成一条，自动修改换成新说法。

    错：效果指标，社会效果指标。
    对：效益指标，社会效益指标。
    """
    if _NEW not in project.edition.benefit_label:
        return
    edits: list[Edit] = []
    terms: list[str] = []
    for row in project.rows:
        for field, text, known in (
            ("level1", row.level1, row.kind1 == "benefit"),
            ("level2", row.level2, row.kind2 in _BENEFITS),
        ):
            if known and text is not None and _OLD in text:
                edits.append(Edit(row.path(field), text.replace(_OLD, _NEW)))
                terms.append(text)
    if edits:
        named = "".join(f"“{term}”" for term in dict.fromkeys(terms))
        yield Finding(
            edits[0].path,
            Words(f"{named}是旧说法", f"{named} is an old term"),
            Words(f"“{_OLD}”改为“{_NEW}”", f"write {_NEW} for {_OLD}"),
            Fix("safe", tuple(edits)),
        )
