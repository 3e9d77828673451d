"""Why a text is not TOML or JSON, in the user's words: the parsers of Python speak English only."""

import re
import tomllib
import unicodedata
from typing import NamedTuple

from jixiao.i18n import _N, _

_QUOTE = _N("the closing quote is missing")
_TWICE = _N("this key or table stands twice")
_CONTROL = _N("a line break or a control character stands here")
_ESCAPE = _N("what follows the backslash names no character; a backslash itself is written twice")

# By the beginning of what tomllib and json say (CPython 3.11 to 3.14); the first that fits counts.
_REASONS = (
    ("Expected '=' after a key", _N("a key must be followed by = and a value")),
    ("Expected ']' at the end", _N("the closing ] of a table name is missing")),
    ("Expected ']]' at the end", _N("the closing ]] of a table name is missing")),
    ("Expected newline or end of document", _N("something stands behind the value")),
    ("Expected ", _QUOTE),
    ("Unterminated string", _QUOTE),
    ("Illegal character '\\n'", _QUOTE),
    ("Illegal character", _CONTROL),
    ("Found invalid character", _CONTROL),
    ("Invalid control character", _CONTROL),
    ("Cannot ", _TWICE),
    ("Duplicate inline table key", _TWICE),
    ("Unclosed array", _N("a comma or the closing ] is missing")),
    ("Unclosed inline table", _N("a comma or the closing } is missing")),
    ("Unescaped '\\'", _ESCAPE),
    ("Invalid hex value", _ESCAPE),
    ("Invalid \\", _ESCAPE),
    ("Escaped character is not", _ESCAPE),
    ("Invalid date", _N("there is no such date")),
    ("Invalid initial character", _N("a key is missing, or its characters need quotes around it")),
    ("Invalid statement", _N("neither a key nor a [table] begins here")),
    ("Invalid value", _N("a value is missing, or a text without quotes")),
    ("Expecting property name", _N("a key in double quotes must stand here")),
    ("Expecting ':'", _N("a key must be followed by : and a value")),
    ("Expecting ','", _N("a comma or a closing bracket is missing")),
    ("Expecting value", _N("a value is missing, or a text without quotes")),
    ("Extra data", _N("something stands behind the end")),
    ("Illegal trailing comma", _N("the last comma is one too many")),
)


def describe_reason(reason: str) -> str:
    """Return what a parser says in the user's language; unknown words are passed on."""
    for beginning, message in _REASONS:
        if reason.startswith(beginning):
            return _(message)
    return reason


def is_twice(reason: str) -> bool:
    """Tell whether a parser of TOML complains of a key or table that is there already."""
    return any(reason.startswith(start) for start, message in _REASONS if message == _TWICE)


class WrongValue(NamedTuple):
    """Why a value without quotes is none, and what to write."""

    reason: str
    advice: str


# In an inline table a value ends at the next sign; 1,200 was meant as one.
_PAIR = re.compile(
    r"(?P<key>[A-Za-z0-9_.-]+)\s*=\s*"
    r"(?P<value>(?:[0-9]{1,3}(?:,[0-9]{3})+)?[^,\[\]{}#=]*)(?P<end>[\[{=]?)"
)
_QUOTES = ('"', "'")
# What may be in there is no pair: its signs are put out of sight.
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
# …… in a draft, and what people write in its place; or nothing.
_TO_BE_FILLED_IN = re.compile(r"(?:…|\.\.|。。|\W?待填|待定).*|")
_AMOUNT = re.compile(r"0*([0-9]+(?:\.[0-9]+)?)(.*)")
# What may be taken away without another number being meant: amounts are in 万元, plans in %.
_OWN_UNITS = ("", "万元", "万", "%", "年", "年度")
NUMBER_KEYS = {
    *("schema", "fiscal_year", "total", "fiscal", "other", "number"),
    *("march", "june", "october", "december"),
}


def find_wrong_value(line: str) -> WrongValue | None:
    """Return what is wrong with the first value of a line of TOML that is none, if there is one.

    It is still to be filled in, a number with other signs than digits, or a text without quotes.
    """
    hidden = _QUOTED.sub(lambda quoted: '"' * len(quoted[0]), line.partition("#")[0])
    for pair in _PAIR.finditer(hidden):
        value = pair["value"].strip()
        if value.startswith(_QUOTES) or (not value and pair["end"]) or _is_valid(value):
            continue
        key = pair["key"]
        if _TO_BE_FILLED_IN.fullmatch(value):
            return _to_be_filled_in(key, alone=not line[: pair.start()].strip())
        if key.rpartition(".")[2] in NUMBER_KEYS:
            return _wrong_number(key, value)
        advice = _('write the text between straight quotes: {key} = "…"').format(key=key)
        return WrongValue(_("a text without quotes"), advice)
    return None


def _is_valid(value: str) -> bool:
    try:
        tomllib.loads(f"value = {value}")
    except ValueError:
        return False
    return True


def _to_be_filled_in(key: str, *, alone: bool) -> WrongValue:
    advice = _("write a value, or leave {key} out").format(key=key)
    if alone:
        advice = _("write a value, or put # in front of the line for as long as there is none")
    return WrongValue(_("{key} is still to be filled in").format(key=key), advice)


def _wrong_number(key: str, value: str) -> WrongValue:
    example = "2024" if key.endswith("year") else "29.50"
    advice = _("write half-width digits only, without a unit, such as {key} = {number}")
    plain = unicodedata.normalize("NFKC", value).replace(",", "").replace(" ", "")
    found = _AMOUNT.fullmatch(plain)
    if found and found[2] in _OWN_UNITS:
        example = found[1]
    elif "元" in plain:
        advice = _("write half-width digits only, in 万元 without a unit, such as {key} = {number}")
    return WrongValue(
        _("{key} is not a number").format(key=key), advice.format(key=key, number=example)
    )
