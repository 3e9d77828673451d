"""Which part of an old text is which of a new one: lines, and the words in a line."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from jixiao.correct.opcodes import opcodes
from jixiao.correct.patch.runs import Edit

# What is written on top of the character before it, or tells which form of it is meant.
_ON_TOP = "[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
# A number or a Latin word changes as a whole; a Chinese text by its characters.
_TOKEN = re.compile(rf"(?:[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|.){_ON_TOP}", re.DOTALL)
# What stays between two changes has to be worth it: shorter, they are made one.
_LEAST_KEPT = 2
_LEAST_SHARE = 0.4
# Pairing takes a time that grows with the product of both lengths.
_MOST_PAIRED = 250_000

Pair = tuple[int | None, int | None]


def word_edits(old: str, new: str, start: int = 0) -> list[Edit]:
    """Return the edits that make one line of another; ``start`` is where the old one begins.

    Of texts that have little in common no word is kept: nobody could read what is left of it.
    """
    before = [match[0] for match in _TOKEN.finditer(old)]
    after = [match[0] for match in _TOKEN.finditer(new)]
    edits: list[Edit] = []
    places = _starts(before), _starts(after)
    for kind, i1, i2, j1, j2 in opcodes(before, after):
        if kind == "equal":
            continue
        edit = Edit(places[0][i1], places[0][i2], new[places[1][j1] : places[1][j2]])
        if edits and edit.start - edits[-1].end < _LEAST_KEPT:
            edit = _joined(edits.pop(), edit, text=old)
        edits.append(edit)
    if len(edits) > 1 and _share_kept(edits) < _LEAST_SHARE:
        edits = [_joined(edits[0], *edits[1:], text=old)]
    return [Edit(start + edit.start, start + edit.end, edit.text) for edit in edits]


def _joined(first: Edit, *others: Edit, text: str) -> Edit:
    """Return one edit for several of a text, with what stays between them."""
    end, new = first.end, first.text
    for edit in others:
        new += text[end : edit.start] + edit.text
        end = edit.end
    return Edit(first.start, end, new)


def _share_kept(edits: Sequence[Edit]) -> float:
    """Return how much of the text from the first edit to the last stays, from 0 to 1."""
    kept = sum(later.start - edit.end for edit, later in itertools.pairwise(edits))
    changed = sum(max(edit.end - edit.start, len(edit.text)) for edit in edits)
    return kept / (kept + changed)


def _starts(tokens: Sequence[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


def pair_lines(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Return which old line becomes which new one, in order; None: it is taken out, or put in.

    Of lines between those that stay, as many as can be are paired, by likeness.
    """
    pairs: list[Pair] = []
    for kind, i1, i2, j1, j2 in opcodes(old, new):
        if kind == "equal":
            pairs += zip(range(i1, i2), range(j1, j2), strict=True)
            continue
        before, after = old[i1:i2], new[j1:j2]
        inner = pair_all(len(before), len(after), _likeness(before, after))
        pairs += [(None if i is None else i1 + i, None if j is None else j1 + j) for i, j in inner]
    return pairs


def _likeness(old: Sequence[str], new: Sequence[str]) -> Callable[[int, int], float]:
    return lambda i, j: alike(old[i], new[j])


def alike(old: str, new: str) -> float:
    """Return how much of two texts is the same, from 0 to 1, by their pairs of characters."""
    if old == new:
        return 1.0
    first, second = set(itertools.pairwise(old)), set(itertools.pairwise(new))
    together = len(first) + len(second)
    return 2 * len(first & second) / together if together else 0.0


def pair_all(old: int, new: int, score: Callable[[int, int], float]) -> list[Pair]:
    """Pair as many as the shorter of two lists has, in order, so that the scores are highest."""
    if old == new or old * new > _MOST_PAIRED:
        return list(_in_a_row(old, new))
    best = _best_scores(old, new, score)
    pairs: list[Pair] = []
    i = j = 0
    while i < old or j < new:
        if i < old and j < new and best[i][j][1] == "pair":
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif j == new or (i < old and best[i][j][1] == "old"):
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs


def _in_a_row(old: int, new: int) -> Iterator[Pair]:
    for at in range(max(old, new)):
        yield (at if at < old else None, at if at < new else None)


def _best_scores(
    old: int, new: int, score: Callable[[int, int], float]
) -> list[list[tuple[float, str]]]:
    """Return the best score from each place on, and the first step to it; a pair counts 1 more."""
    best = [[(0.0, "")] * (new + 1) for _row in range(old + 1)]
    for i in range(old - 1, -1, -1):
        for j in range(new - 1, -1, -1):
            best[i][j] = max(
                (1 + score(i, j) + best[i + 1][j + 1][0], "pair"),
                (best[i + 1][j][0], "old"),
                (best[i][j + 1][0], "new"),
            )
    return best
