"""The fields that are compared are all that a model has."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from jixiao.correct.fields import PROJECT_FIELDS, REPORT_FIELDS, ROW_FIELDS, Field
from jixiao.model import Header, Indicator, IndicatorValue, Project, Report


@pytest.mark.parametrize(
    ("model", "fields", "lists"),
    [
        (Report(header=Header(edition="hebei-2023")), REPORT_FIELDS, {"projects"}),
        (Project(), PROJECT_FIELDS, {"goals", "indicators"}),
        (Indicator(value=IndicatorValue.parse("5个")), ROW_FIELDS, set()),
    ],
    ids=["report", "project", "row"],
)
def test_no_field_of_a_model_is_missing(
    model: BaseModel, fields: tuple[Field, ...], lists: set[str]
) -> None:
    assert {field.attributes for field in fields} == {
        path for path in _leaves(model) if path[0] not in lists
    }


def _leaves(model: BaseModel) -> Iterator[tuple[str, ...]]:
    for name, value in model:
        if isinstance(value, BaseModel) and not isinstance(value, IndicatorValue):
            yield from ((name, *path) for path in _leaves(value))
        else:
            yield (name,)
