"""Which row of an indicator table becomes which, so that merged cells of level 1 stay whole.

Level 1 is a cell merged over its rows. The first of them holds the text and is never taken out
while others of it stay: it takes over what another row says.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from jixiao.correct.opcodes import opcodes
from jixiao.correct.patch.align import Pair, pair_all
from jixiao.model import Indicator

_FIELDS = ("level2", "level3", "description", "value", "basis")
# Rows that have less in common are one taken out and one put in.
_LEAST_SHARED = 0.2
# So much more than another row counts what says which indicator it is.
_WEIGHTS = {"level3": 3.0, "description": 2.0, "level2": 1.0, "value": 1.0, "basis": 1.0}
_MOST_COMPARED = 100_000


class OldRow(NamedTuple):
    """A row of the file; ``continues``: its first cell is merged with the one above."""

    row: Indicator
    continues: bool


class Step(NamedTuple):
    """A row that stays (both are given), is taken out (old) or is put in (new).

    ``continues``: a row that is put in is merged with the one above; ``begins``: it is the first
    of several that are merged.
    """

    old: int | None
    new: int | None
    continues: bool = False
    begins: bool = False


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows of one level 1, or of none, by their places."""

    level1: str | None
    rows: range


def plan_rows(old: Sequence[OldRow], new: Sequence[Indicator]) -> list[Step]:
    """Return what to do with the rows of a table, in the order in which they stand afterwards."""
    before = _groups([each.row.level1 for each in old])
    after = _groups([row.level1 for row in new])
    steps: list[Step] = []
    for i, j in _pair_groups(before, after, old, new):
        if i is None and j is not None:
            steps += _put_in(after[j])
        elif i is not None and j is None:
            steps += [Step(at, None) for at in before[i].rows]
        elif i is not None and j is not None:
            steps += _within(before[i], after[j], old, new)
    return steps


def _groups(levels: Sequence[str | None]) -> list[_Group]:
    groups: list[_Group] = []
    for level1, run in groupby(range(len(levels)), key=lambda at: levels[at]):
        places = list(run)
        groups.append(_Group(level1, range(places[0], places[-1] + 1)))
    return groups


def _pair_groups(
    before: Sequence[_Group],
    after: Sequence[_Group],
    old: Sequence[OldRow],
    new: Sequence[Indicator],
) -> list[Pair]:
    """Pair groups of the same name, in order; between them others, which were renamed."""
    pairs: list[Pair] = []
    names = [group.level1 for group in before], [group.level1 for group in after]
    for kind, i1, i2, j1, j2 in opcodes(*names):
        if kind == "equal":
            pairs += zip(range(i1, i2), range(j1, j2), strict=True)
            continue
        score = _group_score(before[i1:i2], after[j1:j2], old, new)
        for i, j in pair_all(i2 - i1, j2 - j1, score):
            pairs.append((None if i is None else i1 + i, None if j is None else j1 + j))
    return pairs


def _group_score(
    before: Sequence[_Group],
    after: Sequence[_Group],
    old: Sequence[OldRow],
    new: Sequence[Indicator],
) -> Callable[[int, int], float]:
    def score(i: int, j: int) -> float:
        first, second = old[before[i].rows[0]].row, new[after[j].rows[0]]
        return shared(first, second)

    return score


def shared(one: Indicator, other: Indicator) -> float:
    """Return how much of what two rows say is the same, from 0 to 1."""
    same = together = 0.0
    for name in _FIELDS:
        first, second = getattr(one, name), getattr(other, name)
        if first is None and second is None:
            continue
        together += _WEIGHTS[name]
        same += _WEIGHTS[name] * (str(first) == str(second))
    return same / together if together else 1.0


def _put_in(group: _Group) -> list[Step]:
    merged = len(group.rows) > 1 and group.level1 is not None
    return [
        Step(
            None,
            at,
            continues=merged and at > group.rows[0],
            begins=merged and at == group.rows[0],
        )
        for at in group.rows
    ]


def _within(
    before: _Group, after: _Group, old: Sequence[OldRow], new: Sequence[Indicator]
) -> list[Step]:
    """Return the steps in one group; where a row that has to stay cannot, all rows are new."""
    held = [_holds(old, before, at) for at in before.rows]
    pairs = _pair_rows(before, after, held, old, new)
    if any(must and (i, None) in pairs for i, must in zip(before.rows, held, strict=True)):
        return [*(Step(at, None) for at in before.rows), *_put_in(after)]
    steps: list[Step] = []
    merged = False
    for i, j in pairs:
        if i is not None:
            merged = old[i].continues or _holds(old, before, i)
            steps.append(Step(i, j))
        else:
            steps.append(Step(None, j, continues=merged))
    return steps


def _holds(old: Sequence[OldRow], group: _Group, at: int) -> bool:
    """Tell whether rows below a row are merged with it."""
    following = at + 1
    return not old[at].continues and following in group.rows and old[following].continues


def _pair_rows(
    before: _Group,
    after: _Group,
    held: Sequence[bool],
    old: Sequence[OldRow],
    new: Sequence[Indicator],
) -> list[Pair]:
    """Pair the rows of two groups by what they share; the first ones, where the first has to stay.

    What is the same at both ends is not compared.
    """
    olds, news = list(before.rows), list(after.rows)
    head = _common(olds, news, old, new)
    if held[0]:
        head = max(head, 1)
    tail = _common(olds[head:][::-1], news[head:][::-1], old, new)
    inner_old, inner_new = olds[head : len(olds) - tail], news[head : len(news) - tail]
    pairs: list[Pair] = list(zip(olds[:head], news[:head], strict=True))
    must = {before.rows[at] for at, stays in enumerate(held) if stays}
    pairs += _pair_inner(inner_old, inner_new, must, old, new)
    pairs += zip(olds[len(olds) - tail :], news[len(news) - tail :], strict=True)
    return pairs


def _common(
    olds: Sequence[int], news: Sequence[int], old: Sequence[OldRow], new: Sequence[Indicator]
) -> int:
    for at, (i, j) in enumerate(zip(olds, news, strict=False)):
        if shared(old[i].row, new[j]) < 1:
            return at
    return min(len(olds), len(news))


def _pair_inner(
    olds: Sequence[int],
    news: Sequence[int],
    must: set[int],
    old: Sequence[OldRow],
    new: Sequence[Indicator],
) -> list[Pair]:
    if len(olds) * len(news) > _MOST_COMPARED or len(olds) == len(news) == 1:
        paired = pair_all(len(olds), len(news), lambda _i, _j: 0.0)
    else:
        paired = pair_all(
            len(olds), len(news), lambda i, j: 2 * shared(old[olds[i]].row, new[news[j]])
        )
    pairs: list[Pair] = []
    for i, j in paired:
        if i is None or j is None:
            pairs.append((None if i is None else olds[i], None if j is None else news[j]))
        elif olds[i] in must or shared(old[olds[i]].row, new[news[j]]) >= _LEAST_SHARED:
            pairs.append((olds[i], news[j]))
        else:
            pairs += [(olds[i], None), (None, news[j])]
    return pairs
