"""Place names that are wrong by one character: 苏营镇 in the report of 苏家营镇."""

from collections.abc import Iterator, Mapping
from typing import Literal

from jixiao.check.data import load
from jixiao.check.levels import TOWN, Place

Slip = Literal["missing", "added", "swapped", "changed"]
"""What is wrong with a name: a character is missing, one too many, two have changed places…"""

_LISTS: Mapping[str, str] = load("text")["misspelt"]
_TELLING_APART, _FILLERS = _LISTS["telling_apart"], _LISTS["fillers"]
_SETTLEMENTS = _LISTS["settlements"]
_OFFICES = tuple(load("text")["misspelt"]["offices"])
_LEAST = 3
"""A name of two characters is another place as soon as one of them is another."""


def misspelt_before(
    words: str, behind: str, own: Place, county: Place | None
) -> tuple[str, str] | None:
    """Return a wrong spelling of a place and the right one, from words that end with its level.

    ``behind`` is what follows them. None where the name is right, or may be that of another place.
    """
    name = words.removesuffix(own.word)
    for spelling in own.spellings:
        if name.endswith(spelling):
            return _county_before(name.removesuffix(spelling), spelling, own, county)
    for spelling in own.spellings:
        for wrong in _wrong_spellings(name, spelling):
            before = name.removesuffix(wrong)
            after_county = county is not None and before.endswith(str(county))
            if _is_certain(wrong, spelling, own, before, behind, after_county):
                return wrong + own.word, spelling + own.word
    return None


def _county_before(
    before: str, spelling: str, own: Place, county: Place | None
) -> tuple[str, str] | None:
    """Return a wrong spelling of the county in front of the right name of its town."""
    if county is None or len(county.name) < 2 or not before.endswith(county.word):
        return None
    name = before.removesuffix(county.word)
    if name.endswith(county.name):
        return None
    town = spelling + own.word
    for wrong in _wrong_spellings(name, county.name):
        if len(county.name) < _LEAST:  # 永安县城关镇 is not 平安县城关镇, nor is 安平县城关镇
            certain = slip_of(wrong, county.name) == "added" and not _differing(wrong, county.name)
        else:
            certain = slip_of(wrong, county.name) != "missing" or wrong == name
        if certain:
            return f"{wrong}{county.word}{town}", f"{county}{town}"
    return None


def _wrong_spellings(name: str, right: str) -> Iterator[str]:
    """Yield the ends of some words that are the right name but for one character, shortest last."""
    for length in (len(right) + 1, len(right), len(right) - 1):
        end = name[-length:]
        if len(end) == length and length and slip_of(end, right):
            yield end


def slip_of(wrong: str, right: str) -> Slip | None:
    """Return how one name differs from another, None where they are one or are too different."""
    if len(wrong) + 1 == len(right):
        return "missing" if _is_without_one(right, wrong) else None
    if len(wrong) == len(right) + 1:
        inside = wrong[:1] == right[:1] and wrong[-1:] == right[-1:]
        return "added" if inside and _is_without_one(wrong, right) else None
    if len(wrong) != len(right):
        return None
    places = [at for at, pair in enumerate(zip(wrong, right, strict=True)) if len(set(pair)) > 1]
    if len(places) == 1:
        return "changed"
    if len(places) == 2 and sorted(wrong) == sorted(right) and places[1] - places[0] == 1:
        return "swapped"
    return None


def _is_without_one(longer: str, shorter: str) -> bool:
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _is_certain(
    wrong: str, right: str, own: Place, before: str, behind: str, after_county: bool
) -> bool:
    """Tell whether a name is a wrong one of the own place, and not that of another."""
    if _differing(wrong, right) & set(_TELLING_APART):
        return False
    slip = slip_of(wrong, right)
    if slip == "changed":
        office = after_county or behind.startswith(_OFFICES)
        return own.rank == TOWN and office and _may_be_one_place(wrong, right)
    if slip == "added":
        return len(right) >= _LEAST or not _differing(wrong, right)
    if slip == "missing" and (not before or before[-1] not in _TELLING_APART):
        whole = wrong[0] == right[0] or not before
        return after_county or (len(right) >= _LEAST and whole)
    return slip == "swapped" and len(right) >= _LEAST


def _may_be_one_place(wrong: str, right: str) -> bool:
    """Tell whether two names with one other character may be of one place.

    李家庄 and 王家庄 are two, and so are 李家庄 and 李家营.
    """
    at = next(at for at, pair in enumerate(zip(wrong, right, strict=True)) if len(set(pair)) > 1)
    family = at == 0 or right[at + 1 : at + 2] in tuple(_FILLERS)
    both_settlements = {wrong[at], right[at]} <= set(_SETTLEMENTS)
    return len(right) >= _LEAST and not family and not both_settlements


def _differing(wrong: str, right: str) -> set[str]:
    """Return the characters that only one of both has; none where one is merely doubled."""
    return set(wrong) ^ set(right)
