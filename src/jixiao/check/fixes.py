"""Fixes applied to a definition: only the values at fault change, and rules are asked again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jixiao.check.run import Found, check_reports
from jixiao.check.types import Edit, FieldPath, FixedValue, Rule
from jixiao.check.views import ReportView
from jixiao.definition import loads
from jixiao.definition.edit import EditError, edit_definition

# A fix may uncover another fault; rules that undo each other must not go on for ever.
_MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Mended:
    """The bytes of a definition after its fixes, and which findings they mended."""

    data: bytes
    fixed: tuple[Found, ...]


def mend(data: bytes, name: str, rules: Sequence[Rule], *, unsafe: bool = False) -> Mended:
    """Apply the safe fixes of rules to a definition, with ``unsafe`` also the others.

    Rules that see several reports see this one alone. A fix that the text does not allow, or
    that touches what another has just changed, is left; the latter comes in the next round.

    Raises:
        JixiaoError: the bytes are no definition.
    """
    fixed: list[Found] = []
    for _round in range(_MOST_ROUNDS):
        report = loads(data, name).report
        (found,) = check_reports([ReportView(report)], rules)
        usable = [one for one in found if _is_usable(one, unsafe)]
        data, applied = _apply(data, name, usable)
        if not applied:
            break
        fixed += applied
    return Mended(data, tuple(fixed))


def _is_usable(one: Found, unsafe: bool) -> bool:
    fix = one.finding.fix
    return fix is not None and (unsafe or fix.safety == "safe")


def _apply(data: bytes, name: str, usable: Iterable[Found]) -> tuple[bytes, list[Found]]:
    """Apply all fixes that do not touch one another; only one where the text refuses them."""
    chosen: list[Found] = []
    reached: list[FieldPath] = []
    edits: dict[FieldPath, FixedValue] = {}
    for one in usable:
        assert one.finding.fix is not None
        paths = [_reach(edit) for edit in one.finding.fix.edits]
        if not any(_touch(path, other) for path in paths for other in reached):
            chosen.append(one)
            reached += paths
            edits.update((edit.path, edit.value) for edit in one.finding.fix.edits)
    if not chosen:
        return data, []
    try:
        return edit_definition(data, name, edits), chosen
    except EditError:
        if len(chosen) == 1:
            return data, []
    # One at a time, and the rules are asked again: what was found may have moved.
    for one in chosen:
        data, done = _apply(data, name, [one])
        if done:
            return data, done
    return data, []


def _reach(edit: Edit) -> FieldPath:
    """Return what an edit changes: taken out of a list, a piece moves all that follow it."""
    from_list = edit.value is None and isinstance(edit.path[-1], int)
    return edit.path[:-1] if from_list else edit.path


def _touch(path: FieldPath, other: FieldPath) -> bool:
    shorter = min(len(path), len(other))
    return path[:shorter] == other[:shorter]
