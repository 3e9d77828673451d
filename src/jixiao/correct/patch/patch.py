"""A DOCX mended in place: only what differs from a corrected report is changed in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain

from jixiao.correct.diff import diff
from jixiao.correct.patch.changer import Changer
from jixiao.correct.patch.form import Form, FormChanger
from jixiao.correct.patch.marks import Marks
from jixiao.correct.patch.prose import change_prose
from jixiao.correct.patch.target import Target, make_target
from jixiao.correct.patch.tree import XmlTree
from jixiao.correct.patch.verify import Reader, verify
from jixiao.correct.patch.zip_member import replace_member
from jixiao.correct.types import ReportDiff
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.layout import Edition
from jixiao.model import Project, Report
from jixiao.readers.faults import unreadable
from jixiao.readers.types import Limits
from jixiao.readers.zip import open_archive
from jixiao.recognise.parse import Parsed
from jixiao.recognise.places import Places
from jixiao.wording import load_wording
from jixiao.writers.memory import unhurried_gc

DEFAULT_AUTHOR = "jixiao"


@dataclass(frozen=True, slots=True)
class PatchOptions:
    """How a document is mended.

    ``date``: of the tracked changes, in UTC; None is now. ``tracked``: as changes that somebody can
    accept or reject. ``only``: places of projects in the corrected report; nothing else is changed.
    ``limits``: what the file may ask for.
    """

    author: str = DEFAULT_AUTHOR
    date: datetime | None = None
    tracked: bool = True
    only: frozenset[int] | None = None
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Patched:
    """A mended document: its bytes, what it said before and says now, and how these differ."""

    data: bytes
    before: Report
    after: Report
    diff: ReportDiff
    notices: tuple[Diagnostic, ...] = ()


def patch_docx(
    data: bytes,
    parsed: Parsed,
    corrected: Report,
    editions: Sequence[Edition],
    options: PatchOptions,
) -> Patched:
    """Return a DOCX that says what a corrected report says, and is the same in all else.

    Args:
        data: the file.
        parsed: what was read of it, with tracked changes accepted.
        corrected: what it is to say.
        editions: the layouts that are known.
        options: see there.

    Raises:
        JixiaoError: some change cannot be made safely (all are named), the reports do not have
            the same forms, or reading the result back gives another report.
    """
    with unhurried_gc():  # a tree of many small pieces, none of them garbage
        target = make_target(parsed, corrected, editions, options.only)
        return _Mender(data, parsed, target, editions, options).mend()


class _Mender:
    def __init__(
        self,
        data: bytes,
        parsed: Parsed,
        target: Target,
        editions: Sequence[Edition],
        options: PatchOptions,
    ) -> None:
        self._data, self._parsed, self._target = data, parsed, target
        self._editions, self._options = editions, options
        self._report = parsed.recognition.report

    def mend(self) -> Patched:
        target = self._target
        found = diff(target.before, target.after)
        if found.is_empty:
            return Patched(self._data, target.before, target.after, found)
        changer = self._changer()
        self._change(changer)
        if changer.faults:
            raise JixiaoError(changer.faults)
        name, limits = self._parsed.name, self._options.limits
        content = changer.tree.serialise()
        patched = replace_member(self._data, changer.part, content, name, limits)
        reader = Reader(name, self._editions, limits)
        verify(patched, self._data, target.after, self._parsed, reader, self._options.tracked)
        return Patched(patched, target.before, target.after, found, tuple(self._notices()))

    def _changer(self) -> Changer:
        """Read the main part once more, this time with the place of every byte."""
        name, limits = self._parsed.name, self._options.limits
        archive = open_archive(self._data, name, limits)
        part = self._parsed.reading.blocks[0].origin.part
        content = archive.read_whole(part, limits.unpacked_bytes)
        try:
            tree = XmlTree(content)
        except ValueError as error:
            raise unreadable(name, _("its main part is no XML in UTF-8")) from error
        assert tree.root is not None  # there is one, or it would not have been read
        namespace = tree.root.name.partition("}")[0].lstrip("{")
        prefix = tree.prefixes.get(namespace)
        if prefix is None:
            raise unreadable(name, _("its elements are named as no Office program names them"))
        marks = Marks(
            prefix.decode() + ":",
            self._options.author,
            self._options.date or datetime.now(UTC),
            self._options.tracked,
        )
        others = [each for each in archive.names if each.endswith(".xml") and each != part]
        parts = (archive.read_whole(each, limits.unpacked_bytes) for each in others)
        marks.begin_after(chain([content], parts))
        return Changer(tree, part, marks, self._parsed.locator)

    def _change(self, changer: Changer) -> None:
        before, after = self._target.before, self._target.after
        recognition = self._parsed.recognition
        places = recognition.places
        assert isinstance(places, Places)  # of what was read, and not made in Python
        change_prose(before.targets, after.targets, recognition.frame, changer)
        for place, number in enumerate(self._target.order):
            old, new = before.projects[place], after.projects[place]
            form = Form(
                old,
                _label(old, place),
                recognition.frame.forms[number],
                places.project(number),
            )
            form_changer = FormChanger(form, new, self._edition, changer)
            form_changer.change()
            if before.unit != after.unit:
                form_changer.change_unit(before.unit, after.unit)

    @property
    def _edition(self) -> Edition:
        name = self._report.header.edition
        return next(each for each in self._editions if each.name == name)

    def _notices(self) -> Iterator[Diagnostic]:
        """Tell what is made of the text by a program, and not made anew before somebody asks."""
        place = Place(self._parsed.name)
        for name in self._listed_names():
            message = _("the contents list still has the old name {name}")
            advice = _("open the file, put the cursor into the list, and press F9")
            yield Diagnostic("patch-contents", message.format(name=name), advice, place)
        if self._parsed.reading.embedded is not None:
            message = _("the definition inside of the file is that of the earlier version")
            advice = _("nothing is to be done: from now on the text of the file counts")
            yield Diagnostic("patch-embedded", message, advice, place)

    def _listed_names(self) -> Iterator[str]:
        """Yield the old names that a contents list has."""
        before, after = self._target.before.projects, self._target.after.projects
        listed = [line.text for line in self._parsed.recognition.frame.contents]
        ends = load_wording().heading_ends
        for old, new in zip(before, after, strict=True):
            names = [f"{old.name}{end}" for end in ends] if old.name else []
            if old.name and old.name != new.name and _any_in(names, listed):
                yield old.name


def _any_in(names: Sequence[str], texts: Sequence[str]) -> bool:
    return any(name in text for name in names for text in texts)


def _label(project: Project, place: int) -> str:
    names = [each for each in (project.code, project.name) if each]
    return " ".join(names) or _("project {number}").format(number=place + 1)
