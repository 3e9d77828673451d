"""Faults of a style file that no single value shows: names that refer to nothing or are missing."""

from collections.abc import Container, Iterable, Iterator
from pathlib import Path as FilePath

from jixiao.blocks import Cell, Contents, Document, Heading, Inline, Paragraph, Run, Table
from jixiao.definition import Source
from jixiao.diagnostics import Diagnostic, Place
from jixiao.i18n import _
from jixiao.layout.style import Style

Path = tuple[str, ...]

# In mm: less holds no line of a form.
_LEAST_TYPE_AREA = 40
_ROUNDING = 0.5


def check_references(style: Style, source: Source) -> list[Diagnostic]:
    """Return a diagnostic for each font that the style file lacks and each page without room."""
    return [*_missing_names(style, source), *_overfull(style, source)]


def _overfull(style: Style, source: Source) -> Iterator[Diagnostic]:
    """Find margins that leave nothing to print on, and tables wider than every type area."""
    widths = []
    for name, page in style.pages.items():
        margins = page.margins
        widths.append(page.width - margins.left - margins.right)
        if min(widths[-1], page.height - margins.top - margins.bottom) < _LEAST_TYPE_AREA:
            message = _("the margins of [pages.{name}] leave no room to print").format(name=name)
            place = source.place_of(("pages", name, "margins"))
            yield Diagnostic("style-margins", message, None, place)
    for name, table in style.tables.items():
        if widths and sum(table.columns) > max(widths) + _ROUNDING:
            message = _(
                "the columns of [tables.{name}] are {sum} mm wide; a page has {room}"
            ).format(name=name, sum=f"{sum(table.columns):g}", room=f"{max(widths):g}")
            place = source.place_of(("tables", name, "columns"))
            yield Diagnostic("style-too-wide", message, None, place)


def _missing_names(style: Style, source: Source) -> list[Diagnostic]:
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
    for name, table in style.tables.items():
        yield ("tables", name, "font"), table.font, "fonts", fonts
    for name, page in style.pages.items():
        if page.footer is not None:
            yield ("pages", name, "footer", "font"), page.footer.font, "fonts", fonts
    for name, character in style.characters.items():
        if character.font is not None:
            yield ("characters", name, "font"), character.font, "fonts", fonts


def check_styles(document: Document, style: Style, file: FilePath) -> list[Diagnostic]:
    """Return a diagnostic for each style that a document asks for and the style file lacks."""
    known: dict[str, Container[str]] = {
        "pages": style.pages,
        "paragraphs": style.paragraphs,
        "tables": style.tables,
        "cells": style.cells,
        "characters": style.characters,
    }
    place = Place(str(file))
    missing = [
        Diagnostic(
            "style-missing",
            _("the layout asks for [{kind}.{name}], which is not there").format(
                kind=kind, name=name
            ),
            _("add the table, or change the name in the layout"),
            place,
        )
        for kind, name in sorted(set(_asked(document)))
        if name not in known[kind]
    ]
    return missing or [
        Diagnostic(
            "style-columns",
            _("[tables.{name}] has {found} column widths; the layout has {columns}").format(
                name=name, found=len(style.tables[name].columns), columns=columns
            ),
            place=place,
        )
        for name, columns in sorted({(table.style, table.columns) for table in _tables(document)})
        if len(style.tables[name].columns) != columns
    ]


def _asked(document: Document) -> Iterator[tuple[str, str]]:
    """Yield kind and name of every style that is used; equal cells are looked at once."""
    cells: dict[int, Cell] = {}
    for section in document.sections:
        yield "pages", section.page
        for block in section.blocks:
            if isinstance(block, Contents):
                for name in ("contents-title", "contents-part", "contents-line"):
                    yield "paragraphs", name
            elif isinstance(block, Heading | Paragraph):
                yield "paragraphs", block.style
                yield from _character_styles(block.inlines)
            elif isinstance(block, Table):
                yield "tables", block.style
                cells.update((id(cell), cell) for row in block.rows for cell in row.cells)
    for cell in cells.values():
        yield "cells", cell.style
        for paragraph in cell.paragraphs:
            yield from _character_styles(paragraph.inlines)


def _character_styles(inlines: Iterable[Inline]) -> Iterator[tuple[str, str]]:
    for inline in inlines:
        if isinstance(inline, Run) and inline.style is not None:
            yield "characters", inline.style


def _tables(document: Document) -> Iterator[Table]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield block
