"""The fields of a report, of a project and of a row, by the paths they have in a definition."""

from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from jixiao.model import FieldPath

_ModelT = TypeVar("_ModelT", bound=BaseModel)


class Field(NamedTuple):
    """A field: its path in a definition, and the attributes that lead to it in the model."""

    path: FieldPath
    attributes: tuple[str, ...]

    def get(self, model: BaseModel) -> Any:
        """Return the value that a model has in the field."""
        value: Any = model
        for name in self.attributes:
            value = getattr(value, name)
        return value

    def put(self, model: _ModelT, value: Any) -> _ModelT:
        """Return a model with another value in the field."""
        return _put(model, self.attributes, value)


def _put(model: _ModelT, attributes: tuple[str, ...], value: Any) -> _ModelT:
    name, *rest = attributes
    inner = _put(getattr(model, name), tuple(rest), value) if rest else value
    return model.model_copy(update={name: inner})


def _fields(*attributes: tuple[str, ...]) -> tuple[Field, ...]:
    return tuple([Field(path, path) for path in attributes])


REPORT_FIELDS = (
    Field(("schema",), ("schema_version",)),
    Field(("report", "fiscal_year"), ("header", "fiscal_year")),
    Field(("report", "edition"), ("header", "edition")),
    Field(("report", "framework"), ("header", "framework")),
    *_fields(
        ("unit", "code"),
        ("unit", "name"),
        ("targets", "overall"),
        ("targets", "itemised"),
        ("targets", "safeguards"),
        ("check", "ignore"),
    ),
)

PROJECT_FIELDS = _fields(
    ("kind",),
    ("code",),
    ("name",),
    ("purpose",),
    ("budget", "total"),
    ("budget", "fiscal"),
    ("budget", "other"),
    ("plan", "march"),
    ("plan", "june"),
    ("plan", "october"),
    ("plan", "december"),
    ("plan", "unit"),
    ("check", "ignore"),
)

ROW_FIELDS = _fields(
    ("level1",),
    ("level2",),
    ("level3",),
    ("description",),
    ("value",),
    ("basis",),
)
