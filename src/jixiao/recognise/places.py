"""Where each value of a report was read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jixiao.model import FieldPath
from jixiao.readers.types import Cell, Origin

INDICATOR_FIELDS = frozenset(("level1", "level2", "level3", "description", "value", "basis"))


class IndicatorCells(NamedTuple):
    """The cells of one row of indicators, and the field that each belongs to."""

    cells: Sequence[Cell | None]
    fields: Sequence[str | None]

    def origins(self) -> Iterator[tuple[str, Origin]]:
        """Yield the fields of the model, and where each stands."""
        for cell, field in zip(self.cells, self.fields, strict=False):
            if cell is not None and field in INDICATOR_FIELDS:
                yield field, cell.origin


class ProjectPlaces(NamedTuple):
    """The places of one project, with paths from the project on: ``("budget", "total")``."""

    fields: Mapping[FieldPath, Origin]
    indicators: Sequence[IndicatorCells]

    def all(self) -> Iterator[tuple[FieldPath, Origin]]:
        """Yield each path, and where its value stands."""
        yield from self.fields.items()
        for number, row in enumerate(self.indicators):
            for field, origin in row.origins():
                yield ("indicators", number, field), origin


class Places(Mapping[FieldPath, Origin]):
    """Where each value was read, by its path in the definition; cells left blank have theirs too.

    A long report has a hundred thousand: paths are put together when somebody asks for them.
    """

    def __init__(
        self, fields: Mapping[FieldPath, Origin], projects: Sequence[ProjectPlaces]
    ) -> None:
        self._fields, self._projects = fields, projects

    def project(self, number: int) -> ProjectPlaces:
        """Return the places of one project, by its place in the report."""
        return self._projects[number]

    def __getitem__(self, path: FieldPath) -> Origin:
        try:
            match path:
                case ("projects", int(number), "indicators", int(row), str(field)):
                    return dict(self._projects[number].indicators[row].origins())[field]
                case ("projects", int(number), *rest):
                    return self._projects[number].fields[tuple(rest)]
        except IndexError:
            raise KeyError(path) from None
        return self._fields[path]

    def __iter__(self) -> Iterator[FieldPath]:
        yield from self._fields
        for number, project in enumerate(self._projects):
            for path, _origin in project.all():
                yield ("projects", number, *path)

    def __len__(self) -> int:
        return sum(1 for _path in self)
