"""Which kind of indicator the words of a row speak of, whatever its level 2 says."""

from functools import lru_cache
from typing import NamedTuple

from jixiao.check.data import load


class Category(NamedTuple):
    """``strong``: words that only rows of this kind have. ``own``: words that fit this kind too."""

    strong: tuple[str, ...]
    own: tuple[str, ...]


_CATEGORIES = {
    kind: Category(tuple(words["strong"]), tuple(words["own"]))
    for kind, words in load("indicators")["categories"].items()
}
# The words of all kinds that a kind is not to be mixed up with, each with its kind.
_FOREIGN = {
    kind: [(word, other) for other in others for word in _CATEGORIES[other].strong]
    for kind, others in load("indicators")["category_pairs"].items()
}


class Misplaced(NamedTuple):
    """The kind that a row speaks of, and the word that says so."""

    kind: str
    word: str


@lru_cache(32_768)
def misplaced(kind: str | None, names: str) -> Misplaced | None:
    """Return which other kind the names of a row speak of, None where they fit its own.

    They must have a strong word of the other, and no word at all that fits their own.
    """
    if kind not in _FOREIGN:
        return None
    for word, other in _FOREIGN[kind]:  # a plain loop: this is asked of every row
        if word in names:
            own = _CATEGORIES.get(kind)
            fits = own is not None and any(mine in names for mine in own.own)
            return None if fits else Misplaced(other, word)
    return None
