"""The pages of a PDF through pdfium, and how each is to be looked at."""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from jixiao.readers.faults import encrypted
from jixiao.readers.pdf.cut import no_pdf

# Notes of one page that are looked at.
_MOST_NOTES = 1_000


class View(NamedTuple):
    """From the coordinates of a page to those of `shapes`: six numbers of a matrix, and a size.

    x' = a x + c y + e, y' = b x + d y + f (ISO 32000-1, 8.3.3).
    """

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    width: float
    height: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a point as a person sees it."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def across(self, x: float, y: float) -> float:
        """Return how far right a point is."""
        return self.a * x + self.c * y + self.e


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Any]:
    """Open a file as a ``pypdfium2.PdfDocument``, and close it in the end.

    Raises:
        JixiaoError: it is protected by a password, or no PDF.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (
            pypdfium2.raw.FPDF_ERR_PASSWORD,
            pypdfium2.raw.FPDF_ERR_SECURITY,
        ):
            raise encrypted(name) from None
        raise no_pdf(data, name) from None
    try:
        yield document
    finally:
        document.close()


@contextmanager
def loaded(document: Any, index: int) -> Iterator[tuple[Any, Any, View] | None]:
    """Load page ``index``, from 0, as page, text and view; None where it is damaged."""
    import pypdfium2.raw as pdfium

    page = pdfium.FPDF_LoadPage(document.raw, index)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    try:
        yield (page, text, _view(pdfium, page)) if text else None
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        if page:
            pdfium.FPDF_ClosePage(page)


def _view(pdfium: Any, page: Any) -> View:
    """Return how a page is looked at: its visible box, turned by its Rotate entry."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    width, height = box.right - box.left, box.top - box.bottom
    turn: Callable[[], View] = (
        lambda: View(1, 0, 0, -1, -box.left, box.top, width, height),
        lambda: View(0, 1, 1, 0, -box.bottom, -box.left, height, width),
        lambda: View(-1, 0, 0, 1, box.right, -box.bottom, width, height),
        lambda: View(0, -1, -1, 0, box.top, box.right, height, width),
    )[pdfium.FPDFPage_GetRotation(page) % 4]
    return turn()


def count_notes(page: Any) -> int:
    """Return how many notes, form fields and stamps are on a page; links are none."""
    import pypdfium2.raw as pdfium

    return sum(
        _kind_of_note(pdfium, page, index) not in (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)
        for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST_NOTES))
    )


def _kind_of_note(pdfium: Any, page: Any, index: int) -> int:
    note = pdfium.FPDFPage_GetAnnot(page, index)
    try:
        return int(pdfium.FPDFAnnot_GetSubtype(note))
    finally:
        pdfium.FPDFPage_CloseAnnot(note)
