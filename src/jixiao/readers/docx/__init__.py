"""DOCX: an own walk over WordprocessingML, in one pass and small memory."""

from jixiao.readers.docx.read import read_docx

__all__ = ["read_docx"]
