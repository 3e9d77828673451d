"""What kind of difference two values have (说明): more or less, filled in, spelt otherwise."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from jixiao.i18n import Words
from jixiao.model import IndicatorValue, format_number, printed_lines

_NOTES = {
    ("added", "goals"): Words("新增目标", "new goal"),
    ("removed", "goals"): Words("删除目标", "goal removed"),
    ("added", "indicators"): Words("新增指标", "new indicator"),
    ("removed", "indicators"): Words("删除指标", "indicator removed"),
    ("added", "projects"): Words("新增项目", "new project"),
    ("removed", "projects"): Words("删除项目", "project removed"),
}
_MOVED = Words("位置调整", "moved")
_FILLED = Words("原为空白，补填", "was blank")
_BLANKED = Words("删去内容", "is blank now")
_SPELLING = Words("仅写法不同", "spelt otherwise, the same meaning")
_UNSEEN = Words("打印结果相同", "looks the same in print")
_LOOKS_DIFFERENT = Words("样式不同", "looks different")

# What no report prints: only definitions know it.
_UNPRINTED = frozenset(("report.fiscal_year", "report.framework", "schema", "check.ignore"))
EDITION = "report.edition"
_NEEDLESS_SPACE = re.compile(r"(?<![0-9])\s+|\s+(?![0-9])")
_AMOUNTS = "budget."
_PLAN = "plan."


def note_on(kind: str, field: str, old: Any, new: Any) -> Words | None:
    """Return what kind of difference it is; None where the two values say all there is."""
    if kind != "changed":
        return _MOVED if kind == "moved" else _NOTES.get((kind, field))
    if not differs_in_print(field, old, new):
        return _UNSEEN
    if field == EDITION:
        return _LOOKS_DIFFERENT
    if old is None or new is None:
        return _FILLED if old is None else _BLANKED
    if is_spelling(old, new):
        return _SPELLING
    both = isinstance(old, Decimal) and isinstance(new, Decimal)
    return _more_or_less(field, new - old) if both else None


def differs_in_print(field: str, old: Any, new: Any) -> bool:
    """Tell whether a report shows that a value is another: padding and settings it does not."""
    if field in _UNPRINTED:
        return False
    return bool(_as_printed(old) != _as_printed(new))


def is_spelling(old: Any, new: Any) -> bool:
    """Tell whether two values mean the same: 3.00 and 3, ≧ and ≥, half-width and full-width."""
    return old is not None and new is not None and _meaning(old) == _meaning(new)


def _meaning(value: Any) -> Any:
    """Return a value without what is mere spelling: width, white space, zeros, kinds of signs."""
    if isinstance(value, Decimal):
        return value  # 3.00 and 3 are equal
    if isinstance(value, IndicatorValue):
        number = None if value.number is None else _meaning(value.number)
        return value.operator, number, *map(_compact, (value.unit, value.date, value.text))
    return _compact(value) if isinstance(value, str) else value


def _compact(text: str | None) -> str:
    """Return a text in half-width signs, without white space but between digits."""
    return _NEEDLESS_SPACE.sub("", "".join(map(_half_width, text or "")))


def _half_width(sign: str) -> str:
    """Return the half-width form of a sign; ² stays what it is, as 2 would mean something else."""
    is_wide = unicodedata.decomposition(sign).startswith("<wide>") or sign == "\u3000"
    return unicodedata.normalize("NFKC", sign) if is_wide else sign


def _as_printed(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format_number(value)
    return printed_lines(str(value)) if isinstance(value, str | IndicatorValue) else value


def _more_or_less(field: str, difference: Decimal) -> Words | None:
    """Return by how much an amount or a share of the plan is more or less."""
    amount = format_number(abs(difference))
    zh, en = ("增加", "more") if difference > 0 else ("减少", "less")
    if field.startswith(_AMOUNTS):
        return Words(f"{zh}{amount}万元", f"{amount} (10 000 yuan) {en}")
    if field.startswith(_PLAN):
        return Words(f"{zh}{amount}", f"{amount} {en}")
    return None
