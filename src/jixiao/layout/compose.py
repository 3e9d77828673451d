"""A report to blocks: outline, template, markup, blocks, with mistakes traced to the template."""

import traceback
from collections.abc import Collection
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError

from jixiao.blocks import Document, MarkupError, parse_markup
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.layout.edition import Edition
from jixiao.layout.environment import EndlessTemplateError, LayoutEnvironment
from jixiao.layout.markup_faults import describe_markup_error
from jixiao.layout.outline import make_outline
from jixiao.layout.pack import Pack
from jixiao.layout.style_check import check_styles
from jixiao.model import Report


def compose(
    report: Report,
    edition: Edition,
    pack: Pack,
    only: Collection[int] | None = None,
    *,
    marked: bool = False,
) -> Document:
    """Return the blocks of a report in an edition of a template pack.

    ``only`` holds indices into ``report.projects``: the forms to print, numbered as in the whole.
    ``marked``: print the edition's mark of a correction behind their headings.

    Raises:
        JixiaoError: a mistake in the template, with its file and line.
    """
    context: dict[str, Any] = {
        "report": report,
        "edition": edition,
        "outline": make_outline(report, edition, only, marked=marked),
    }
    return compose_template(pack, pack.manifest.layout, context)


def compose_template(pack: Pack, name: str, context: dict[str, Any]) -> Document:
    """Return the blocks that a template of a pack makes of what it is given.

    Raises:
        JixiaoError: a mistake in the template, with its file and line.
    """
    markup = render_template(pack, pack.environment, name, context)
    try:
        document = parse_markup(markup)
    except MarkupError as error:
        raise JixiaoError(_trace(pack, name, context, error)) from None
    if faults := check_styles(document, pack.style, pack.folder / "style.toml"):
        raise JixiaoError(faults)
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
    except UnicodeDecodeError:
        message = _("a template of this pack is not UTF-8 text")
        advice = _("save it again with the encoding UTF-8")
        raise JixiaoError(
            Diagnostic("template-encoding", message, advice, Place(str(pack.folder / name)))
        ) from None
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


def _trace(pack: Pack, template: str, context: dict[str, Any], error: MarkupError) -> Diagnostic:
    """Render once more with line marks, to find the line of the template behind a mistake."""
    environment = LayoutEnvironment(pack.folder, mark_lines=True)
    marked = render_template(pack, environment, template, context)
    try:
        parse_markup(marked)
    except MarkupError as marked_error:
        error = marked_error
    name, line = _last_mark(marked, error) or (template, 1)
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
