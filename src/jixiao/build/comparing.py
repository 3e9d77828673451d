"""Two reports compared, each a definition or a file that can be read: what differs.

Where one of them is a document, both are compared as they are printed: what a document cannot
say (year, framework, accepted findings, padding) is no difference then.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from jixiao.build.inputs import STDIN, Input, find_inputs
from jixiao.build.reading import load_editions
from jixiao.correct.diff import diff
from jixiao.correct.entries import Entry, entries_of, with_places
from jixiao.correct.match import ambiguous_codes
from jixiao.correct.printed import as_printed, in_percent, printed_order
from jixiao.correct.types import ReportDiff
from jixiao.definition import Definition, loads
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _, ngettext
from jixiao.layout import Pack
from jixiao.model import FieldPath, Report
from jixiao.readers import ReadOptions
from jixiao.readers.sniff import is_definition
from jixiao.readers.types import Origin
from jixiao.recognise.parse import Parsed, parse_bytes

DEFINITION_SUFFIXES = (".toml", ".json")
_MOST_NAMED = 5


@dataclass(frozen=True)
class Side:
    """One of two reports: the file's ``name`` as the user knows it, and what was read of it.

    ``warnings`` tell what was not understood of a document: there the reading may be what differs.
    ``doubts`` are the paths of values that were read, and not for certain.
    ``shows_plan_unit``: whether percents and amounts of a spending plan look different in it.
    """

    name: str
    report: Report
    source: Definition | Parsed
    path: Path | None = None
    warnings: tuple[Diagnostic, ...] = ()
    doubts: frozenset[FieldPath] = frozenset()
    shows_plan_unit: bool = True

    @property
    def from_document(self) -> bool:
        """Whether it was read back from a document, which says less than a definition."""
        return isinstance(self.source, Parsed)


@dataclass(frozen=True)
class Compared:
    """Two sides, the two reports as they were compared, and how they differ.

    ``as_printed``: only what is printed was compared, as one side is a document.
    """

    old_side: Side
    new_side: Side
    old: Report
    new: Report
    diff: ReportDiff
    as_printed: bool
    year_on_year: bool = False

    @cached_property
    def entries(self) -> list[Entry]:
        """All differences as a flat list, in the order of the form."""
        found = entries_of(self.diff, self.old, self.new, year_on_year=self.year_on_year)
        if self.as_printed:
            orders = (printed_order(side.report) for side in (self.old_side, self.new_side))
            found = with_places(found, *orders)
        new, old = self.new_side.doubts, self.old_side.doubts
        return [
            replace(entry, doubtful=True)
            if _is_within(entry.path, new) or _is_within(entry.old_path, old)
            else entry
            for entry in found
        ]


def load_side(name: str, options: ReadOptions, pack: Pack) -> Side:
    """Return the report of a definition or of any file that can be read; ``-`` is stdin.

    Raises:
        JixiaoError: it cannot be read, or nothing in it is of a report.
    """
    one = find_input(name)
    return side_of(one, one.read(options.limits.file_bytes), options, pack)


def side_of(one: Input, data: bytes, options: ReadOptions, pack: Pack) -> Side:
    """Return the report that the bytes of a file hold.

    Raises:
        JixiaoError: they cannot be read, or nothing in them is of a report.
    """
    suffix = one.path.suffix.lower() if one.path else ""
    if suffix in DEFINITION_SUFFIXES or is_definition(data):
        definition = loads(data, one.name)
        return Side(one.name, definition.report, definition, one.path)
    editions = load_editions(pack)
    parsed = parse_bytes(data, one.name, editions, options)
    suffixes = {edition.name: edition.plan.suffix for edition in editions}
    shows_unit = bool(suffixes.get(parsed.report.header.edition))
    doubts = frozenset((*_guessed(parsed), *_misread(parsed)))
    return Side(one.name, parsed.report, parsed, one.path, _incomplete(parsed), doubts, shows_unit)


def _guessed(parsed: Parsed) -> Iterator[FieldPath]:
    yield from (guess.path for guess in parsed.guesses if guess.confidence != "high")


def _misread(parsed: Parsed) -> Iterator[FieldPath]:
    """Yield the fields whose cell holds text that could not be taken as their value: 1O0."""
    left = {origin for each in parsed.recognition.residue for origin in _around(each.origin)}
    if left:
        places = parsed.recognition.places
        yield from (path for path, origin in places.items() if origin in left)


def _around(origin: Origin) -> Iterator[Origin]:
    """Yield the place of a line, and of the cell that it stands in."""
    yield origin
    if isinstance(origin.above, Origin):
        yield origin.above


def find_input(name: str) -> Input:
    """Return the one file that a word names; ``-`` is stdin.

    Raises:
        JixiaoError: it names a folder, or nothing at all.
    """
    if not name or (name != STDIN and Path(name).is_dir()):
        message = _("this is a folder, and one file is wanted") if name else _("no file is named")
        place = Place(name) if name else None
        raise JixiaoError(Diagnostic("unreadable", message, _("name a file"), place))
    found = find_inputs([name])
    for _name, error in found.faults:
        raise error
    return found.files[0]


def _incomplete(parsed: Parsed) -> tuple[Diagnostic, ...]:
    """Return what to say of a document that is not understood as a whole."""
    if parsed.is_complete:
        return ()
    parts = []
    residue = sum(item.reason != "page-number" for item in parsed.recognition.residue)
    if residue:
        text = ngettext("{count} line left over", "{count} lines left over", residue)
        parts.append(text.format(count=residue))
    if parsed.recognition.truncated:
        parts.append(_("the file is cut off"))
    message = _("not all of this file is understood: {reasons}").format(
        reasons=_(", ").join(parts) or _("a part is missing")
    )
    advice = _("what differs there may be the reading; look at it with: jixiao parse -v {name}")
    place = Place(parsed.name)
    return (Diagnostic("reading-incomplete", message, advice.format(name=parsed.name), place),)


def compare(
    old: Side,
    new: Side,
    *,
    year_on_year: bool = False,
    other_unit: bool = False,
    only_printed: bool = False,
) -> Compared:
    """Return what differs between two sides.

    Args:
        old: what it was.
        new: what it is now.
        year_on_year: the codes of projects differ by the year.
        other_unit: compare reports of different units too.
        only_printed: compare two definitions, too, by what is printed of them.

    Raises:
        JixiaoError: the reports are of different units, or projects cannot be told apart by code.
    """
    printed = only_printed or old.from_document or new.from_document
    before, after = require_comparable(old, new, other_unit=other_unit, printed=printed)
    found = diff(before, after, year_on_year=year_on_year)
    return Compared(old, new, before, after, found, printed, year_on_year)


def require_comparable(
    old: Side, new: Side, *, other_unit: bool = False, printed: bool = True
) -> tuple[Report, Report]:
    """Return two reports as they are compared: ``printed``: by what is printed of them.

    Raises:
        JixiaoError: the reports are of different units, or projects cannot be told apart by code.
    """
    before, after = old.report, new.report
    if printed:
        before, after = _alike(as_printed(before), as_printed(after), old, new)
    names = old.name, new.name
    if faults := [*_unit_faults(old, new, other_unit), *_code_faults(before, after, names)]:
        raise JixiaoError(faults)
    return before, after


def _alike(before: Report, after: Report, old: Side, new: Side) -> tuple[Report, Report]:
    """Return printed reports without differences in what a document lets one guess only."""
    if old.from_document or new.from_document:
        header = before.header.model_copy(update={"edition": after.header.edition})
        before = before.model_copy(update={"header": header})
    if not (old.shows_plan_unit and new.shows_plan_unit):
        return in_percent(before), in_percent(after)
    return before, after


def _unit_faults(old: Side, new: Side, other_unit: bool) -> list[Diagnostic]:
    if other_unit or not _is_of_another_unit(old.report, new.report):
        return []
    message = _("these are reports of different units: {old} ({old_file}) and {new} ({new_file})")
    advice = _("name two reports of one unit, or compare them all the same with --other-unit")
    text = message.format(
        old=_unit_label(old.report),
        old_file=old.name,
        new=_unit_label(new.report),
        new_file=new.name,
    )
    return [Diagnostic("unit-differs", text, advice)]


def _is_of_another_unit(old: Report, new: Report) -> bool:
    """Tell reports apart that share no project code, and whose units share nothing either."""
    codes = [{project.code for project in one.projects if project.code} for one in (old, new)]
    if codes[0] & codes[1]:
        return False
    pairs = (old.unit.code, new.unit.code), (old.unit.name, new.unit.name)
    known = [(before, after) for before, after in pairs if before and after]
    return bool(known) and all(before.split() != after.split() for before, after in known)


def _unit_label(report: Report) -> str:
    return " ".join(part for part in (report.unit.code, report.unit.name) if part)


def _code_faults(old: Report, new: Report, names: tuple[str, str]) -> list[Diagnostic]:
    message = _("several forms have the code {code} and the same name: {old} and {new}")
    advice = _("give each project a code or a name of its own, so that they can be told apart")
    return [
        Diagnostic(
            "code-ambiguous",
            message.format(code=code, old=names[0], new=names[1]),
            advice,
            Place(names[1]),
        )
        for code in ambiguous_codes(old, new)
    ]


def _is_within(path: FieldPath, doubts: frozenset[FieldPath]) -> bool:
    """Tell whether a value, or what it is a part of, is in doubt."""
    return any(path[:length] in doubts for length in range(2, len(path) + 1))
