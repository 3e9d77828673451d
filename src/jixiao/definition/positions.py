"""Where the keys and values of a TOML or JSON text stand, by tree-sitter.

``tomllib`` and ``json`` tell no positions; the concrete syntax trees do, also of broken text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tree_sitter import Node

Path = tuple[str | int, ...]
Spot = tuple[int, int]
"""Line and column, counted from 1, in characters."""


class Span(NamedTuple):
    """Where a value stands, and where its key begins, in bytes of UTF-8.

    ``key_start`` is that of the value where it has no key. Lines and columns are counted when
    somebody asks for them: a long report has a hundred thousand values.
    """

    key_start: int
    start: int
    end: int


Positions = Mapping[Path, Span]


class _Text:
    """UTF-8 bytes with their line starts: tree-sitter counts bytes, people count characters."""

    def __init__(self, text: str) -> None:
        # Lone surrogates cannot come from decoded bytes, but a caller may hand in any string.
        self.data = text.encode("utf-8", "replace")

    def spot(self, node: Node) -> Spot:
        row, column = node.start_point
        line_start = node.start_byte - column
        return row + 1, len(self.data[line_start : node.start_byte].decode("utf-8", "replace")) + 1

    def span(self, key: Node, value: Node) -> Span:
        return Span(key.start_byte, value.start_byte, value.end_byte)

    def of(self, node: Node) -> str:
        return self.data[node.start_byte : node.end_byte].decode("utf-8", "replace")


def _parse(text: _Text, form: str) -> Node:
    # Positions are asked for where something is wrong: the rest of the time nobody needs these.
    import tree_sitter_json
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    language = tree_sitter_json.language() if form == "json" else tree_sitter_toml.language()
    return Parser(Language(language)).parse(text.data).root_node


def _named(node: Node) -> list[Node]:
    return [child for child in node.named_children if child.type != "comment"]


def syntax_errors(text: str, form: str) -> list[Spot]:
    """Return the places where the text breaks the grammar of TOML or JSON, in order."""
    source = _Text(text)
    spots: list[Spot] = []
    stack = [_parse(source, form)]
    while stack:
        node = stack.pop()
        if node.is_error or node.is_missing:
            spots.append(source.spot(node))
        elif node.has_error:
            stack.extend(node.children)
    return sorted(set(spots))


def toml_positions(text: str) -> Positions:
    """Return the positions of all keys and values of a valid TOML text."""
    source = _Text(text)
    found: dict[Path, Span] = {}
    array_lengths: dict[Path, int] = {}
    for node in _named(_parse(source, "toml")):
        table: Path = ()
        children = _named(node)
        if node.type in ("table", "table_array_element"):
            table = _enter_table(source, node, children.pop(0), found, array_lengths)
        else:
            children = [node]
        for pair in children:
            _collect_toml_pair(source, pair, table, found)
    return found


def _enter_table(
    source: _Text,
    node: Node,
    header: Node,
    found: dict[Path, Span],
    array_lengths: dict[Path, int],
) -> Path:
    """Return the path of a ``[table]`` or of a new element of a ``[[table]]``, and note it."""
    path: Path = ()
    names = _toml_key(source, header)
    for index, name in enumerate(names):
        path += (name,)
        last = index == len(names) - 1
        if last and node.type == "table_array_element":
            array_lengths[path] = array_lengths.get(path, 0) + 1
        if path in array_lengths:
            found.setdefault(path, source.span(header, header))
            path += (array_lengths[path] - 1,)
    found.setdefault(path, source.span(header, node))
    return path


def _toml_key(source: _Text, node: Node) -> list[str]:
    if node.type == "dotted_key":
        return [name for child in _named(node) for name in _toml_key(source, child)]
    if node.type == "bare_key":
        return [source.of(node)]
    return list(tomllib.loads(source.of(node) + " = 1"))


def _collect_toml_pair(source: _Text, pair: Node, table: Path, found: dict[Path, Span]) -> None:
    key, value = _named(pair)[:2]
    path = table
    for name in _toml_key(source, key):
        path += (name,)
        found.setdefault(path, source.span(key, value))
    _collect_values(source, value, path, found, _toml_members)


def _toml_members(source: _Text, node: Node) -> Iterator[tuple[Path, Node, Node]]:
    """Yield path, key and value of what an inline table or an array holds."""
    if node.type == "inline_table":
        for pair in _named(node):
            key, value = _named(pair)[:2]
            yield tuple(_toml_key(source, key)), key, value
    elif node.type == "array":
        for index, value in enumerate(_named(node)):
            yield (index,), value, value


def toml_comments(text: str) -> list[str]:
    """Return the comments of a TOML text, each from its # to the end of its line."""
    source = _Text(text)
    comments = []
    stack = [_parse(source, "toml")]
    while stack:
        node = stack.pop()
        if node.type == "comment":
            comments.append(source.of(node).rstrip())
        stack.extend(reversed(node.children))
    return comments


def json_positions(text: str) -> Positions:
    """Return the positions of all keys and values of a valid JSON text."""
    source = _Text(text)
    found: dict[Path, Span] = {}
    for root in _named(_parse(source, "json")):
        _collect_values(source, root, (), found, _json_members)
    return found


def second_key_spot(text: str) -> Spot | None:
    """Return where, in a JSON text, a key stands that its object has already."""
    return min((second for second, _first in _json_twice(text)), default=None)


def first_key_spot(text: str, form: str, second: Spot) -> Spot | None:
    """Return where a key or table stands first that stands again at ``second``.

    ``second`` is that of `second_key_spot`; in TOML, where its parser stopped: on the line where
    the second one ends. Up to there the text must keep to the grammar.
    """
    if form == "json":
        return dict(_json_twice(text)).get(second)
    line = second[0]
    source = _Text("\n".join(text.split("\n")[:line]))
    first: dict[Path, Spot] = {}
    for statement in _toml_statements(source):
        if statement.last_line == line:
            # The key itself; or a table above it that was closed: a = {…}, and then a.b = 1.
            known = (first[path] for path in reversed(statement.paths) if path in first)
            return next(known, None)
        for path in statement.paths:
            first.setdefault(path, statement.spot)
    return None


class _Statement(NamedTuple):
    """A [table] or a key with its value: all that it opens, outermost first; spot; last line."""

    paths: tuple[Path, ...]
    spot: Spot
    last_line: int


def _toml_statements(source: _Text) -> Iterator[_Statement]:
    """Yield the statements of a TOML text in its order."""
    array_lengths: dict[Path, int] = {}
    for node in _named(_parse(source, "toml")):
        table: Path = ()
        pairs = [node]
        if node.type in ("table", "table_array_element"):
            header, *pairs = _named(node)
            table = _enter_table(source, node, header, {}, array_lengths)
            yield _Statement((table,), source.spot(header), header.end_point[0] + 1)
        for pair in pairs:
            key, value = _named(pair)[:2]
            names = tuple(_toml_key(source, key))
            paths = tuple(table + names[: length + 1] for length in range(len(names)))
            yield _Statement(paths, source.spot(key), value.end_point[0] + 1)


def _json_twice(text: str) -> Iterator[tuple[Spot, Spot]]:
    """Yield where keys stand that their object has already, and where these stand first."""
    source = _Text(text)
    stack = [_parse(source, "json")]
    while stack:
        node = stack.pop()
        first: dict[Path, Spot] = {}
        for step, key, _value in _json_members(source, node) if node.type == "object" else ():
            spot = source.spot(key)
            if step in first:
                yield spot, first[step]
            first.setdefault(step, spot)
        stack.extend(node.named_children)


def _json_members(source: _Text, node: Node) -> Iterator[tuple[Path, Node, Node]]:
    import json

    if node.type == "object":
        for pair in _named(node):
            key, value = _named(pair)[:2]
            yield (str(json.loads(source.of(key))),), key, value
    elif node.type == "array":
        for index, value in enumerate(_named(node)):
            yield (index,), value, value


def _collect_values(
    source: _Text,
    root: Node,
    root_path: Path,
    found: dict[Path, Span],
    members: Callable[[_Text, Node], Iterator[tuple[Path, Node, Node]]],
) -> None:
    """Note all that stands below a value; a stack, since nesting may be deep."""
    stack = [(root_path, root)]
    while stack:
        path, node = stack.pop()
        for step, key, value in members(source, node):
            found[path + step] = source.span(key, value)
            stack.append((path + step, value))
