"""STR014: the code of the unit has something else than digits."""

import re
from collections.abc import Iterator

from jixiao.check.codes import tidied
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ReportView
from jixiao.model import PADDING

_DIGITS = re.compile(r"[0-9]+")


@rule(
    "STR014",
    zh="单位代码里有数字以外的字符",
    en="unit code not of digits",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="safe",
)
def check(report: ReportView) -> Iterator[Finding]:
    """Find unit codes with anything but digits in them.

    The budget system numbers departments with three digits and their units with three more. A
    letter there is a slip (O for 0, l for 1); full-width digits and spaces are not found by a
    search. Wrong: 9O2016. Right: 902016. A blank code is none of this rule's business.
    The fix makes digits half-width and takes out spaces; letters have to be looked up.

    中文
    ----
    单位代码由预算系统编排，部门 3 位数字，所属单位再加 3 位。出现字母多半是看错了（0 写成 O、1 写成
    l），全角数字和空格会让检索找不到。
    错：9O2016。对：902016。代码空白不在此列。
    自动修改：全角数字改成半角，去掉空格；字母要自己查对。
    """
    code = report.unit.code
    if code is None or _DIGITS.fullmatch(code.strip(PADDING)):
        return
    path, tidy = ("unit", "code"), tidied(code)
    if _DIGITS.fullmatch(tidy):
        advice = Words(f"写成“{tidy}”", f"write {tidy}")
        fix = Fix("safe", (Edit(path, tidy),))
    else:
        advice, fix = Words("查对单位代码", "look the code of the unit up"), None
    message = Words(
        f"单位代码“{code}”里有数字以外的字符", f"the unit code {code} has more than digits in it"
    )
    yield Finding(path, message, advice, fix)
