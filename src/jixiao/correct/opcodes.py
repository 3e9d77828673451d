"""What stays between two sequences, found in bounded time."""

from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

# difflib looks at each pair of equal items, again and again where they repeat: a sequence of very
# few kinds of items would take minutes.
_MOST_EQUAL_PAIRS = 50_000


class Opcode(NamedTuple):
    """A stretch of the old sequence, and what has become of it in the new one.

    ``kind``: ``equal``, ``replace``, ``delete`` or ``insert``.
    """

    kind: str
    i1: int
    i2: int
    j1: int
    j2: int


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Opcode]:
    """Return the stretches of two sequences in their order.

    Where comparing would take too long, all between what both begin and end with is one stretch.
    """
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    most = shorter - head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    old_end, new_end = len(old) - tail, len(new) - tail
    found = [Opcode("equal", 0, head, 0, head)] if head else []
    found += [
        Opcode(kind, i1 + head, i2 + head, j1 + head, j2 + head)
        for kind, i1, i2, j1, j2 in _between(old[head:old_end], new[head:new_end])
    ]
    if tail:
        found.append(Opcode("equal", old_end, len(old), new_end, len(new)))
    return found


def _between(
    old: Sequence[Hashable], new: Sequence[Hashable]
) -> Sequence[tuple[str, int, int, int, int]]:
    if not (old and new):
        kind = "delete" if old else "insert"
        return [(kind, 0, len(old), 0, len(new))] if old or new else []
    counts = Counter(new)
    if sum(counts[item] for item in old) > _MOST_EQUAL_PAIRS:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
