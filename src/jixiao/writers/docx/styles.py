"""The style file as Word styles: those that the document uses, and no others (§17.7)."""

from collections.abc import Iterable

from jixiao.blocks import Heading
from jixiao.layout import Style
from jixiao.layout.style import BODY, CellStyle, Font, Footer, ParagraphStyle, TableStyle
from jixiao.writers.docx.names import Names
from jixiao.writers.docx.wml import (
    DECLARATION,
    NAMESPACES,
    attribute,
    half_points,
    line_twips,
    rule_width,
    twips,
)
from jixiao.writers.job import LANGUAGE

# The deepest heading that Word has (ST_DecimalNumber of w:outlineLvl, §17.3.1.20).
DEEPEST = 9
_BODY_TEXT = 9  # the outline level of what is no heading

# With a Chinese language for Latin text LibreOffice breaks a line inside a number.
_LATIN = "en-US"

_ALIGNMENTS = {"left": "left", "center": "center", "right": "right", "justify": "both"}

# A paragraph between two tables, or behind the last one of a section: Word would join the tables,
# and a body must not end in one. At the least height there is, two tables look like one form.
_GAP_TWIPS = 1


class StyleSheet:
    """Gives out style identifiers for the names of the style file, and writes what was asked for.

    Lines are exact for paragraphs and at-least in tables, fonts are the official families for all
    scripts, and nothing refers to a theme.
    """

    def __init__(self, style: Style, headings: Iterable[Heading] = ()) -> None:
        self._style = style
        self._names = Names("Normal", "Normal Table", "table gap", "footer")
        self._ids = Names("Normal", "TableNormal", "TableGap", "Footer")
        for level in range(1, DEEPEST + 1):
            self._ids.style_id(f"Heading{level}")
            self._ids.style_id(f"TOC{level}")
            self._names.style(f"heading {level}")
            self._names.style(f"toc {level}")
        self._known: dict[tuple[str, ...], str] = {}
        self._styles: list[str] = []
        # A style belongs to the level of the first heading that has it.
        self._levels: dict[str, int] = {}
        for heading in headings:
            self._levels.setdefault(heading.style, min(heading.level, DEEPEST))
        self._fonts: dict[str, Font] = {}

    @property
    def fonts(self) -> tuple[Font, ...]:
        """The fonts of all styles that were asked for, in order."""
        return tuple(self._fonts.values())

    # ---- what a body asks for ----

    def paragraph(self, name: str) -> tuple[str, str]:
        """Return the identifier of a paragraph style, and what its w:pPr must add."""
        style = self._known.get(("paragraph", name)) or self._add_paragraph(name)
        # A style that headings use as well: this paragraph is none of the outline.
        extra = f'<w:outlineLvl w:val="{_BODY_TEXT}"/>' if name in self._levels else ""
        return style, extra

    def heading(self, name: str, level: int) -> tuple[str, str]:
        """Return the identifier of a style of headings, and what its w:pPr must add."""
        level = min(level, DEEPEST)
        style = self._known.get(("paragraph", name)) or self._add_paragraph(name)
        extra = "" if self._levels.get(name) == level else f'<w:outlineLvl w:val="{level - 1}"/>'
        return style, extra

    def contents_entry(self, level: int, width: int) -> str:
        """Return the built-in style ``toc N`` in the looks of ``contents-line``.

        Word gives this style to the entries when it makes the list anew. ``width`` is that of the
        type area in twips: the page number stands at its right edge.
        """
        level = min(level, DEEPEST)
        style = f"TOC{level}"
        if ("toc", str(level)) not in self._known:
            self._known["toc", str(level)] = style
            look = self._style.paragraphs["contents-line"]
            tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{width}"/></w:tabs>'
            # No right indent before the number: LibreOffice then leaves the number out.
            properties = self._paragraph_properties(look, tabs=tabs)
            self._add(style, f"toc {level}", properties, self._paragraph_run(look), priority=39)
        return style

    def cell(self, table: str, cell: str) -> str:
        """Return the identifier of the paragraph style of a kind of cell in a kind of table."""
        return self._known.get(("cell", table, cell)) or self._add_cell(table, cell)

    def table(self, name: str) -> str:
        """Return the identifier of a table style: rules and padding."""
        return self._known.get(("table", name)) or self._add_table(name)

    def character(self, name: str) -> str:
        """Return the identifier of a character style."""
        return self._known.get(("character", name)) or self._add_character(name)

    def gap(self) -> str:
        """Return the identifier of the style of the least possible paragraph."""
        if ("gap",) not in self._known:
            self._known["gap",] = "TableGap"
            spacing = f'<w:spacing w:line="{_GAP_TWIPS}" w:lineRule="exact"/>'
            properties = f'<w:snapToGrid w:val="0"/>{spacing}'
            self._add("TableGap", "table gap", properties, _size(1), priority=99)
        return "TableGap"

    def footer(self, footer: Footer) -> str:
        """Return the identifier of a style for the footer; the first one is Word's own."""
        key = ("footer", footer.font, str(footer.size))
        if known := self._known.get(key):
            return known
        first = not any(kind == "footer" for kind, *_ in self._known)
        style = "Footer" if first else self._ids.style_id("Footer")
        name = "footer" if first else self._names.style("footer")
        self._known[key] = style
        spacing = f'<w:spacing w:line="{line_twips(footer.size)}" w:lineRule="exact"/>'
        properties = f'<w:snapToGrid w:val="0"/>{spacing}<w:jc w:val="center"/>'
        self._add(style, name, properties, self._font(footer.font) + _size(footer.size))
        return style

    # ---- the part ----

    def xml(self) -> str:
        """Return the styles part (§11.3.12)."""
        default = self._style.paragraphs.get(BODY)
        font = default.font if default else next(iter(self._style.fonts), None)
        look = (self._font(font) if font else "") + _size(default.size if default else 10.5)
        language = f'<w:lang w:val="{_LATIN}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/>'
        # Lines break by the East Asian rules, but no punctuation hangs out of the type area, no
        # line is kept with another, and no space is put between Han and Latin: a line holds the
        # characters, and a page the lines, that GB/T 9704-2012 5.2.1 asks for.
        paragraph = (
            '<w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct w:val="0"/>'
            '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        )
        return (
            f"{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults>"
            f"<w:rPrDefault><w:rPr>{look}{language}</w:rPr></w:rPrDefault>"
            f"<w:pPrDefault><w:pPr>{paragraph}</w:pPr></w:pPrDefault></w:docDefaults>"
            '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
            # LibreOffice reads these of a style, not of the defaults.
            f'<w:name w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr></w:style>'
            '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
            '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
            '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
            '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
            '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
            f"</w:tblCellMar></w:tblPr></w:style>{''.join(self._styles)}</w:styles>"
        )

    def _add(
        self,
        style: str,
        name: str,
        paragraph: str,
        run: str,
        *,
        based_on: str = "Normal",
        following: str | None = None,
        priority: int | None = None,
    ) -> None:
        then = f'<w:next w:val="{following}"/>' if following else ""
        rank = f'<w:uiPriority w:val="{priority}"/>' if priority else ""
        custom = "" if priority in (_HEADING, 39) or name == "footer" else ' w:customStyle="1"'
        self._styles.append(
            f'<w:style w:type="paragraph"{custom} w:styleId="{style}">'
            f'<w:name w:val="{attribute(name)}"/><w:basedOn w:val="{based_on}"/>{then}{rank}'
            f"{'' if priority == 99 else '<w:qFormat/>'}"
            f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )

    def _add_paragraph(self, name: str) -> str:
        look = self._style.paragraphs[name]
        level = self._levels.get(name)
        based_on = "Normal" if level is None else self._built_in_heading(name, level)
        style = self._known["paragraph", name] = self._ids.style_id(name)
        following = None
        if level is not None and BODY in self._style.paragraphs:
            following = self.paragraph(BODY)[0]
        self._add(
            style,
            self._names.style(name),
            self._paragraph_properties(look, level=level, snap=name == BODY),
            self._paragraph_run(look),
            based_on=based_on,
            following=following,
        )
        return style

    def _built_in_heading(self, name: str, level: int) -> str:
        """Return Word's own heading style, in the looks of the first style of its level."""
        style = f"Heading{level}"
        if ("heading", str(level)) not in self._known:
            self._known["heading", str(level)] = style
            look = self._style.paragraphs[name]
            properties = self._paragraph_properties(look, level=level)
            run = self._paragraph_run(look)
            self._add(style, f"heading {level}", properties, run, priority=_HEADING)
        return style

    def _add_cell(self, table: str, cell: str) -> str:
        look, kind = self._style.tables[table], self._style.cells[cell]
        style = self._known["cell", table, cell] = self._ids.style_id(f"cell-{table}-{cell}")
        name = self._names.style(f"cell {table} {cell}")
        self._add(style, name, _cell_properties(look, kind), self._cell_run(look, kind))
        return style

    def _cell_run(self, table: TableStyle, cell: CellStyle) -> str:
        return self._font(table.font) + _bold(cell.bold) + _size(table.size)

    def _add_table(self, name: str) -> str:
        look = self._style.tables[name]
        style = self._known["table", name] = self._ids.style_id(f"table-{name}")
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        borders = "".join(border(side, rule_width(look.border)) for side in sides)
        x, y = twips(look.padding.x), twips(look.padding.y)
        margins = (("top", y), ("left", x), ("bottom", y), ("right", x))
        padding = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in margins)
        self._styles.append(
            f'<w:style w:type="table" w:customStyle="1" w:styleId="{style}">'
            f'<w:name w:val="{attribute(self._names.style(f"table {name}"))}"/>'
            '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
            f"<w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{padding}</w:tblCellMar>"
            "</w:tblPr></w:style>"
        )
        return style

    def _add_character(self, name: str) -> str:
        look = self._style.characters[name]
        style = self._known["character", name] = self._ids.style_id(f"run-{name}")
        font = self._font(look.font) if look.font else ""
        self._styles.append(
            f'<w:style w:type="character" w:customStyle="1" w:styleId="{style}">'
            f'<w:name w:val="{attribute(self._names.style(f"run {name}"))}"/><w:qFormat/>'
            f"<w:rPr>{font}{_bold(True) if look.bold else ''}</w:rPr></w:style>"
        )
        return style

    def _paragraph_properties(
        self,
        look: ParagraphStyle,
        *,
        level: int | None = None,
        snap: bool = False,
        tabs: str = "",
    ) -> str:
        keep = "<w:keepNext/>" if look.keep_with_next else '<w:keepNext w:val="0"/>'
        grid = "" if snap else '<w:snapToGrid w:val="0"/>'
        spacing = (
            f'<w:spacing w:before="{round(look.before * 20)}" w:after="{round(look.after * 20)}"'
            f' w:line="{line_twips(look.line)}" w:lineRule="exact"/>'
        )
        outline = "" if level is None else f'<w:outlineLvl w:val="{level - 1}"/>'
        alignment = f'<w:jc w:val="{_ALIGNMENTS[look.align]}"/>'
        return keep + tabs + grid + spacing + _indent(look) + alignment + outline

    def _paragraph_run(self, look: ParagraphStyle) -> str:
        letters = f'<w:spacing w:val="{round(look.letter_spacing * 20)}"/>'
        return self._font(look.font) + _bold(look.bold) + letters + _size(look.size)

    def _font(self, role: str) -> str:
        font = self._fonts.setdefault(role, self._style.fonts[role])
        family = attribute(font.family)
        return (
            f'<w:rFonts w:ascii="{family}" w:eastAsia="{family}"'
            f' w:hAnsi="{family}" w:cs="{family}"/>'
        )


_HEADING = 9  # the priority that Word gives its headings


def border(side: str, width: int) -> str:
    """Return one edge of w:tblBorders or w:tcBorders, in eighths of a point; 0 is no rule."""
    if not width:
        return f'<w:{side} w:val="nil"/>'
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="auto"/>'


def _indent(look: ParagraphStyle) -> str:
    """Indent by characters, as Word counts them, with the same in twips for other readers."""
    characters, width = round(look.indent * 100), round(look.indent * look.size * 20)
    return f'<w:ind w:firstLineChars="{characters}" w:firstLine="{width}"/>'


def _cell_properties(table: TableStyle, cell: CellStyle) -> str:
    spacing = f'<w:spacing w:line="{round(table.line * 20)}" w:lineRule="atLeast"/>'
    alignment = f'<w:jc w:val="{_ALIGNMENTS[cell.align]}"/>'
    # Punctuation may hang into the padding, as Word has it by default. LibreOffice reads this the
    # wrong way round (all versions to 25.2): asked not to, it lets marks hang across the rule.
    return f'<w:overflowPunct/><w:snapToGrid w:val="0"/>{spacing}{alignment}'


def _bold(bold: bool) -> str:
    return "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{half_points(points)}"/><w:szCs w:val="{half_points(points)}"/>'
