"""From bytes to the streams of a Word document, or to the reason why there are none."""

from typing import NamedTuple

from jixiao.i18n import _
from jixiao.readers.doc.binary import u16
from jixiao.readers.doc.container import Container, Stream
from jixiao.readers.doc.fib import MAGIC, OLD_MAGIC, OLDEST, Fib, read_fib
from jixiao.readers.doc.formatting import Streams
from jixiao.readers.doc.salvage import find_data, find_table, find_word
from jixiao.readers.faults import encrypted, unreadable

WORD, DATA = "WordDocument", "Data"
_NOTHING = Stream(b"", False)


class Opened(NamedTuple):
    """The streams of a document; ``whole`` is false where one of them is cut off."""

    streams: Streams
    fib: Fib
    whole: bool


def open_word(container: Container, name: str) -> Opened:
    """Return the streams of the Word document in a container.

    Where the directory is lost with the end of the file, the streams are found by what they hold.

    Raises:
        JixiaoError: it is encrypted, too old, damaged, or no Word document.
    """
    names = container.names
    if "EncryptedPackage" in names:
        raise encrypted(name)
    word = container.stream(WORD) or (find_word(container) if not names else None)
    if word is None:
        raise unreadable(name, *_no_word(names))
    fib = _checked_fib(word.data, name)
    table = container.stream(fib.table_name) or find_table(container, fib)
    if table is None:
        raise unreadable(name, _("it is cut off: what tells where its text is, is missing"))
    data = container.stream(DATA) or (find_data(container, word.data) if not names else None)
    whole = word.whole and table.whole and (data is None or data.whole) and bool(names)
    return Opened(Streams(word.data, table.data, (data or _NOTHING).data), fib, whole)


def _checked_fib(data: bytes, name: str) -> Fib:
    """Return the File Information Block of a document that can be read."""
    if u16(data, 0) not in (MAGIC, OLD_MAGIC):
        raise unreadable(name, _("the start of its text is damaged"))
    fib = read_fib(data)
    if fib.encrypted:
        raise encrypted(name)
    if u16(data, 0) == OLD_MAGIC or fib.version < OLDEST:
        raise unreadable(
            name,
            _("it is of Word 95 or older"),
            _("open it in Word or WPS and save it as .docx"),
        )
    return fib


def _no_word(names: frozenset[str]) -> tuple[str, str]:
    """Return the reason and the advice for a compound file without a Word document."""
    if names & {"Workbook", "Book"}:
        reason = _("it is an Excel workbook (.xls), not a Word document")
        return reason, _("copy its tables into a Word document, or save it as text")
    if "PowerPoint Document" in names:
        reason = _("it is a PowerPoint presentation (.ppt), not a Word document")
        return reason, _("copy its tables into a Word document, or save it as text")
    if not names:
        reason = _("it is cut off, or damaged, so that no document is found in it")
        return reason, _("get a whole copy of the file, or save it anew in Word or WPS")
    reason = _("there is no Word document in it")
    return reason, _("check that it is the right file")


def is_sound(container: Container) -> bool:
    """Tell whether a container holds a whole WordDocument stream that another program may read."""
    word = container.stream(WORD)
    return word is not None and word.whole
