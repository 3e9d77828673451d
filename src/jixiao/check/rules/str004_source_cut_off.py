"""STR004: the file ends in the middle."""

from collections.abc import Iterator

from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Finding, Words
from jixiao.check.views import ReportView
from jixiao.model import FieldPath


@rule(
    "STR004",
    zh="文件不完整",
    en="file cut off",
    severity="error",
    aspect="completeness",
    basis=PRACTICE,
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find files that end in the middle of a form: what follows is lost.

    It happens when a file is copied in parts, converted, or cut while it is sent. Everything below
    the cut is missing, so other findings about the last project may only follow from it.
    Wrong: the last form ends after the goals. Right: it ends with its indicator table.
    Correction: hand in the whole file again.

    中文
    ----
    文件在一张表的中间就断了，后面的内容丢失。多见于分段复制、转换格式或传输不完整。断点以后的内容都
    没有，所以最后一个项目的其他问题可能由此而来。
    错：最后一张表到“绩效目标”就没有了。对：最后一张表的绩效指标完整。改法：重新报送完整的文件。
    """
    if not report.source.truncated:
        return
    path: FieldPath = ()
    message = Words("文件不完整，后面的内容缺失", "the file is cut off, what follows is missing")
    if report.projects:
        last = report.projects[-1]
        path = last.path()
        message = Words(
            f"文件在最后一个项目“{last.name}”的表中间断了，后面的内容缺失",
            f"the file is cut off in the form of the last project, {last.name}",
        )
    yield Finding(path, message, Words("重新报送完整的文件", "hand in the whole file again"))
