"""Lines and tables to a report: ordered, named rules that claim what they know."""

from jixiao.recognise.recognise import recognise
from jixiao.recognise.types import Coverage, FieldPath, Guess, Recognition, Residue

__all__ = ["Coverage", "FieldPath", "Guess", "Recognition", "Residue", "recognise"]
