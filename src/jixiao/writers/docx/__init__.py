"""DOCX: WordprocessingML from blocks, in a package of python-docx. WeasyPrint is not needed.

The body is put together as text, which is many times faster than a tree; everything of bounded
size goes through real parts. The same job gives the same bytes.
"""

from jixiao.writers.docx.check import Fault, FaultKind, check
from jixiao.writers.docx.source import EmbeddedDefinition, definition_of, visible_text_hash
from jixiao.writers.docx.write import write_docx

__all__ = [
    "EmbeddedDefinition",
    "Fault",
    "FaultKind",
    "check",
    "definition_of",
    "visible_text_hash",
    "write_docx",
]
