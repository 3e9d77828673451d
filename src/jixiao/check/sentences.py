"""The texts of a report as a reader takes them in: sentences, clauses, and pieces to quote."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import groupby
from typing import NamedTuple, TypeVar
from weakref import WeakKeyDictionary, ref

from jixiao.check.types import Edit, Fix, Safety, Words
from jixiao.check.views import ReportView
from jixiao.model import FieldPath

HAN = "\u4e00-\u9fff"
"""The Chinese characters, as a range inside the brackets of a pattern."""

_SENTENCE = re.compile(r"[^。；！？!?;\n]+")
_CLAUSE = re.compile(r"[^。；！？!?;\n，,、：:]+")
_CLAUSE_ENDS = "。；！？!?;\n，,、：:（(）)《》“”"
_CLAUSE_END = re.compile(r"[。；！？!?;\n，,、：:）)》”]")
# How many characters an excerpt has before and behind the place itself.
_LONGEST_LEAD, _LONGEST_REST = 14, 8
# What does not count when two texts are compared: white space, signs, and the number in front.
# 3.5 has none in front; its point counts, and so do the signs that compare.
_NUMBERING = re.compile(
    r"[(（][一二三四五六七八九十\d]{1,3}[)）]、?|[一二三四五六七八九十]{1,3}[、是]"
    r"|\d{1,2}(?:[、)）]|[.．](?!\d))|[①-⑳]"
)
_SIGNS = re.compile(r"(?:[^\w%％≥≤＞＜><.．]|(?<!\d)[.．]|[.．](?!\d))+")
# A title or a quotation says what somebody else has written.
_QUOTATION = re.compile(r"《[^《》\n]*》|“[^“”\n]*”")

MOST_IN_ONE_TEXT = 10
"""How many slips of one kind are named in one text; more are damage, and would fill the memory."""

_Found = TypeVar("_Found")
Places = tuple[FieldPath, ...]
"""Where in one project, or in Part 1, the same text stands."""


class Piece(NamedTuple):
    """A part of a text, and where it stands."""

    text: str
    start: int
    end: int


def sentences_in(text: str) -> list[Piece]:
    """Return the sentences of a text; a semicolon ends one too."""
    return [Piece(one[0], *one.span()) for one in _SENTENCE.finditer(text)]


def clauses_in(text: str) -> list[Piece]:
    """Return the clauses of a text: what stands between any two signs."""
    return [Piece(one[0], *one.span()) for one in _CLAUSE.finditer(text)]


def quotations_in(text: str) -> list[Piece]:
    """Return the titles in 《》 and the quotations in “” of a text."""
    return [Piece(one[0], *one.span()) for one in _QUOTATION.finditer(text)]


def is_inside(at: int, pieces: list[Piece]) -> bool:
    """Tell whether a place is inside one of some pieces."""
    return any(piece.start < at < piece.end for piece in pieces)


def without_number(text: str) -> str:
    """Return a text as it is compared: without its number in front, white space and signs."""
    text = text.lstrip()
    number = _NUMBERING.match(text)
    return _SIGNS.sub("", text[number.end() :] if number else text)


def is_numbered(text: str) -> bool:
    """Tell whether a text begins with a number of a list: （一）, 二、, 三是, 4."""
    return _NUMBERING.match(text.lstrip()) is not None


def beginning(text: str, longest: int = 20) -> str:
    """Return a text as it is, or its beginning where a message would be too long with it."""
    return text if len(text) <= longest else f"{text[:longest]}…"


def shortened(text: str, longest: int = 24) -> str:
    """Return a text that fits into a message: its beginning, where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def excerpt(text: str, start: int, end: int) -> str:
    """Return a place in a text with what stands around it, to be read and to be looked up.

    It begins with the clause, or where that is far away with the place itself, and never in the
    middle of a word; where it leaves off before the clause ends, it ends with ….
    """
    begin = max(text.rfind(sign, 0, start) for sign in _CLAUSE_ENDS) + 1
    if start - begin > _LONGEST_LEAD:
        begin = start
    behind = _CLAUSE_END.search(text, end)
    clause_end = behind.start() if behind else len(text)
    stop = min(clause_end, end + _LONGEST_REST)
    return text[begin:stop].strip() + ("…" if stop < clause_end else "")


def mended(paths: Places, text: str, safety: Safety) -> Fix | None:
    """Return the fix that puts a text in all places but names; None where no place is left.

    The name of a project must be that of the project list, and is not for us to change.
    """
    edits = tuple([Edit(path, text) for path in paths if path[-1] != "name"])
    return Fix(safety, edits) if edits else None


def with_places(advice: Words, paths: Places) -> Words:
    """Return an advice that also says how often the text stands in the project."""
    if len(paths) == 1:
        return advice
    count = len(paths)
    return Words(
        f"{advice.zh}（同样的文字在本项目有 {count} 处）",
        f"{advice.en} (the same text stands in {count} places of the project)",
    )


class Texts:
    """The texts of a report but its values, each looked at once however often it stands there."""

    def __init__(self, report: ReportView) -> None:
        # A weak one: the view is what this is remembered by, and must not be kept by it.
        self._report = ref(report)
        self.different = tuple(dict.fromkeys(_plain_texts(report)))

    @cached_property
    def joined(self) -> str:
        """All different texts, one after another: what has not that has no text."""
        return "\n".join(self.different)

    @cached_property
    def _places(self) -> dict[str, list[FieldPath]]:
        places: dict[str, list[FieldPath]] = {}
        report = self._report()
        assert report is not None  # whoever asks has it
        for path, text in report.texts():
            if path[-1] != "value":
                places.setdefault(text, []).append(path)
        return places

    def places_of(self, found: Mapping[str, _Found]) -> Iterator[tuple[Places, str, _Found]]:
        """Yield where the texts stand in which something was found, and what it was.

        All places in one project come together: the same basis in nine rows is one fault.
        """
        for text, what in found.items():
            for _project, paths in groupby(self._places[text], lambda path: path[:2]):
                yield tuple(paths), text, what


_known: WeakKeyDictionary[ReportView, Texts] = WeakKeyDictionary()


def texts_of(report: ReportView) -> Texts:
    """Return the texts of a report; they are gathered once for all rules."""
    found = _known.get(report)
    if found is None:
        found = _known[report] = Texts(report)
    return found


def _plain_texts(report: ReportView) -> Iterator[str]:
    targets = report.model.targets
    yield from filter(None, (targets.overall, targets.itemised, targets.safeguards))
    for project in report.model.projects:
        yield from filter(None, (project.name, project.purpose, *project.goals))
        for row in project.indicators:
            yield from filter(None, (row.level3, row.description, row.basis))
