"""The ruled lines of a page: strokes and thin filled rectangles, horizontal and vertical.

Word draws a border as a thin filled rectangle, LibreOffice and WeasyPrint stroke a line; some
programs draw rectangles round cells. What is not straight along the page is no rule.
"""

import ctypes
import itertools
import math
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, NamedTuple

from jixiao.diagnostics import JixiaoError
from jixiao.i18n import _
from jixiao.readers.faults import too_large
from jixiao.readers.pdf.pages import View
from jixiao.readers.pdf.shapes import Rule

# A filled rectangle no thicker than this is a rule, in points.
_THICKEST = 3.0
# What is shorter joins two rules at most (the corners that Word draws on their own).
_SHORTEST = 3.0
# What pdfium takes for a text without width.
_NO_WIDTH = 0.01
# Rules side by side, or with a gap in between, are one.
_NEAR = 1.0
_GAP = 2.0
# Per page; a crowded real form has a few hundred.
_MOST_OBJECTS = 100_000
_MOST_POINTS = 200_000
_MOST_RULES = 2_000
_DEEPEST_FORM = 8

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)
_Box = tuple[float, float, float, float]


class Rules(NamedTuple):
    """The rules of a page, collinear ones joined."""

    across: list[Rule]
    down: list[Rule]


class PageObjects(NamedTuple):
    """What is drawn on a page besides text."""

    rules: Rules
    images: int
    paths: int
    unseen: int
    """Texts that pdfium leaves out: no font of this machine has their characters."""


def read_objects(page: Any, view: View, name: str) -> PageObjects:
    """Return the rules of a page, and how many pictures are on it.

    Raises:
        JixiaoError: there are more lines than any form has.
    """
    collector = _Collector(view, name)
    collector.page(page)
    if max(len(collector.across), len(collector.down)) > _MOST_OBJECTS:
        raise collector.too_many()
    rules = Rules(_joined(collector.across), _joined(collector.down))
    if max(len(rules.across), len(rules.down)) > _MOST_RULES:
        raise too_large(name, _("ruled lines on one page"), _MOST_RULES)
    return PageObjects(rules, collector.images, collector.paths, collector.unseen)


class _Collector:
    def __init__(self, view: View, name: str) -> None:
        import pypdfium2.raw as pdfium

        self._pdfium = pdfium
        self._view = view
        self._name = name
        self._objects = self._points = self.images = self.paths = self.unseen = 0
        self.across: list[Rule] = []
        self.down: list[Rule] = []
        # What pdfium writes its answers to.
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._sides = tuple(ctypes.c_float() for _side in range(4))
        self._to_modes = ctypes.byref(self._fill), ctypes.byref(self._stroke)
        self._to_sides = tuple(ctypes.byref(side) for side in self._sides)

    def too_many(self) -> JixiaoError:
        return too_large(self._name, _("drawn shapes on one page"), _MOST_OBJECTS)

    def page(self, page: Any) -> None:
        pdfium = self._pdfium
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            self._object(pdfium.FPDFPage_GetObject(page, index), _IDENTITY, 0)

    def _object(self, item: Any, matrix: _Matrix, depth: int) -> None:
        pdfium = self._pdfium
        self._objects += 1
        if self._objects > _MOST_OBJECTS:
            raise self.too_many()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(item, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self.unseen += self._is_unseen(item)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self.images += 1
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _times(self._matrix(item), matrix)
            for index in range(pdfium.FPDFFormObj_CountObjects(item)):
                self._object(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _is_unseen(self, item: Any) -> bool:
        """Tell whether a text has no width, for which pdfium leaves it out.

        Spaces of a font in the file have none either, and are no loss.
        """
        pdfium = self._pdfium
        if not pdfium.FPDFPageObj_GetBounds(item, *self._to_sides):
            return False
        left, _bottom, right, _top = self._sides
        if abs(right.value - left.value) >= _NO_WIDTH:
            return False
        font = pdfium.FPDFTextObj_GetFont(item)
        return bool(font) and not pdfium.FPDFFont_GetIsEmbedded(font)

    def _path(self, item: Any, matrix: _Matrix) -> None:
        """Take a path that is drawn; its bounds tell at once whether it is a single line."""
        pdfium = self._pdfium
        self.paths += 1
        if not pdfium.FPDFPath_GetDrawMode(item, *self._to_modes):
            return
        if not self._fill.value and not self._stroke.value:
            return
        if not pdfium.FPDFPageObj_GetBounds(item, *self._to_sides):
            return
        left, bottom, right, top = [side.value for side in self._sides]
        if self._take(self._placed(matrix, left, bottom, right, top)):
            return
        for outline in self._outlines(item, _times(self._matrix(item), matrix)):
            box = _bounds(outline)
            if self._take(box) or not self._stroke.value:
                continue
            for start, end in itertools.pairwise(outline):
                self._take(_bounds([start, end]))

    def _placed(self, matrix: _Matrix, x: float, y: float, other_x: float, other_y: float) -> _Box:
        """Return the box between two points as a person sees it."""
        if matrix is not _IDENTITY:
            corners = ((x, y), (x, other_y), (other_x, y), (other_x, other_y))
            return _bounds([self._view.place(*_apply(matrix, *corner)) for corner in corners])
        left, top = self._view.place(x, y)
        right, bottom = self._view.place(other_x, other_y)
        return min(left, right), min(top, bottom), max(left, right), max(top, bottom)

    def _take(self, box: _Box) -> bool:
        """Keep a box as a rule where it is thin and long."""
        left, top, right, bottom = box
        width, height = right - left, bottom - top
        if not math.isfinite(width + height):
            return True
        if min(width, height) > _THICKEST:
            return False
        if max(width, height) > max(_SHORTEST, 2 * min(width, height)):
            if width > height:
                self.across.append(Rule((top + bottom) / 2, left, right))
            else:
                self.down.append(Rule((left + right) / 2, top, bottom))
        return True

    def _matrix(self, item: Any) -> _Matrix:
        matrix = self._pdfium.FS_MATRIX()
        if not self._pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
            return _IDENTITY
        return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def _outlines(self, item: Any, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
        """Yield the points of each subpath; curves are left out, for rules have none."""
        pdfium = self._pdfium
        x, y = ctypes.c_float(), ctypes.c_float()
        outline: list[tuple[float, float]] = []
        for index in range(pdfium.FPDFPath_CountSegments(item)):
            self._points += 1
            if self._points > _MOST_POINTS:
                raise too_large(self._name, _("points of drawn shapes on one page"), _MOST_POINTS)
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind != pdfium.FPDF_SEGMENT_LINETO and outline:
                yield outline
                outline = []
            if kind not in (pdfium.FPDF_SEGMENT_LINETO, pdfium.FPDF_SEGMENT_MOVETO):
                continue
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            outline.append(self._view.place(*_apply(matrix, x.value, y.value)))
            if pdfium.FPDFPathSegment_GetClose(segment) and outline:
                yield [*outline, outline[0]]
                outline = []
        if outline:
            yield outline


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    """Return the matrix that does ``first`` and after it ``then``."""
    a, b, c, d, e, f = first
    right, down = _apply((*then[:4], 0, 0), a, b), _apply((*then[:4], 0, 0), c, d)
    return (*right, *down, *_apply(then, e, f))


def _bounds(points: list[tuple[float, float]]) -> _Box:
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _joined(rules: list[Rule]) -> list[Rule]:
    """Join the pieces of a line: rules at the same place that overlap or nearly touch."""
    rules = sorted(rules)
    done: list[Rule] = []
    index = 0
    while index < len(rules):
        end = bisect_left(rules, rules[index].at + _NEAR, key=lambda rule: rule.at)
        end = max(end, index + 1)
        done += _chained(rules[index:end])
        index = end
    return done


def _chained(rules: list[Rule]) -> Iterator[Rule]:
    at = sum(rule.at for rule in rules) / len(rules)
    rules = sorted(rules, key=lambda rule: rule.start)
    start, end = rules[0].start, rules[0].end
    for rule in rules[1:]:
        if rule.start > end + _GAP:
            yield Rule(at, start, end)
            start, end = rule.start, rule.end
        else:
            end = max(end, rule.end)
    yield Rule(at, start, end)
