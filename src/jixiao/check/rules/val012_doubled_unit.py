"""VAL012: the unit of a value stands there twice."""

import re
from collections.abc import Iterator

from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Safety, Words
from jixiao.check.views import ProjectView
from jixiao.model.units import UNITS

_BEHIND = r"(?P<behind>(?:及?以[上下内]|左右|/[^/]{1,4})?)"
_NUMBER = r"(?P<front>.*?[0-9]) *"
_SAME = re.compile(rf"{_NUMBER}(?P<unit>[^\W\d_]{{1,3}}|[%％])[ ]?(?P=unit){_BEHIND}")
_PERCENT = re.compile(rf"{_NUMBER}[%％]{{2}}{_BEHIND}")
# 万元元 can only be 万元; 元万元 may be either.
_MONEY = re.compile(rf"{_NUMBER}(?P<unit>万元|亿元|千元)元{_BEHIND}")
_EITHER = re.compile(rf"{_NUMBER}(?:元万元|万万元|元亿元){_BEHIND}")


@rule(
    "VAL012",
    zh="计量单位重复",
    en="doubled unit",
    severity="warning",
    aspect="completeness",
    basis=PRACTICE,
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find values whose unit stands there twice: ``95%%``, ``3个个``, ``5万元元``.

    It happens where the unit is typed behind the number and again into its own box. The fix
    takes one of the two away, which is safe; ``5元万元`` may be yuan or ten thousand yuan, and
    somebody must look.

    中文
    ----
    数值后面写了单位，单位一栏又填了一遍，打印出来就是“95%%”“3个个”“5万元元”。
    自动修改：去掉重复的一个。“5元万元”可能是元，也可能是万元，改后要看一眼。
    """
    for row in project.rows:
        value = row.value
        if value is None or value.number is None or value.text is None:
            continue
        raw = value.raw.strip()
        found = _mended(raw)
        if found is None:
            continue
        mended, safety = found
        yield Finding(
            row.path("value"),
            Words(f"指标值“{raw}”的计量单位重复", f"the unit of the value {raw} is doubled"),
            Words(f"写成“{mended}”", f"write {mended}"),
            Fix(safety, (Edit(row.path("value"), mended),)),
        )


def _mended(raw: str) -> tuple[str, Safety] | None:
    if match := _PERCENT.fullmatch(raw):
        return f"{match['front']}%{match['behind']}", "safe"
    match = _MONEY.fullmatch(raw) or _SAME.fullmatch(raw)
    if match and match["unit"] in UNITS:
        return f"{match['front']}{match['unit']}{match['behind']}", "safe"
    if match := _EITHER.fullmatch(raw):
        return f"{match['front']}万元{match['behind']}", "unsafe"
    return None
