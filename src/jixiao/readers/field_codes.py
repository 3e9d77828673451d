"""Codes of fields: what they are, and the contents marks that TC fields hold."""

import re
from dataclasses import dataclass

from jixiao.blocks import Entry

LONGEST_CODE = 4096
"""Characters of a code that are looked at; no real one is longer."""

# Computed by the program on each page: what is stored is an accident (§17.16.5.44, .48, .57).
_PAGE_NUMBERS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
# These show something that no result holds.
_DRAWN = frozenset(
    [
        "AUTONUM",
        "AUTONUMLGL",
        "AUTONUMOUT",
        "EQ",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
        "GOTOBUTTON",
        "LISTNUM",
        "MACROBUTTON",
        "SYMBOL",
    ]
)
_ENTRY = re.compile(
    r"""TC \s*
        (?: "(?P<quoted> (?: [^"\\] | \\. )* )"?
          | (?P<bare> .*? ) (?= \s* (?<=\s) \\[fln]\b | \s*$ )
        )
        (?P<switches> .* )""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_LISTING = re.compile(r'\\f\s*"?\s*([A-Za-z])', re.IGNORECASE)
_LEVEL = re.compile(r'\\l\s*"?\s*([1-9])', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FieldCode:
    """The code of a field (ECMA-376-1 §17.16.2): its name in capitals, and all of it."""

    name: str
    text: str

    @property
    def is_contents(self) -> bool:
        """Whether the result is a contents list."""
        return self.name == "TOC"

    @property
    def is_page_number(self) -> bool:
        """Whether the result differs from page to page."""
        return self.name in _PAGE_NUMBERS

    @property
    def is_drawn(self) -> bool:
        """Whether the field shows something that its result does not hold."""
        return self.name in _DRAWN

    @property
    def entry(self) -> Entry | None:
        r"""The mark of a TC field (§17.16.5.68); None for any other.

        The text is in quotes with ``\\`` as escape, or bare up to the first switch, as the
        official exports have it. The listing is empty where the code names none: LibreOffice
        loses it.
        """
        match = _ENTRY.match(self.text) if self.name == "TC" else None
        if match is None:
            return None
        quoted, switches = match["quoted"], match["switches"]
        text = match["bare"] if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
        listing, level = _LISTING.search(switches), _LEVEL.search(switches)
        return Entry(text, listing[1].upper() if listing else "", int(level[1]) if level else 1)


def field_code(text: str) -> FieldCode:
    """Return the code that stands between the begin of a field and its result."""
    text = text.strip()[:LONGEST_CODE]
    words = text.split(maxsplit=1)
    return FieldCode(words[0].upper() if words else "", text)
