"""IND005: a sign that fills a cell and says nothing."""

from collections.abc import Iterator

from jixiao.check.data import words
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView

_PLACEHOLDERS = frozenset(words("indicators", "placeholders"))
_LONGEST = max(map(len, _PLACEHOLDERS))
_FIELDS = {
    "level3": Words("三级指标", "level 3"),
    "description": Words("绩效指标描述", "the description"),
}


@rule(
    "IND005",
    zh="描述没有内容",
    en="description says nothing",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find descriptions and names of indicators that are a mere sign: 0, /, 无, 同上.

    The exporting system does not take a blank cell, so clerks type something. Whoever evaluates
    the project next year must know what is counted.

    Wrong: 响应时间, described as 0. Right: 接到报修至到达现场的时间.

    中文
    ----
    三级指标或绩效指标描述写的是“0”“/”“无”“同上”一类，等于没有写。填报系统不让留空，就随手填一个，
    到自评时没有人知道要量什么。

    错：响应时间，描述写“0”。
    对：描述写“接到报修至到达现场的时间”。
    """
    for row in project.rows:
        for field, name in _FIELDS.items():
            text: str | None = getattr(row, field)
            if text is None or len(text) > _LONGEST or text.strip() not in _PLACEHOLDERS:
                continue
            label = row.level3 if field == "description" and row.level3 else row.level2
            yield Finding(
                row.path(field),
                Words(
                    f"“{label or row.number + 1}”的{name.zh}只写了“{text}”",
                    f"{name.en} of {label or row.number + 1} is only “{text}”",
                ),
                Words("写明量的是什么、怎么算", "say what is counted, and how"),
            )
