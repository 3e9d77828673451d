"""The draft of a new definition, from the template of the pack, checked before anyone sees it."""

import json
import re
from datetime import date
from typing import Any

from pydantic import ValidationError

from jixiao.definition import loads
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.layout import Edition, Pack
from jixiao.layout.compose import render_template
from jixiao.layout.environment import LayoutEnvironment
from jixiao.model import PADDING, Unit

# Budgets of the next year are drawn up from summer on.
_FIRST_MONTH_OF_NEXT_YEAR = 7


def default_year(today: date) -> int:
    """Return the fiscal year that is drafted on a day: until June this year, then the next."""
    return today.year + (today.month >= _FIRST_MONTH_OF_NEXT_YEAR)


def make_draft(pack: Pack, edition: Edition, unit: Unit, year: int) -> str:
    """Return the text of a new definition in TOML, which renders as it is.

    Raises:
        JixiaoError: a mistake in the draft template of the pack.
    """
    environment = LayoutEnvironment(pack.folder)
    environment.autoescape = False  # this template prints TOML, not markup
    environment.filters["toml"] = _quote
    context: dict[str, Any] = {"edition": edition, "unit": unit, "year": year}
    text = render_template(pack, environment, pack.manifest.draft, context)
    try:
        loads(text, str(pack.folder / pack.manifest.draft))
    except JixiaoError as error:
        fault = Diagnostic(
            "draft-broken",
            _("the draft template of the pack makes no valid definition"),
            _("correct the template; these are the faults of what it made"),
            Place(str(pack.folder / pack.manifest.draft)),
        )
        raise JixiaoError((fault, *error.diagnostics)) from error
    return text


def _quote(text: str) -> str:
    """Return a text as a basic string of TOML, which escapes as JSON does, and DEL besides."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


_CODE_AND_NAME = re.compile(rf"\s*(?P<code>[!-~]+)[{PADDING}]+(?P<name>.+)")


def split_unit(text: str) -> Unit:
    """Return the unit that ``636009 青石县柳河镇人民政府`` names: code and name, or a name only.

    Raises:
        JixiaoError: no text of one line that a document can hold.
    """
    found = _CODE_AND_NAME.fullmatch(text)
    try:
        if found:
            return Unit(code=found["code"], name=found["name"].strip())
        return Unit(name=text.strip())
    except ValidationError:
        message = _("this is not the name of a unit: {text}").format(text=ascii(text))
        advice = _('write code and name, such as --unit "636009 青石县柳河镇人民政府"')
        raise JixiaoError(Diagnostic("unit-name", message, advice)) from None
