"""The value of an indicator (指标值), in parts: operator, number, unit, date, text; raw kept."""

import re
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from jixiao.model.number import MAX_DIGITS, Number, format_number
from jixiao.model.text import PADDING, Text
from jixiao.model.units import UNITS

# Every spelling seen in real exports -> the operator that is meant.
OPERATORS = {
    "≥": "≥",
    "≧": "≥",
    "⩾": "≥",
    ">=": "≥",
    "＞=": "≥",
    "＞＝": "≥",
    ">＝": "≥",
    "≤": "≤",
    "≦": "≤",
    "⩽": "≤",
    "<=": "≤",
    "＜=": "≤",
    "＜＝": "≤",
    "<＝": "≤",
    "＝": "＝",
    "=": "＝",
    ">": ">",
    "＞": ">",
    "<": "<",
    "＜": "<",
}
_OPERATOR = "|".join(re.escape(spelling) for spelling in sorted(OPERATORS, key=len, reverse=True))
_NUMBER = r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
# 元/季/星: a known unit, then what it is counted by.
_COMPOUND_UNIT = rf"(?:{_UNIT})(?:/[^\W\d_]{{1,4}})*"
# What may follow a unit without making it a sentence.
_QUALIFIER = r"以上|以下|以内|之内|之间|左右|及以上|及以下|以上（含）|（含）以上|\(含\)以上"
_DATE = (
    r"(?:(?:[0-9]{4}|当|每|本|次|全)年(?:度)?(?:(?:[0-9]{1,2}|每)月(?:份)?(?:[0-9]{1,2}[日号])?)?"
    r"|(?:[0-9]{1,2}|每|当|次)月(?:份)?(?:[0-9]{1,2}[日号])?|每季度?)"
)
_DATE_END = r"(?:底|末|初|中旬|上旬|下旬)?(?:之前|以前|前|内|止|完成)?"

_QUANTITY_PATTERN = re.compile(
    rf"(?P<operator>{_OPERATOR})? *(?P<number>{_NUMBER}) *"
    rf"(?:(?P<unit>[%％‰℃]|{_COMPOUND_UNIT}(?=(?:{_QUALIFIER})?$)))?(?P<text>.*)",
    re.DOTALL,
)
_DATE_PATTERN = re.compile(rf"(?P<operator>{_OPERATOR})? *(?P<date>{_DATE})(?P<text>{_DATE_END})")
_OPERATOR_PATTERN = re.compile(rf"(?P<operator>{_OPERATOR})(?P<text>.*)", re.DOTALL)


class IndicatorValue(BaseModel):
    """指标值: the target of an indicator, in parts, with the raw string that is printed.

    A definition gives a string, which is parsed, or a table of the parts ``operator``, ``number``,
    ``unit``, ``date`` and ``text``, whose concatenation is the raw string. ``str(value)`` is the
    raw string, exactly. 财预〔2021〕101号 asks for quantified values; real ones hold anything.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", title="指标值")

    raw: Annotated[Text, Field(json_schema_extra={"jixiao": "derived"})]
    operator: str | None = Field(None, title="符号", description="≥ ≤ ＝ > <，也接受 ≧ ≦ >= <=")
    number: Number | None = Field(None, title="数值")
    unit: Text | None = Field(None, title="计量单位", description="如 %、个、元/季")
    date: Text | None = Field(None, title="日期", description="如 2023年11月30日")
    text: Text | None = Field(None, title="文字")

    def __str__(self) -> str:
        return self.raw

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any) -> Any:
        if isinstance(data, str):
            return _split(data)
        if isinstance(data, dict):
            return _join(data)
        if isinstance(data, cls):
            return data
        raise PydanticCustomError("value_type", "expected a string or a table of parts")

    @field_validator("operator")
    @classmethod
    def _normalise_operator(cls, operator: str | None) -> str | None:
        if operator is not None and operator not in OPERATORS:
            raise PydanticCustomError(
                "operator_unknown",
                "unknown operator {operator}",
                {"operator": repr(operator), "expected": "≥ ≤ ＝ > <"},
            )
        return operator and OPERATORS[operator]

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Return the value that a raw string such as ``≥95%`` stands for; any text is accepted."""
        return cls.model_validate(raw)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        """Describe the two ways to write a value in a definition: a string, or its parts."""
        parts = handler.resolve_ref_schema(handler(core_schema))
        del parts["properties"]["raw"]
        del parts["required"]
        parts["minProperties"] = 1
        return {
            "title": "指标值",
            "description": '字符串，如 "≥95%"；或分成几部分：符号、数值、单位、日期、文字',
            "anyOf": [{"type": "string", "minLength": 1}, parts],
        }


def _split(raw: str) -> dict[str, Any]:
    """Split a raw string into parts; what is not understood stays together as text."""
    compact = raw.strip(PADDING)
    for pattern in (_DATE_PATTERN, _QUANTITY_PATTERN, _OPERATOR_PATTERN):
        if match := pattern.fullmatch(compact):
            parts = {name: part.strip(PADDING) for name, part in match.groupdict("").items()}
            break
    else:
        parts = {"text": compact}
    if _is_range(parts):
        parts = {"text": compact}
    found: dict[str, Any] = {name: part for name, part in parts.items() if part}
    if "number" in found:
        digits = found["number"].replace(",", "")
        if len(digits) > MAX_DIGITS:  # a serial number, say: nothing to reckon with
            return {"raw": raw, "text": compact}
        found["number"] = Decimal(digits)
    return {"raw": raw, **found}


def _is_range(parts: dict[str, str]) -> bool:
    """Tell ``3-5个`` and ``1:20``, which hold more than one number, from a single quantity."""
    return "number" in parts and bool(re.match(r"[-~～—–－至:：/.,*×]", parts["text"]))


def _join(parts: dict[str, Any]) -> dict[str, Any]:
    """Add the raw string to a table of parts, as it is printed; absent and None are the same."""
    parts = {name: part for name, part in parts.items() if part is not None}
    if not parts:
        raise PydanticCustomError("text_blank", "a text must not be empty")
    printed = [_printed_part(parts.get(name)) for name in _PART_ORDER]
    # An impossible part is reported by its own field; the raw string must not hide it.
    joined = "".join(printed) or "?"
    raw = parts.get("raw", joined)
    if raw != joined and (not isinstance(raw, str) or _meant(_split(raw)) != _meant(parts)):
        raise PydanticCustomError("value_raw", "the raw text is not that of the parts")
    return {**parts, "raw": raw}


def _meant(parts: dict[str, Any]) -> dict[str, Any]:
    """Return parts with the operator that a spelling stands for, as a model holds it."""
    operator = parts.get("operator")
    return parts if operator is None else {**parts, "operator": OPERATORS.get(operator, operator)}


_PART_ORDER = ("operator", "number", "unit", "date", "text")


def _printed_part(part: Any) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, int | Decimal) and not isinstance(part, bool):
        number = Decimal(part)
        return format_number(number) if number.is_finite() and abs(number.adjusted()) < 99 else ""
    return ""
