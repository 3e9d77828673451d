"""The checker: rules, each in a file of its own, and what they find in reports."""

from jixiao.check.registry import all_rules
from jixiao.check.run import Found, check_reports
from jixiao.check.selection import Selection, read_codes
from jixiao.check.types import SEVERITIES, Edit, Finding, Fix, Rule, Severity, Words
from jixiao.check.views import ReportView, SourceFacts
from jixiao.model import FieldPath

__all__ = [
    "SEVERITIES",
    "Edit",
    "FieldPath",
    "Finding",
    "Fix",
    "Found",
    "ReportView",
    "Rule",
    "Selection",
    "Severity",
    "SourceFacts",
    "Words",
    "all_rules",
    "check_reports",
    "read_codes",
]
