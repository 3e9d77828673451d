"""CHK002: an ignore of a rule that there is not."""

from collections.abc import Iterator

from jixiao.check.ignores import IgnoresView
from jixiao.check.registry import PRACTICE, all_rules, rule
from jixiao.check.types import Finding, Words


@rule(
    "CHK002",
    zh="不再提示的规则不存在",
    en="ignore of an unknown rule",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
)
def check(view: IgnoresView) -> Iterator[Finding]:
    """Find ignores whose code no rule has: a slip of the pen, or a rule of a later jixiao.

    中文
    ----
    “不再提示”里写的编号没有对应的规则：可能写错了，也可能是更新版本的 jixiao 才有的规则。
    """
    for ignore in view.ignores:
        if ignore.code not in all_rules():
            yield Finding(
                ignore.path,
                Words(f"没有编号为 {ignore.code} 的规则", f"no rule has the code {ignore.code}"),
                Words(
                    "核对编号；所有规则见 jixiao rule --all",
                    "check the code; jixiao rule --all lists them all",
                ),
            )
