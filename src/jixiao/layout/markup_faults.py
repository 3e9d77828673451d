"""Mistakes in block markup in the user's language."""

from jixiao.blocks import MarkupError
from jixiao.diagnostics import Diagnostic, Place
from jixiao.i18n import _


def describe_markup_error(error: MarkupError, place: Place) -> Diagnostic:
    """Return the diagnostic for a mistake in the markup that a template printed."""
    messages = {
        "not-well-formed": _("the template prints markup that is not well-formed: {subject}"),
        "doctype": _("a DOCTYPE is not allowed in markup"),
        "entity": _("the entity &{subject}; is not allowed in markup"),
        "unknown-element": _("unknown element <{subject}>; expected here: {expected}"),
        "unknown-attribute": _("unknown attribute {subject}; known: {expected}"),
        "missing-attribute": _("<{expected}> needs the attribute {subject}"),
        "bad-number": _("{subject} is not a whole number within {expected}"),
        "bad-value": _("{subject} is not one of: {expected}"),
        "stray-text": _("text stands where none is printed: {subject}"),
        "line-break": _("a line break is allowed in cells only: {subject}"),
        "anchor-twice": _("the anchor {subject} stands twice"),
        "contents-place": _("<{subject}> stands in the first <{expected}> only"),
        "empty": _("a {subject} needs at least one {expected}"),
        "span-width": _("the cells of this row fill {subject} columns of {expected}"),
        "span-overlap": _("a cell of this row overlaps one that reaches down from above"),
        "span-beyond-bottom": _("a cell reaches down to row {subject}; the table has {expected}"),
    }
    message = messages[error.kind].format(subject=error.subject, expected=error.expected)
    advice = _("check rows= and columns= of this row and of the rows above")
    is_span = error.kind.startswith("span-")
    return Diagnostic(f"markup-{error.kind}", message, advice if is_span else None, place)
