"""What a name or a purpose says, without the words that every one of them has."""

import re
from functools import lru_cache
from typing import Literal

from jixiao.check.data import words

_SIGNS = re.compile(r"[\W_]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:年度|年)?")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_FILLERS = re.compile("|".join(sorted(words("budget", "name_fillers"), key=len, reverse=True)))

_TOTALS = words("budget", "whole_cost")


def _longest_first(*sections: str) -> str:
    found = [word for section in sections for word in words("budget", section)]
    return "|".join(sorted(map(re.escape, found), key=len, reverse=True))


_COST_FILLERS = re.compile(
    _longest_first("whole_cost", "plain_cost", "name_fillers", "cost_fillers")
)

Scope = Literal["whole", "plain", "named", "stated"] | None
"""Of what a cost indicator is the cost: ``whole`` says the total of the project, ``plain`` says
nothing more than cost, ``named`` has the name of the project, ``stated`` says the total in one of
its two cells only; None is any part."""


@lru_cache(16_384)
def letters_of(text: str) -> str:
    """Return a text without white space and punctuation."""
    return _SIGNS.sub("", text)


@lru_cache(16_384)
def gist_of(text: str) -> str:
    """Return a text without brackets, years, signs and fillers: 村道养护 for 2023年村道养护经费."""
    bare = letters_of(_YEAR.sub("", _BRACKETS.sub("", text)))
    return _FILLERS.sub("", bare) or bare


def scope_of_cost(level3: str | None, description: str | None, project: str | None) -> Scope:
    """Return of what a cost is the cost, by its names and that of its project."""
    names = [name for name in (level3, description) if name]
    own = _COST_FILLERS.sub("", gist_of(project or ""))
    subjects = [_COST_FILLERS.sub("", letters_of(_YEAR.sub("", name))) for name in names]
    fits = [not subject or subject == own for subject in subjects]
    total = any(
        fit and any(word in name for word in _TOTALS) for fit, name in zip(fits, names, strict=True)
    )
    if not all(fits) or not names:
        return "stated" if total else None
    if total:
        return "whole"
    return "named" if any(subjects) else "plain"
