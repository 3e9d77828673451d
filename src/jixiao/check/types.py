"""What the checker says: rules, findings and fixes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from jixiao.i18n import Words as Words
from jixiao.model import FieldPath

Severity = Literal["error", "warning", "hint"]
Safety = Literal["safe", "unsafe"]
Profile = Literal["submit", "strict"]
Scope = Literal["project", "report", "reports", "ignores"]
Aspect = Literal["completeness", "relevance", "adequacy", "feasibility"]
"""What 财预〔2015〕88号 has reviewers look at: 完整性、相关性、适当性、可行性."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")
"""The gravest first."""

FixedValue = str | Decimal | None


class Edit(NamedTuple):
    """A new value for one field of a definition; None leaves its cell blank."""

    path: FieldPath
    value: FixedValue


class Fix(NamedTuple):
    """Edits that mend a fault; a ``safe`` one changes nothing that a person must see first."""

    safety: Safety
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """One fault, at a path of a report: what is wrong, and what to do about it.

    ``severity`` is that of the rule unless this case is graver or lighter. ``report`` is the
    number of the report among all that are checked together: only rules that see all give it.
    """

    path: FieldPath
    message: Words
    advice: Words
    fix: Fix | None = None
    severity: Severity | None = None
    report: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it is called, how grave its fault is, and what it rests on.

    ``basis`` names the clause of a regulation, or says that it is arithmetic or practice.
    ``profile``: ``strict`` rules ask for more than a county sends reports back for. ``fix``: the
    safety of its fixes, None where it has none. ``page`` is the manual page.
    """

    code: str
    name: Words
    severity: Severity
    aspect: Aspect
    basis: Words
    scope: Scope
    check: Callable[[Any], Iterable[Finding]]
    page: Words
    profile: Profile = "submit"
    fix: Safety | None = None

    @property
    def family(self) -> str:
        """The letters of the code: ``BUD``."""
        return self.code.rstrip("0123456789")
