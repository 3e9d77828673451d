"""Values of a report in words: what a listing and a table show of a row, a project, a blank."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jixiao.i18n import Words
from jixiao.model import Indicator, Project, format_number
from jixiao.wording.field_names import field_words

BLANK = Words("（空白）", "(blank)")

_CHOICES = {
    "budget-project": Words("预算项目", "budget project"),
    "special-fund": Words("专项资金", "special fund"),
    "percent": Words("百分数", "percent"),
    "amount": Words("金额（万元）", "amount (10 000 yuan)"),
}
_CELLS = ("level1", "level2", "level3", "description", "value", "basis")
_AMOUNTS = ("total", "fiscal", "other")
_MONTHS = ("march", "june", "october", "december")


def value_words(field: str, value: Any) -> Words:
    """Return a value as it is shown to people; a blank cell says so."""
    if value is None or value == {}:
        return BLANK
    match value:
        case Decimal():
            return _same(format_number(value))
        case Indicator():
            return _same(row_text(value))
        case Project():
            return project_words(value)
        case dict():  # accepted findings: the code of a rule and the reason
            return _same("; ".join(f"{code} {reason}" for code, reason in value.items()))
        case _:
            return _CHOICES[value] if field in ("kind", "plan.unit") else _same(str(value))


def row_text(row: Indicator) -> str:
    """Return the cells of an indicator on one line, blank ones left out."""
    cells = [getattr(row, name) for name in _CELLS]
    return " / ".join(" ".join(str(cell).split()) for cell in cells if cell is not None)


def project_words(project: Project) -> Words:
    """Return what a project is in one line: its name, code and budget."""
    total = project.budget.total
    amount = BLANK if total is None else Words(f"{total:f}万元", f"{total:f} (10 000 yuan)")
    name, code = project.name or "", project.code
    return Words(
        f"{name}{f'（{code}）' if code else ''}，预算数{amount.zh}",
        f"{name}{f' ({code})' if code else ''}, total {amount.en}",
    )


def project_details(project: Project) -> Iterator[tuple[Words, str]]:
    """Yield all that the form of a project shows below its name: the field and its text."""
    for name in _AMOUNTS:
        if (amount := getattr(project.budget, name)) is not None:
            yield field_words(("budget", name)), format_number(amount)
    if project.purpose is not None:
        yield field_words(("purpose",)), project.purpose
    for name in _MONTHS:
        if (number := getattr(project.plan, name)) is not None:
            yield field_words(("plan", name)), format_number(number)
    for place, goal in enumerate(project.goals, 1):
        yield Words(f"第{place}条绩效目标", f"goals, no. {place}"), goal
    for place, row in enumerate(project.indicators, 1):
        yield Words(f"第{place}行指标", f"row {place}"), row_text(row)


def _same(text: str) -> Words:
    return Words(text, text)
