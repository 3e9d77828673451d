"""CHK001: an ignore that leaves nothing out."""

from collections.abc import Iterator

from jixiao.check.ignores import IgnoresView
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Finding, Words


@rule(
    "CHK001",
    zh="不再提示的设置没有用处",
    en="ignore without effect",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
)
def check(view: IgnoresView) -> Iterator[Finding]:
    """Find ignores that left nothing out: the fault has been mended, or never was.

    An ignore that stays behind would hide the same fault next year. Rules that were not applied
    in this run are not counted.

    中文
    ----
    设置了“不再提示”，但这条规则什么也没有发现：问题已经改好，或者从来没有。留着它，明年再犯同样的
    错就看不见了。本次没有运行的规则不算。
    """
    for ignore in view.ignores:
        if ignore.tried and not ignore.used:
            yield Finding(
                ignore.path,
                Words(
                    f"不再提示 {ignore.code}：这里并没有这样的问题",
                    f"{ignore.code} is ignored, but nothing of that kind is found here",
                ),
                Words("删去这一项", "delete it"),
            )
