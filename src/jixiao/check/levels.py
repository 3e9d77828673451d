"""The level of a unit (省、市、县、乡镇), as its name tells: 青石县柳河镇人民政府 is of a 镇."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from jixiao.check.data import load

_RANKS: Mapping[str, int] = load("text")["level_words"]
_NAMES: Mapping[str, Any] = load("text")["level_names"]
_PREFIX = re.compile("|".join(_NAMES["prefixes"]))
_LETTERS = "".join(sorted({letter for word in _RANKS for letter in word} - set("自治街道")))
_WORD = "|".join(
    f"{word}(?![{_NAMES['not_before'][word]}])" if word in _NAMES["not_before"] else word
    for word in sorted(_RANKS, key=len, reverse=True)
)
_PLACE = re.compile(
    r"(?:人民政府)?"  # 海淀区人民政府青龙桥街道
    rf"(?P<name>(?:{'|'.join(_NAMES['holding_level_words'])})|[^\W\d_{_LETTERS}]{{1,10}}?)"
    rf"(?P<word>{_WORD})"
)
# 镇罗营镇, 旗杆镇, 新乐市木村乡: what is left where the name of a town holds such words, or a city
# is below a city.
_NAME = r"[^\W\d_局驻]"
_TOWN_AT_END = re.compile(
    rf"(?:(?P<above>{_NAME}{{2,10}}?)(?P<level>[市县区旗])(?={_NAME}{{2}}))?"
    rf"(?P<name>{_NAME}{{1,10}}?)(?P<word>乡|镇|街道)(?P<office>{_NAMES['town_offices']})*"
)
# 财政局驻柳河: an office, and no name; but 驻马店.
_OFFICE_INSIDE = re.compile(".[局驻].")
_ENDS_IN_TOWN = re.compile(rf"(?:乡|镇|街道)(?:{_NAMES['town_offices']})*$")
_PEOPLES = sorted(_NAMES["peoples"], key=len, reverse=True)

PROVINCE, CITY, COUNTY, TOWN = range(4)
"""The ranks of places; a 县级市 has that of a city, since its name does not tell."""


class Place(NamedTuple):
    """A place: 柳河, and what it is, 镇."""

    name: str
    word: str

    @property
    def rank(self) -> int:
        """Its rank, 0 for a province."""
        return _RANKS[self.word]

    @property
    def spellings(self) -> tuple[str, ...]:
        """The name, and where it holds that of a people (汤泉满族乡) also the shorter ones."""
        return _spellings_of(self.name)

    def __str__(self) -> str:
        return self.name + self.word


@cache
def _spellings_of(name: str) -> tuple[str, ...]:
    for people in _PEOPLES:
        short = name.removesuffix(people)
        if short and short != name:
            return name, short, name.removesuffix("族")
    return (name,)


@cache
def home_of(unit_name: str | None) -> tuple[Place, ...]:
    """Return the places in the name of a unit, the widest first, its own last.

    None at all where the name has none, or none that can be told from a common noun (乡村振兴局).
    """
    name = unit_name or ""
    prefix = _PREFIX.match(name)
    at = prefix.end() if prefix else 0
    places: list[Place] = []
    while found := _PLACE.match(name, at):
        place = Place(found["name"], found["word"])
        if not _may_follow(places, place):
            break
        places.append(place)
        at = found.end()
    if places and places[-1].rank == TOWN:
        return tuple(places)
    return _with_town(places, name[at:])


def _may_follow(places: list[Place], place: Place) -> bool:
    """Tell whether a place is one, and narrower than those before it."""
    if place.name in _NAMES["no_places"] or _OFFICE_INSIDE.search(place.name):
        return False
    return not places or place.rank > places[-1].rank


def _with_town(places: list[Place], rest: str) -> tuple[Place, ...]:
    """Return places with the town that the rest of a name ends in; none if it is not clear."""
    if not _ENDS_IN_TOWN.search(rest):
        return tuple(places)
    found = _TOWN_AT_END.fullmatch(rest)
    if found is None or found["name"] in _NAMES["no_places"] or found["name"].endswith("乡"):
        return ()
    above = [Place(found["above"], "市")] if found["level"] == "市" else []
    return (*places, *above, Place(found["name"], found["word"]))


def foreign_words(home: tuple[Place, ...]) -> Mapping[str, str | None]:
    """Return ways to speak of oneself that a unit cannot use, and which it means instead.

    全乡 in a 镇 means 全镇. None where it cannot be told: 我镇 in an office of the county. 全市 is
    right in every county, whose city it may mean; 区 and 街道 are too common as nouns.
    """
    if not home:
        return {}
    words = {place.word for place in home}
    own = home[-1]
    found: dict[str, str | None] = {}
    for town in ("乡", "镇"):  # 街道 is also a street
        if town in words:
            continue
        found[f"我{town}"] = f"我{own.word}" if own.rank == TOWN else None
        if own.rank == TOWN:
            found[f"全{town}"] = f"全{own.word}"
    above = [place.word for place in home if place.rank in (CITY, COUNTY)]
    if above and "县" not in above:
        found["全县"], found["我县"] = f"全{above[-1]}", f"我{above[-1]}"
    return found
