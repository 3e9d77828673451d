"""A report to blocks: outline, template, markup, blocks, with mistakes traced to the template."""

import traceback
from collections.abc import Collection
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError

from jixiao.blocks import Contents, Document, Heading, MarkupError, Paragraph, Table, parse_markup
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.layout.edition import Edition
from jixiao.layout.environment import EndlessTemplateError, LayoutEnvironment
from jixiao.layout.markup_faults import describe_markup_error
from jixiao.layout.outline import make_outline
from jixiao.layout.pack import Pack
from jixiao.model import Report


def compose(
    report: Report, edition: Edition, pack: Pack, only: Collection[int] | None = None
) -> Document:
    """Return the blocks of a report in an edition of a template pack.

    ``only`` holds indices into ``report.projects``: the forms to print, numbered as in the whole.

    Raises:
        JixiaoError: a mistake in the template, with its file and line.
    """
    context: dict[str, Any] = {
        "report": report,
        "edition": edition,
        "outline": make_outline(report, edition, only),
    }
    markup = render_template(pack, pack.environment, pack.manifest.layout, context)
    try:
        document = parse_markup(markup)
    except MarkupError as error:
        raise JixiaoError(_trace(pack, context, error)) from None
    _check_styles(document, pack)
    return document


def render_template(
    pack: Pack, environment: LayoutEnvironment, name: str, context: dict[str, Any]
) -> str:
    """Return what a template of a pack prints.

    Raises:
        JixiaoError: a mistake in the template, with its file and line.
    """
    environment.reset_budget()
    try:
        return environment.get_template(name).render(context)
    except TemplateNotFound as error:
        message = _("there is no template {name}").format(name=error.name)
        raise JixiaoError(
            Diagnostic("template-missing", message, place=Place(str(pack.folder)))
        ) from None
    except TemplateSyntaxError as error:
        file = str(error.filename or pack.folder / (error.name or name))
        place = _template_place(file, error.lineno)
        message = _("this is not valid Jinja: {reason}").format(reason=error.message)
        raise JixiaoError(Diagnostic("template-syntax", message, place=place)) from None
    except Exception as error:  # whatever the expressions of a template can raise
        raise JixiaoError(_describe_failure(pack, name, error)) from None


def _describe_failure(pack: Pack, name: str, error: Exception) -> Diagnostic:
    """Name the line of the template where an expression failed; Jinja keeps it in the traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename.startswith(str(pack.folder))]
    place = Place(str(pack.folder / name))
    if inside:
        place = _template_place(inside[-1].filename, inside[-1].lineno or 1)
    if isinstance(error, EndlessTemplateError | RecursionError):
        message = _("the template was stopped: it does not come to an end here")
        return Diagnostic("template-endless", message, place=place)
    message = _("the template fails here: {reason}").format(reason=error)
    advice = _("a template knows report, edition and outline; see docs/architecture.md")
    return Diagnostic("template-failed", message, advice, place)


def _trace(pack: Pack, context: dict[str, Any], error: MarkupError) -> Diagnostic:
    """Render once more with line marks, to find the line of the template behind a mistake."""
    environment = LayoutEnvironment(pack.folder, mark_lines=True)
    marked = render_template(pack, environment, pack.manifest.layout, context)
    try:
        parse_markup(marked)
    except MarkupError as marked_error:
        error = marked_error
    name, line = _last_mark(marked, error) or (pack.manifest.layout, 1)
    place = _template_place(str(pack.folder / name), line)
    return describe_markup_error(error, place)


def _last_mark(marked: str, error: MarkupError) -> tuple[str, int] | None:
    """Return template and line of a mistake: of its own element, or of the last one before it."""
    mark = error.template_line
    if mark is None:
        before = "\n".join(marked.split("\n")[: error.line or 1])
        start = before.rfind("<?at ")
        if start < 0:
            return None
        mark = before[start + len("<?at ") : before.index("?>", start)]
    name, _colon, line = mark.rpartition(":")
    return name, int(line)


def _template_place(file: str, line: int) -> Place:
    """Return a place in a template, with the line quoted where the file can still be read."""
    try:
        quoted = Path(file).read_text("utf-8").split("\n")[line - 1]
    except (OSError, ValueError, IndexError):
        quoted = None
    return Place(file, line, None, quoted)


def _check_styles(document: Document, pack: Pack) -> None:
    """Refuse a template that names a style the style file does not have."""
    style = pack.style
    missing: list[tuple[str, str]] = []
    for kind, known, used in (
        ("pages", style.pages, _used_pages(document)),
        ("paragraphs", style.paragraphs, _used_paragraphs(document)),
        ("tables", style.tables, {table.style for table in _tables(document)}),
        ("cells", style.cells, _used_cells(document)),
    ):
        missing += [(kind, name) for name in sorted(used - set(known))]
    if missing:
        raise JixiaoError(
            Diagnostic(
                "style-missing",
                _("the template asks for [{kind}.{name}], which is not there").format(
                    kind=kind, name=name
                ),
                _("add the table, or change the name in {layout}").format(
                    layout=pack.manifest.layout
                ),
                Place(str(pack.folder / "style.toml")),
            )
            for kind, name in missing
        )
    for table in _tables(document):
        if len(style.tables[table.style].columns) != table.columns:
            raise JixiaoError(
                Diagnostic(
                    "style-columns",
                    _(
                        "[tables.{name}] has {found} column widths; the template has {columns}"
                    ).format(
                        name=table.style,
                        found=len(style.tables[table.style].columns),
                        columns=table.columns,
                    ),
                    place=Place(str(pack.folder / "style.toml")),
                )
            )


def _tables(document: Document) -> list[Table]:
    return [
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table)
    ]


def _used_pages(document: Document) -> set[str]:
    return {section.page for section in document.sections}


def _used_cells(document: Document) -> set[str]:
    return {cell.style for table in _tables(document) for row in table.rows for cell in row.cells}


def _used_paragraphs(document: Document) -> set[str]:
    """Return the paragraph styles in use; the contents have their own."""
    used: set[str] = set()
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Contents):
                used |= {"contents-title", "contents-part", "contents-line"}
            elif isinstance(block, Heading | Paragraph):
                used.add(block.style)
    return used
