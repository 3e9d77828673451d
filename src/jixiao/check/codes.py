"""Project codes (项目编码): their shapes, what they say, and the check character."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from jixiao.check.data import words

Shape = Literal["numbered", "random", "hyphened"]
"""``13028123P00011410002J``, ``130682211AAGYGGI4G8LN``, ``434-3701-JBN-KPZW``."""

LENGTH = 21
REGION = slice(0, 6)
YEAR = slice(6, 8)

_NUMBERED = re.compile(r"[0-9]{8}P[0-9]{11}[0-9A-HJ-NP-RTUW-Y]")
_RANDOM = re.compile(r"[0-9]{8}[0-9A-Z]{13}")
_HYPHENED = re.compile(r"[0-9A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{3}-[0-9A-Z]{4}")
_SHAPES: tuple[tuple[Shape, re.Pattern[str]], ...] = (
    ("numbered", _NUMBERED),
    ("random", _RANDOM),
    ("hyphened", _HYPHENED),
)
# GB 32100-2015, table 1: neither I, O, S, V nor Z.
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_INDEX = {character: index for index, character in enumerate(_ALPHABET)}
_MODULUS = len(_ALPHABET)
_WEIGHTS = (*[pow(3, place, _MODULUS) for place in range(LENGTH - 1)], 1)
_REMAINDER = 30  # verified on real codes of several places and years
# A character that was written, and the one that was meant.
_CONFUSED = tuple(
    [
        (wrong, meant)
        for pair in words("structure", "confusable")
        for wrong, meant in ((pair[0], pair[1]), (pair[1], pair[0]))
        if meant in _INDEX
    ]
)
# So many of the 20 characters before the last are digits in a numbered code with slips.
_FEWEST_DIGITS = 17
_CAPITALS = re.compile(r"[0-9A-Z]+")
_DASHES = str.maketrans("—–－−‐", "-----")


class Slip(NamedTuple):
    """A slip of the pen that explains a wrong code.

    ``place`` is that of the first character at fault, from 0; ``right`` is the code without it.
    """

    kind: Literal["swapped", "confused"]
    place: int
    right: str


def shape_of(code: str) -> Shape | None:
    """Return the shape of a code, None where it is none that is known."""
    return next((shape for shape, pattern in _SHAPES if pattern.fullmatch(code)), None)


def tidied(code: str) -> str:
    """Return a code in half-width capitals without white space, as the budget system writes it."""
    half_width = unicodedata.normalize("NFKC", code).translate(_DASHES)
    return "".join(half_width.split()).upper()


def is_meant_as_numbered(code: str) -> bool:
    """Tell whether a code is of the numbered shape, but for a few slips of the pen."""
    if len(code) != LENGTH or "P" not in code[7:10] or not _CAPITALS.fullmatch(code):
        return False
    return sum(map(str.isdigit, code[:-1])) >= _FEWEST_DIGITS


def check_character(beginning: str) -> str | None:
    """Return the check character for the first 20 of a numbered code; None where one has none."""
    if len(beginning) != LENGTH - 1 or not _INDEX.keys() >= set(beginning):
        return None
    return _ALPHABET[(_REMAINDER - _sum(beginning)) % _MODULUS]


def is_right(code: str) -> bool:
    """Tell whether a numbered code has the shape and the check character that it must have."""
    return bool(_NUMBERED.fullmatch(code)) and _sum(code) % _MODULUS == _REMAINDER


def slips(code: str) -> Iterator[Slip]:
    """Yield each slip that alone explains a wrong numbered code.

    Two neighbours swapped, or a character taken for one that looks like it.
    """
    for kind, place, right in _slight_changes(code):
        if is_right(right):
            yield Slip(kind, place, right)


def _sum(characters: str) -> int:
    return sum([_INDEX[one] * weight for one, weight in zip(characters, _WEIGHTS, strict=False)])


def _slight_changes(code: str) -> Iterator[Slip]:
    """Yield the slight changes of a code that may mend its sum.

    Worked out from the two places that change: most changes do not, and a report may be full of
    wrong codes.
    """
    values = [_INDEX.get(character) for character in code]
    lacking = None if None in values else (_REMAINDER - _sum(code)) % _MODULUS
    for place, (left, right) in enumerate(pairwise(values)):
        if left is None or right is None or left == right:
            continue
        change = (right - left) * (_WEIGHTS[place] - _WEIGHTS[place + 1])
        if change % _MODULUS == lacking:
            swapped = code[place + 1] + code[place]
            yield Slip("swapped", place, code[:place] + swapped + code[place + 2 :])
    for wrong, meant in _CONFUSED:
        for place in _places(code, wrong):
            value = values[place]
            change = 0 if value is None else (_INDEX[meant] - value) * _WEIGHTS[place]
            if value is None or change % _MODULUS == lacking:
                yield Slip("confused", place, code[:place] + meant + code[place + 1 :])


def _places(code: str, wanted: str) -> Iterator[int]:
    place = code.find(wanted)
    while place >= 0:
        yield place
        place = code.find(wanted, place + 1)
