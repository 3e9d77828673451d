"""This year's draft from last year's report: what is kept, what is to be filled in and checked."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from jixiao.check.amounts import amounts_in
from jixiao.definition import Definition, dumps, loads
from jixiao.definition.positions import toml_comments
from jixiao.definition.source import Source
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.layout import Edition, Pack
from jixiao.layout.compose import render_template
from jixiao.layout.environment import LayoutEnvironment
from jixiao.model import (
    Budget,
    Checking,
    FieldPath,
    Indicator,
    Project,
    Report,
    SpendingPlan,
    Unit,
    format_number,
    printed_lines,
)
from jixiao.recognise.account import describe_guess
from jixiao.recognise.parse import Parsed

_FIGURES = {
    "budget": ("total", "fiscal", "other"),
    "plan": ("march", "june", "october", "december"),
}
_PROSE = ("overall", "itemised", "safeguards")
_COST = "成本"


class DraftLine(NamedTuple):
    """A line of the draft, which the template of the pack prints.

    ``text``: a line of the definition as it is. ``blank``: the key ``text``, left out; ``last``
    is what it was, in TOML. ``year``, ``amount``: the line below holds ``words`` of earlier years,
    in its goal or paragraph of this ``number`` (None: it has one only). ``field`` is the key's
    name.
    """

    kind: Literal["text", "blank", "year", "amount"]
    text: str = ""
    field: str = ""
    last: str = ""
    words: tuple[str, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Successor:
    """The draft as TOML; how many places are to be filled in and to be checked.

    ``accepted``: how many findings were accepted last year, and are to be told again.
    """

    text: str
    blanks: int
    doubts: int
    accepted: int


def fiscal_year_of(source: Definition | Parsed) -> int | None:
    """Return the fiscal year of a report; None where it is unknown, or a guess of little worth."""
    if isinstance(source, Parsed) and any(
        guess.path == ("report", "fiscal_year") and guess.confidence == "low"
        for guess in source.guesses
    ):
        return None
    return source.report.header.fiscal_year


def lost_comments(source: Definition | Parsed, draft: str) -> int:
    """Return how many comments of last year's definition the draft does not have."""
    if not isinstance(source, Definition) or source.source.form != "toml":
        return 0
    lines = {line.strip() for line in draft.splitlines()}
    return sum(comment not in lines for comment in toml_comments(source.source.text))


def year_doubt(parsed: Parsed) -> Diagnostic | None:
    """Return what `parse` says of a year that is a guess of little worth: the draft has another."""
    for guess in parsed.guesses:
        if guess.path == ("report", "fiscal_year") and guess.confidence == "low":
            return describe_guess(guess, parsed.locator)
    return None


def make_successor(
    last: Report, pack: Pack, edition: Edition, unit: Unit, years: tuple[int | None, int]
) -> Successor:
    """Return this year's draft of a report of last year, which renders as it is.

    Args:
        last: last year's report.
        pack: the template pack, which has the words of the draft.
        edition: the edition of the draft.
        unit: the unit of the draft.
        years: last year's fiscal year, None where it is not known, and that of the draft.

    Raises:
        JixiaoError: the pack has no template for this, or a mistake in it.
    """
    kept = _kept(last, edition, unit, years[1])
    lines = list(_Draft(kept, _Years(*years)).lines())
    text = _print(pack, lines)
    _verify(text, kept, pack)
    counted = [line.kind for line in lines]
    accepted = sum(len(one.ignore) for one in (last.check, *(p.check for p in last.projects)))
    doubts = counted.count("year") + counted.count("amount")
    return Successor(text, counted.count("blank"), doubts, accepted)


def _kept(last: Report, edition: Edition, unit: Unit, year: int) -> Report:
    """Return last year's report as one of this year; codes and figures are still those of last."""
    header = last.header.model_copy(update={"fiscal_year": year, "edition": edition.name})
    projects = tuple(one.model_copy(update={"check": Checking()}) for one in last.projects)
    changes = {"header": header, "unit": unit, "check": Checking(), "projects": projects}
    return last.model_copy(update=changes)


class _Draft:
    """Goes through the canonical text of a report, and notes what comes in place of its lines."""

    def __init__(self, report: Report, years: "_Years") -> None:
        self._report = report
        self._years = years
        self._source = Source("<draft>", dumps(report), "toml")
        self._instead: dict[int, list[DraftLine]] = {}
        self._above: dict[int, list[DraftLine]] = defaultdict(list)

    def lines(self) -> Iterator[DraftLine]:
        """Yield all lines; the first one, which names the schema, is the template's."""
        for name in _PROSE:
            self._check_text(("targets", name), getattr(self._report.targets, name))
        for number, project in enumerate(self._report.projects):
            self._take(("projects", number), project)
        for number, text in enumerate(self._source.text.rstrip("\n").split("\n"), 1):
            if number > 1:
                yield from self._above[number]
                yield from self._instead.get(number, [DraftLine("text", text)])

    def _take(self, path: FieldPath, project: Project) -> None:
        self._blank_code(path, project)
        self._blank_figures(path, project)
        self._check_text((*path, "name"), project.name)
        self._check_text((*path, "purpose"), project.purpose)
        for number, goal in enumerate(project.goals, 1):
            of_several = number if len(project.goals) > 1 else None
            self._check_words((*path, "goals"), goal, of_several)
        for number, indicator in enumerate(project.indicators):
            self._check_indicator((*path, "indicators", number), indicator, project.budget)

    def _line(self, path: FieldPath) -> int:
        """Return the line where the key of a path stands, from 1."""
        return self._source.place_of(path, key=True).line or 1

    def _blank_code(self, path: FieldPath, project: Project) -> None:
        if project.code is None:
            return
        line = self._line((*path, "code"))
        _key, _sign, last = self._source.lines[line - 1].partition(" = ")
        self._instead[line] = [DraftLine("blank", "code", "code", last)]

    def _blank_figures(self, path: FieldPath, project: Project) -> None:
        """Put one line for each number in place of the table of all: a comment takes a line."""
        for table, names in _FIGURES.items():
            values = getattr(project, table)
            blanks = [
                DraftLine("blank", f"{table}.{name}", name, format_number(number))
                for name in names
                if (number := getattr(values, name)) is not None
            ]
            if table == "plan" and values.unit != "percent":
                blanks.insert(0, DraftLine("text", f'plan.unit = "{values.unit}"'))
            if blanks:
                self._instead[self._line((*path, table))] = blanks

    def _check_indicator(self, path: FieldPath, indicator: Indicator, budget: Budget) -> None:
        for name, cell in indicator:
            if name != "value":
                self._check_text((*path, name), cell)
        if (value := indicator.value) is None:
            return
        self._check_words((*path, "value"), value.raw, None)
        if value.unit is None and value.number in _amounts_of(budget) and _is_cost(indicator):
            number = DraftLine("amount", field="value", words=(value.raw.strip(),))
            self._above[self._line((*path, "value"))].append(number)

    def _check_text(self, path: FieldPath, text: str | None) -> None:
        paragraphs = printed_lines(text or "")
        for number, paragraph in enumerate(paragraphs, 1):
            self._check_words(path, paragraph, number if len(paragraphs) > 1 else None)

    def _check_words(self, path: FieldPath, text: str, number: int | None) -> None:
        """Note above the key of a text which earlier years and amounts it holds."""
        plain = text.translate(_HALF_WIDTH)
        years = dict.fromkeys(self._years.earlier_in(plain))
        amounts = dict.fromkeys(amount.written for amount in amounts_in(plain))
        field = str(path[-1])
        if years:
            line = DraftLine("year", field=field, words=tuple(years), number=number)
            self._above[self._line(path)].append(line)
        if amounts:
            line = DraftLine("amount", field=field, words=tuple(amounts), number=number)
            self._above[self._line(path)].append(line)


_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_CHINESE_DIGITS = "〇○零一二三四五六七八九"
_PLAIN_DIGITS = str.maketrans(_CHINESE_DIGITS, "000123456789")
# 2022-2023, 2023至2025, 2022-23: a span of years is told as a whole.
_SPAN = "[-—–－~～至]"
# 〔2023〕, and what is written in its place.
_OPEN, _CLOSE = r"[〔\[［(（{｛【]", r"[〕\]］)）}｝】]"
# What is older than 2000 is history, and stays as it is.
_FIRST_YEAR = 2000
_YEAR = "20[0-9]{2}"
_WITH_SIGN = (
    f"(?:19|20)[0-9]{{2}}年?{_SPAN}(?:{_YEAR}|[0-9]{{2}})(?![0-9])年?",
    f"{_YEAR} ?年",
)


class _Years:
    """Finds the years in a text that fitted an earlier report, and may not fit the draft.

    These are all before the ``draft``'s own where a sign tells that it is a year: 2021年, 〔2021〕,
    2020-2022, 二〇二一年; and the ``last`` year, where it is known, without a sign too: 2023.5.1,
    20230501.
    """

    def __init__(self, last: int | None, draft: int) -> None:
        self._last = last
        self._draft = draft
        year = _YEAR if last is None else f"(?:{_YEAR}|{last})"
        forms = "|".join(_WITH_SIGN if last is None else (*_WITH_SIGN, *_without_sign(last)))
        self._pattern = re.compile(
            f"{_OPEN}{year}{_CLOSE}|(?<![0-9.])(?:{forms})|[一二][{_CHINESE_DIGITS}]{{3}}年"
        )

    def earlier_in(self, text: str) -> Iterator[str]:
        """Yield each such year, or span of years, as it is written; digits are half-width."""
        for match in self._pattern.finditer(text):
            years = re.findall("[0-9]{4}", match[0].translate(_PLAIN_DIGITS))
            if any(self._is_earlier(int(year)) for year in years):
                yield match[0]

    def _is_earlier(self, year: int) -> bool:
        return year != self._draft and (year == self._last or _FIRST_YEAR <= year < self._draft)


def _without_sign(year: int) -> tuple[str, str]:
    """Return what a year looks like that is known to be one: 2023, 2023-2025, 20230501."""
    span = rf"(?:[0-9]{{4}}年?{_SPAN})?{year}(?:年?{_SPAN}[0-9]{{2,4}}(?![0-9]))?(?:年|(?![0-9]))"
    day = rf"{year}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])(?![0-9])"
    return span, day


def _amounts_of(budget: Budget) -> tuple[Any, ...]:
    return tuple(one for one in (budget.total, budget.fiscal, budget.other) if one is not None)


def _is_cost(indicator: Indicator) -> bool:
    return any(_COST in (level or "") for level in (indicator.level1, indicator.level2))


def _print(pack: Pack, lines: list[DraftLine]) -> str:
    """Print the lines of a draft by the template of the pack."""
    if pack.manifest.succession is None:
        message = _("this template pack has no draft of the next year")
        advice = _("name its template in pack.toml: succession = …")
        raise JixiaoError(Diagnostic("pack-succession", message, advice, Place(str(pack.folder))))
    environment = LayoutEnvironment(pack.folder)
    environment.autoescape = False  # this template prints TOML, not markup
    return render_template(pack, environment, pack.manifest.succession, {"lines": lines})


def _verify(text: str, kept: Report, pack: Pack) -> None:
    """Make sure that a draft is what is kept, without codes and figures.

    Raises:
        JixiaoError: it is not: the template prints something else than comments and the lines.
    """
    empty = [
        one.model_copy(
            update={"code": None, "budget": Budget(), "plan": SpendingPlan(unit=one.plan.unit)}
        )
        for one in kept.projects
    ]
    expected = dumps(kept.model_copy(update={"projects": tuple(empty)}))
    place = Place(str(pack.folder / (pack.manifest.succession or "")))
    faults: tuple[Diagnostic, ...] = ()
    try:
        if dumps(loads(text, place.file).report) == expected:
            return
    except JixiaoError as error:
        faults = error.diagnostics
    fault = Diagnostic(
        "draft-broken",
        _("the draft template of the pack makes no valid definition"),
        _("correct the template; these are the faults of what it made"),
        place,
    )
    raise JixiaoError((fault, *faults))
