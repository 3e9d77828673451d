"""STR003: the heading of a section stands again as its first line."""

from collections.abc import Iterator

from jixiao.check.registry import PRACTICE, rule
from jixiao.check.sections import body_of, texts_of
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ReportView


@rule(
    "STR003",
    zh="标题在正文里又写了一遍",
    en="heading repeated in the text",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="safe",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find sections of Part 1 whose first line, or first lines, repeat the heading above them.

    The heading is printed by the form itself; when the clerk types it again, the report shows it
    twice. Wrong: below the heading 三、工作保障措施 a line 工作保障措施：. Right: the text at once.
    Lines with a number of their own, such as （一）总体目标, are part of the text.
    The fix takes the repeated lines out and leaves the rest as it is.

    中文
    ----
    各节的标题由表格自动印出，正文里再写一遍，报告上就会重复。
    错：标题“三、工作保障措施”下面第一行又写“工作保障措施：”。对：直接写内容。
    自带序号的小标题，如“（一）总体目标”，属于正文，不算重复。
    自动修改：删去重复的标题行，其余不动。
    """
    for field, text in texts_of(report.model.targets).items():
        repeated, body = body_of(field, text) if text else ((), "")
        if not repeated or not body:
            continue
        path, times = ("targets", field), len(repeated)
        yield Finding(
            path,
            Words(
                f"正文开头又写了{'一' if times == 1 else f' {times} '}遍标题“{repeated[0]}”",
                f"the text begins with its own heading, {repeated[0]}"
                + ("" if times == 1 else f", {times} times"),
            ),
            Words("删去正文里的标题行", "take the heading out of the text"),
            Fix("safe", (Edit(path, body),)),
        )
