"""The rules there are: each module of ``check.rules`` has one, marked by ``@rule``."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar, get_type_hints

from jixiao.check import rules as rules_package
from jixiao.check.ignores import IgnoresView
from jixiao.check.types import Aspect, Finding, Profile, Rule, Safety, Scope, Severity, Words
from jixiao.check.views import ProjectView, ReportsView, ReportView

_Check = TypeVar("_Check", bound=Callable[[Any], Iterable[Finding]])

_SCOPES: dict[object, Scope] = {
    ProjectView: "project",
    ReportView: "report",
    ReportsView: "reports",
    IgnoresView: "ignores",
}
ARITHMETIC = Words("算术关系", "arithmetic")
PRACTICE = Words("审核惯例", "the practice of reviewers")
# Between the English page of a rule and the Chinese one.
_CHINESE = re.compile(r"\n\s*中文\n\s*-+\n")
# Chinese needs no blank where a source line was broken.
_BROKEN = re.compile(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])")

_found: dict[str, Rule] = {}


def rule(
    code: str,
    *,
    zh: str,
    en: str,
    severity: Severity,
    aspect: Aspect,
    basis: Words | str,
    profile: Profile = "submit",
    fix: Safety | None = None,
) -> Callable[[_Check], _Check]:
    """Make a rule of a function, whose docstring is its manual page.

    What the function takes decides what the rule sees: one project, one report, or all reports.
    ``zh`` and ``en`` are its name. ``basis``: a regulation is named alike in both languages.
    """

    def register(check: _Check) -> _Check:
        if code in _found:
            raise ValueError(f"two rules have the code {code}")
        (subject,) = [kind for name, kind in get_type_hints(check).items() if name != "return"]
        words = Words(basis, basis) if isinstance(basis, str) else basis
        scope, page = _SCOPES[subject], _page_of(check)
        _found[code] = Rule(
            code, Words(zh, en), severity, aspect, words, scope, check, page, profile, fix
        )
        return check

    return register


def _page_of(check: Callable[..., object]) -> Words:
    """Return the manual page: English first, then Chinese below a heading of its own."""
    parts = _CHINESE.split(inspect.getdoc(check) or "")
    if len(parts) != 2:
        raise ValueError(f"{check.__module__} has no manual page in both languages")
    return Words(_BROKEN.sub("", parts[1].strip()), parts[0].strip())


@cache
def all_rules() -> dict[str, Rule]:
    """Return all rules by their codes, in order."""
    for module in pkgutil.iter_modules(rules_package.__path__):
        importlib.import_module(f"{rules_package.__name__}.{module.name}")
    return dict(sorted(_found.items()))
