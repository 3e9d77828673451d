"""PDF: ruled tables and text through pdfium, and the definition that our own files carry."""

from jixiao.readers.pdf.read import read_pdf

__all__ = ["read_pdf"]
