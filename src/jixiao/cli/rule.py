"""``jixiao rule``: what a rule finds and why, with an example and the correction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from jixiao.cli import console
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.i18n import _N, _

if TYPE_CHECKING:
    from jixiao.check import Rule


def rule(
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_N("CODE"),
            help=_N("Codes of rules, or their beginnings, such as BUD003 or BUD."),
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=_N("List all rules."))] = False,
) -> int:
    """Print the manual pages of rules, or the list of all."""
    from jixiao.check import all_rules
    from jixiao.check.pages import page_of
    from jixiao.check.selection import read_codes

    if every == bool(codes):
        message = _("name the rules, or ask for all of them")
        raise JixiaoError(Diagnostic("usage", message, "jixiao rule BUD003; jixiao rule --all"))
    if every:
        _list(list(all_rules().values()))
        return 0
    asked = read_codes(codes or ())
    pages = [page_of(one) for code, one in all_rules().items() if code.startswith(asked)]
    console.say("\n\n".join(pages))
    return 0


def _list(rules: list[Rule]) -> None:
    from jixiao.check.results import SEVERITY_WORDS

    for one in rules:
        marks = [str(SEVERITY_WORDS[one.severity])]
        if one.profile == "strict":
            marks.append(_("strict only"))
        if one.fix is not None:
            marks.append("--fix" if one.fix == "safe" else "--unsafe-fixes")
        console.say(f"{one.code}  {one.name} [{_(', ').join(marks)}]")
