"""Which texts are nearly the same, found in a time that grows with their number alone.

No text is compared with all others. Each has a sketch, the few smallest of the hashes of its
shingles (runs of three characters); alike texts share some of them with near certainty (Broder,
On the resemblance and containment of documents, 1997). Only texts that share some are compared,
and of those that have one hash only so many.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import NamedTuple
from zlib import crc32

_SHINGLE = 3
_SKETCH = 6
# What stands in very many texts is a set phrase, and says nothing of likeness.
_MOST_BELOW_ONE_HASH = 4
_LEAST_SHARED = 2


class Alike(NamedTuple):
    """An earlier one that is like another: its number, and how like it is, from 0 to 1."""

    number: int
    likeness: float


def shingles(text: str) -> frozenset[str]:
    """Return all runs of three characters of a text; a shorter text is one by itself."""
    if len(text) <= _SHINGLE:
        return frozenset((text,))
    return frozenset(text[at : at + _SHINGLE] for at in range(len(text) - _SHINGLE + 1))


def likeness(one: Collection[str], other: Collection[str]) -> float:
    """Return how many parts two sets share of all they have, from 0 to 1 (Jaccard)."""
    first, second = frozenset(one), frozenset(other)
    shared = len(first & second)
    together = len(first) + len(second) - shared
    return shared / together if together else 0.0


class LikenessIndex:
    """Sets of parts, each looked up among the earlier ones: which of them is like it?"""

    def __init__(self, least: float) -> None:
        self._least = least
        self._same: dict[frozenset[str], int] = {}
        self._parts: dict[int, frozenset[str]] = {}
        self._below: dict[int, list[int]] = defaultdict(list)

    def add(self, number: int, parts: frozenset[str]) -> Alike | None:
        """Add a set of parts; return the first of the earlier ones that is like enough, or None."""
        if (same := self._same.setdefault(parts, number)) != number:
            return Alike(same, 1.0)
        self._parts[number] = parts
        sketch = sorted({crc32(part.encode()) for part in parts})[:_SKETCH]
        found = self._first_alike(parts, sketch)
        for mark in sketch:
            if len(self._below[mark]) < _MOST_BELOW_ONE_HASH:
                self._below[mark].append(number)
        return found

    def _first_alike(self, parts: frozenset[str], sketch: list[int]) -> Alike | None:
        for other in self._candidates(sketch):
            degree = likeness(parts, self._parts[other])
            if degree >= self._least:
                return Alike(other, degree)
        return None

    def _candidates(self, sketch: list[int]) -> list[int]:
        """Return the earlier ones that share more than one hash, in their order."""
        shared = Counter([other for mark in sketch for other in self._below.get(mark, ())])
        return sorted(other for other, count in shared.items() if count >= _LEAST_SHARED)
