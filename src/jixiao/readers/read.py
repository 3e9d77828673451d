"""The table of readers: a format is one line here."""

from collections.abc import Callable
from importlib import import_module

from jixiao.i18n import _
from jixiao.readers.faults import too_large
from jixiao.readers.sniff import sniff
from jixiao.readers.types import Format, Reading, ReadOptions

# Imported when they are needed: lxml and pdfium take longer to import than a text to read.
_READERS: dict[Format, tuple[str, str]] = {
    "text": ("jixiao.readers.text", "read_text"),
    "docx": ("jixiao.readers.docx", "read_docx"),
    "doc": ("jixiao.readers.doc", "read_doc"),
    "pdf": ("jixiao.readers.pdf", "read_pdf"),
}


def read(data: bytes, name: str, options: ReadOptions | None = None) -> Reading:
    """Read a file of any format; ``name`` is how the user knows it.

    Raises:
        JixiaoError: it cannot be read, is protected, or asks for more than the limits.
    """
    options = options or ReadOptions()
    if len(data) > options.limits.file_bytes:
        raise too_large(name, _("bytes"), options.limits.file_bytes, "file-bytes")
    module, function = _READERS[sniff(data, name)]
    reader: Callable[[bytes, str, ReadOptions], Reading] = getattr(import_module(module), function)
    return reader(data, name, options)
