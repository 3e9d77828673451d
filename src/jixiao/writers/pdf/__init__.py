"""PDF through WeasyPrint: fonts, layout, writing, and checks of the finished file.

Importing this package, or any module of it, never loads WeasyPrint; the functions do, and raise
`PdfUnavailable` where its libraries are missing, so that everything but PDF works without them.
"""

from __future__ import annotations


class PdfUnavailable(RuntimeError):  # noqa: N818, a state of the machine, not of the call
    """WeasyPrint, or a system library that it needs (Pango and its company), cannot be loaded.

    `reason` is the loader's own words (dlopen's message names the missing library).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


__all__ = ["PdfUnavailable"]
