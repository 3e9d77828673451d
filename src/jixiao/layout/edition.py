"""Editions (版式): the generations of the official export, as data of a template pack."""

from string import Formatter
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from jixiao.model import Line


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _pattern(*fields: str) -> AfterValidator:
    """Accept a pattern such as ``{number}.{name}`` with exactly these fields."""

    def check(pattern: str) -> str:
        try:
            parts = list(Formatter().parse(pattern))
            plain = all(not spec and not conversion for _, _, spec, conversion in parts)
            found = [field for _, field, _, _ in parts if field is not None] if plain else ["?"]
        except ValueError:
            found = ["?"]
        if sorted(found) != sorted(fields):
            raise PydanticCustomError(
                "pattern_fields",
                "pattern must have the fields {fields}",
                {"fields": " ".join(f"{{{field}}}" for field in fields)},
            )
        return pattern

    return AfterValidator(check)


class Numbering(_Data):
    """How parts, forms, entries of the contents list and goals are numbered."""

    part: Annotated[Line, _pattern("ordinal")]
    form: Annotated[Line, _pattern("number", "name")]
    entry: Annotated[Line, _pattern("number", "name")]
    goal: Annotated[Line, _pattern("number")]


class ContentsMarks(_Data):
    """What marks the entries of the contents lists: TC fields by letter, or bookmarks by prefix."""

    marks: Literal["fields", "bookmarks"]
    targets: Line
    special_funds: Line
    budget_projects: Line


class PlanForm(_Data):
    """How a percentage of the spending plan is printed."""

    suffix: str


class Labels(_Data):
    """The fixed words of the report, padding included."""

    contents: Line
    targets: Line
    special_funds: Line
    budget_projects: Line
    overall: Line
    itemised: Line
    safeguards: Line
    overall_entry: Line
    itemised_entry: Line
    safeguards_entry: Line
    money_unit: Line
    code: Line
    project_name: Line
    fund_name: Line
    budget_and_purpose: Line
    total: Line
    fiscal: Line
    other: Line
    plan: Line
    march: Line
    june: Line
    october: Line
    december: Line
    goals: Line
    level1: Line
    level2: Line
    level3: Line
    description: Line
    value: Line
    basis: Line
    correction: Line | None = None


class Edition(_Data):
    """One generation of the official export."""

    name: Line
    title: Line
    numbering: Numbering
    contents: ContentsMarks
    plan: PlanForm
    labels: Labels
