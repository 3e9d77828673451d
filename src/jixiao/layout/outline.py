"""The outline of a report in an edition: its parts and forms, numbered. No phrase is made here."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import count, groupby
from typing import NamedTuple

from jixiao.layout.edition import Edition
from jixiao.model import Indicator, Project, ProjectKind, Report, format_number, printed_lines

_ORDINALS = "一二三"

# GB/T 9704-2012 7.3.3: the second level is （一）; in these reports it opens its paragraph.
_SECOND_LEVEL = re.compile(r"[（(][一二三四五六七八九十]+[)）][^。：:]{1,30}[。：:]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that a contents list leads to: by a TC field in ``listing``, or by a bookmark."""

    heading: str
    entry: str
    anchor: str
    listing: str | None
    bookmark: str | None


class TargetParagraph(NamedTuple):
    """A paragraph of Part 1: its second-level heading (``（一）……。``), where it has one."""

    lead: str
    rest: str


@dataclass(frozen=True, slots=True)
class Target(Heading):
    """One of the three sections of Part 1."""

    paragraphs: tuple[TargetParagraph, ...]


@dataclass(frozen=True, slots=True)
class PlanCells:
    """The four printed cells of the spending plan."""

    march: str
    june: str
    october: str
    december: str


@dataclass(frozen=True, slots=True)
class Form(Heading):
    """The form (绩效目标表) of one project."""

    project: Project
    number: int
    unit_line: str
    name_label: str
    plan: PlanCells
    goals: tuple[str, ...]
    groups: tuple[tuple[Indicator, ...], ...]


@dataclass(frozen=True, slots=True)
class TargetsPart:
    """Part 1: 部门整体绩效目标."""

    ordinal: str
    title: str
    listing: str
    sections: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class FormsPart:
    """A part of forms: special funds or budget projects."""

    ordinal: str
    title: str
    listing: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """All parts; ``corrected`` where only chosen forms are printed, as they stand in the whole.

    ``mark``: what is printed behind the heading of each of them, mostly nothing.
    """

    targets: TargetsPart
    parts: tuple[FormsPart, ...]
    corrected: bool
    mark: str = ""

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms of all parts, in order."""
        return tuple(form for part in self.parts for form in part.forms)

    @property
    def all_parts(self) -> tuple[TargetsPart | FormsPart, ...]:
        """The parts that the contents lists show, in order."""
        return (self.targets, *self.parts)


def make_outline(
    report: Report,
    edition: Edition,
    only: Collection[int] | None = None,
    *,
    marked: bool = False,
) -> Outline:
    """Return the outline of a report.

    ``only`` holds indices into ``report.projects``: the forms to print, numbered as in the whole.
    ``marked``: print the edition's mark of a correction behind their headings.
    """
    outline = _Numberer(report, edition).outline(only)
    return replace(outline, mark=edition.labels.correction or "") if marked else outline


class _Numberer:
    """Hands out part ordinals, form numbers and bookmarks in the order of the report."""

    def __init__(self, report: Report, edition: Edition) -> None:
        self._report = report
        self._edition = edition
        self._bookmark_numbers = count(1)

    def outline(self, only: Collection[int] | None) -> Outline:
        ordinals = iter(_ORDINALS)
        targets = self._targets_part(next(ordinals))
        kinds: list[ProjectKind] = ["special-fund", "budget-project"]
        if not any(project.kind == "special-fund" for project in self._report.projects):
            kinds.remove("special-fund")
        parts = tuple(self._forms_part(kind, next(ordinals), only) for kind in kinds)
        return Outline(targets, parts, corrected=only is not None)

    def _ordinal(self, ordinal: str) -> str:
        return self._edition.numbering.part.format(ordinal=ordinal)

    def _marks(self, listing: str) -> tuple[str | None, str | None]:
        """Return the list of a TC field or the name of a bookmark (numbered through)."""
        if self._edition.contents.marks == "fields":
            return listing, None
        return None, f"{listing}{next(self._bookmark_numbers):010d}"

    def _targets_part(self, ordinal: str) -> TargetsPart:
        labels = self._edition.labels
        targets = self._report.targets
        listing = self._edition.contents.targets
        sections = (
            (labels.overall, labels.overall_entry, targets.overall),
            (labels.itemised, labels.itemised_entry, targets.itemised),
            (labels.safeguards, labels.safeguards_entry, targets.safeguards),
        )
        return TargetsPart(
            self._ordinal(ordinal),
            labels.targets,
            listing,
            tuple(
                Target(
                    heading,
                    entry,
                    f"target_{number}",
                    *self._marks(listing),
                    tuple(_split_lead(line) for line in printed_lines(text or "")),
                )
                for number, (heading, entry, text) in enumerate(sections, 1)
            ),
        )

    def _forms_part(
        self, kind: ProjectKind, ordinal: str, only: Collection[int] | None
    ) -> FormsPart:
        labels, contents = self._edition.labels, self._edition.contents
        fund = kind == "special-fund"
        listing = contents.special_funds if fund else contents.budget_projects
        members = [
            (index, project)
            for index, project in enumerate(self._report.projects)
            if project.kind == kind
        ]
        forms = [
            (index, self._form(project, number, listing))
            for number, (index, project) in enumerate(members, 1)
        ]
        return FormsPart(
            self._ordinal(ordinal),
            labels.special_funds if fund else labels.budget_projects,
            listing,
            tuple(form for index, form in forms if only is None or index in only),
        )

    def _form(self, project: Project, number: int, listing: str) -> Form:
        numbering, labels = self._edition.numbering, self._edition.labels
        fund = project.kind == "special-fund"
        name = "".join(printed_lines(project.name or ""))
        return Form(
            numbering.form.format(number=number, name=name),
            numbering.entry.format(number=number, name=name),
            f"fund_{number}" if fund else f"project_{number}",
            *self._marks(listing),
            project,
            number,
            "" if fund else self._unit_line(),
            labels.fund_name if fund else labels.project_name,
            self._plan(project),
            tuple(self._goals(project)),
            indicator_groups(project.indicators),
        )

    def _unit_line(self) -> str:
        unit = self._report.unit
        return "".join(printed_lines(f"{unit.code or ''}{unit.name or ''}"))

    def _plan(self, project: Project) -> PlanCells:
        plan = project.plan
        suffix = self._edition.plan.suffix if plan.unit == "percent" else ""
        return PlanCells(
            *(
                "" if number is None else format_number(number) + suffix
                for number in (plan.march, plan.june, plan.october, plan.december)
            )
        )

    def _goals(self, project: Project) -> Iterator[str]:
        for number, goal in enumerate(project.goals, 1):
            yield self._edition.numbering.goal.format(number=number) + "\n".join(
                printed_lines(goal)
            )


def _split_lead(paragraph: str) -> TargetParagraph:
    """Split off a short first sentence that is numbered （一）; running text stays whole."""
    match = _SECOND_LEVEL.match(paragraph)
    end = match.end() if match else 0
    return TargetParagraph(paragraph[:end], paragraph[end:])


def indicator_groups(indicators: tuple[Indicator, ...]) -> tuple[tuple[Indicator, ...], ...]:
    """Return runs of indicators of one level-1 kind; their 一级指标 cell spans the run.

    Rows without a level-1 kind stand alone: there is nothing to share.
    """
    groups: list[tuple[Indicator, ...]] = []
    for level1, run in groupby(indicators, key=lambda indicator: indicator.level1):
        if level1 is None:
            groups.extend((indicator,) for indicator in run)
        else:
            groups.append(tuple(run))
    return tuple(groups)
