"""The style file as CSS for paged media, for the markup that ``writers.html`` makes."""

from collections.abc import Callable, Iterator

from jixiao.layout import Style
from jixiao.layout.style import CellStyle, CharacterStyle, PageStyle, ParagraphStyle, TableStyle
from jixiao.writers.html import NEW_PAGE

FontStack = Callable[[str], str]
"""From a role of the style file (``body``) to the value of ``font-family``."""

# Padding and runs of spaces in labels are printed as they are; long words break anywhere, so that
# nothing leaves its cell; a row stays whole where a page can hold it.
_BASE = f"""
html, body {{ margin: 0 }}
p, h1, h2, h3, h4, h5, h6 {{
  margin: 0; font-weight: normal; white-space: pre-wrap; overflow-wrap: anywhere;
  orphans: 1; widows: 1
}}
table {{ table-layout: fixed; border-collapse: collapse; width: 100% }}
tr {{ break-inside: avoid }}
tr.tall {{ break-inside: auto }}
tr.keep {{ break-after: avoid }}
td, th {{
  vertical-align: middle; white-space: pre-wrap; overflow-wrap: anywhere; border-style: solid;
  font-weight: normal
}}
a {{ color: inherit; text-decoration: none }}
thead td, tfoot td {{ padding: 0; height: 0; line-height: 0; font-size: 1px }}
.{NEW_PAGE} {{ break-before: page }}
.contents-line {{ position: relative; padding-right: 3em }}
.contents-line a::after {{ content: leader(".") }}
.contents-line i {{ position: absolute; right: 0; bottom: 0; font-style: normal }}
"""


def style_css(style: Style, stack: FontStack) -> str:
    """Return the style sheet of a style file; ``stack`` tells which fonts stand for a role."""
    return _BASE + "\n".join(_rules(style, stack)) + "\n"


def _rules(style: Style, stack: FontStack) -> Iterator[str]:
    for name, page in style.pages.items():
        yield from _page_rules(name, page, stack)
    for name, paragraph in style.paragraphs.items():
        yield f".{name} {{ {_paragraph(paragraph, stack)} }}"
    for name, character in style.characters.items():
        yield f"span.{name} {{ {_character(character, stack)} }}"
    for name, table in style.tables.items():
        yield from _table_rules(name, table, stack)
    for name, cell in style.cells.items():
        yield f"td.{name}, th.{name} {{ {_cell(cell)} }}"
    # Last, so that they win over the alignment and rules of a cell's own style.
    yield "tr.tall td, td.open { vertical-align: top }"
    yield "td.open { border-bottom-style: none } td.more { border-top-style: none }"


def _page_rules(name: str, page: PageStyle, stack: FontStack) -> Iterator[str]:
    margins = page.margins
    sides = (margins.top, margins.right, margins.bottom, margins.left)
    footer = ""
    if page.footer:
        before, _page, after = page.footer.text.partition("{page}")
        counter = "counter(page)" if _page else ""
        footer = (
            f"@bottom-center {{ content: {_string(before)} {counter} {_string(after)};"
            f" font: {page.footer.size}pt/1 {stack(page.footer.font)};"
            f" vertical-align: top; padding-top: {page.footer.distance}mm }}"
        )
    yield f".{name} {{ page: {name} }}"
    yield (
        f"@page {name} {{ size: {page.width}mm {page.height}mm;"
        f" margin: {' '.join(f'{side}mm' for side in sides)}; {footer} }}"
    )


def _paragraph(paragraph: ParagraphStyle, stack: FontStack) -> str:
    keep = "; break-after: avoid" if paragraph.keep_with_next else ""
    weight = "bold" if paragraph.bold else "normal"
    return (
        f"font: {weight} {paragraph.size}pt/{paragraph.line}pt {stack(paragraph.font)};"
        f" text-align: {paragraph.align}; text-indent: {paragraph.indent}em;"
        f" margin: {paragraph.before}pt 0 {paragraph.after}pt;"
        f" letter-spacing: {paragraph.letter_spacing}pt{keep}"
    )


def _character(character: CharacterStyle, stack: FontStack) -> str:
    family = f"font-family: {stack(character.font)}; " if character.font else ""
    return f"{family}font-weight: {'bold' if character.bold else 'normal'}"


def _table_rules(name: str, table: TableStyle, stack: FontStack) -> Iterator[str]:
    yield (
        f"table.{name} {{ width: {sum(table.columns):g}mm;"
        f" font: {table.size}pt/{table.line}pt {stack(table.font)} }}"
    )
    yield (
        f"table.{name} td, table.{name} th {{ border-width: {table.border}pt;"
        f" padding: {table.padding.y}mm {table.padding.x}mm }}"
    )
    yield f"table.{name} thead td {{ border-width: 0 0 {table.border}pt; padding: 0 }}"
    yield f"table.{name} tfoot td {{ border-width: {table.border}pt 0 0; padding: 0 }}"
    for number, width in enumerate(table.columns, 1):
        yield f"table.{name} col:nth-child({number}) {{ width: {width}mm }}"


def _cell(cell: CellStyle) -> str:
    border = "; border-style: none" if cell.borderless else ""
    weight = "; font-weight: bold" if cell.bold else ""
    return f"text-align: {cell.align}{border}{weight}"


def _string(text: str) -> str:
    """Quote a CSS string (CSS Syntax 3, 4.3.5): everything but letters and digits escaped."""
    escaped = "".join(
        character if character.isalnum() else f"\\{ord(character):06x}" for character in text
    )
    return f'"{escaped}"'
