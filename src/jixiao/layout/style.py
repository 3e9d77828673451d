"""The style file of a template pack: sizes, fonts, margins and column widths of DOCX and PDF.

Lengths are in millimetres, font sizes and line heights in points.
"""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator
from pydantic_core import PydanticCustomError

from jixiao.model import Line
from jixiao.model.number import read_number


def _read_length(value: object) -> float:
    """Take the numbers of the file, which are int or Decimal; layout computes in floats."""
    number = read_number(value)
    if abs(number) > Decimal(2000):
        raise PydanticCustomError("length_too_large", "a length is at most 2000")
    return float(number)


Length = Annotated[float, PlainValidator(_read_length)]
Positive = Annotated[Length, Field(gt=0)]
NotNegative = Annotated[Length, Field(ge=0)]
Align = Literal["left", "center", "right", "justify"]

StyleName = Annotated[str, Field(strict=True, pattern=r"^[a-z][a-z0-9-]*$")]
"""A style's name: it becomes a CSS class and the identifier of a Word style."""


BODY = "body"
"""The paragraph style of running text."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Font(_Data):
    """An official font family and the class of its fallback where it is not installed."""

    family: Line
    fallback: Literal["serif", "sans-serif"]


class Margins(_Data):
    """Page margins in mm."""

    top: NotNegative
    right: NotNegative
    bottom: NotNegative
    left: NotNegative


class Footer(_Data):
    """The page footer: ``{page}`` is the page number; distance in mm below the type area."""

    text: Line
    font: Line
    size: Positive
    distance: NotNegative


class PageStyle(_Data):
    """A page: A4 portrait, its margins and footer (GB/T 9704-2012 5.1, 7.5)."""

    margins: Margins
    footer: Footer | None = None
    width: Positive = 210.0
    height: Positive = 297.0


class ParagraphStyle(_Data):
    """A paragraph: line height is exact; the first line is indented by characters."""

    font: Line
    size: Positive
    line: Positive
    align: Align = "left"
    indent: NotNegative = 0.0
    before: NotNegative = 0.0
    after: NotNegative = 0.0
    letter_spacing: Length = 0.0
    bold: bool = False
    keep_with_next: bool = False


class Padding(_Data):
    """Padding inside a cell in mm."""

    x: NotNegative
    y: NotNegative


class TableStyle(_Data):
    """A table: column widths in mm, rules in pt, line height at least ``line``."""

    columns: tuple[Positive, ...] = Field(min_length=1)
    border: NotNegative
    padding: Padding
    font: Line
    size: Positive
    line: Positive


class CellStyle(_Data):
    """A cell: horizontal alignment, and whether it has no rules."""

    align: Align = "left"
    borderless: bool = False
    bold: bool = False


class CharacterStyle(_Data):
    """A run of text that differs from its paragraph."""

    font: Line | None = None
    bold: bool = False


class Style(_Data):
    """The whole style file."""

    fonts: dict[Line, Font]
    pages: dict[StyleName, PageStyle]
    paragraphs: dict[StyleName, ParagraphStyle]
    tables: dict[StyleName, TableStyle]
    cells: dict[StyleName, CellStyle]
    characters: dict[StyleName, CharacterStyle] = {}
