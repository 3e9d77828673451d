"""Word lists, thresholds and frameworks that the rules go by: a new word needs no program."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> Mapping[str, Any]:
    """Return one of the data files, ``values`` for ``values.toml``; numbers are Decimal or int."""
    text = files(__name__).joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text, parse_float=Decimal)


def words(name: str, section: str) -> tuple[str, ...]:
    """Return a word list, in its order.

    Raises:
        TypeError: the section is no list of texts.
    """
    found = load(name)[section]
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise TypeError(f"{section} of {name}.toml is no list of words")
    return tuple(found)


def number(name: str, section: str) -> Decimal:
    """Return a threshold."""
    return Decimal(load(name)[section])
