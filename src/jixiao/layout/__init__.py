"""Layouts: what a template pack says of its editions, and how a report looks in one.

Making blocks of a report is in ``layout.compose``, which needs Jinja: reading does without.
"""

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
    "find_pack_folder",
    "load_pack",
    "make_outline",
]
