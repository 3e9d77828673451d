"""Checks of a DOCX for what schema validators miss and Word calls damage, or shows wrongly.

The Open XML SDK accepts every fault here that a schema does not express; each rule names the
clause or the behaviour that it stands for.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from jixiao.writers.docx.wml import qualified

_DOCUMENT = "word/document.xml"
_LONGEST_BOOKMARK = 40


class FaultKind(StrEnum):
    """What is wrong."""

    UNREADABLE = "unreadable"
    """Not a zip file, no main document part, or a part that is not well-formed."""
    DUPLICATE_BOOKMARK_NAME = "duplicate-bookmark-name"
    """Word keeps the first and drops the others; case does not count (§17.13.6.2)."""
    DUPLICATE_BOOKMARK_ID = "duplicate-bookmark-id"
    BOOKMARK_WITHOUT_END = "bookmark-without-end"
    BOOKMARK_WITHOUT_START = "bookmark-without-start"
    BOOKMARK_NAME = "bookmark-name"
    """Longer than 40 characters, or with others than letters, digits and underscores."""
    DANGLING_LINK = "dangling-link"
    """A hyperlink to a bookmark that is not there."""
    UNBALANCED_FIELD = "unbalanced-field"
    """Begin, separator and end of complex fields do not nest (§17.16.18)."""
    SPAN_BEYOND_GRID = "span-beyond-grid"
    ROW_NOT_FILLED = "row-not-filled"
    """A row that leaves columns of the grid open without w:gridBefore or w:gridAfter."""
    MERGE_WITHOUT_START = "merge-without-start"
    """A cell continues one of other columns, or none (§17.4.84)."""
    CELL_WITHOUT_PARAGRAPH = "cell-without-paragraph"
    """A cell ends in a paragraph (§17.4.65); Word does not open the file otherwise."""
    ADJACENT_TABLES = "adjacent-tables"
    """Word joins tables with nothing between them."""
    BODY_ENDS_IN_TABLE = "body-ends-in-table"
    """Word calls the file damaged."""
    THEME_FONT = "theme-font"
    """A theme font hides the family that is named beside it (§17.3.2.26)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a part; ``subject`` is a name, an identifier, or the number of a table and row."""

    kind: FaultKind
    part: str
    subject: str = ""


Rule = Callable[[etree._Element], Iterator[tuple[FaultKind, str]]]


def check(data: bytes) -> list[Fault]:
    """Return the faults of a DOCX; none means that Word shows what was written."""
    faults = []
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if _is_word_part(name)]
            if _DOCUMENT not in names:
                faults.append(Fault(FaultKind.UNREADABLE, _DOCUMENT))
            for name in names:
                faults += _check_part(name, archive.read(name))
    except BadZipFile:
        return [Fault(FaultKind.UNREADABLE, "")]
    return faults


def _is_word_part(name: str) -> bool:
    return name.startswith("word/") and name.endswith(".xml")


def _check_part(name: str, blob: bytes) -> Iterator[Fault]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(blob, parser)
    except etree.XMLSyntaxError:
        yield Fault(FaultKind.UNREADABLE, name)
        return
    for rule in _RULES:
        for kind, subject in rule(root):
            yield Fault(kind, name, subject)


_PARAGRAPH, _SPAN, _MERGE, _VALUE = map(qualified, ("p", "gridSpan", "vMerge", "val"))


# ---- bookmarks, links, fields ----


def _check_bookmarks(root: etree._Element) -> Iterator[tuple[FaultKind, str]]:
    names: set[str] = set()
    starts: set[str] = set()
    for start in root.iter(qualified("bookmarkStart")):
        name, identifier = start.get(qualified("name"), ""), start.get(qualified("id"), "")
        if name.casefold() in names:
            yield FaultKind.DUPLICATE_BOOKMARK_NAME, name
        if identifier in starts:
            yield FaultKind.DUPLICATE_BOOKMARK_ID, identifier
        if not name.isidentifier() or len(name) > _LONGEST_BOOKMARK:
            yield FaultKind.BOOKMARK_NAME, name
        names.add(name.casefold())
        starts.add(identifier)
    ends = {end.get(qualified("id"), "") for end in root.iter(qualified("bookmarkEnd"))}
    for identifier in sorted(starts - ends):
        yield FaultKind.BOOKMARK_WITHOUT_END, identifier
    for identifier in sorted(ends - starts):
        yield FaultKind.BOOKMARK_WITHOUT_START, identifier
    for link in root.iter(qualified("hyperlink")):
        anchor = link.get(qualified("anchor"))
        if anchor is not None and anchor.casefold() not in names:
            yield FaultKind.DANGLING_LINK, anchor


_NEXT_MARKS = {"begin": ("separate", "end"), "separate": ("end",)}


def _check_fields(root: etree._Element) -> Iterator[tuple[FaultKind, str]]:
    open_fields: list[str] = []
    for mark in root.iter(qualified("fldChar")):
        kind = mark.get(qualified("fldCharType"), "")
        if kind == "begin":
            open_fields.append(kind)
        elif not open_fields or kind not in _NEXT_MARKS[open_fields[-1]]:
            yield FaultKind.UNBALANCED_FIELD, kind
            return
        elif kind == "separate":
            open_fields[-1] = kind
        else:
            open_fields.pop()
    if open_fields:
        yield FaultKind.UNBALANCED_FIELD, open_fields[-1]


# ---- tables ----


def _check_tables(root: etree._Element) -> Iterator[tuple[FaultKind, str]]:
    for number, table in enumerate(root.iter(qualified("tbl")), 1):
        grid = table.find(qualified("tblGrid"))
        columns = 0 if grid is None else len(grid.findall(qualified("gridCol")))
        above: dict[int, int] = {}
        for index, row in enumerate(_children(table, "tr"), 1):
            found, above = _check_row(row, columns, above)
            for kind in found:
                yield kind, f"{number}/{index}"


def _check_row(
    row: etree._Element, columns: int, above: dict[int, int]
) -> tuple[list[FaultKind], dict[int, int]]:
    """Return the faults of a row, and its merged cells by column for the row below."""
    found = []
    merged: dict[int, int] = {}
    properties = row.find(qualified("trPr"))
    column = _skipped(properties, "gridBefore")
    for cell in _children(row, "tc"):
        span, merge = _cell_shape(cell)
        if merge is not None:
            merged[column] = span
            if merge != "restart" and above.get(column) != span:
                found.append(FaultKind.MERGE_WITHOUT_START)
        if not len(cell) or cell[-1].tag != _PARAGRAPH:
            found.append(FaultKind.CELL_WITHOUT_PARAGRAPH)
        column += span
    column += _skipped(properties, "gridAfter")
    if column > columns:
        found.append(FaultKind.SPAN_BEYOND_GRID)
    elif column < columns:
        found.append(FaultKind.ROW_NOT_FILLED)
    return found, merged


def _skipped(properties: etree._Element | None, tag: str) -> int:
    """Return the columns that a row leaves open before or after its cells."""
    element = None if properties is None else properties.find(qualified(tag))
    text = "" if element is None else element.get(_VALUE, "")
    return int(text) if text.isdigit() else 0


def _cell_shape(cell: etree._Element) -> tuple[int, str | None]:
    """Return the columns of a cell, and ``restart``, another value or None of its w:vMerge."""
    span, merge = 1, None
    for properties in cell[:1]:
        for child in properties:
            if child.tag == _SPAN and (text := child.get(_VALUE, "")).isdigit():
                span = int(text)
            elif child.tag == _MERGE:
                merge = child.get(_VALUE, "continue")
    return span, merge


def _children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, in content controls as well."""
    wanted = qualified(tag)
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


_WRAPPERS = {qualified(tag) for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}

# What is between two tables without keeping them apart (§17.13.6.2, EG_RangeMarkupElements).
_INVISIBLE = {
    qualified(tag)
    for tag in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
}


def _check_neighbours(root: etree._Element) -> Iterator[tuple[FaultKind, str]]:
    for number, table in enumerate(root.iter(qualified("tbl")), 1):
        following = table.getnext()
        while following is not None and following.tag in _INVISIBLE:
            following = following.getnext()
        if following is None:
            continue
        if following.tag == qualified("tbl"):
            yield FaultKind.ADJACENT_TABLES, str(number)
        elif following.tag == qualified("sectPr"):
            yield FaultKind.BODY_ENDS_IN_TABLE, str(number)
    body = root.find(qualified("body"))
    if body is not None and len(body) and body[-1].tag == qualified("tbl"):
        yield FaultKind.BODY_ENDS_IN_TABLE, ""


# ---- fonts ----

_THEME_ATTRIBUTES = tuple(map(qualified, ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")))


def _check_fonts(root: etree._Element) -> Iterator[tuple[FaultKind, str]]:
    for fonts in root.iter(qualified("rFonts")):
        for attribute in _THEME_ATTRIBUTES:
            if (theme := fonts.get(attribute)) is not None:
                yield FaultKind.THEME_FONT, theme


_RULES: tuple[Rule, ...] = (
    _check_bookmarks,
    _check_fields,
    _check_tables,
    _check_neighbours,
    _check_fonts,
)
