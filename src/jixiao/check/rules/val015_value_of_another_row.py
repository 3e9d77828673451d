"""VAL015: the words behind the number of a value are those of another indicator."""

from collections.abc import Iterator

from jixiao.check.rates import glued_text, row_spoken_of
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView


@rule(
    "VAL015",
    zh="指标值说的是另一条指标",
    en="value of another indicator",
    severity="warning",
    aspect="relevance",
    basis=PRACTICE,
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find values whose words are the name of another row of the project.

    Wrong: 村民满意度 with the value ``≥90路面平整度高``, where 路面平整度高 is the row above.
    The cell was copied and only half changed: the number may be that of the other row as well.
    Correction: write the value of this row, without words.

    中文
    ----
    数字后面的文字是同一项目另一条指标的名称或描述，多半是复制上一行没有改净，数字也可能是上一行的。

    错：满意度指标“村民满意度”，指标值写“≥90路面平整度高”，而“路面平整度高”是上一条指标。
    对：“≥90%”。
    改法：按本条指标重新写指标值，不带文字。
    """
    for row in project.rows:
        if row.value is None or row.value.text is None:
            continue
        words = glued_text(row)
        other = None if words is None else row_spoken_of(row, words)
        if other is None:
            continue
        yield Finding(
            row.path("value"),
            Words(
                f"指标值“{row.value}”说的是第 {other.number + 1} 条指标，不是“{row.label}”",
                f"the value {row.value} is about indicator {other.number + 1}, not {row.label}",
            ),
            Words("按本条指标重新写指标值", "write the value of this indicator"),
        )
