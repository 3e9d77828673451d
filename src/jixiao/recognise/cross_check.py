"""Cross-checks of what was read by shape alone: a PDF has characters and lines, no cells."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jixiao.recognise.types import Guess

# The shapes of real codes: 13028123P00011410002J, 130682211AAGYGGI4G8LN, 000-9999-JSN-D0X6.
_CODE = re.compile(r"[0-9]{8}[0-9A-Z]{13}|[0-9A-Z]{3,4}(?:-[0-9A-Z]{3,4}){3}")


def cross_check(projects: list[dict[str, Any]]) -> Iterator[Guess]:
    """Yield a guess for each value that does not check: total = fiscal + other, shape of codes.

    All 75 real projects seen satisfy both: what does not has probably been misread.
    """
    for number, project in enumerate(projects):
        code = project.get("code")
        if code is not None and not _CODE.fullmatch(code):
            yield Guess(("projects", number, "code"), code, "low", "check")
        budget = project["budget"]
        total, fiscal = budget.get("total"), budget.get("fiscal")
        if total is None or fiscal is None:
            continue
        if total != fiscal + budget.get("other", Decimal(0)):
            yield Guess(("projects", number, "budget", "total"), str(total), "low", "check")
