"""The sections of Part 1 made to say what the corrected report says."""

from collections.abc import Sequence

from jixiao.correct.patch.cells import lines_of, look_in
from jixiao.correct.patch.changer import Changer
from jixiao.correct.patch.paragraphs import Area, printed_text, set_lines
from jixiao.correct.patch.runs import UnsafeError
from jixiao.correct.patch.text import is_mark_deleted, local
from jixiao.correct.patch.tree import Element
from jixiao.i18n import _
from jixiao.model import Targets
from jixiao.recognise.frame import Frame, SectionFrame

SECTIONS = ("overall", "itemised", "safeguards")
# What may stand between two paragraphs, and shows nothing.
_MARKS = frozenset(
    ("bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd")
)


def change_prose(old: Targets, new: Targets, frame: Frame, changer: Changer) -> None:
    """Change the sections that differ; what is not safe is noted as a fault."""
    for name in SECTIONS:
        before, after = lines_of(getattr(old, name)), lines_of(getattr(new, name))
        if before == after:
            continue
        section = frame.sections.get(name)
        origin = section.heading.origin if section else None
        with changer.at(("targets", name), origin):
            if section is None:
                raise UnsafeError(_("the file has no heading for it"))
            area = _area(section, changer, _prose(frame, changer))
            if printed_text(area) != before:
                raise UnsafeError(_("the text in the file is not what was expected"))
            set_lines(area, after, changer.marks)


def _area(section: SectionFrame, changer: Changer, others: Sequence[Element]) -> Area:
    """Return the paragraphs of a section; ``others``: of prose that new text is to look like."""
    heading = changer.element(section.heading.origin)
    siblings = heading.above.children
    start = _end_of_line(siblings, siblings.index(heading))
    end = start
    if section.lines:
        last = changer.element(section.lines[-1].origin)
        if last.parent is not heading.parent:
            raise UnsafeError(_("something else encloses a part of the section"))
        end = _end_of_line(siblings, siblings.index(last))
    between = siblings[start:end]
    if any(local(each) != "p" and local(each) not in _MARKS for each in between):
        raise UnsafeError(_("something else encloses a part of the section"))
    paragraphs = [each for each in between if local(each) == "p"]
    look = look_in(paragraphs) or look_in(others)
    return Area(paragraphs, look, siblings[start - 1], others[0] if others else None)


def _end_of_line(siblings: Sequence[Element], at: int) -> int:
    """Return the place behind a line, which may be of several paragraphs."""
    while local(siblings[at]) == "p" and is_mark_deleted(siblings[at]) and at + 1 < len(siblings):
        at += 1
    return at + 1


def _prose(frame: Frame, changer: Changer) -> list[Element]:
    """Return the paragraphs of the first section that has any text."""
    for section in frame.sections.values():
        paragraphs = [
            changer.element(line.origin)
            for line in section.lines
            if line.origin.part == changer.part and line.text.strip()
        ]
        if paragraphs:
            return paragraphs
    return []
