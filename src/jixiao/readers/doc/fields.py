"""The signs of fields: which of them can be trusted.

Character 0x13 opens a field, 0x14 stands before its result, 0x15 closes it ([MS-DOC] 2.8.25).
"""

import re

from jixiao.readers.doc.effort import FIELD, SIGN, Effort

BEGIN, SEPARATOR, END = "\x13", "\x14", "\x15"
_LONGEST_CODE = 4096
_SIGN = re.compile("[\x07\x13-\x15]")


def matched_signs(units: str, start: int, end: int, effort: Effort) -> frozenset[int]:
    """Return the positions of the signs of fields that are whole.

    A code never reaches out of its cell nor over pages: otherwise a single damaged sign would
    hide the rest of a document.
    """
    found: set[int] = set()
    waiting: list[list[int]] = []  # the signs of each open field
    for match in _SIGN.finditer(units, start, end):
        sign, at = match[0], match.start()
        effort.spend(FIELD if sign == BEGIN else SIGN)
        if sign == BEGIN:
            waiting.append([at])
        elif sign == SEPARATOR:
            if waiting and len(waiting[-1]) == 1 and at - waiting[-1][0] <= _LONGEST_CODE:
                waiting[-1].append(at)
        elif sign == END:
            if waiting and (len(waiting[-1]) == 2 or at - waiting[-1][0] <= _LONGEST_CODE):
                found.update(waiting.pop(), (at,))
        else:
            while waiting and len(waiting[-1]) == 1:
                waiting.pop()
    return frozenset(found)
