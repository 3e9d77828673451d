"""Lines and tables to a report: the rules in their order, and the account of what they claimed."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from jixiao.layout import Edition
from jixiao.model import FieldPath, IndicatorValue, Project, Report
from jixiao.readers.types import Origin, Reading
from jixiao.recognise.cross_check import cross_check
from jixiao.recognise.edition import detect_edition
from jixiao.recognise.facts import (
    claim_unit,
    guess_framework,
    guess_year,
    plan_unit,
)
from jixiao.recognise.form import Form
from jixiao.recognise.forms import FoundForm, FoundForms, find_forms, part_kinds
from jixiao.recognise.frame import FormFrame, Frame
from jixiao.recognise.furniture import claim_contents, claim_page_numbers
from jixiao.recognise.ledger import Ledger
from jixiao.recognise.places import IndicatorCells, Places, ProjectPlaces
from jixiao.recognise.prose import FoundProse, find_prose
from jixiao.recognise.sanitise import sanitise
from jixiao.recognise.types import Confidence, Guess, Recognition
from jixiao.recognise.walk import items_of
from jixiao.wording import Wording, load_wording


def recognise(
    reading: Reading, editions: Sequence[Edition], wording: Wording | None = None
) -> Recognition:
    """Return the report that a reading shows; whatever no rule claims is listed as residue.

    ``editions``: the layouts that are known, from which the likeliest is chosen.
    """
    wording = wording or load_wording()
    ledger = Ledger()
    items = items_of(reading)
    forms = find_forms(items, ledger, wording, ragged=reading.format == "text")
    prose = find_prose(items, forms.forms, ledger, wording)
    part_kinds(forms.forms, prose.titles)
    unit, unit_form = claim_unit(forms.forms, ledger)
    contents = claim_contents(items, ledger, wording)
    claim_page_numbers(reading, items, ledger)

    edition = detect_edition(items, forms.forms, editions)
    year, year_guess = guess_year(forms.forms, edition.name)
    framework, framework_guess = guess_framework(forms.forms)
    coverage, residue = ledger.close(reading)
    truncated = reading.truncated or forms.cut or _ends_early(forms.forms)
    report = _Assembly(forms, prose, editions, edition.name)
    if unit_form is not None and unit_form.form.unit_line is not None:
        report.fields["unit",] = unit_form.form.unit_line.origin
    tree = {
        "schema": 1,
        "report": {"edition": edition.name, "fiscal_year": year, "framework": framework},
        "unit": unit._asdict(),
        "targets": prose.targets,
        "projects": report.projects,
    }
    guesses = [guess for guess in (edition.guess, year_guess, framework_guess) if guess]
    if reading.format == "pdf":
        guesses += cross_check(report.projects)
    whole, cleaned = _validated(Report, tree)
    return Recognition(
        whole,
        coverage,
        residue,
        (*guesses, *cleaned, *report.guesses),
        Places(report.fields, report.places),
        claims=forms.claims,
        truncated=truncated,
        last_row=_last_row(forms),
        frame=Frame([_form_frame(found) for found in forms.forms], prose.frames, contents),
    )


class _Assembly:
    """The projects of a report; guesses have paths from the root of a definition on."""

    def __init__(
        self, forms: FoundForms, prose: FoundProse, editions: Sequence[Edition], edition: str
    ) -> None:
        self.fields: dict[FieldPath, Origin] = dict(prose.places)
        self.places: list[ProjectPlaces] = []
        self.guesses: list[Guess] = []
        known = {candidate.name: candidate for candidate in editions}
        suffixed = edition in known and bool(known[edition].plan.suffix)
        self.projects = [
            self._project(number, found.form, suffixed) for number, found in enumerate(forms.forms)
        ]

    def _project(self, number: int, form: Form, suffixed: bool) -> Project:
        plan: dict[str, Any] = {month: read.number for month, read in form.plan.items()}
        unit = plan_unit(form, suffixed)
        if unit.is_amount:
            plan["unit"] = "amount"
        tree = {
            "kind": form.kind or form.part_kind or "budget-project",
            **form.values,
            "budget": form.budget,
            "plan": plan,
        }
        guesses = form.guesses
        if unit.doubt:
            word = "amount" if unit.is_amount else "percent"
            confidence: Confidence = "low" if unit.doubt == "no-percent" else "medium"
            guesses = [*guesses, Guess(("plan", "unit"), word, confidence, unit.doubt)]
        cells: list[IndicatorCells] = []
        if (table := form.indicators) is not None:
            tree["indicators"] = table.rows
            guesses = [*guesses, *table.guesses]
            cells = table.cells
        self.places.append(ProjectPlaces(form.places, cells))
        project, cleaned = _validated(Project, tree)
        if table is not None:
            table.rows.clear()  # the model has them now, and a long report has many
        root: FieldPath = ("projects", number)
        self.guesses += [
            guess._replace(path=(*root, *guess.path)) for guess in (*guesses, *cleaned)
        ]
        return project


# The same few values stand in most indicators; a long one is hardly the same again.
_short_value = lru_cache(maxsize=4096)(IndicatorValue.parse)
_SHORT = 64


def _value_of(text: str) -> IndicatorValue:
    return _short_value(text) if len(text) <= _SHORT else IndicatorValue.parse(text)


def _with_values(tree: dict[str, Any]) -> dict[str, Any]:
    """Return a tree with the values of its indicators taken apart."""
    if "indicators" not in tree:
        return tree
    rows = [
        {**row, "value": _value_of(row["value"])} if row.get("value") else row
        for row in tree["indicators"]
    ]
    return {**tree, "indicators": rows}


_M = TypeVar("_M", bound=BaseModel)


def _validated(model: type[_M], tree: dict[str, Any]) -> tuple[_M, list[Guess]]:
    """Make a model; characters that no document may hold are taken out, and each text is told."""
    try:
        return model.model_validate(_with_values(tree)), []
    except ValidationError:
        changed: dict[FieldPath, str] = {}
        clean = sanitise(tree, changed)
        guesses = [Guess(path, text, "low", "characters") for path, text in changed.items()]
        return model.model_validate(_with_values(clean)), guesses


def _form_frame(found: FoundForm) -> FormFrame:
    form = found.form
    headings = [form.heading, *form.more_headings] if form.heading is not None else []
    header = form.indicators.header if form.indicators is not None else None
    return FormFrame(headings, form.unit_line, header)


def _ends_early(forms: list[FoundForm]) -> bool:
    """Tell whether the last form does not come to its indicators, as the others do."""
    if not forms:
        return False
    last = forms[-1].form.indicators
    if last is None or (not last.rows and last.is_header_cut):
        return True
    return not last.rows and any(
        table.rows for found in forms if (table := found.form.indicators) is not None
    )


def _last_row(forms: FoundForms) -> Origin | None:
    if not forms.forms:
        return None
    row = forms.forms[-1].form.last_row
    return row.origin if row else None
