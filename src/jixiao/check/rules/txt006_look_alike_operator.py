"""TXT006: a sign that looks like ≥ or ≤ in the running text."""

import re
from collections.abc import Iterator

from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ReportView

_MEANT = str.maketrans({"≧": "≥", "⩾": "≥", "≦": "≤", "⩽": "≤"})
_LOOK_ALIKE = re.compile(r"[≧⩾≦⩽] *[0-9]+(?:\.[0-9]+)?[%％]?")


@rule(
    "TXT006",
    zh="正文里用别的字符代替了≥或≤",
    en="look-alike operator in the text",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="safe",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find ≧, ⩾, ≦ or ⩽ before a number in prose, goals, purposes and descriptions.

    Wrong: 工作效率≧95%. Right: 工作效率≥95%. The signs of the text should be those of the
    indicator table (VAL010 looks at the values themselves). A text is one finding, which says how
    many places there are. The fix writes the proper signs.

    中文
    ----
    正文、绩效目标、资金用途和指标描述里，数字前面写成了“≧”“≦”等形近字符。应与指标表一致，
    写“≥95%”，不写“≧95%”（指标值本身由 VAL010 检查）。一段文字提示一次，说出有几处。
    自动修改：换成标准符号。
    """
    for path, text in report.texts():
        if path[-1] == "value":
            continue
        found = _LOOK_ALIKE.findall(text)
        if not found:
            continue
        first, count = found[0], len(found)
        shown = first.translate(_MEANT)
        more_zh, more_en = (f"等 {count} 处", f" ({count} places)") if count > 1 else ("", "")
        mended = _LOOK_ALIKE.sub(lambda one: one[0].translate(_MEANT), text)
        yield Finding(
            path,
            Words(
                f"“{first}”{more_zh}的符号不是标准的“{shown[0]}”",
                f"{first} has not the proper sign {shown[0]}{more_en}",
            ),
            Words(f"写成“{shown}”", f"write {shown}"),
            Fix("safe", (Edit(path, mended),)),
        )
