"""Which edition a file is of: each one is weighed by what the file shows of it."""

from collections.abc import Iterable
from typing import NamedTuple

from jixiao.blocks import Bookmark, Entry
from jixiao.layout import Edition
from jixiao.readers.types import Line
from jixiao.recognise.forms import FoundForm
from jixiao.recognise.types import Confidence, Guess
from jixiao.recognise.walk import Item
from jixiao.wording.headings import FormHeading

_MARKS, _NUMBERING, _LABEL, _SUFFIX = 4, 2, 2, 2
"""How much each sign weighs: marks are made by the exporting system, the rest may be retyped."""


class EditionRead(NamedTuple):
    """The likeliest edition, and the guess that it is one, if it is."""

    name: str
    guess: Guess | None


def detect_edition(
    items: Iterable[Item], forms: list[FoundForm], editions: Iterable[Edition]
) -> EditionRead:
    """Return the edition that fits best; of several, the newest; told as a guess where unsure."""
    marks = _marks(items)
    scores = sorted(
        ((_score(edition, marks, forms), edition.name) for edition in editions), reverse=True
    )
    (score, name), *others = scores
    sure = bool(score) and not (others and others[0][0] == score)
    if sure and marks:
        return EditionRead(name, None)
    confidence: Confidence = "high" if sure else "low"
    return EditionRead(name, Guess(("report", "edition"), name, confidence, "layout"))


def _marks(items: Iterable[Item]) -> list[Bookmark | Entry]:
    return [
        placed.mark
        for item in items
        if isinstance(item, Line) and item.marks
        for placed in item.marks
        if isinstance(placed.mark, Entry) or placed.mark.name.startswith("_Toc")
    ]


def _score(edition: Edition, marks: list[Bookmark | Entry], forms: list[FoundForm]) -> float:
    score = _MARKS * _share([_fits_mark(edition, mark) for mark in marks])
    headings = [found.heading for found in forms if found.heading and found.heading.number]
    score += _NUMBERING * _share([_fits_heading(edition, heading) for heading in headings])
    signs = [found.form.goal_sign for found in forms if found.form.goal_sign]
    score += _NUMBERING * _share([sign == edition.numbering.goal[-1:] for sign in signs])
    labels = [raw for found in forms if (raw := found.form.raw_labels.get("fiscal"))]
    score += _LABEL * _share([label == edition.labels.fiscal for label in labels])
    percents = [read.percent for found in forms for read in found.form.plan.values() if read.number]
    if any(percents):
        score += _SUFFIX * (edition.plan.suffix == "%")
    elif percents:
        score += _SUFFIX * (not edition.plan.suffix)
    return score


def _share(fitting: list[bool]) -> float:
    return sum(fitting) / len(fitting) if fitting else 0.0


def _fits_mark(edition: Edition, mark: Bookmark | Entry) -> bool:
    contents = edition.contents
    if isinstance(mark, Entry):
        return contents.marks == "fields"
    prefixes = (contents.targets, contents.special_funds, contents.budget_projects)
    return contents.marks == "bookmarks" and mark.name.startswith(prefixes)


def _fits_heading(edition: Edition, heading: FormHeading) -> bool:
    pattern = edition.numbering.form
    return pattern.startswith("{number}" + heading.sign)
