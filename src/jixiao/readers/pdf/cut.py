"""A PDF that was cut off: its end, where a program begins to read, made up from what is left."""

import re

from jixiao.diagnostics import JixiaoError
from jixiao.i18n import _
from jixiao.readers.faults import unreadable

# The head of an object (ISO 32000-1, 7.3.10), and how far before /Catalog that of it may stand.
_OBJECT = re.compile(rb"(\d{1,10})\s+(\d{1,5})\s+obj\b")
_CATALOG = 2_048


def is_cut_off(data: bytes) -> bool:
    """Tell whether a file ends before its last part (7.5.5), which comes after all objects."""
    return data.rfind(b"startxref") < data.rfind(b"endobj")


def with_end(data: bytes) -> bytes:
    """Return what is left of a file with a trailer that names its catalog, if that is left.

    Programs that write the catalog first (Word does) leave whole pages to be read; those that
    write it last, or pack it, leave none.
    """
    data = data[: data.rfind(b"endobj") + len(b"endobj")]
    catalog = data.rfind(b"/Catalog")
    heads = _OBJECT.findall(data[max(catalog - _CATALOG, 0) : max(catalog, 0)])
    if not heads:
        return data
    return b"%s\ntrailer\n<</Root %s %s R>>\nstartxref\n0\n%%%%EOF\n" % (data, *heads[-1])


def no_pdf(data: bytes, name: str) -> JixiaoError:
    """The file cannot be opened."""
    if is_cut_off(data):
        return unreadable(name, _("the file was cut off: its end is missing"))
    return unreadable(name, _("it is no PDF, or it is damaged"))
