"""The catalogue of what can be wrong with a value in a definition, and what to do about it."""

from __future__ import annotations

import datetime
import difflib
import json
from decimal import Decimal
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from jixiao.definition.positions import Path
from jixiao.diagnostics import Diagnostic
from jixiao.i18n import _N, _

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from jixiao.definition.source import Source


def describe_faults(
    error: ValidationError, model: type[BaseModel], source: Source
) -> list[Diagnostic]:
    """Return one diagnostic for each fault that validation found, in the order of the file."""
    details = error.errors(include_url=False)
    found = [_describe(detail, model, source) for detail in details]
    return sorted(found, key=lambda d: (d.place.line or 0, d.place.column or 0) if d.place else ())


def _describe(detail: ErrorDetails, model: type[BaseModel], source: Source) -> Diagnostic:
    path = detail["loc"]
    kind = detail["type"]
    key = str(path[-1]) if path else ""
    unknown_key = kind == "extra_forbidden"
    message, advice = _MESSAGES.get(kind, (None, None))
    context = {
        **_context(detail),
        "key": key,
        "given": _describe_value(detail["input"]),
        "keys": ", ".join(_keys(_model_at(model, path[:-1]))),
        "nearest": _nearest_key(key, _model_at(model, path[:-1])) or "",
    }
    if unknown_key and context["nearest"]:
        advice = _N("did you mean {nearest}?")
    if unknown_key and not context["keys"]:
        advice = None
    return Diagnostic(
        kind.replace("_", "-"),
        _(message).format(**context) if message else _("this value is not valid here"),
        _(advice).format(**context) if advice else None,
        source.place_of(path, key=unknown_key),
    )


def _context(detail: ErrorDetails) -> dict[str, Any]:
    """Return what pydantic tells of a fault; its list of alternatives has an English "or"."""
    context = dict(detail.get("ctx", {}))
    if detail["type"] == "literal_error":
        context["expected"] = context["expected"].replace(" or ", _(" or "))
    return context


_TEXT = _N('write it in quotes, such as {key} = "…"')
_MESSAGES: dict[str, tuple[str, str | None]] = {
    "missing": (_N("the key {key} is missing"), _N("add {key} to this table")),
    "extra_forbidden": (_N("unknown key {key}"), _N("valid keys here: {keys}")),
    "string_type": (_N("{key} must be a text, not {given}"), _TEXT),
    "string_too_short": (
        _N("{key} is an empty text"),
        _N("delete the key: an absent key is a blank cell"),
    ),
    "text_blank": (
        _N("{key} is an empty text"),
        _N("delete the key: an absent key is a blank cell"),
    ),
    "reason_missing": (
        _N("{key} is not to be told any more, and nobody says why"),
        _N('write the reason, such as {key} = "按合同每季付款"'),
    ),
    "text_not_one_line": (_N("{key} must stand on one line"), _N("take out the line breaks")),
    "character_forbidden": (
        _N(
            "{key} has the character {character} at position {position}, which no document can hold"
        ),
        _N("delete that character"),
    ),
    "number_type": (
        _N("{key} must be a number, not {given}"),
        _N("write digits without quotes and without a unit, such as {key} = 29.50"),
    ),
    "number_not_finite": (_N("{key} must be a finite number, not {given}"), None),
    "number_too_long": (_N("{key} has more than {limit} digits"), None),
    "int_type": (
        _N("{key} must be a whole number, not {given}"),
        _N("write digits only, such as {key} = 2023"),
    ),
    "greater_than_equal": (_N("{key} must be at least {ge}, not {given}"), None),
    "less_than_equal": (_N("{key} must be at most {le}, not {given}"), None),
    "greater_than": (_N("{key} must be greater than {gt}, not {given}"), None),
    "length_too_large": (_N("{key} must be at most 2000, not {given}"), None),
    "too_short": (_N("{key} must not be an empty list"), None),
    "pattern_fields": (_N("{key} must be a pattern with {fields}, each once"), None),
    "literal_error": (_N("{key} must be {expected}, not {given}"), None),
    "model_type": (_N("{key} must be a table, not {given}"), None),
    "model_attributes_type": (_N("{key} must be a table, not {given}"), None),
    "dict_type": (
        _N("{key} must be a table, not {given}"),
        _N('write it like this: {key} = {{ PLN008 = "按合同每季付款" }}'),
    ),
    "tuple_type": (
        _N("{key} must be a list, not {given}"),
        _N('write it in square brackets, such as {key} = ["…"]'),
    ),
    "bool_type": (_N("{key} must be true or false, not {given}"), None),
    "value_type": (_N("{key} must be a text or a table of parts, not {given}"), _TEXT),
    "value_raw": (_N("{key} has a raw text that is not that of its parts"), None),
    "operator_unknown": (_N("unknown operator {operator}"), _N("write one of {expected}")),
    "string_pattern_mismatch": (_N("{key} has not the form {pattern}: {given}"), None),
}


def _describe_value(value: Any) -> str:
    """Name a value of a definition in the user's words, shortened."""
    match value:
        case bool() | None:
            named = json.dumps(value)
        case str():
            named = _("the text {text}").format(text=f"“{_shorten(value)}”")
        case int() | Decimal():
            named = _("the number {number}").format(number=_shorten(str(value)))
        case dict():
            named = _("a table")
        case list() | tuple():
            named = _("a list")
        case datetime.date() | datetime.time():
            named = _("a date or time")
        case _:
            named = type(value).__name__
    return named


def _shorten(text: str) -> str:
    return text if len(text) <= 24 else text[:24] + "…"


def _keys(model: type[BaseModel] | None) -> list[str]:
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items() if name != "raw"]


def _nearest_key(key: str, model: type[BaseModel] | None) -> str | None:
    """Return the valid key that is meant: of the same Chinese title, or nearest in spelling."""
    if model is None:
        return None
    for name, field in model.model_fields.items():
        if field.title == key:
            return field.alias or name
    matches = difflib.get_close_matches(key.lower(), _keys(model), n=1, cutoff=0.6)
    return matches[0] if matches else None


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """Return the model that describes the table at a path."""
    current: Any = model
    for step in path:
        if isinstance(step, int):
            continue
        fields = {
            field.alias or name: field.annotation for name, field in current.model_fields.items()
        }
        current = _model_in(fields.get(step))
        if current is None:
            return None
    return current  # type: ignore[no-any-return]  # _model_in returns models only


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation such as ``tuple[Project, ...]`` or ``Plan | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, UnionType, Annotated, dict):
        for part in get_args(annotation):
            if (found := _model_in(part)) is not None:
                return found
    return None
