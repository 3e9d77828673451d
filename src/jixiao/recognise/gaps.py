"""What is missing from a report that reads well: a form, the upper half of one, its indicators.

All that stands in such a file is understood. But forms are numbered, contents lists name them, and
all forms have the same rows: so what is not there leaves a gap.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from jixiao.diagnostics import Diagnostic
from jixiao.i18n import _
from jixiao.model import Project
from jixiao.readers.types import Line, Reading, Table
from jixiao.recognise.headings import has_form_mark, kind_of_marks
from jixiao.recognise.locate import Locator
from jixiao.recognise.types import Recognition
from jixiao.wording import Wording, key, load_wording
from jixiao.wording.headings import read_form_heading

# What stands between a heading and its page number in a contents list.
_LEADERS = " \t\u3000.．…·—-:："
_DIGITS = "0123456789０１２３４５６７８９"
_MOST_NAMED = 3

_LOSSES = frozenset(
    ("parse-numbers", "parse-contents-longer", "parse-no-head", "parse-cut-form", "read-character")
)


def tells_of_loss(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether one of them says that a part of the report is not there, or not readable.

    Such a file is not complete, however much of what is there is understood. A number that
    repeats, and a form whose table of indicators is there and blank, are no loss.
    """
    return any(diagnostic.code in _LOSSES for diagnostic in diagnostics)


def find_gaps(
    reading: Reading, recognition: Recognition, locator: Locator, wording: Wording | None = None
) -> tuple[Diagnostic, ...]:
    """Return one diagnostic for each sign that a part of a report is missing.

    Codes: parse-numbers (the numbers of forms jump), parse-number-twice (one repeats),
    parse-contents-longer (a contents list names forms that are not there), parse-no-head (a form
    without code and budget), parse-cut-form (one without the table of indicators),
    parse-no-indicators (one whose table is blank).
    """
    wording = wording or load_wording()
    found = _Outline(reading, wording)
    forms = len(recognition.report.projects)
    return (
        *_number_gaps(found, recognition, locator),
        *_contents_gaps(found.entries, forms, recognition, locator),
        *_form_gaps(recognition, locator),
    )


def no_forms(reading: Reading, locator: Locator) -> Diagnostic:
    """Return that there is no form of a project, with the cause where a text shows it."""
    if _has_lost_cells(reading, load_wording()):
        return Diagnostic(
            "parse-no-forms",
            _("no form was found: nothing in this text separates the cells of its tables (tabs)"),
            _("read the .docx, .doc or .pdf that the text was made of"),
            locator.file,
        )
    return Diagnostic(
        "parse-no-forms",
        _("no form of a project was found in it"),
        _("check that the file is whole"),
        locator.file,
    )


def _has_lost_cells(reading: Reading, wording: Wording) -> bool:
    """Tell whether a text has the words of forms, but no tables."""
    if reading.format != "text" or any(isinstance(block, Table) for block in reading.blocks):
        return False
    return any(
        read_form_heading(block.text, wording) or wording.label_of(block.text.split(None, 1)[0])
        for block in reading.blocks
        if isinstance(block, Line) and block.text.strip()
    )


class _Heading(NamedTuple):
    """The heading of a form that has a table, or an entry of a contents list."""

    number: int
    name: str
    line: Line


class _Outline:
    """The numbered headings of a report, part by part, and what its contents lists name.

    As for `find_forms`, the last heading in front of a table is that of a form; those that no table
    follows, behind the title of a contents list, are entries that somebody typed.
    """

    def __init__(self, reading: Reading, wording: Wording) -> None:
        self.parts: list[list[_Heading]] = [[]]
        self.entries: list[_Heading] = []
        self.is_report = False
        self._wording = wording
        lines = [block for block in reading.blocks if isinstance(block, Line)]
        self._marked = any(map(has_form_mark, lines))
        self._waiting: _Heading | None = None
        self._in_contents = False
        for block in reading.blocks:
            if isinstance(block, Table):
                self._take_table()
            else:
                self._take_line(block)

    def _take_line(self, line: Line) -> None:
        if line.contents:
            self._add_entry(line)
        elif title := self._wording.title_of(line.text):
            self.is_report = True
            self._in_contents = self._in_contents or title == "contents"
            self.parts.append([])
        elif (heading := self._heading(line)) is not None:
            if self._waiting is not None and self._in_contents:
                self._add_entry(self._waiting.line)
            self._waiting = heading
        elif self._in_contents:
            self._add_entry(line)

    def _take_table(self) -> None:
        self._in_contents = False
        heading, self._waiting = self._waiting, None
        if heading is None:
            return
        if heading.number == 1 or self._is_of_another_kind(heading):
            self.parts.append([])
        self.parts[-1].append(heading)

    def _is_of_another_kind(self, heading: _Heading) -> bool:
        part = self.parts[-1]
        return bool(part) and kind_of_marks(part[-1].line) != kind_of_marks(heading.line)

    def _heading(self, line: Line) -> _Heading | None:
        if self._marked and not has_form_mark(line):
            return None
        return self._read(line, line.text)

    def _add_entry(self, line: Line) -> None:
        text = line.text.rstrip(_LEADERS).rstrip(_DIGITS).rstrip(_LEADERS)
        if (entry := self._read(line, text)) is not None:
            self.entries.append(entry)

    def _read(self, line: Line, text: str) -> _Heading | None:
        heading = read_form_heading(text, self._wording)
        if heading is None or not heading.number:
            return None
        return _Heading(int(heading.number), heading.name, line)


def _number_gaps(
    found: _Outline, recognition: Recognition, locator: Locator
) -> Iterator[Diagnostic]:
    """Yield what is odd about the numbers of forms, part by part."""
    report = recognition.report
    targets = report.targets
    jumps = [jump for part in found.parts for jump in _jumps(part)]
    missing = sum(number - before - 1 for before, number, _line in jumps)
    unnumbered = len(report.projects) - sum(map(len, found.parts))
    # Single forms, as for a correction, keep their numbers; forms without one may fill the gaps.
    is_whole = found.is_report or any((targets.overall, targets.itemised, targets.safeguards))
    if is_whole and missing > unnumbered:
        for before, number, line in jumps:
            yield _jump(before, number, line, locator)
    for part in found.parts:
        counts = Counter(heading.number for heading in part)
        last = {heading.number: heading.line for heading in part}
        for number, count in counts.items():
            if count > 1:
                yield _twice(number, count, last[number], locator)


def _jumps(part: list[_Heading]) -> Iterator[tuple[int, int, Line]]:
    """Yield the numbers before and after each gap, and the heading behind it."""
    lines = {heading.number: heading.line for heading in part}
    for before, number in pairwise([0, *sorted(lines)]):
        if number > before + 1:
            yield before, number, lines[number]


def _jump(before: int, number: int, line: Line, locator: Locator) -> Diagnostic:
    message = _("the numbers of forms jump from {before} to {number}: forms may be missing between")
    if not before:
        message = _("the first form has the number {number}: forms before it may be missing")
    return Diagnostic(
        "parse-numbers",
        message.format(before=before, number=number),
        _("look whether the file has all forms; get a whole copy, or correct the numbers"),
        locator.place(line.origin, line.text),
        _context(line, locator),
    )


def _twice(number: int, count: int, line: Line, locator: Locator) -> Diagnostic:
    message = _("{count} forms of one part have the number {number}")
    return Diagnostic(
        "parse-number-twice",
        message.format(count=count, number=number),
        _("look whether a form stands there twice, or correct the number"),
        locator.place(line.origin, line.text),
        _context(line, locator),
    )


def _contents_gaps(
    entries: list[_Heading], forms: int, recognition: Recognition, locator: Locator
) -> Iterator[Diagnostic]:
    """Yield that contents lists name forms that are not there; two lists may name the same."""
    named = {(entry.number, key(entry.name)): entry.name for entry in entries}
    if len(named) <= forms:
        return
    present = {key(project.name or "") for project in recognition.report.projects}
    lost = [name for (_number, compared), name in named.items() if compared not in present]
    examples = _("; ").join(lost[:_MOST_NAMED]) + ("…" if len(lost) > _MOST_NAMED else "")
    message = _("the contents list names {named} forms, and the file has {forms}")
    if lost:
        message = _("the contents list names {named} forms, and the file has {forms}; not {names}")
    yield Diagnostic(
        "parse-contents-longer",
        message.format(named=len(named), forms=forms, names=examples),
        _("look whether the file has all forms; if so, update its contents list"),
        locator.file,
    )


def _form_gaps(recognition: Recognition, locator: Locator) -> Iterator[Diagnostic]:
    """Yield which forms lack their upper rows, or their indicators."""
    projects = recognition.report.projects
    tables_missing = recognition.claims.get("indicator header", 0) < len(projects)
    usual = any(project.indicators for project in projects)
    for number, project in enumerate(projects):
        if not _has_head(number, project, recognition):
            yield _form_gap(
                "parse-no-head",
                _("the form of {name} has neither code nor budget: its first rows are missing"),
                number,
                project,
                locator,
            )
        is_cut_off = recognition.truncated and number == len(projects) - 1  # that is told
        if project.indicators or not usual or is_cut_off:
            continue
        code, message = "parse-no-indicators", _("the form of {name} has no indicators")
        if tables_missing:
            code = "parse-cut-form"
            message = _("the form of {name} has no table of indicators")
        yield _form_gap(code, message, number, project, locator)


def _has_head(number: int, project: Project, recognition: Recognition) -> bool:
    """Tell whether a form has its code, or a cell for its budget, be it blank."""
    return project.code is not None or (
        ("projects", number, "budget", "total") in recognition.places
    )


def _form_gap(
    code: str, message: str, number: int, project: Project, locator: Locator
) -> Diagnostic:
    name = project.name or _("project {number}").format(number=number + 1)
    advice = _("compare the form with the file; get a whole copy, or complete it by hand")
    return Diagnostic(code, message.format(name=name), advice, locator.file)


def _context(line: Line, locator: Locator) -> tuple[str, ...]:
    words = locator.describe(line.origin)
    return (words,) if words else ()
