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
        typer.Argument(metavar=_N("CODE"), help=_N("Codes of rules, such as BUD003.")),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=_N("List all rules."))] = False,
) -> int:
    """Print the manual pages of rules, or the list of all."""
    from jixiao.check import all_rules
    from jixiao.check.pages import page_of
    from jixiao.check.selection import unknown_code

    if every == bool(codes):
        message = _("name the rules, or ask for all of them")
        raise JixiaoError(Diagnostic("usage", message, "jixiao rule BUD003; jixiao rule --all"))
    if every:
        _list(list(all_rules().values()))
        return 0
    asked = [code.upper() for code in codes or ()]
    if faults := [unknown_code(code) for code in asked if code not in all_rules()]:
        raise JixiaoError(faults)
    console.say("\n\n".join(page_of(all_rules()[code]) for code in asked))
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
