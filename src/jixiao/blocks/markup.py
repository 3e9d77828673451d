"""Block markup, what a layout template prints, to blocks.

The elements: ``document``, ``section``, ``heading``, ``paragraph``, ``run``, ``entry``,
``bookmark``, ``contents``, ``listing``, ``page-break``, ``table``, ``row``, ``cell``. Text
stands in ``heading``, ``paragraph``, ``run`` and ``cell`` only; there, in a cell, a line break
begins a paragraph.
"""

from collections.abc import Callable, Iterator

from lxml import etree

from jixiao.blocks.grid import SpanConflictError
from jixiao.blocks.types import (
    Block,
    Bookmark,
    Cell,
    Contents,
    Document,
    Entry,
    Heading,
    Inline,
    Listing,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
)

# More than any report has rows; a larger number is a mistake.
MAX_SPAN = 100_000


class MarkupError(ValueError):
    """A mistake in block markup: its kind, what it is about, and the line of the markup.

    ``template_line`` is known where the markup was printed with line marks (``<?at LINE?>``).
    """

    def __init__(
        self,
        kind: str,
        subject: str,
        line: int | None,
        template_line: str | None = None,
        expected: str = "",
    ) -> None:
        super().__init__(f"{kind}: {subject} (line {line})")
        self.kind = kind
        self.subject = subject
        self.line = line
        self.template_line = template_line
        self.expected = expected


def parse_markup(markup: str) -> Document:
    """Return the document that block markup describes; all spans are checked.

    Raises:
        MarkupError: not well-formed, an unknown element or attribute, a bad number, stray text,
            or cells that do not fill the grid of their table.
    """
    # No entity, no DTD, no network: a template is data that a user may have from anywhere.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(markup.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise MarkupError("not-well-formed", error.msg or "", error.lineno) from None
    if root.getroottree().docinfo.doctype:
        raise MarkupError("doctype", "DOCTYPE", 1)
    _expect(root, "document")
    _attributes(root)
    sections = list(_children(root, {"section"}))
    for element in sections[1:]:
        # Their page numbers are known last, so they are laid out apart, before all the rest.
        if (contents := element.find("contents")) is not None:
            raise _fail(contents, "contents-place", "contents", "section")
    _check_anchors(root)
    return Document(tuple(_section(element) for element in sections))


def _check_anchors(root: etree._Element) -> None:
    """Refuse what would lead the contents astray: an anchor twice, or a mark without one."""
    seen: set[str] = set()
    for heading in root.iter("heading"):
        anchor = heading.get("anchor")
        if anchor is None and heading.find("entry") is not None:
            raise _fail(heading, "missing-attribute", "anchor", "heading")
        if anchor in seen:
            raise _fail(heading, "anchor-twice", anchor or "")
        if anchor is not None:
            seen.add(anchor)


def _fail(element: etree._Element, kind: str, subject: str, expected: str = "") -> MarkupError:
    line = element.sourceline
    return MarkupError(kind, subject, line, _template_line(element), expected)


def _template_line(element: etree._Element) -> str | None:
    """Return the line mark that stands before an element."""
    before = element.getprevious()
    return before.text if isinstance(before, etree._ProcessingInstruction) else None


def _expect(element: etree._Element, tag: str) -> None:
    if element.tag != tag:
        raise _fail(element, "unknown-element", str(element.tag), tag)


def _children(parent: etree._Element, allowed: set[str]) -> Iterator[etree._Element]:
    """Yield the child elements; anything but them and white space is a mistake."""
    if parent.text and not parent.text.isspace():
        raise _fail(parent, "stray-text", parent.text.strip())
    for child in parent:
        tag = child.tag
        if tag in allowed:
            yield child
        elif isinstance(tag, str):
            raise _fail(child, "unknown-element", tag, ", ".join(sorted(allowed)))
        elif isinstance(child, etree._Entity):
            raise _fail(parent, "entity", child.text or "")
        if child.tail and not child.tail.isspace():
            raise _fail(parent, "stray-text", child.tail.strip())


def _childless(element: etree._Element) -> None:
    """Refuse text and elements where nothing is printed."""
    for _child in _children(element, set()):
        pass


def _attributes(element: etree._Element, *allowed: str) -> dict[str, str]:
    attributes = {str(name): str(value) for name, value in element.items()}
    for name in attributes:
        if name not in allowed:
            raise _fail(element, "unknown-attribute", name, ", ".join(allowed))
    return attributes


def _required(element: etree._Element, attributes: dict[str, str], name: str) -> str:
    if name not in attributes:
        raise _fail(element, "missing-attribute", name, str(element.tag))
    return attributes[name]


def _count(element: etree._Element, attributes: dict[str, str], name: str, default: str) -> int:
    text = attributes.get(name, default)
    if text == "1":
        return 1
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MAX_SPAN):
        raise _fail(element, "bad-number", f'{name}="{text}"', f"1–{MAX_SPAN}")
    return int(text)


def _section(element: etree._Element) -> Section:
    attributes = _attributes(element, "page")
    blocks = tuple(_BLOCKS[str(child.tag)](child) for child in _children(element, set(_BLOCKS)))
    return Section(blocks, _required(element, attributes, "page"))


def _heading(element: etree._Element) -> Heading:
    attributes = _attributes(element, "level", "style", "anchor")
    return Heading(
        _inlines(element),
        _count(element, attributes, "level", "1"),
        _required(element, attributes, "style"),
        attributes.get("anchor"),
    )


def _paragraph(element: etree._Element) -> Paragraph:
    attributes = _attributes(element, "style")
    return Paragraph(_inlines(element), attributes.get("style", "body"))


def _contents(element: etree._Element) -> Contents:
    attributes = _attributes(element, "title")
    listings = tuple(_listing(child) for child in _children(element, {"listing"}))
    return Contents(_required(element, attributes, "title"), listings)


def _listing(element: etree._Element) -> Listing:
    attributes = _attributes(element, "title", "letter", "bookmarks")
    if ("letter" in attributes) == ("bookmarks" in attributes):
        raise _fail(element, "missing-attribute", "letter | bookmarks", "listing")
    _childless(element)
    return Listing(
        _required(element, attributes, "title"),
        attributes.get("letter"),
        attributes.get("bookmarks"),
    )


def _page_break(element: etree._Element) -> PageBreak:
    _attributes(element)
    _childless(element)
    return PageBreak()


def _table(element: etree._Element) -> Table:
    attributes = _attributes(element, "style", "columns")
    rows = list(_children(element, {"row"}))
    if not rows:
        raise _fail(element, "empty", "table", "row")
    columns = _count(element, attributes, "columns", "")
    style = _required(element, attributes, "style")
    try:
        return Table(tuple(_row(row) for row in rows), columns, style)
    except SpanConflictError as conflict:
        kind = f"span-{conflict.kind}"
        raise _fail(rows[conflict.row], kind, str(conflict.found), str(conflict.expected)) from None


def _row(element: etree._Element) -> Row:
    attributes = _attributes(element, "header")
    header = attributes.get("header", "no")
    if header not in ("yes", "no"):
        raise _fail(element, "bad-value", f'header="{header}"', "yes, no")
    return Row(tuple(_cell(child) for child in _children(element, {"cell"})), header == "yes")


# Labels and usual words stand in every form. Blocks are immutable, so equal cells can be one; a
# document of 1 000 forms has 80 000 cells, and most of them were made before.
_MOST_CELLS = 8192
_cells: dict[tuple[object, ...], Cell] = {}


def _cell(element: etree._Element) -> Cell:
    if len(element):
        return _mixed_cell(element)
    key = (element.text, *element.items())
    cell = _cells.get(key)
    if cell is None:
        if len(_cells) >= _MOST_CELLS:
            _cells.clear()
        cell = _cells[key] = _text_cell(element)
    return cell


def _text_cell(element: etree._Element) -> Cell:
    lines = (element.text or "").split("\n")
    paragraphs = tuple(Paragraph((Run(line),) if line else (), "cell") for line in lines)
    return Cell(paragraphs, *_cell_shape(element))


def _mixed_cell(element: etree._Element) -> Cell:
    lines: list[list[Inline]] = [[]]
    for inline in _inlines(element, multiline=True):
        if isinstance(inline, Run) and "\n" in inline.text:
            first, *others = inline.text.split("\n")
            lines[-1].append(Run(first, inline.style))
            lines.extend([Run(line, inline.style)] for line in others)
        else:
            lines[-1].append(inline)
    paragraphs = tuple(Paragraph(tuple(line), "cell") for line in lines)
    return Cell(paragraphs, *_cell_shape(element))


def _cell_shape(element: etree._Element) -> tuple[str, int, int]:
    """Return style, rows and columns of a cell, checked."""
    attributes = _attributes(element, "style", "rows", "columns")
    return (
        attributes.get("style", "text"),
        _count(element, attributes, "rows", "1"),
        _count(element, attributes, "columns", "1"),
    )


def _inlines(element: etree._Element, multiline: bool = False) -> tuple[Inline, ...]:
    inlines: list[Inline] = []
    for text, child in _mixed(element):
        if text:
            if "\n" in text and not multiline:
                raise _fail(element, "line-break", text.strip()[:20], "cell")
            inlines.append(Run(text))
        if child is not None:
            inline = _inline(child)
            if isinstance(inline, Run) and "\n" in inline.text and not multiline:
                raise _fail(child, "line-break", inline.text.strip()[:20], "cell")
            inlines.append(inline)
    return tuple(inlines)


def _mixed(
    element: etree._Element,
) -> Iterator[tuple[str | None, etree._Element | None]]:
    """Yield each stretch of text with the element behind it."""
    text = element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield text, child
            text = child.tail or ""
        elif isinstance(child, etree._Entity):
            raise _fail(element, "entity", child.text or "")
        else:  # a comment or a line mark: the text goes on behind it
            text += child.tail or ""
    yield text, None


def _inline(element: etree._Element) -> Inline:
    match element.tag:
        case "run":
            attributes = _attributes(element, "style")
            if len(element):
                raise _fail(element[0], "unknown-element", str(element[0].tag))
            return Run(element.text or "", attributes.get("style"))
        case "entry":
            attributes = _attributes(element, "text", "letter", "level")
            _childless(element)
            return Entry(
                _required(element, attributes, "text"),
                _required(element, attributes, "letter"),
                _count(element, attributes, "level", "1"),
            )
        case "bookmark":
            attributes = _attributes(element, "name")
            _childless(element)
            return Bookmark(_required(element, attributes, "name"))
        case _:
            raise _fail(element, "unknown-element", str(element.tag), "run, entry, bookmark")


_BLOCKS: dict[str, Callable[[etree._Element], Block]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "contents": _contents,
    "page-break": _page_break,
    "table": _table,
}
