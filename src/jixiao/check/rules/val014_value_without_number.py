"""VAL014: a value says in words what could be counted."""

import re
from collections.abc import Iterator

from jixiao.check.data import load
from jixiao.check.registry import rule
from jixiao.check.sentences import beginning
from jixiao.check.types import Finding, Words
from jixiao.check.views import ProjectView, Row
from jixiao.model.units import UNITS

_MEASURABLE = load("values")["measurable"]
_GRADES = frozenset(_MEASURABLE["grades"])
_PARTS = re.compile("|".join(map(re.escape, _MEASURABLE["parts"])))
_COST_PARTS = re.compile("|".join(map(re.escape, _MEASURABLE["cost_parts"])))
_TIMES = frozenset(load("values")["vague_times"]["whole"])
# 三次, 两套, 九成: numbers in words.
_UNIT = "|".join(map(re.escape, sorted((unit for unit in UNITS if unit[0] > "~"), key=len)))
_NUMERAL = re.compile(rf"(?<!进)[一二两三四五六七八九十百千]+(?:{_UNIT})|百分|半数|[0-9０-９]")
_COUNTED = {"quantity", "satisfaction"}
_OPERATORS = "≥≤＝=<>＜＞ "
_NOTHING = frozenset("-—/／\\、")


@rule(
    "VAL014",
    zh="指标值没有量化",
    en="value without number",
    severity="warning",
    aspect="adequacy",
    basis="财预〔2021〕101号",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find values in words outside 时效: ``有效提升``, ``保障工作开展``.

    Indicators are to be quantified first; words are for what cannot be counted, and even then
    they must be such that somebody can judge them. Quantity and satisfaction can always be a
    number. Elsewhere grades (优、合格), yes and no, standards (符合国家标准) and completeness
    (全覆盖) are accepted; ``有所改善`` is not: write by how much.

    中文
    ----
    绩效指标应当先量化；确实难以量化的才用定性表述，而且要能够评判。数量和满意度都可以写成数。其他指标写等级
    （优、合格）、是否、符合某项标准、全覆盖的，可以接受；“有效提升”“有所改善”没法评判，应写明提升多少。
    时效指标不在此列。
    """
    for row in project.rows:
        value = row.value
        if value is None or value.number is not None or value.date is not None:
            continue
        if row.kind2 in (None, "timeliness") or not _is_in_words(row, value.raw.strip()):
            continue
        yield Finding(
            row.path("value"),
            Words(
                f"指标值“{beginning(value.raw.strip())}”没有量化",
                f"the value {beginning(value.raw.strip())} has no number",
            ),
            Words(
                "写成符号、数值和计量单位，如“≥12次”“≥95%”",
                "write operator, number and unit: ≥12次, ≥95%",
            ),
        )


def _is_in_words(row: Row, raw: str) -> bool:
    if raw in _TIMES or _NUMERAL.search(raw) or all(sign in _NOTHING for sign in raw):
        return False
    if row.kind2 in _COUNTED:
        return "全覆盖" not in raw
    if row.kind1 == "cost" or row.kind2 == "cost":
        return not _COST_PARTS.search(raw)
    return raw.lstrip(_OPERATORS) not in _GRADES and not _PARTS.search(raw)
