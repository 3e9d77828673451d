"""A bound on the work that a file asks for, so that a hostile one ends in a clear error."""

from jixiao.i18n import _
from jixiao.readers.faults import too_large

PARAGRAPH = 25
RUN = 6
PAGE = 30
PIECE = 10
SIGN = 2
FIELD = 10
PROPERTY = 1


class Effort:
    """What is left of the work allowed; a unit is about a microsecond."""

    def __init__(self, name: str, limit: int) -> None:
        self._name = name
        self._limit = self._left = limit

    def spend(self, units: int) -> None:
        """Count work before it is done.

        Raises:
            JixiaoError: the file asks for more than the limit.
        """
        self._left -= units
        if self._left < 0:
            raise too_large(self._name, _("pieces of structure"), self._limit, "characters")
