"""Lines and tables to a report: ordered, named rules that claim what they know."""

from jixiao.model import FieldPath
from jixiao.recognise.recognise import recognise
from jixiao.recognise.types import Coverage, Guess, Recognition, Residue

__all__ = ["Coverage", "FieldPath", "Guess", "Recognition", "Residue", "recognise"]
