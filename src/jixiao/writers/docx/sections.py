"""Page styles as section properties and footers (§17.6, §17.10)."""

from jixiao.blocks import Paragraph, Section
from jixiao.layout.style import BODY, Footer, PageStyle, Style
from jixiao.writers.docx.styles import StyleSheet
from jixiao.writers.docx.wml import DECLARATION, NAMESPACES, field, line_twips, run, twips

_HEADER_MM = 15.0
_NO_FOOTER = ("", "", 0.0)

PAGE_NUMBER = "{page}"


class Sections:
    """Writes w:sectPr for the sections of a document, and the footer parts that they refer to.

    Page numbers run through the whole file. One part serves all footers that look the same; where
    they stand is the section's business.
    """

    def __init__(self, style: Style, sheet: StyleSheet) -> None:
        self._style = style
        self._sheet = sheet
        self._footers: dict[tuple[str, str, float], str] = {}
        self._xml: list[str] = []

    @property
    def footers(self) -> tuple[tuple[str, str], ...]:
        """Relationship identifier and XML of each footer part, in order."""
        return tuple(zip(self._footers.values(), self._xml, strict=True))

    def width(self, page: str) -> int:
        """Return the width of the type area in twips."""
        look = self._style.pages[page]
        return twips(look.width) - twips(look.margins.left) - twips(look.margins.right)

    def properties(self, section: Section) -> str:
        """Return w:sectPr; a section starts on a new page."""
        look = self._style.pages[section.page]
        margins = look.margins
        header = twips(min(_HEADER_MM, margins.top))
        return (
            f"<w:sectPr>{self._reference(look.footer)}"
            '<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{twips(look.width)}" w:h="{twips(look.height)}"{_orientation(look)}/>'
            f'<w:pgMar w:top="{twips(margins.top)}" w:right="{twips(margins.right)}"'
            f' w:bottom="{twips(margins.bottom)}" w:left="{twips(margins.left)}"'
            f' w:header="{header}" w:footer="{_footer_distance(look)}" w:gutter="0"/>'
            f'<w:cols w:space="425"/>{self._grid(section)}</w:sectPr>'
        )

    def _reference(self, footer: Footer | None) -> str:
        """Refer to a footer part; without one, a section would repeat that of the one before."""
        key = (footer.text, footer.font, footer.size) if footer else _NO_FOOTER
        identifier = self._footers.get(key)
        if identifier is None:
            identifier = self._footers[key] = f"rIdFooter{len(self._footers) + 1}"
            self._xml.append(_footer_part(footer, self._sheet))
        return f'<w:footerReference w:type="default" r:id="{identifier}"/>'

    def _grid(self, section: Section) -> str:
        """Return the line grid (§17.6.5) of a section of prose: the line of its body text.

        Characters are spaced by the letter spacing of their style, not by a character grid, which
        would squeeze headings and footers as well.
        """
        # No grid elsewhere: LibreOffice moves the text down to the middle of what the grid leaves.
        if not any(
            isinstance(block, Paragraph) and block.style == BODY for block in section.blocks
        ):
            return ""
        pitch = line_twips(self._style.paragraphs[BODY].line)
        return f'<w:docGrid w:type="lines" w:linePitch="{pitch}"/>'


def _orientation(look: PageStyle) -> str:
    return ' w:orient="landscape"' if look.width > look.height else ""


def _footer_distance(look: PageStyle) -> int:
    """Return the distance of the footer's lower edge from that of the page.

    GB/T 9704-2012 7.5 measures from the type area down to the page number; Word measures from the
    edge of the page up to the footer, which is one line of its font size high.
    """
    if look.footer is None:
        return twips(min(_HEADER_MM, look.margins.bottom))
    line = line_twips(look.footer.size)
    return max(0, twips(look.margins.bottom) - twips(look.footer.distance) - line)


def _footer_part(footer: Footer | None, sheet: StyleSheet) -> str:
    body = "<w:p/>"
    if footer is not None:
        number = field("PAGE", "1")
        runs = number.join(run(text) for text in footer.text.split(PAGE_NUMBER))
        body = f'<w:p><w:pPr><w:pStyle w:val="{sheet.footer(footer)}"/></w:pPr>{runs}</w:p>'
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{body}</w:ftr>"
