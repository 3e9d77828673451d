"""New values in a definition file, with every other byte as it was.

The text is spliced at the places that the syntax tree gives: comments, order, spacing, line ends
and a byte order mark stay. The result is read again before anybody gets it.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

import simplejson
import tomli_w

from jixiao.definition.positions import Path, Span
from jixiao.definition.source import Form, Source
from jixiao.definition.tree import read_tree
from jixiao.diagnostics import JixiaoError
from jixiao.model import format_number

Value = str | Decimal | None
_MARK = b"\xef\xbb\xbf"
# Behind a value of an inline table.
_GOES_ON = re.compile(rb"\s*[,}]")


class EditError(Exception):
    """An edit that this text does not allow; nothing was changed."""


class _Splice(NamedTuple):
    start: int
    end: int
    text: str


def edit_definition(data: bytes, name: str, edits: Mapping[Path, Value]) -> bytes:
    """Return the bytes of a definition with new values; None takes a value and its key out.

    Raises:
        EditError: a value has no place in this text, or two edits touch each other.
        JixiaoError: the bytes are no definition.
    """
    source = Source.decode(data, name)
    found = [_splice(source, path, value) for path, value in edits.items()]
    # Keys that are put in at the same place stay in their order.
    splices = sorted(found, key=lambda splice: (splice.start, splice.end))
    if any(left.end > right.start for left, right in pairwise(splices)):
        raise EditError("two edits touch each other")
    edited = _apply(data, splices)
    _verify(source, Source.decode(edited, name), edits)
    return edited


def _apply(data: bytes, splices: list[_Splice]) -> bytes:
    """Splice the bytes of a file, whose places are counted without its mark and its CRs."""
    mark = len(_MARK) if data.startswith(_MARK) else 0
    body = data[mark:]
    ends = _line_ends_with_cr(body)
    new_line = "\r\n" if ends else "\n"
    pieces = [data[:mark]]
    done = 0
    for splice in splices:
        start, end = (at + bisect_left(ends, at) for at in (splice.start, splice.end))
        pieces += [body[done:start], splice.text.replace("\n", new_line).encode()]
        done = end
    return b"".join([*pieces, body[done:]])


def _line_ends_with_cr(body: bytes) -> list[int]:
    """Return the places of the line ends that are CR LF, as they are counted without the CRs."""
    found: list[int] = []
    at = body.find(b"\r\n")
    while at >= 0:
        found.append(at - len(found))
        at = body.find(b"\r\n", at + 2)
    return found


def _splice(source: Source, path: Path, value: Value) -> _Splice:
    spot = source.positions.get(path)
    if spot is None:
        if value is None:
            raise EditError(f"nothing stands at {path}")
        return _insertion(source, path, value)
    if value is None:
        return _removal(source, spot)
    return _Splice(spot.start, spot.end, _written(value, source.form))


def _written(value: Any, form: Form) -> str:
    """Return a value as it is written in a file."""
    if isinstance(value, Decimal):
        return format_number(value)
    if form == "json":
        return simplejson.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        pairs = ", ".join(f"{key} = {_written(inner, form)}" for key, inner in value.items())
        return f"{{ {pairs} }}"
    return tomli_w.dumps({"x": value}, multiline_strings=True).removeprefix("x = ").rstrip("\n")


def _removal(source: Source, spot: Span) -> _Splice:
    """Take out a key and its value: with its comma, or with its line."""
    data = source.data
    start, end = spot.key_start, spot.end
    before, after = data[:start].rstrip(), data[end:]
    rest = after.lstrip(b" \t")
    if rest.startswith(b","):
        taken = len(after) - len(rest) + 1
        return _Splice(start, end + taken + _blanks(after[taken:]), "")
    if before.endswith(b",") or source.form == "json" or before.endswith((b"{", b"[")):
        return _Splice(len(before) - before.endswith(b","), end, "")
    if rest.startswith(b"#"):  # a comment of the user's keeps its line
        return _Splice(start, end + _blanks(after), "")
    return _Splice(len(data[:start].rstrip(b" \t")), end + len(after) - len(rest) + 1, "")


def _blanks(data: bytes) -> int:
    return len(data) - len(data.lstrip(b" \t"))


def _insertion(source: Source, path: Path, value: Any) -> _Splice:
    """Put a key that is not there behind the last one of its table, on a line of its own or not."""
    parent, key = path[:-1], path[-1]
    if not isinstance(key, str) or not parent:
        raise EditError(f"nothing can be put at {path}")
    if parent not in source.positions:
        return _insertion(source, parent, {key: value})
    if not (siblings := source.keys.get(parent)):
        raise EditError(f"the table at {parent} is empty")
    return _Splice(*_behind(source, siblings, key, value))


def _behind(source: Source, siblings: list[Span], key: str, value: Any) -> tuple[int, int, str]:
    written = _written(value, source.form)
    data = source.data
    # The tables below a table ([[projects.indicators]]) stand behind its own keys.
    plain = [spot for spot in siblings if data[spot.key_start - 1 : spot.key_start] != b"["]
    end = max(spot.end for spot in plain or siblings)
    if source.form == "json":
        return end, end, f', "{key}": {written}'
    line_start = data.rfind(b"\n", 0, end) + 1
    if _GOES_ON.match(data, end) and b"{" in data[line_start:end]:
        return end, end, f", {key} = {written}"
    line_end = data.find(b"\n", end)
    if line_end < 0:
        return len(data), len(data), f"\n{key} = {written}\n"
    return line_end, line_end, f"\n{key} = {written}"


def _verify(before: Source, after: Source, edits: Mapping[Path, Value]) -> None:
    """Read both texts, and compare them but for the edits.

    Raises:
        EditError: anything else has changed.
    """
    expected = read_tree(before)
    try:
        for path, value in edits.items():
            _set(expected, path, value)
        found = read_tree(after)
    except (JixiaoError, LookupError) as error:
        raise EditError("the text would be none any more") from error
    # Not ==: it does not see the digits of a number.
    if _canonical(found) != _canonical(expected):
        raise EditError("more than the fixed values would have changed")


def _canonical(tree: Any) -> str:
    return simplejson.dumps(tree, use_decimal=True, sort_keys=True)


def _set(tree: Any, path: Path, value: Value) -> None:
    *above, last = path
    for step in above:
        tree = tree.setdefault(step, {}) if isinstance(tree, dict) else tree[step]
    if value is None:
        del tree[last]
    else:
        tree[last] = value
