"""Cross-checks of what was read by shape alone: a PDF has characters and lines, no cells."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.model import Project
from jixiao.recognise.types import Guess

# The shapes of real codes: 13028123P00011410002J, 130682211AAGYGGI4G8LN, 000-9999-JSN-D0X6.
_CODE = re.compile(r"[0-9]{8}[0-9A-Z]{13}|[0-9A-Z]{3,4}(?:-[0-9A-Z]{3,4}){3}")


def cross_check(projects: Sequence[Project]) -> Iterator[Guess]:
    """Yield a guess for each value that does not check: total = fiscal + other, shape of codes.

    All 75 real projects seen satisfy both: what does not has probably been misread.
    """
    for number, project in enumerate(projects):
        code, budget = project.code, project.budget
        if code is not None and not _CODE.fullmatch(code):
            yield Guess(("projects", number, "code"), code, "low", "check")
        if budget.total is None or budget.fiscal is None:
            continue
        if budget.total != budget.fiscal + (budget.other or Decimal(0)):
            path = ("projects", number, "budget", "total")
            yield Guess(path, str(budget.total), "low", "check")
