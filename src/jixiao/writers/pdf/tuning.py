"""Where we lean on the insides of WeasyPrint 70 and pydyf 0.13 for speed; see also `assembly`.

All of it was read in the sources of WeasyPrint 70.0 and pydyf 0.13.0 and is used with these
versions only (`pinned`); with any other the plain behaviour is taken, which gives the same document
more slowly. Painting chunk by chunk, the largest of these hooks, has a module of its own:
`assembly`.
"""

from __future__ import annotations

import importlib
import io
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout, suppress
from functools import cache
from typing import Any, TypeVar
from xml.etree import ElementTree

from jixiao.writers.pdf import PdfUnavailable

WEASYPRINT = "70."
PYDYF = "0.13."

T = TypeVar("T")


@cache
def weasyprint() -> Any:
    """The WeasyPrint package, loaded in silence.

    Its loader prints advice to stdout before it fails, and warns on stderr of a machine without
    fonts; both are for the CLI to say.

    Raises:
        PdfUnavailable: the package or one of its libraries is missing.
    """
    try:
        with (
            warnings.catch_warnings(),
            redirect_stdout(io.StringIO()),
            redirect_stderr(io.StringIO()),
        ):
            warnings.simplefilter("ignore")
            return importlib.import_module("weasyprint")
    except (OSError, ImportError) as error:
        raise PdfUnavailable(str(error)) from error


def part(name: str) -> Any:
    """A module of WeasyPrint by its dotted name without the package's, e.g. `pdf.stream`."""
    weasyprint()
    return importlib.import_module(f"weasyprint.{name}")


def pinned() -> bool:
    """Whether the insides are those that this module was written for."""
    pydyf = importlib.import_module("pydyf")
    return str(weasyprint().VERSION).startswith(WEASYPRINT) and str(pydyf.VERSION).startswith(PYDYF)


# --- style ------------------------------------------------------------------------------------

# WeasyPrint's own sheet has about 250 rules for all of HTML; its universal `::marker` rule alone
# makes a second style for each element. What our markup uses is kept here with the same values, so
# that a page looks the same by either sheet; lists, forms and images are not known.
USER_AGENT_CSS = """
html, body, div, section, article, main, nav, header, footer, p, h1, h2, h3, h4, h5, h6 {
  display: block }
body { margin: 8px }
p { margin-top: 1em; margin-bottom: 1em }
h1 { margin-top: .67em; margin-bottom: .67em; font-size: 2em }
h2 { margin-top: .83em; margin-bottom: .83em; font-size: 1.5em }
h3 { margin-top: 1em; margin-bottom: 1em; font-size: 1.17em }
h4 { margin-top: 1.33em; margin-bottom: 1.33em }
h5 { margin-top: 1.67em; margin-bottom: 1.67em; font-size: .83em }
h6 { margin-top: 2.33em; margin-bottom: 2.33em; font-size: .67em }
h1, h2, h3, h4, h5, h6, b, strong, th { font-weight: bold }
i, em { font-style: italic }
u, :link { text-decoration: underline }
:link { color: blue }
head, title, meta, link, style, script, template, [hidden] { display: none }
table { display: table; box-sizing: border-box; text-indent: initial;
        border-collapse: separate; border-spacing: 2px }
caption { display: table-caption }
colgroup { display: table-column-group }
col { display: table-column }
thead { display: table-header-group }
tbody { display: table-row-group }
tfoot { display: table-footer-group }
tr { display: table-row }
td, th { display: table-cell; padding: 1px }
thead, tbody, tfoot { vertical-align: middle }
tr, td, th { vertical-align: inherit }
sub { vertical-align: sub; font-size: smaller; line-height: normal }
sup { vertical-align: super; font-size: smaller; line-height: normal }
br::before { content: "\\A"; white-space: pre-line }
h1, h2, h3, h4, h5, h6 { break-after: avoid; break-inside: avoid; bookmark-label: content(text) }
h1 { bookmark-level: 1 }
h2 { bookmark-level: 2 }
h3 { bookmark-level: 3 }
h4 { bookmark-level: 4 }
h5 { bookmark-level: 5 }
h6 { bookmark-level: 6 }
@page {
  margin: 75px;
  @top-left      { text-align: left;   vertical-align: middle }
  @top-center    { text-align: center; vertical-align: middle }
  @top-right     { text-align: right;  vertical-align: middle }
  @bottom-left   { text-align: left;   vertical-align: middle }
  @bottom-center { text-align: center; vertical-align: middle }
  @bottom-right  { text-align: right;  vertical-align: middle }
}
"""


@cache
def html_class() -> Any:
    """`weasyprint.HTML` with the short user-agent sheet, or as it is where the hook is absent.

    `_ua_stylesheets(forms)` is what `get_all_computed_styles` asks for the sheets of user-agent
    origin; without the hook the full sheet applies and only time is lost.
    """
    wp = weasyprint()
    base: Any = wp.HTML
    if not pinned() or not hasattr(base, "_ua_stylesheets"):
        return base
    sheet = wp.CSS(string=USER_AGENT_CSS)

    def _ua_stylesheets(_self: Any, *_options: Any) -> list[Any]:
        return [sheet]

    return type("ShortSheetHTML", (base,), {"_ua_stylesheets": _ua_stylesheets})


def parse(markup: str, fetcher: Any) -> Any:
    """A document of `markup`, an `html` element as text; anything HTML allows will do.

    Well-formed XML goes through expat, which takes a tenth of the time of WeasyPrint's HTML parser
    in Python and keeps U+0080 to U+009F as they are. The attributes set here are those that
    `HTML.__init__` of 70.0 sets.
    """
    if pinned():
        with suppress(ElementTree.ParseError):
            root = ElementTree.fromstring(markup)
            document = html_class().__new__(html_class())
            document.base_url, document.url_fetcher, document.media_type = None, fetcher, "print"
            wrapper = importlib.import_module("cssselect2").ElementWrapper
            document.wrapper_element = wrapper.from_html_root(root, content_language=None)
            document.etree_element = root
            return document
    return html_class()(string=f"<!DOCTYPE html>{markup}", url_fetcher=fetcher)


# --- rules of tables --------------------------------------------------------------------------

Line = tuple[float, float, float, float]


class _Ruler:
    """Stands in for a content stream under WeasyPrint's own drawing, and collects its lines.

    It knows what a solid line needs and no more: any other call is an AttributeError.
    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.pens: dict[tuple[Any, ...], Any] = {}
        self._colour: Any = None

    def artifact(self) -> Any:
        return nullcontext()

    stacked = artifact

    def set_color(self, colour: Any, **_stroke: bool) -> None:
        self._colour = colour

    def set_line_width(self, width: float) -> None:
        self.pens[(width, self._colour.space, *self._colour)] = self._colour

    def move_to(self, x: float, y: float) -> None:
        self._start = (x, y)

    def line_to(self, x: float, y: float) -> None:
        self.lines.append((*self._start, x, y))

    def stroke(self) -> None:
        pass


@contextmanager
def long_rules() -> Iterator[None]:
    """Draw a table's collapsed borders as whole rules, where WeasyPrint draws one piece a cell.

    Each piece costs it two saved states and a marked content. Only tables whose borders are all
    of one pen are drawn so: with several the order of painting matters.
    """
    module = part("draw")
    original = getattr(module, "draw_collapsed_borders", None)
    if not pinned() or original is None:
        yield
        return

    def draw(stream: Any, table: Any) -> None:
        ruler = _Ruler()
        try:
            original(ruler, table)
        except AttributeError:
            ruler.pens.clear()
        if len(ruler.pens) != 1:
            original(stream, table)
            return
        (((width, *_), colour),) = ruler.pens.items()
        with stream.artifact(), stream.stacked():
            stream.set_color(colour, stroke=True)
            stream.set_line_width(width)
            for x1, y1, x2, y2 in join_lines(ruler.lines):
                stream.move_to(x1, y1)
                stream.line_to(x2, y2)
                stream.stroke()

    module.draw_collapsed_borders = draw
    try:
        yield
    finally:
        module.draw_collapsed_borders = original


def join_lines(lines: Iterable[Line]) -> list[Line]:
    """Join lines that touch end to end on one horizontal or vertical; down and right they run."""
    joined: list[Line] = []
    for line in sorted(lines, key=_along):
        x1, y1, x2, y2 = line
        if joined:
            left, top, right, bottom = joined[-1]
            if x1 == x2 == left == right and y1 <= bottom:
                joined[-1] = (left, top, right, max(bottom, y2))
                continue
            if y1 == y2 == top == bottom and x1 <= right:
                joined[-1] = (left, top, max(right, x2), bottom)
                continue
        joined.append(line)
    return joined


def _along(line: Line) -> tuple[bool, float, float]:
    x1, y1, x2, _ = line
    return (True, x1, y1) if x1 == x2 else (False, y1, x1)


# --- the interpreter --------------------------------------------------------------------------


def with_deep_stack(call: Callable[[], T]) -> T:
    """Call `call` with one large block of interpreter stack below it.

    CPython (3.11 to 3.14) keeps Python frames in blocks of 16 KiB and returns a block to the
    system as soon as it is empty. Layout recurses through that limit millions of times, each an
    mmap and a munmap: 15 % of the run. A frame that claims 70 000 slots makes the interpreter
    take one block of 1 MiB, of which half is left for the calls below.
    """
    return call()


with_deep_stack.__code__ = with_deep_stack.__code__.replace(co_stacksize=70_000)
