"""What a name or a purpose says, without the words that every one of them has."""

import re
from functools import lru_cache

from jixiao.check.data import words

_SIGNS = re.compile(r"[\W_]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:年度|年)?")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_FILLERS = re.compile("|".join(sorted(words("budget", "name_fillers"), key=len, reverse=True)))


@lru_cache(16_384)
def letters_of(text: str) -> str:
    """Return a text without white space and punctuation."""
    return _SIGNS.sub("", text)


@lru_cache(16_384)
def gist_of(text: str) -> str:
    """Return a text without brackets, years, signs and fillers: 村道养护 for 2023年村道养护经费."""
    bare = letters_of(_YEAR.sub("", _BRACKETS.sub("", text)))
    return _FILLERS.sub("", bare) or bare
