"""Characters that no document may hold, taken out of a tree: damaged files have them."""

import re
from typing import Any

from jixiao.model import IndicatorValue, printed_lines

# https://www.w3.org/TR/xml/#charsets
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sanitise(tree: Any) -> Any:
    """Return a tree without them; a text that has nothing else becomes blank (None)."""
    if isinstance(tree, dict):
        return {name: sanitise(value) for name, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [cleaned for value in tree if (cleaned := sanitise(value)) is not None]
    if isinstance(tree, IndicatorValue):
        text = sanitise(tree.raw)
        return None if text is None else IndicatorValue.parse(text)
    if isinstance(tree, str):
        return "\n".join(printed_lines(_FORBIDDEN.sub("", tree))) or None
    return tree
