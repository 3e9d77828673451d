"""The typed report: no I/O, no formatting."""

from jixiao.model.number import Number, format_number
from jixiao.model.report import (
    SCHEMA_VERSION,
    Budget,
    Checking,
    FieldPath,
    Header,
    Indicator,
    PlanUnit,
    Project,
    ProjectKind,
    Report,
    SpendingPlan,
    Targets,
    Unit,
)
from jixiao.model.text import PADDING, Line, Text, printed_lines
from jixiao.model.value import OPERATORS, IndicatorValue

__all__ = [
    "OPERATORS",
    "PADDING",
    "SCHEMA_VERSION",
    "Budget",
    "Checking",
    "FieldPath",
    "Header",
    "Indicator",
    "IndicatorValue",
    "Line",
    "Number",
    "PlanUnit",
    "Project",
    "ProjectKind",
    "Report",
    "SpendingPlan",
    "Targets",
    "Text",
    "Unit",
    "format_number",
    "printed_lines",
]
