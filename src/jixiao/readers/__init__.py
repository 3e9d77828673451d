"""Bytes to lines and tables with their origin: one reader a format, chosen by content."""

from jixiao.readers.read import read
from jixiao.readers.types import Limits, Reading, ReadOptions

__all__ = ["Limits", "ReadOptions", "Reading", "read"]
