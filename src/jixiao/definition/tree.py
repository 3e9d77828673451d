"""TOML or JSON text to plain values, and plain values to a typed model, with all faults placed.

Used for definitions and for the data files of template packs alike.
"""

import json
import re
import tomllib
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from jixiao.definition.faults import describe_faults
from jixiao.definition.positions import Spot, first_key_spot, second_key_spot, syntax_errors
from jixiao.definition.source import Source
from jixiao.definition.syntax_reasons import (
    WrongValue,
    describe_reason,
    find_wrong_value,
    is_twice,
)
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.i18n import _

ModelT = TypeVar("ModelT", bound=BaseModel)


class _DuplicateKeyError(ValueError):
    """JSON allows a key twice and keeps the last: a value would be lost in silence."""


def read_tree(source: Source) -> dict[str, Any]:
    """Return the tables, arrays and values of a text; numbers as int or Decimal.

    Raises:
        JixiaoError: the text is not TOML or JSON, with every place where it breaks the grammar.
    """
    try:
        if source.form == "json":
            return _read_json(source.text)
        return tomllib.loads(source.text, parse_float=_read_decimal)
    except RecursionError:
        raise JixiaoError(
            Diagnostic("nesting", _("values are nested too deeply"), place=source.place(1, 1))
        ) from None
    except ValueError as error:
        raise JixiaoError(_describe_syntax(source, error)) from None


def _read_decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except ArithmeticError:  # an exponent beyond what Decimal can hold
        return Decimal("Infinity")


def _read_json(text: str) -> dict[str, Any]:
    tree = json.loads(
        text,
        parse_float=_read_decimal,
        parse_constant=_read_decimal,
        object_pairs_hook=_unique_keys,
    )
    assert isinstance(tree, dict)  # the form was sniffed by the opening brace
    return tree


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key, value in pairs:
        if key in table:
            raise _DuplicateKeyError(key)
        table[key] = value
    return table


def _describe_syntax(source: Source, error: ValueError) -> list[Diagnostic]:
    """Name every place the grammar is broken; the parser's own words go to the first of them."""
    own = _own_spot(source, error)
    spots = [spot for spot in syntax_errors(source.text, source.form) if own is None or spot > own]
    first = own or (spots.pop(0) if spots else (1, 1))
    others = {spot[0]: spot for spot in reversed(spots) if spot[0] != first[0]}
    return [
        _first_fault(source, error, first),
        *(_further_fault(source, others[line]) for line in sorted(others)),
    ]


def _first_fault(source: Source, error: ValueError, spot: Spot) -> Diagnostic:
    reason = _reason(error)
    advice = _("check quotes, brackets and commas here and in the line above")
    if _is_twice(error):
        advice = _("delete one of the two")
        if first := first_key_spot(source.text, source.form, spot):
            advice = _("it stands first in line {line}: delete one of the two")
            advice = advice.format(line=first[0])
    elif wrong := _wrong_value(source, spot):
        reason, advice = wrong
    message = _("this is not valid {form}: {reason}").format(
        form=source.form.upper(), reason=reason
    )
    return Diagnostic("syntax", message, advice, source.place(*spot))


def _further_fault(source: Source, spot: Spot) -> Diagnostic:
    message = _("this is not valid {form} either").format(form=source.form.upper())
    wrong = _wrong_value(source, spot)
    return Diagnostic("syntax", message, wrong.advice if wrong else None, source.place(*spot))


def _wrong_value(source: Source, spot: Spot) -> WrongValue | None:
    return find_wrong_value(source.lines[spot[0] - 1]) if source.form == "toml" else None


def _is_twice(error: ValueError) -> bool:
    return isinstance(error, _DuplicateKeyError) or is_twice(str(error))


def _own_spot(source: Source, error: ValueError) -> Spot | None:
    if isinstance(error, json.JSONDecodeError):
        return error.lineno, error.colno
    if isinstance(error, _DuplicateKeyError):
        return second_key_spot(source.text)
    if match := re.search(r"\(at line (\d+), column (\d+)\)$", str(error)):
        return int(match[1]), int(match[2])
    if str(error).endswith("(at end of document)"):
        return len(source.lines), len(source.lines[-1]) + 1
    return None


def _reason(error: ValueError) -> str:
    if isinstance(error, _DuplicateKeyError):
        return _("the key {key} stands twice").format(key=error)
    return describe_reason(re.sub(r" \(at .*\)$|: line \d+ column.*$", "", str(error)))


def read_model(source: Source, model: type[ModelT], tree: dict[str, Any] | None = None) -> ModelT:
    """Return the typed model that a text describes.

    Raises:
        JixiaoError: all faults of the file, each with its place, in the order of the file.
    """
    if tree is None:
        tree = read_tree(source)
    try:
        return model.model_validate(tree, by_alias=True, by_name=False)
    except ValidationError as error:
        raise JixiaoError(describe_faults(error, model, source)) from None
