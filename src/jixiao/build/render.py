"""A definition to the bytes of its outputs: selection, layout, writers."""

import difflib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from jixiao.blocks import Document, Heading
from jixiao.build.formats import FORMATS, Output, Pages
from jixiao.build.notices import MISSING_GLYPH, pdf_unavailable
from jixiao.build.selection import select_projects
from jixiao.definition import Definition, Source, dumps
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.layout import Edition, Pack, load_pack
from jixiao.layout.compose import compose
from jixiao.model import Project, Report, Targets
from jixiao.writers.job import Job, Properties
from jixiao.writers.memory import unhurried_gc
from jixiao.writers.pdf import PdfUnavailable

DEFAULT_FORMATS = ("docx", "pdf")
DATE_VARIABLE = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True)
class Request:
    """What is to be made of each definition.

    Single forms are chosen by ``projects``, codes or names, or by ``forms``, indices of projects;
    ``marked``: their headings have the mark of a correction.
    """

    formats: tuple[str, ...] = DEFAULT_FORMATS
    projects: tuple[str, ...] = ()
    strict_fonts: bool = False
    forms: tuple[int, ...] | None = None
    marked: bool = False


@dataclass
class Rendered:
    """The outputs of one definition by format, and the formats that could not be made."""

    files: dict[str, bytes] = field(default_factory=dict)
    failures: dict[str, JixiaoError] = field(default_factory=dict)
    notices: list[Diagnostic] = field(default_factory=list)


def render(
    report: Report,
    formats: Iterable[str] = DEFAULT_FORMATS,
    *,
    projects: Iterable[str] = (),
    templates: Path | str | None = None,
    strict_fonts: bool = False,
) -> Mapping[str, bytes]:
    """Return a report as the bytes of each format: ``docx``, ``pdf``, ``text``.

    Args:
        report: the report to render.
        formats: names of formats.
        projects: codes of projects; only their forms are printed, as they stand in the report.
        templates: a template pack; None finds the one in use, as the command line does.
        strict_fonts: refuse a PDF with a character that no font has.

    Raises:
        JixiaoError: whatever stands in the way, PDF without its libraries included.
    """
    request = Request(check_formats(formats), tuple(projects), strict_fonts)
    # A report made in Python has no text in which a fault could have its place.
    definition = Definition(report, Source("<report>", "", "toml"))
    rendered = render_definition(
        definition, load_pack(Path(templates) if templates else None), request
    )
    if rendered.failures:
        raise JixiaoError(
            diagnostic for error in rendered.failures.values() for diagnostic in error.diagnostics
        )
    return rendered.files


def check_formats(names: Iterable[str]) -> tuple[str, ...]:
    """Return the formats that were asked for, each once, in the order of rendering.

    Raises:
        JixiaoError: a format that is not known.
    """
    asked = set(names)
    faults = []
    for name in sorted(asked - FORMATS.keys()):
        nearest = difflib.get_close_matches(name.lower().lstrip("."), FORMATS, n=1)
        advice = _("known formats: {names}").format(names=_(", ").join(sorted(FORMATS)))
        if nearest:
            advice = _("did you mean {nearest}?").format(nearest=nearest[0])
        message = _("there is no format {name}").format(name=name)
        faults.append(Diagnostic("format-unknown", message, advice))
    if faults:
        raise JixiaoError(faults)
    return tuple(name for name in FORMATS if name in asked)


def render_definition(definition: Definition, pack: Pack, request: Request) -> Rendered:
    """Return the outputs of one definition; a format that fails does not stop the others.

    Raises:
        JixiaoError: no format can be made: unknown edition or project, mistake in the template.
    """
    edition = find_edition(definition, pack)
    only = chosen_forms(definition, request)
    with unhurried_gc():
        job = make_job(definition.report, edition, pack, only, marked=request.marked)
        return _write_formats(job, request, definition.source.name)


def chosen_forms(definition: Definition, request: Request) -> tuple[int, ...] | None:
    """Return the indices of the projects whose forms are printed alone; None: the whole report.

    Raises:
        JixiaoError: a project that is asked for is not there, or could be several.
    """
    if request.forms is not None:
        return request.forms
    return select_projects(definition, request.projects) if request.projects else None


def _write_formats(job: Job, request: Request, source: str) -> Rendered:
    rendered = Rendered()
    pages: Pages | None = None
    for name in request.formats:
        try:
            output = _write(job, name, pages, request, source)
        except JixiaoError as error:
            rendered.failures[name] = error
            continue
        pages = output.pages or pages
        rendered.files[name] = output.data
        rendered.notices += output.notices
    return rendered


def find_edition(definition: Definition, pack: Pack) -> Edition:
    """Return the edition that a definition names.

    Raises:
        JixiaoError: the pack has none of that name, with its place in the file.
    """
    name = definition.report.header.edition
    edition = pack.edition(name)
    if edition is None:
        fault = unknown_edition(name, pack)
        place = definition.place_of("report", "edition")
        raise JixiaoError(Diagnostic(fault.code, fault.message, fault.advice, place))
    return edition


def unknown_edition(name: str, pack: Pack) -> Diagnostic:
    """Return what to say of an edition that a template pack does not have."""
    known = pack.edition_names
    advice = _("known editions: {names}").format(names=_(", ").join(known))
    if nearest := difflib.get_close_matches(name, known, n=1):
        advice = _("did you mean {nearest}? known editions: {names}").format(
            nearest=nearest[0], names=_(", ").join(known)
        )
    return Diagnostic("edition-unknown", _("there is no edition {name}").format(name=name), advice)


def make_job(
    report: Report,
    edition: Edition,
    pack: Pack,
    only: Sequence[int] | None = None,
    *,
    marked: bool = False,
) -> Job:
    """Return what the writers are given: of the whole report, or of the chosen forms alone.

    Raises:
        JixiaoError: a mistake in the template, or the forms cannot be ``marked`` as corrected.
    """
    document = compose(report, edition, pack, only, marked=marked)
    if marked:
        _check_marks(document, edition, pack)
    # The canonical dump, never the user's own text: its comments may be private.
    source = dumps(report if only is None else reduced(report, only))
    return Job(document, pack.style, _properties(report, pack, only), source)


def _check_marks(document: Document, edition: Edition, pack: Pack) -> None:
    """Refuse to print corrected forms without a mark, which nobody would tell from the old ones."""
    mark = edition.labels.correction
    headings = [
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Heading)
    ]
    if mark and all(mark in heading.text for heading in headings):
        return
    message = _("the edition {name} has no mark of a correction").format(name=edition.name)
    advice = _("add to its file, under [labels]: correction = …")
    place = Place(str(pack.folder / "editions" / f"{edition.name}.toml"))
    if mark:
        message = _("the template does not print the mark of a correction: {mark}")
        message = message.format(mark=mark)
        advice = _("put {code} behind the heading of a form").format(code="{{ outline.mark }}")
        place = Place(str(pack.folder / pack.manifest.layout))
    raise JixiaoError(Diagnostic("mark-missing", message, advice, place))


def reduced(report: Report, only: Sequence[int]) -> Report:
    """Return a report of the chosen projects alone, without the prose of Part 1."""
    projects = tuple(report.projects[index] for index in only)
    return report.model_copy(update={"projects": projects, "targets": Targets()})


def _properties(report: Report, pack: Pack, only: Sequence[int] | None) -> Properties:
    chosen = [report.projects[index] for index in only or ()]
    return Properties(
        title=document_title(report, chosen if only is not None else None),
        author=report.unit.name,
        subject=pack.manifest.title,
        created=source_date(),
    )


def document_title(report: Report, chosen: Sequence[Project] | None) -> str:
    """Return the title in the properties of a file; like the report itself it is in Chinese."""
    year = f"{report.header.fiscal_year}年度" if report.header.fiscal_year else ""
    start = f"{year}{report.unit.name or ''}"
    if chosen is None:
        return f"{start}部门预算绩效文本"
    name = chosen[0].name if len(chosen) == 1 else None
    return f"{start}{name or '项目'}绩效目标表"


def source_date() -> datetime | None:
    """Return the date that SOURCE_DATE_EPOCH sets, or None: then files carry no date.

    https://reproducible-builds.org/specs/source-date-epoch/

    Raises:
        JixiaoError: the variable is not a number of seconds.
    """
    text = os.environ.get(DATE_VARIABLE)
    if not text:
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        message = _("the variable {name} is not a number of seconds: {value}").format(
            name=DATE_VARIABLE, value=text
        )
        raise JixiaoError(
            Diagnostic("source-date", message, _("unset it, or set it to the output of: date +%s"))
        ) from None


def _write(job: Job, name: str, pages: Pages | None, request: Request, source: str) -> Output:
    try:
        output = FORMATS[name].write(job, pages)
    except PdfUnavailable as error:
        raise JixiaoError(pdf_unavailable(error.reason)) from error
    notices = tuple(_placed(notice, source) for notice in output.notices)
    glyphs = [notice for notice in notices if notice.code == MISSING_GLYPH]
    if glyphs and request.strict_fonts:
        raise JixiaoError(glyphs)
    return replace(output, notices=notices)


def _placed(notice: Diagnostic, source: str) -> Diagnostic:
    """Name the file of a notice about its text; fonts are a matter of the computer."""
    return replace(notice, place=Place(source)) if notice.code == MISSING_GLYPH else notice
