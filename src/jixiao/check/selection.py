"""Which rules a run applies: a profile, then codes or their beginnings added and taken away."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from jixiao.check.registry import all_rules
from jixiao.check.types import Profile, Rule
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _

ALL = "ALL"
# Commas of both widths, 、 and blanks: what people put between codes.
_BETWEEN = re.compile(r"[,，、\s]+")


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes or beginnings of codes (``BUD``, ``BUD00``), ``ALL`` for every rule.

    ``select``: these and no others, None for all of the ``profile``. ``extend``: these too.
    ``ignore``: not these. The longest beginning that fits a rule decides.
    """

    profile: Profile = "submit"
    select: tuple[str, ...] | None = None
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules that are selected, in the order of their codes."""
        return tuple([rule for rule in all_rules().values() if self._takes(rule)])

    def _takes(self, rule: Rule) -> bool:
        if self.select is None:
            of_profile = self.profile == "strict" or rule.profile == "submit"
            wanted = 0 if of_profile else -1
        else:
            wanted = _fit(rule.code, self.select)
        wanted = max(wanted, _fit(rule.code, self.extend))
        return wanted >= 0 and wanted > _fit(rule.code, self.ignore)


def _fit(code: str, beginnings: Collection[str]) -> int:
    """Return the length of the longest beginning that fits a code, -1 where none does."""
    fits = [0 if word == ALL else len(word) for word in beginnings if _fits(code, word)]
    return max(fits, default=-1)


def _fits(code: str, beginning: str) -> bool:
    return beginning == ALL or code.startswith(beginning)


def read_codes(words: Iterable[str], place: Place | None = None) -> tuple[str, ...]:
    """Return codes or beginnings as they were typed: with commas or blanks, in any case.

    Raises:
        JixiaoError: some fit no rule.
    """
    codes = [code.upper() for word in words for code in _BETWEEN.split(word) if code]
    faults = [
        unknown_code(code, place)
        for code in dict.fromkeys(codes)
        if not any(_fits(known, code) for known in all_rules())
    ]
    if faults:
        raise JixiaoError(faults)
    return tuple(codes)


def unknown_code(code: str, place: Place | None = None) -> Diagnostic:
    """Return the error of a code that no rule has."""
    return Diagnostic(
        "rule-unknown",
        _("no rule has the code {code}").format(code=code),
        _("list them all: jixiao rule --all"),
        place,
    )
