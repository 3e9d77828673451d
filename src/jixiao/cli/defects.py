"""Our own faults: said as such, without a traceback unless it is asked for."""

import os
import traceback

from jixiao.cli import console
from jixiao.i18n import _

DEBUG_VARIABLE = "JIXIAO_DEBUG"


def report_defect(error: Exception, place: str = "") -> None:
    """Say that the fault is ours; the traceback is for those who ask for it."""
    if console.is_verbose() or os.environ.get(DEBUG_VARIABLE):
        console.note("".join(traceback.format_exception(error)).rstrip())
    message = describe_defect(error)
    if place:
        message = f"{place}: {message}"
    console.note(_("error: {text}").format(text=message))
    advice = _("run it again with {variable}=1, and report what it prints")
    console.note("  -> " + advice.format(variable=DEBUG_VARIABLE))


def describe_defect(error: Exception) -> str:
    """Return what to say of an exception that nobody has foreseen."""
    return _("jixiao itself failed ({kind})").format(kind=type(error).__name__)
