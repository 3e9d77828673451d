"""Faults of a style file that no single value shows: names that refer to nothing."""

from collections.abc import Iterator

from jixiao.definition import Source
from jixiao.diagnostics import Diagnostic
from jixiao.i18n import _
from jixiao.layout.style import Style

Path = tuple[str, ...]


def check_references(style: Style, source: Source) -> list[Diagnostic]:
    """Return a diagnostic for each font and base paragraph that the style file does not have."""
    return [
        Diagnostic(
            "style-reference",
            _("there is no {name} under [{table}]").format(name=name, table=table),
            _("known: {names}").format(names=", ".join(sorted(known))),
            source.place_of(path),
        )
        for path, name, table, known in _references(style)
        if name not in known
    ]


def _references(style: Style) -> Iterator[tuple[Path, str, str, set[str]]]:
    fonts = set(style.fonts)
    for name, paragraph in style.paragraphs.items():
        yield ("paragraphs", name, "font"), paragraph.font, "fonts", fonts
        if paragraph.based_on is not None:
            base = ("paragraphs", name, "based_on")
            yield base, paragraph.based_on, "paragraphs", set(style.paragraphs)
    for name, table in style.tables.items():
        yield ("tables", name, "font"), table.font, "fonts", fonts
    for name, page in style.pages.items():
        if page.footer is not None:
            yield ("pages", name, "footer", "font"), page.footer.font, "fonts", fonts
    for name, character in style.characters.items():
        if character.font is not None:
            yield ("characters", name, "font"), character.font, "fonts", fonts
