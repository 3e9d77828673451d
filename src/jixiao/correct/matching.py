"""Which item of an old list is which of a new one: found in steps, each for what is left over.

Nothing here knows what the items are. No step compares all with all: items are looked up by keys,
by the rarest parts of their texts, or by their place between neighbours that are paired.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise, takewhile

from jixiao.check.likeness import likeness

Keys = Callable[[int], Hashable]
"""The key of the item at a place; None is the key of none."""
Parts = Callable[[int], frozenset[str]]
"""What the text of the item at a place consists of."""

# An item is looked for by so many of its parts, in so many items that have one of them, and
# compared with so many of those found.
_RAREST_PARTS = 8
_ITEMS_OF_A_PART = 8
_COMPARED = 5
_ROUNDS = 4


class Matching:
    """Pairs of places in an old and in a new list; every place is in one pair at most.

    ``identical``: the old places of items that are the same to the digit.
    """

    def __init__(self, old_count: int, new_count: int) -> None:
        self.new_of: list[int | None] = [None] * old_count
        self.old_of: list[int | None] = [None] * new_count
        self.identical: set[int] = set()

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Return the pairs (old place, new place) in the order of the new list."""
        return [(old, new) for new, old in enumerate(self.old_of) if old is not None]

    @property
    def only_old(self) -> list[int]:
        """Return the old places that have no partner."""
        return [place for place, partner in enumerate(self.new_of) if partner is None]

    @property
    def only_new(self) -> list[int]:
        """Return the new places that have no partner."""
        return [place for place, partner in enumerate(self.old_of) if partner is None]

    @property
    def is_complete(self) -> bool:
        """Whether nothing more can be paired."""
        return None not in self.new_of or None not in self.old_of

    def pair(self, old: int, new: int) -> None:
        """Pair two places."""
        self.new_of[old], self.old_of[new] = new, old

    def is_open(self, old: int, new: int) -> bool:
        """Tell whether neither of two places has a partner."""
        return self.new_of[old] is None and self.old_of[new] is None


def pair_identical(matching: Matching, old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
    """Pair items of the same key: from both ends of the lists, then wherever they stand.

    The ends come first so that of several equal items those pair that have not moved.
    """
    shorter = min(len(old), len(new))
    begin = sum(1 for _ in takewhile(lambda at: old[at] == new[at], range(shorter)))
    end = sum(1 for _ in takewhile(lambda at: old[-at] == new[-at], range(1, shorter - begin + 1)))
    for place in range(begin):
        matching.pair(place, place)
    for place in range(1, end + 1):
        matching.pair(len(old) - place, len(new) - place)
    for olds, news in _groups(matching, old.__getitem__, new.__getitem__):
        _pair_in_order(matching, olds, news)
    matching.identical.update(old for old, _ in matching.pairs)


def pair_by_key(
    matching: Matching, old: Keys, new: Keys, parts: tuple[Parts, Parts] | None = None
) -> None:
    """Pair items of the same key; of several, those whose texts are most alike, then in order."""
    for olds, news in _groups(matching, old, new):
        if parts is not None and (len(olds) > 1 or len(news) > 1):
            _pair_alike_of(matching, olds, news, parts, 0.0)
        _pair_in_order(matching, olds, news)


def pair_alike(matching: Matching, parts: tuple[Parts, Parts], least: float) -> None:
    """Pair items whose texts share at least this much, from 0 to 1, the most alike first."""
    if not matching.is_complete:
        _pair_alike_of(matching, matching.only_old, matching.only_new, parts, least)


def pair_by_place(matching: Matching, fits: Callable[[int, int], bool]) -> None:
    """Pair items that stand in the same place behind, else before, the same neighbour.

    ``fits`` tells whether an old and a new item may be one.
    """
    for olds in _runs(matching.only_old):
        news = _open_run(matching, _partner(matching.new_of, olds[0] - 1, -1) + 1, 1)
        _pair_fitting(matching, olds, news, fits)
        news = _open_run(
            matching, _partner(matching.new_of, olds[-1] + 1, len(matching.old_of)) - 1, -1
        )
        _pair_fitting(matching, olds[::-1], news, fits)


def moved_pairs(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the fewest pairs without which all others stand in the same order in both lists.

    ``pairs``: in the order of the new list. These are what a longest increasing run of old places
    leaves out (Fredman, On computing the length of longest increasing subsequences, 1975).
    """
    if all(one[0] < other[0] for one, other in pairwise(pairs)):
        return []
    ends: list[int] = []  # the least old place that ends a run of each length
    at_end: list[int] = []  # the number of its pair
    before: list[int] = []  # the number of the pair before, in the longest run up to a pair
    for number, (old, _) in enumerate(pairs):
        length = bisect_left(ends, old)
        if length == len(ends):
            ends.append(old)
            at_end.append(number)
        else:
            ends[length], at_end[length] = old, number
        before.append(at_end[length - 1] if length else -1)
    staying = set()
    number = at_end[-1]
    while number >= 0:
        staying.add(number)
        number = before[number]
    return [pair for number, pair in enumerate(pairs) if number not in staying]


def _groups(matching: Matching, old: Keys, new: Keys) -> list[tuple[list[int], list[int]]]:
    """Return the old and new places that are open and have the same key, by key."""
    groups: dict[Hashable, tuple[list[int], list[int]]] = {}
    for place in matching.only_old:
        if (key := old(place)) is not None:
            groups.setdefault(key, ([], []))[0].append(place)
    for place in matching.only_new if groups else ():
        if (key := new(place)) is not None and (group := groups.get(key)) is not None:
            group[1].append(place)
    return [group for group in groups.values() if group[1]]


def _pair_in_order(matching: Matching, olds: list[int], news: list[int]) -> None:
    open_olds = [old for old in olds if matching.new_of[old] is None]
    open_news = [new for new in news if matching.old_of[new] is None]
    for old, new in zip(open_olds, open_news, strict=False):
        matching.pair(old, new)


def _pair_alike_of(
    matching: Matching,
    olds: list[int],
    news: list[int],
    parts: tuple[Parts, Parts],
    least: float,
) -> None:
    """Pair the most alike first; of equally alike ones, those of the same rank.

    An item whose candidates were all taken by others is looked for once more among what is left.
    """
    for _ in range(_ROUNDS):
        found = _alike(olds, news, parts, least)
        for _degree, _distance, old, new in found:
            if matching.is_open(old, new):
                matching.pair(old, new)
        olds = [old for old in olds if matching.new_of[old] is None]
        news = [new for new in news if matching.old_of[new] is None]
        if not (found and olds and news):
            return


def _alike(
    olds: list[int], news: list[int], parts: tuple[Parts, Parts], least: float
) -> list[tuple[float, int, int, int]]:
    """Return pairs of alike items, the best first: minus likeness, distance in rank, old, new."""
    old_parts = [parts[0](old) for old in olds]
    new_parts = [parts[1](new) for new in news]
    having = _ranks_having(old_parts, new_parts)
    found = []
    for new_rank, its_parts in enumerate(new_parts):
        for old_rank in _candidates(its_parts, having, new_rank):
            degree = likeness(its_parts, old_parts[old_rank])
            if degree > 0 and degree >= least:
                distance = abs(old_rank - new_rank)
                found.append((-degree, distance, olds[old_rank], news[new_rank]))
    return sorted(found)


def _ranks_having(
    old_parts: list[frozenset[str]], new_parts: list[frozenset[str]]
) -> dict[str, list[int]]:
    """Return which of the old items have a part, for every part that a new one has too."""
    wanted: set[str] = set().union(*new_parts)
    having: dict[str, list[int]] = defaultdict(list)
    for rank, parts in enumerate(old_parts):
        for part in parts & wanted:
            having[part].append(rank)
    return having


def _candidates(parts: frozenset[str], having: dict[str, list[int]], rank: int) -> list[int]:
    """Return the old items that share most of the rarest parts, nearest in rank where many do."""
    known = sorted([(len(having[part]), part) for part in parts if part in having])
    shared: dict[int, int] = defaultdict(int)
    for _, part in known[:_RAREST_PARTS]:
        for candidate in _nearest(having[part], rank):
            shared[candidate] += 1
    best = sorted(shared.items(), key=lambda item: (-item[1], abs(item[0] - rank), item[0]))
    return [candidate for candidate, _ in best[:_COMPARED]]


def _nearest(ranks: list[int], rank: int) -> list[int]:
    if len(ranks) <= _ITEMS_OF_A_PART:
        return ranks
    at = bisect_left(ranks, rank) - _ITEMS_OF_A_PART // 2
    start = min(max(at, 0), len(ranks) - _ITEMS_OF_A_PART)
    return ranks[start : start + _ITEMS_OF_A_PART]


def _runs(places: list[int]) -> list[list[int]]:
    """Return the runs of places that follow each other."""
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _partner(partners: list[int | None], place: int, beyond: int) -> int:
    """Return the partner of the neighbour at a place; ``beyond`` where the list has no such."""
    partner = partners[place] if 0 <= place < len(partners) else beyond
    assert partner is not None  # a run ends where the next place has a partner
    return partner


def _open_run(matching: Matching, start: int, step: int) -> list[int]:
    """Return the open new places from one on, in the direction of the step."""
    stop = len(matching.old_of) if step > 0 else -1
    return list(takewhile(lambda new: matching.old_of[new] is None, range(start, stop, step)))


def _pair_fitting(
    matching: Matching, olds: list[int], news: list[int], fits: Callable[[int, int], bool]
) -> None:
    for old, new in zip(olds, news, strict=False):
        if matching.is_open(old, new) and fits(old, new):
            matching.pair(old, new)
