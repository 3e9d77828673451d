"""What a report prints around its values: where a program finds what names them again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from jixiao.readers.types import Cell, Line, Row


class FormFrame(NamedTuple):
    """Of one form: its heading, and where that is repeated on later pages; the cell
    单位代码+单位名称, if it is not blank; the last header of its indicators.
    """

    headings: Sequence[Line] = ()
    unit_line: Cell | None = None
    indicator_header: Row | None = None


class SectionFrame(NamedTuple):
    """Of one section of Part 1: its heading, and all its lines, blank ones too."""

    heading: Line
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Frame:
    """Of the whole report. ``forms`` are in the order of its projects, ``sections`` by their
    names in the model; ``contents`` are the lines of contents lists.
    """

    forms: Sequence[FormFrame] = ()
    sections: Mapping[str, SectionFrame] = field(default_factory=dict)
    contents: Sequence[Line] = ()
