"""Word 97-2003 documents (.doc), read without Word."""

from jixiao.readers.doc.read import read_doc

__all__ = ["read_doc"]
