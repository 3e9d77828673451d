"""Small PDFs made by hand: text, rules and pictures at given places, from the upper left corner."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import accumulate
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

WIDTH, HEIGHT = 595, 842
SIZE, LINE = 10, 14
# What a cell keeps free at its edges.
PADDING = 3
# In thousandths of an em: how wide the box for a missing character is, and the white beside it.
BOX, BOX_MARGIN = 600, 50


class Text(NamedTuple):
    """A line of text, its baseline at ``y`` from above.

    ``font``: one that tells its characters (``known``) or not (``unknown``), or one that has none
    (``missing``): a narrow box stands for each, and which one it is is written beside it.
    """

    x: float
    y: float
    text: str
    size: float
    font: str


@dataclass
class Page:
    """A page; all places are in points from its upper left corner."""

    operators: list[str | Text] = field(default_factory=list)

    def text(
        self, x: float, y: float, text: str, size: float = SIZE, font: str = "known"
    ) -> "Page":
        """Write a line with its baseline at ``y``."""
        self.operators.append(Text(x, y, text, size, font))
        return self

    def lines(
        self, x: float, y: float, *texts: str, size: float = SIZE, font: str = "known"
    ) -> "Page":
        """Write lines below each other."""
        for number, text in enumerate(texts):
            self.text(x, y + number * LINE * size / SIZE, text, size, font)
        return self

    def rule(self, x: float, y: float, to_x: float, to_y: float) -> "Page":
        """Stroke a line."""
        self.operators.append(f"0.5 w {x} {HEIGHT - y} m {to_x} {HEIGHT - to_y} l S")
        return self

    def draw(self, operators: str) -> "Page":
        """Add operators as they are."""
        self.operators.append(operators)
        return self

    def table(
        self,
        x: float,
        y: float,
        widths: Sequence[float],
        rows: Sequence[Sequence[str | None]],
        height: float = 20,
        font: str = "known",
    ) -> "Page":
        """Rule a table; a cell that is None belongs to the one above it."""
        xs = [*accumulate(widths, initial=x)]
        ys = [*accumulate([height] * len(rows), initial=y)]
        for number, row in enumerate(rows):
            top, bottom = ys[number], ys[number + 1]
            for left, right, text in zip(xs, xs[1:], row, strict=False):
                if text is not None:
                    self.rule(left, top, right, top)
                    texts = filter(None, text.split("\n"))
                    self.lines(left + PADDING, top + 12, *texts, font=font)
                self.rule(left, top, left, bottom)
            self.rule(xs[-1], top, xs[-1], bottom)
        self.rule(xs[0], ys[-1], xs[-1], ys[-1])
        return self

    def content(self, letters: "Letters") -> bytes:
        """Return the operators."""
        return "\n".join(
            letters.operators(each) if isinstance(each, Text) else each for each in self.operators
        ).encode()


class Letters:
    """A font of boxes, an em wide, or half of it for ASCII; one that tells its characters or not.

    Fonts that are in no file are not on every machine, and pdfium wants to know how wide boxes are.
    """

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def operators(self, text: Text) -> str:
        """Return what draws a line."""
        if text.font == "missing":
            return "\n".join(_boxes(text))
        codes = "".join(
            f"{self._codes.setdefault(letter, len(self._codes) + 1):02x}" for letter in text.text
        )
        place = f"{text.x} {HEIGHT - text.y}"
        return f"BT /{text.font} {text.size} Tf {place} Td <{codes}> Tj ET"

    def fonts(self, pdf: Pdf) -> Any:
        """Return the fonts of all pages, once all texts are known."""
        widths = {code: 500 if letter.isascii() else 1000 for letter, code in self._codes.items()}
        known = self._font(pdf, widths)
        known.ToUnicode = Stream(pdf, self._table())
        return Dictionary(
            known=pdf.make_indirect(known),
            unknown=pdf.make_indirect(self._font(pdf, widths)),
            missing=pdf.make_indirect(self._font(pdf, {1: BOX}, margin=BOX_MARGIN)),
        )

    def _font(self, pdf: Pdf, widths: dict[int, int], margin: int = 0) -> Any:
        """Return a font of boxes; ``margin`` is what stays white on both sides of each."""
        names = {code: Name(f"/g{code}") for code in widths}
        shapes = {
            f"/g{code}": Stream(pdf, _shape(width, margin).encode())
            for code, width in widths.items()
        }
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, -200, 1000, 800]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            FirstChar=1,
            LastChar=max(len(widths), 1),
            Widths=Array(list(widths.values())),
            Encoding=Dictionary(Differences=Array([1, *names.values()])),
            CharProcs=Dictionary(shapes),
        )

    def _table(self) -> bytes:
        """Return which code is which character (ISO 32000-1, 9.10.3)."""
        pairs = "".join(
            f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>\n"
            for letter, code in self._codes.items()
        )
        size = len(self._codes)
        return (
            "1 begincodespacerange <00> <ff> endcodespacerange\n"
            f"{size} beginbfchar\n{pairs}endbfchar"
        ).encode()


def _shape(width: int, margin: int) -> str:
    """Return what draws a box (ISO 32000-1, 9.6.5)."""
    black = width - 2 * margin
    return f"{width} 0 {margin} -200 {width - margin} 800 d1 {margin} 0 {black} 800 re f"


def _boxes(text: Text) -> Iterator[str]:
    """Yield for each character a box, and which character it stands for (14.9.4)."""
    for number, letter in enumerate(text.text):
        x = text.x + number * BOX / 1000 * text.size
        character = ("\ufeff" + letter).encode("utf-16-be").hex()
        yield (
            f"/Span <</ActualText <{character}>>> BDC\n"
            f"BT /missing {text.size} Tf {x} {HEIGHT - text.y} Td <01> Tj ET\nEMC"
        )


def open_pdf(pages: Iterable[Page]) -> Pdf:
    """Return pages as a file that can be changed further."""
    pdf, letters = Pdf.new(), Letters()
    contents = [page.content(letters) for page in pages]
    fonts = pdf.make_indirect(letters.fonts(pdf))
    for content in contents:
        entries = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, WIDTH, HEIGHT]),
            Resources=Dictionary(Font=fonts, XObject=Dictionary()),
            Contents=Stream(pdf, content),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(entries)))
    return pdf


def saved(pdf: Pdf, **options: Any) -> bytes:
    """Return the bytes of a file."""
    output = BytesIO()
    pdf.save(output, **options)
    return output.getvalue()


def made(*pages: Page) -> bytes:
    """Return pages as a PDF."""
    return saved(open_pdf(pages))
