"""The errors that end the reading of a file, in one catalogue."""

from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _


def unreadable(name: str, reason: str, advice: str | None = None) -> JixiaoError:
    """The file is damaged, or not what it seems; ``reason`` is in the user's language."""
    return JixiaoError(
        Diagnostic(
            "file-unreadable",
            _("cannot be read: {reason}").format(reason=reason),
            advice or _("get a whole copy of the file, or save it anew in Word or WPS"),
            Place(name),
        )
    )


def encrypted(name: str) -> JixiaoError:
    """The file wants a password."""
    return JixiaoError(
        Diagnostic(
            "file-encrypted",
            _("the file is protected by a password"),
            _("open it in Word or WPS, remove the password, and save it"),
            Place(name),
        )
    )


def too_large(name: str, what: str, limit: int, option: str | None = None) -> JixiaoError:
    """The file asks for more than a limit; ``what`` is in the user's language (rows, members…).

    ``option`` is the name of the limit as ``--limit`` takes it.
    """
    advice = _("check that it is the right file")
    if option is not None:
        advice = _("check that it is the right file; if so, allow it more: --limit {option}=NUMBER")
        advice = advice.format(option=option)
    return JixiaoError(
        Diagnostic(
            "file-too-large",
            _("more than {limit} {what}: no report is that large").format(limit=limit, what=what),
            advice,
            Place(name),
        )
    )
