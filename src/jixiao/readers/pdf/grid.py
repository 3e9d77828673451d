"""From rules to tables: rules that touch are one table, and what they enclose are its cells."""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from jixiao.readers.pdf.rules import Rules
from jixiao.readers.pdf.shapes import Rule, TextLine

# Rules cross or touch within this distance, in points: borders are drawn beside each other.
_TOUCH = 2.0
# No row is lower and no column narrower; double rules are one.
_SMALLEST = 3.0


@dataclass(slots=True, eq=False)
class Face:
    """What rules enclose: from row ``top`` and column ``left`` over ``rows`` and ``columns``."""

    top: int
    left: int
    rows: int
    columns: int
    lines: list[TextLine] = field(default_factory=list)
    inner: list["Grid"] = field(default_factory=list)
    ruled: bool = True


class Grid:
    """The faces of one table on one page; ``xs`` and ``ys`` are the places of its rules."""

    def __init__(self, across: list[Rule], down: list[Rule]) -> None:
        self.xs = _places(down, [edge for rule in across for edge in rule[1:]])
        self.ys = _places(across, [edge for rule in down for edge in rule[1:]])
        self.across = across
        self.down = down
        self.faces: list[Face] = []
        self.at: list[list[Face]] = []
        self.size = (len(self.xs) - 1) * (len(self.ys) - 1)

    def build(self) -> None:
        """Find the faces; takes time and memory in proportion to ``size``."""
        columns, rows = len(self.xs) - 1, len(self.ys) - 1
        walls = _barriers(self.down, self.xs, self.ys)
        floors = _barriers(self.across, self.ys, self.xs)
        owners: list[list[Face | None]] = [[None] * columns for _ in range(rows)]
        for row in range(rows):
            for column in range(columns):
                if owners[row][column] is None:
                    self._face(row, column, owners, walls, floors)
        self.at = [[face for face in line if face is not None] for line in owners]

    def _face(
        self,
        row: int,
        column: int,
        owners: list[list[Face | None]],
        walls: list[list[bool]],
        floors: list[list[bool]],
    ) -> None:
        """Grow a face from its upper left corner to the right, then down."""
        right = column + 1
        while right < len(self.xs) - 1 and not walls[right][row] and owners[row][right] is None:
            right += 1
        bottom = row + 1
        while bottom < len(self.ys) - 1 and all(
            not floors[bottom][index]
            and owners[bottom][index] is None
            and (index == column or not walls[index][bottom])
            for index in range(column, right)
        ):
            bottom += 1
        face = Face(row, column, bottom - row, right - column)
        sides = (walls[column][row:bottom], walls[right][row:bottom])
        face.ruled = all(2 * sum(side) >= len(side) for side in sides)
        self.faces.append(face)
        for line in range(row, bottom):
            for index in range(column, right):
                owners[line][index] = face

    @property
    def left(self) -> float:
        """The left edge."""
        return self.xs[0]

    @property
    def right(self) -> float:
        """The right edge."""
        return self.xs[-1]

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.ys[-1]

    @property
    def size_on_page(self) -> float:
        """The area, in square points."""
        return (self.right - self.left) * (self.bottom - self.top)

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point is within the table."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def face_at(self, x: float, y: float) -> Face:
        """Return the face around a point within the table."""
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return self.at[row][column]


def find_grids(rules: Rules) -> list[Grid]:
    """Return the grids of a page from top to bottom, their faces not yet built.

    A frame round a single face is no table: text stands in a box.
    """
    grids = [
        Grid(across, down)
        for across, down in _connected(rules)
        if len(across) >= 2 and len(down) >= 2
    ]
    return sorted((grid for grid in grids if grid.size > 1), key=lambda grid: grid.top)


def _connected(rules: Rules) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Group rules that touch, directly or through others."""
    across, down = rules.across, sorted(rules.down)
    parents = list(range(len(across) + len(down)))

    def root(item: int) -> int:
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    places = [rule.at for rule in down]
    for index, rule in enumerate(across):
        first = bisect_left(places, rule.start - _TOUCH)
        last = bisect_right(places, rule.end + _TOUCH)
        for other in range(first, last):
            if down[other].start - _TOUCH <= rule.at <= down[other].end + _TOUCH:
                parents[root(len(across) + other)] = root(index)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(across):
        groups.setdefault(root(index), ([], []))[0].append(rule)
    for index, rule in enumerate(down, len(across)):
        groups.setdefault(root(index), ([], []))[1].append(rule)
    return groups.values()


def _places(rules: list[Rule], ends: list[float]) -> list[float]:
    """Return the places of rules, near ones as one, and the outermost ends of those across them.

    A table that is open on a side ends where the rules across it end.
    """
    places: list[float] = []
    for place in sorted({rule.at for rule in rules}):
        if not places or place - places[-1] >= _SMALLEST:
            places.append(place)
    if not places or places[0] - min(ends) >= _SMALLEST:
        places.insert(0, min(ends))
    if max(ends) - places[-1] >= _SMALLEST:
        places.append(max(ends))
    return places


def _barriers(rules: list[Rule], places: list[float], across: list[float]) -> list[list[bool]]:
    """Tell for each place and each interval between ``across`` whether a rule is drawn there."""
    middles = [(start + end) / 2 for start, end in itertools.pairwise(across)]
    barriers = [[False] * len(middles) for _ in places]
    for rule in rules:
        row = barriers[max(bisect_right(places, rule.at) - 1, 0)]
        for index in range(bisect_left(middles, rule.start), bisect_right(middles, rule.end)):
            row[index] = True
    return barriers
