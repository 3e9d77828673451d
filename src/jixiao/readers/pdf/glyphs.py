"""The characters of a page with their places, as pdfium's text page has them."""

import ctypes
import itertools
import math
import unicodedata
from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple

from jixiao.readers.pdf.pages import View
from jixiao.readers.pdf.shapes import Glyph

# A hyphen at the end of a line: pdfium thinks that it was made by hyphenation.
_HYPHEN = 0x2
_UNKNOWN = "\ufffd"
_WHITE = frozenset((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0xA0))
# What a tilt of the letters (italics are no tilt of the baseline) may be and still be a line.
_MOST_TILT = 0.05
# In ems: Chinese characters are so wide; the next one begins no further right, unless spread out.
_FULL_WIDTH = 0.95
_WIDEST_STEP = 1.0


class PageText(NamedTuple):
    """The characters of a page: upright ones, those that stand at an angle, and what was lost."""

    upright: list[Glyph]
    tilted: list[Glyph]
    dropped: int
    """Control characters, which no text can hold, and characters that stand nowhere."""


def count_characters(text_page: Any) -> int:
    """Return how many characters pdfium found on a page."""
    import pypdfium2.raw as pdfium

    return max(0, int(pdfium.FPDFText_CountChars(text_page)))


def read_glyphs(text_page: Any, view: View) -> PageText:
    """Return the characters of a page; those that pdfium adds (spaces, line ends) are left out."""
    import pypdfium2.raw as pdfium

    get_origin, get_box = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_GetLooseCharBox
    get_matrix, get_size = pdfium.FPDFText_GetMatrix, pdfium.FPDFText_GetFontSize
    has_no_code = pdfium.FPDFText_HasUnicodeMapError
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    to_x, to_y, to_box, to_matrix = map(ctypes.byref, (x, y, box, matrix))
    measure = lru_cache(partial(_measure, view))
    found = PageText([], [], 0)
    dropped = 0
    for index, code in _codes(pdfium, text_page):
        # Without a mapping, what pdfium gives is the number of the sign in its font.
        unmapped = has_no_code(text_page, index) == 1
        character, known = (_UNKNOWN, False) if unmapped else _character(code)
        if not character:
            dropped += 1
            continue
        get_origin(text_page, index, to_x, to_y)
        get_box(text_page, index, to_box)
        get_matrix(text_page, index, to_matrix)
        shape = matrix.a, matrix.b, matrix.c, matrix.d
        size, tilt = measure(*shape, get_size(text_page, index))
        left, base = view.place(x.value, y.value)
        start, end = view.across(box.left, box.bottom), view.across(box.right, box.top)
        right = start if start > end else end
        if not math.isfinite(left + right + base + size):
            dropped += 1
            continue
        glyph = Glyph(character, min(left, right), right, base, size, index, known)
        (found.tilted if tilt > _MOST_TILT else found.upright).append(glyph)
    return found._replace(upright=_with_steps(found.upright), dropped=dropped)


def _with_steps(glyphs: list[Glyph]) -> list[Glyph]:
    """Let narrow Chinese characters end where the next one begins.

    Where a font has no Chinese, one box stands for all of it, and each has its character as
    ActualText (ISO 32000-1, 14.9.4). pdfium then measures what is black of the box, though a
    line was full as soon as the white beside it had no room.
    """
    steps: dict[int, float] = {}
    for glyph, after in itertools.pairwise(glyphs):
        if _is_narrow(glyph) and glyph.base == after.base and glyph.size == after.size:
            step = (after.left - glyph.left) / glyph.size
            if (glyph.right - glyph.left) / glyph.size <= step <= _WIDEST_STEP:
                width = _width_key(glyph)
                # The least one: a line may be spread out.
                steps[width] = min(steps.get(width, step), step)
    return [_with_step(glyph, steps) for glyph in glyphs] if steps else glyphs


def _with_step(glyph: Glyph, steps: Mapping[int, float]) -> Glyph:
    step = steps.get(_width_key(glyph)) if _is_narrow(glyph) else None
    return glyph if step is None else glyph._replace(right=glyph.left + step * glyph.size)


def _is_narrow(glyph: Glyph) -> bool:
    """Tell a Chinese character or mark that seems narrower than they all are by design."""
    narrow = glyph.right - glyph.left < _FULL_WIDTH * glyph.size
    return narrow and unicodedata.east_asian_width(glyph.text[0]) in "WF"


def _width_key(glyph: Glyph) -> int:
    """Return the width in hundredths of the size: one box has one width in a font of any size."""
    return round((glyph.right - glyph.left) / glyph.size * 100)


def _codes(pdfium: Any, text_page: Any) -> list[tuple[int, int]]:
    """Return number and code point of each real character; surrogates are put together."""
    is_generated, get_unicode = pdfium.FPDFText_IsGenerated, pdfium.FPDFText_GetUnicode
    codes: list[tuple[int, int]] = []
    for index in range(count_characters(text_page)):
        if is_generated(text_page, index) == 1:
            continue
        code = get_unicode(text_page, index)
        if codes and _is_surrogate(code) and _is_surrogate(codes[-1][1]):
            first, other = codes[-1]
            # From right to left, pdfium gives the second half first.
            high, low = min(code, other), max(code, other)
            if high < 0xDC00 <= low:
                codes[-1] = first, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
                continue
        codes.append((index, code))
    return codes


def _is_surrogate(code: int) -> bool:
    return 0xD800 <= code < 0xE000


@lru_cache(maxsize=4096)
def _character(code: int) -> tuple[str, bool]:
    """Return a character, and whether it is surely that; none for control characters."""
    if code == _HYPHEN:
        return "-", True
    if code in _WHITE:
        return " " if code != 0xA0 else "\u00a0", True
    if code == 0 or code == 0xFFFD or _is_surrogate(code) or code > 0x10FFFF:
        return _UNKNOWN, False
    if code < 0x20 or 0x7F <= code < 0xA0 or code & 0xFFFE == 0xFFFE:
        return "", True
    return chr(code), True


def _measure(
    view: View, a: float, b: float, c: float, d: float, size: float
) -> tuple[float, float]:
    """Return the height of a character in points, and by how much its baseline is tilted.

    The tilt is the sine of the angle; 2 stands for text that runs to the left.
    """
    across_x, across_y = view.a * a + view.c * b, view.b * a + view.d * b
    up = math.hypot(view.a * c + view.c * d, view.b * c + view.d * d)
    length = math.hypot(across_x, across_y)
    if not (length > 0 and math.isfinite(length) and math.isfinite(up)):
        return max(size, 0.0), 0.0
    return size * up, abs(across_y / length) if across_x > 0 else 2.0
