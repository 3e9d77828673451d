"""Reports as rules look at them: rows with their paths, kinds and neighbours.

A view adds nothing to the model but where things stand and what they are by their framework;
what several rules ask for is worked out once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from jixiao.check.frameworks import (
    EditionFacts,
    Framework,
    facts_of_edition,
    framework_of,
    level1_kind,
    level2_kind,
)
from jixiao.model import (
    Budget,
    FieldPath,
    Indicator,
    IndicatorValue,
    Project,
    Report,
    SpendingPlan,
    Unit,
)


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What reading a file has shown that its report cannot: nothing of a definition.

    ``truncated``: the file ends in the middle. ``stray``: texts that belong nowhere.
    """

    truncated: bool = False
    stray: tuple[str, ...] = ()


class Row:
    """绩效指标: one row of the indicator table of a project."""

    __slots__ = (
        "basis",
        "description",
        "kind1",
        "kind2",
        "level1",
        "level2",
        "level3",
        "names",
        "number",
        "project",
        "value",
    )

    def __init__(self, project: "ProjectView", number: int, model: Indicator) -> None:
        self.project, self.number = project, number
        self.level1, self.level2, self.level3 = model.level1, model.level2, model.level3
        self.description, self.basis = model.description, model.basis
        self.value: IndicatorValue | None = model.value
        self.kind1 = level1_kind(model.level1)
        """The level-1 kind by its English name: output, benefit, satisfaction, cost."""
        self.kind2 = level2_kind(model.level2)
        """The level-2 kind by its English name: quantity, quality, timeliness, cost, economic…"""
        self.names = "\n".join([text for text in (model.level3, model.description) if text])
        """Level 3 and description together: the words that say what is measured."""

    def path(self, field: str | None = None) -> FieldPath:
        """Return the path of the row, or of one of its fields."""
        whole: FieldPath = ("projects", self.project.number, "indicators", self.number)
        return whole if field is None else (*whole, field)

    @property
    def label(self) -> str:
        """What a message calls the row: level 3, else its description, else level 2."""
        return self.level3 or self.description or self.level2 or str(self.number + 1)


class ProjectView:
    """预算项目 or 专项资金: one form."""

    def __init__(self, report: "ReportView", number: int, model: Project) -> None:
        self.report, self.number, self.model = report, number, model

    def path(self, *steps: str | int) -> FieldPath:
        """Return the path of the project, or of something in it."""
        return ("projects", self.number, *steps)

    @property
    def budget(self) -> Budget:
        """预算规模, in 万元."""
        return self.model.budget

    @property
    def plan(self) -> SpendingPlan:
        """资金支出计划."""
        return self.model.plan

    @property
    def name(self) -> str:
        """The name, else the number of the form."""
        return self.model.name or f"#{self.number + 1}"

    @property
    def framework(self) -> Framework:
        """The framework that the report follows."""
        return self.report.framework

    @property
    def edition(self) -> EditionFacts:
        """What the edition of the report prints by itself."""
        return self.report.edition

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the indicator table."""
        return tuple(
            [Row(self, number, model) for number, model in enumerate(self.model.indicators)]
        )


class ReportView:
    """部门预算绩效文本: one report; ``number`` is its place among those checked together."""

    def __init__(
        self, model: Report, number: int = 0, name: str = "", source: SourceFacts | None = None
    ) -> None:
        self.model, self.number, self.name = model, number, name
        self.source = source or SourceFacts()

    @property
    def unit(self) -> Unit:
        """The unit that the report is of."""
        return self.model.unit

    @cached_property
    def framework(self) -> Framework:
        """The framework that the report states, else the one that its indicators show."""
        return framework_of(self.model)

    @cached_property
    def edition(self) -> EditionFacts:
        """What the edition of the report prints by itself."""
        return facts_of_edition(self.model.header.edition)

    @cached_property
    def projects(self) -> tuple[ProjectView, ...]:
        """The projects, one form each."""
        return tuple(
            [ProjectView(self, number, model) for number, model in enumerate(self.model.projects)]
        )

    def texts(self) -> Iterator[tuple[FieldPath, str]]:
        """Yield every text of the report and its path: prose, names, purposes, goals, cells."""
        for section in ("overall", "itemised", "safeguards"):
            if text := getattr(self.model.targets, section):
                yield ("targets", section), text
        for project in self.projects:
            yield from _texts_of(project)


def _texts_of(project: ProjectView) -> Iterator[tuple[FieldPath, str]]:
    model = project.model
    for field in ("name", "purpose"):
        if text := getattr(model, field):
            yield project.path(field), text
    for number, goal in enumerate(model.goals):
        yield project.path("goals", number), goal
    for row in project.rows:
        for field in ("level3", "description", "basis"):
            if text := getattr(row, field):
                yield row.path(field), text
        if row.value is not None:
            yield row.path("value"), row.value.raw


class ReportsView:
    """All reports that are checked together: what rules across units look at."""

    def __init__(self, reports: Sequence[ReportView]) -> None:
        self.reports = tuple(reports)
