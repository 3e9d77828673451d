"""Files checked: definitions, and whatever else can be read, all of a run together."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jixiao.build.inputs import Input
from jixiao.check import FieldPath, ReportView, Rule, Selection, SourceFacts, all_rules
from jixiao.check.results import CheckedFile, Located
from jixiao.check.run import Found, check_each
from jixiao.check.settings import CheckSettings
from jixiao.check.types import Profile
from jixiao.definition import Definition, dumps, loads
from jixiao.diagnostics import Place
from jixiao.layout import Edition
from jixiao.model import Report
from jixiao.readers import Reading, ReadOptions
from jixiao.readers.sniff import is_definition
from jixiao.readers.types import Line, Origin
from jixiao.recognise.parse import Parsed, parse_bytes
from jixiao.writers.memory import unhurried_gc

DEFINITION_SUFFIXES = (".toml", ".json")


@dataclass(frozen=True)
class Subject:
    """One file to be checked: its report, and how a path in it becomes a place.

    ``data`` are the bytes of a definition, None for any other file: only definitions are mended.
    """

    name: str
    report: Report
    locate: Callable[[Found], Located]
    source: SourceFacts = field(default_factory=SourceFacts)
    path: Path | None = None
    data: bytes | None = None
    mendable: bool = True
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True)
class Reader:
    """Reads what is to be checked; ``editions`` are those that reports are told apart by."""

    editions: Callable[[], Sequence[Edition]]
    options: ReadOptions

    def read(self, one: Input, settings: CheckSettings) -> Subject:
        """Return an input as a subject.

        Raises:
            JixiaoError: it cannot be read, or nothing in it is of a report.
        """
        rules = settings.rules()
        data = one.read(self.options.limits.file_bytes)
        if _is_named_as_definition(one) or is_definition(data):
            definition = loads(data, one.name)
            return of_definition(definition, data, one.path, rules)
        return of_parsed(parse_bytes(data, one.name, self.editions(), self.options), rules)


def _is_named_as_definition(one: Input) -> bool:
    return one.path is not None and one.path.suffix.lower() in DEFINITION_SUFFIXES


def of_definition(
    definition: Definition, data: bytes | None, path: Path | None, rules: tuple[Rule, ...]
) -> Subject:
    """Return a definition as a subject: findings have line and column."""

    def locate(found: Found) -> Located:
        path = found.finding.path
        quoted = _quoted(found.finding.message.zh)
        place = definition.source.place_within(path, quoted) if quoted else None
        return Located(found, place or definition.source.place_of(path))

    return Subject(
        definition.source.name, definition.report, locate, path=path, data=data, rules=rules
    )


_QUOTE = re.compile(r"“([^”…]+)")


def _quoted(message: str) -> str | None:
    """Return the words that a message quotes first, up to where it cuts them short."""
    match = _QUOTE.search(message)
    return match[1] if match else None


def of_parsed(parsed: Parsed, rules: tuple[Rule, ...]) -> Subject:
    """Return a file that was read back as a subject: findings have a line, or a table and row."""
    locator, places = parsed.locator, parsed.recognition.places
    recognised = parsed.recognition.report

    def locate(found: Found) -> Located:
        path = found.finding.path
        line = _line_with(parsed.reading, found) if path[:1] == ("targets",) else None
        origin, text = (line.origin, line.text) if line else (_origin(places, path), None)
        if origin is None:
            return Located(found, Place(parsed.name))
        place = locator.place(origin, _text_at(recognised, path) if text is None else text)
        return Located(found, place, locator.describe(origin))

    stray = tuple(item.text for item in parsed.recognition.residue if item.reason != "page-number")
    source = SourceFacts(parsed.recognition.truncated, stray)
    return Subject(parsed.name, parsed.report, locate, source, mendable=False, rules=rules)


def _origin(places: Mapping[FieldPath, Origin], path: FieldPath) -> Origin | None:
    """Return where a path stands, or the nearest above it; of a whole form its name or code."""
    nearest = [path[:length] for length in range(len(path), 0, -1)]
    of_form = [(*path[:2], field) for field in ("name", "code")]
    return next((places[one] for one in [*nearest, *of_form] if one in places), None)


def _line_with(reading: Reading, found: Found) -> Line | None:
    """Return the line of the running text that has what a message quotes first."""
    words = _quoted(found.finding.message.zh)
    lines = (block for block in reading.blocks if isinstance(block, Line) and not block.contents)
    return next((line for line in lines if words and words in line.text), None)


def _text_at(report: Report, path: FieldPath) -> str:
    """Return the text at a path, to be quoted; nothing where it is none."""
    value: object = report
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, tuple) and step < len(value) else None
        else:
            value = getattr(value, step, None)
    return "" if value is None else str(value)


def check_subjects(subjects: Sequence[Subject]) -> list[CheckedFile]:
    """Return what the rules of each subject find; rules across units see them all."""
    views = [
        ReportView(subject.report, number, subject.name, subject.source)
        for number, subject in enumerate(subjects)
    ]
    with unhurried_gc():  # thousands of small pieces, none of them garbage
        found = check_each(views, [subject.rules for subject in subjects])
        return [
            CheckedFile(
                subject.name,
                subject.report,
                _in_order(map(subject.locate, of_subject)),
                subject.mendable,
            )
            for subject, of_subject in zip(subjects, found, strict=True)
        ]


def _in_order(findings: Iterable[Located]) -> tuple[Located, ...]:
    """Return findings project by project, and in each as they stand in the file."""

    def place(one: Located) -> tuple[int, int, int]:
        project = -1 if one.project is None else one.project
        return project, one.place.line or 0, one.place.column or 0

    return tuple(sorted(findings, key=place))


def check_definition(definition: Definition, rules: Iterable[Rule]) -> CheckedFile:
    """Return what rules find in one definition."""
    (checked,) = check_subjects([of_definition(definition, None, None, tuple(rules))])
    return checked


def check_report(
    source: Report | Definition | Parsed, *, profile: Profile = "submit"
) -> CheckedFile:
    """Return what the rules of a profile find in a report, a definition, or a file read back."""
    rules = Selection(profile).rules()
    if isinstance(source, Parsed):
        (checked,) = check_subjects([of_parsed(source, rules)])
        return checked
    if isinstance(source, Report):
        # A report made in Python has no text in which a fault could have its place.
        source = loads(dumps(source), "<report>")
    return check_definition(source, rules)


def error_rules() -> tuple[Rule, ...]:
    """Return the rules of the gravest faults: what a report should not be printed with."""
    return tuple(
        rule
        for rule in all_rules().values()
        if rule.severity == "error" and rule.profile == "submit"
    )
