"""Why a text is not TOML or JSON, in the user's words: the parsers of Python speak English only."""

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
