"""The reader of Word 97-2003 documents, with LibreOffice behind it where that is installed."""

from dataclasses import replace
from time import monotonic

from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.readers.doc.container import SIGNATURE, Container
from jixiao.readers.doc.cross_check import cross_check, read_by_libreoffice
from jixiao.readers.doc.opening import is_sound, open_word
from jixiao.readers.doc.reader import read_word
from jixiao.readers.faults import too_large, unreadable
from jixiao.readers.types import Reading, ReadOptions
from jixiao.writers.memory import unhurried_gc

# No file, however damaged, keeps the user waiting longer than ten seconds in all.
_FALLBACK_SECONDS = 8.0


def read_doc(data: bytes, name: str, options: ReadOptions | None = None) -> Reading:
    """Read a Word 97-2003 document: lines, tables, marks, and what stands outside of the text.

    What our own reader cannot read but LibreOffice can, such as a file of Word 95, is taken from
    there where it is installed; the origins are then those of the .docx it makes.

    Raises:
        JixiaoError: it is no Word document, encrypted or damaged, or asks for more than a limit.
    """
    options = options or ReadOptions()
    if len(data) > options.limits.file_bytes:
        raise too_large(name, _("bytes"), options.limits.file_bytes, "file-bytes")
    if not data.startswith(SIGNATURE):
        raise unreadable(name, _("it is no Word 97-2003 document"))
    start = monotonic()
    container = Container(data)
    try:
        with unhurried_gc():
            reading = read_word(open_word(container, name), name, options)
    except JixiaoError as error:
        if error.diagnostics[0].code != "file-unreadable" or not is_sound(container):
            raise
        return _fallback(error, data, name, options, _FALLBACK_SECONDS - (monotonic() - start))
    return cross_check(reading, data, name, options) if options.cross_check else reading


def _fallback(
    error: JixiaoError, data: bytes, name: str, options: ReadOptions, seconds: float
) -> Reading:
    """Return what LibreOffice reads of a file that we cannot; else the error stands."""
    reading = read_by_libreoffice(data, name, options, seconds) if seconds > 0 else None
    if reading is None or not reading.blocks:
        raise error
    told = Diagnostic(
        "read-fallback",
        _("read by LibreOffice: {reason}").format(reason=error.diagnostics[0].message),
        _("compare what was read with the file yourself"),
        Place(name),
    )
    return replace(reading, format="doc", diagnostics=(told, *reading.diagnostics))
