"""Layouts: a report in an edition of a template pack becomes blocks."""

from jixiao.layout.compose import compose
from jixiao.layout.edition import Edition
from jixiao.layout.outline import Form, Outline, make_outline
from jixiao.layout.pack import Pack, find_pack_folder, load_pack
from jixiao.layout.style import Style

__all__ = [
    "Edition",
    "Form",
    "Outline",
    "Pack",
    "Style",
    "compose",
    "find_pack_folder",
    "load_pack",
    "make_outline",
]
