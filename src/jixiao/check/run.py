"""Rules on reports: what they find, without what the definitions ask to ignore."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jixiao.check.ignores import ignores_of
from jixiao.check.types import Finding, Rule
from jixiao.check.views import ReportsView, ReportView


class Found(NamedTuple):
    """A finding, and the rule that made it."""

    rule: Rule
    finding: Finding


def check_reports(reports: Sequence[ReportView], rules: Sequence[Rule]) -> list[list[Found]]:
    """Return what rules find in reports that are checked together, report by report.

    Each report must have its ``number``. Findings stand in the order of the report: what is of
    the whole first, then the prose, then project by project; rules in the order of their codes.
    """
    return check_each(reports, [rules] * len(reports))


def check_each(
    reports: Sequence[ReportView], rules_of: Sequence[Sequence[Rule]]
) -> list[list[Found]]:
    """Return the same where each report has rules of its own."""
    together = ReportsView(reports)
    found: list[list[Found]] = [[] for _report in reports]
    across = {rule.code: rule for rules in rules_of for rule in rules if rule.scope == "reports"}
    for rule in across.values():
        for finding in rule.check(together):
            if rule in rules_of[finding.report]:
                found[finding.report].append(Found(rule, finding))
    return [
        _check(report, rules, found[report.number], together=len(reports) > 1)
        for report, rules in zip(reports, rules_of, strict=True)
    ]


def _check(
    report: ReportView, rules: Sequence[Rule], found: list[Found], together: bool
) -> list[Found]:
    for rule in rules:
        found += [Found(rule, finding) for finding in _apply(rule, report)]
    # Rules across units find nothing in a single one: an ignore of theirs may be of use elsewhere.
    applied = frozenset(rule.code for rule in rules if rule.scope != "reports" or together)
    ignores = ignores_of(report, applied)
    kept = [one for one in found if not ignores.leave_out(one.rule.code, one.finding.path)]
    for rule in rules:
        if rule.scope == "ignores":
            kept += [Found(rule, finding) for finding in rule.check(ignores)]
    return sorted(kept, key=_order)


def _apply(rule: Rule, report: ReportView) -> Iterable[Finding]:
    if rule.scope == "report":
        return rule.check(report)
    if rule.scope == "project":
        return [finding for project in report.projects for finding in rule.check(project)]
    return ()


_PARTS = ("schema", "report", "unit", "check", "targets", "projects")


def _order(one: Found) -> tuple[int, int, str]:
    path = one.finding.path
    part = _PARTS.index(str(path[0])) if path else 0
    number = path[1] if len(path) > 1 and isinstance(path[1], int) else -1
    return part, number, one.rule.code
