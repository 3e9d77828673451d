"""Fixes applied to a definition: only the values at fault change, and rules are asked again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jixiao.check.run import Found, check_reports
from jixiao.check.types import Edit, Fix, Rule
from jixiao.check.views import ReportView
from jixiao.definition import loads
from jixiao.definition.edit import EditError, edit_definition
from jixiao.model import FieldPath

# A fix may uncover another fault; rules that undo each other must not go on for ever.
_MOST_ROUNDS = 50


@dataclass(frozen=True, slots=True)
class Mended:
    """The bytes of a definition after its fixes, and which findings they mended.

    ``refused`` are those whose fix the text does not allow.
    """

    data: bytes
    fixed: tuple[Found, ...]
    refused: tuple[Found, ...] = ()


def mend(data: bytes, name: str, rules: Sequence[Rule], *, unsafe: bool = False) -> Mended:
    """Apply the safe fixes of rules to a definition, with ``unsafe`` also the others.

    Rules that see several reports see this one alone. A fix that touches what another has just
    changed comes in the next round, when the rules have been asked again.

    Raises:
        JixiaoError: the bytes are no definition.
    """
    fixed: list[Found] = []
    refused: dict[Fix, Found] = {}
    seen = {data}
    for _round in range(_MOST_ROUNDS):
        report = loads(data, name).report
        (found,) = check_reports([ReportView(report)], rules)
        usable = [
            one
            for one in found
            if (fix := one.finding.fix) is not None
            and (unsafe or fix.safety == "safe")
            and fix not in refused
        ]
        data, applied = _apply(data, name, _apart(usable), refused)
        fixed += applied
        if not applied or data in seen:
            break
        seen.add(data)
    return Mended(data, tuple(fixed), tuple(refused.values()))


def _apart(usable: Iterable[Found]) -> list[Found]:
    """Return the findings whose fixes do not touch one another, the first of each few that do."""
    chosen: list[Found] = []
    reached: set[FieldPath] = set()
    above: set[FieldPath] = set()
    for one in usable:
        paths = [_reach(edit) for edit in _edits(one)]
        prefixes = {path[:length] for path in paths for length in range(1, len(path) + 1)}
        if reached.isdisjoint(prefixes) and above.isdisjoint(paths):
            chosen.append(one)
            reached.update(paths)
            above |= prefixes
    return chosen


def _reach(edit: Edit) -> FieldPath:
    """Return what an edit changes: taken out of a list, a piece moves all that follow it."""
    from_list = edit.value is None and isinstance(edit.path[-1], int)
    return edit.path[:-1] if from_list else edit.path


def _edits(one: Found) -> tuple[Edit, ...]:
    assert one.finding.fix is not None
    return one.finding.fix.edits


def _apply(
    data: bytes, name: str, chosen: Sequence[Found], refused: dict[Fix, Found]
) -> tuple[bytes, list[Found]]:
    """Apply fixes that do not touch one another, in halves where the text refuses some."""
    if not chosen:
        return data, []
    try:
        edits = {edit.path: edit.value for one in chosen for edit in _edits(one)}
        return edit_definition(data, name, edits), list(chosen)
    except EditError:
        if len(chosen) == 1:
            (only,) = chosen
            assert only.finding.fix is not None
            refused[only.finding.fix] = only
            return data, []
    middle = len(chosen) // 2
    data, first = _apply(data, name, chosen[:middle], refused)
    data, second = _apply(data, name, chosen[middle:], refused)
    return data, first + second
