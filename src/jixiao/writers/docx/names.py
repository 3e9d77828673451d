"""Names that Word accepts: bookmarks and styles, each once in a document."""

import re

# Word's limits; the schema allows more (ECMA-376-1 §17.13.6.2), but Word then drops the bookmark.
_LONGEST_BOOKMARK = 40
_LONGEST_STYLE = 200
_NOT_IN_BOOKMARK = re.compile(r"\W")
_NOT_IN_STYLE_ID = re.compile(r"[^A-Za-z0-9-]")


class Names:
    """Hands out names that differ in more than case, for Word compares without it."""

    def __init__(self, *taken: str) -> None:
        self._taken = {name.casefold() for name in taken}

    def bookmark(self, wanted: str) -> str:
        """Return a bookmark name: letters, digits and underscores, no digit in front."""
        name = _NOT_IN_BOOKMARK.sub("_", wanted)
        if not name or not (name[0].isalpha() or name[0] == "_"):
            name = f"b_{name}"
        return self._once(name, _LONGEST_BOOKMARK, "_")

    def style(self, wanted: str) -> str:
        """Return a style name; a comma would begin an alias (§17.7.4.9)."""
        return self._once(wanted.replace(",", " ").replace(";", " "), _LONGEST_STYLE, " ")

    def style_id(self, wanted: str) -> str:
        """Return a style identifier of ASCII letters, digits and hyphens."""
        return self._once(_NOT_IN_STYLE_ID.sub("", wanted) or "style", _LONGEST_STYLE, "-")

    def _once(self, name: str, longest: int, joint: str) -> str:
        candidate = name[:longest]
        number = 1
        while candidate.casefold() in self._taken:
            number += 1
            suffix = f"{joint}{number}"
            candidate = name[: longest - len(suffix)] + suffix
        self._taken.add(candidate.casefold())
        return candidate
