"""Characters that no document may hold, taken out of a tree: damaged files have them."""

import re
from typing import Any

from jixiao.model import FieldPath, printed_lines

# https://www.w3.org/TR/xml/#charsets
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sanitise(tree: Any, changed: dict[FieldPath, str], path: FieldPath = ()) -> Any:
    """Return a tree without them, and put the texts that had some into ``changed``, by their path.

    A text that has nothing else becomes blank (None); in a list it is left out.
    """
    if isinstance(tree, dict):
        return {name: sanitise(value, changed, (*path, name)) for name, value in tree.items()}
    if isinstance(tree, list | tuple):
        values = [sanitise(value, changed, (*path, at)) for at, value in enumerate(tree)]
        return [value for value in values if value is not None]
    if isinstance(tree, str) and _FORBIDDEN.search(tree):
        text = "\n".join(printed_lines(_FORBIDDEN.sub("", tree)))
        changed[path] = text
        return text or None
    return tree
