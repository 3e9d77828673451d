"""Two versions of a long text as one: what changed, by paragraph, by sentence and by word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from jixiao.correct.opcodes import opcodes

Sign = Literal["-", "+", " "]

_SENTENCE = re.compile(r"[^。；！？!?;\n]*(?:[。；！？!?;]+\n?|\n)|[^。；！？!?;\n]+")
_LINE_END = "⏎"
# How much is shown of an unchanged stretch, before and behind a change.
_CONTEXT = 16
_MOST_WORD_PAIRS = 90_000
# A number or a word of another language; of Chinese, a sign.
_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+|.", re.DOTALL)
_LEAST_COMMON = 2
_ENDS = frozenset("。；！？，、：\n")


class Piece(NamedTuple):
    """A part of a comparison: ``-`` only in the old text, ``+`` only in the new, `` `` in both."""

    sign: Sign
    text: str


class Stretch(NamedTuple):
    """A part of one of two texts, and whether the other has other words there."""

    text: str
    changed: bool = False


def changed_sentences(old: str, new: str) -> list[Piece]:
    """Return what of a text changed, sentence by sentence; what did not is cut to its ends.

    The end of a line is shown as ``⏎``.
    """
    pieces = excerpt(sentences(old, new))
    return [Piece(sign, text.replace("\n", _LINE_END)) for sign, text in pieces]


def sentences(old: str, new: str) -> list[Piece]:
    """Return two versions of a text as one, sentence by sentence."""
    return list(_pieces(_SENTENCE.findall(old), _SENTENCE.findall(new)))


def excerpt(pieces: Sequence[Piece]) -> list[Piece]:
    """Return a comparison where what both texts have is cut to the ends beside a change."""
    last = len(pieces) - 1
    return [
        Piece(" ", _cut(piece.text, first=number == 0, last=number == last))
        if piece.sign == " "
        else piece
        for number, piece in enumerate(pieces)
    ]


def paragraphs(old: str, new: str) -> list[Piece]:
    """Return two versions of a text as one, line by line, without the ends of the lines."""
    before, after = old.splitlines(), new.splitlines()
    pieces: list[Piece] = []
    for kind, *ends in opcodes(before, after):
        removed, added = before[ends[0] : ends[1]], after[ends[2] : ends[3]]
        if kind == "equal":
            pieces += [Piece(" ", line) for line in added]
        elif len(removed) == len(added):  # each line beside what became of it
            for was, now in zip(removed, added, strict=True):
                pieces += [Piece("-", was), Piece("+", now)]
        else:
            pieces += [Piece("-", line) for line in removed]
            pieces += [Piece("+", line) for line in added]
    return pieces


def changed_words(pieces: Iterable[Piece]) -> tuple[list[Stretch], list[Stretch]]:
    """Return the old and the new text of a comparison, with the words that changed told apart."""
    old: list[Stretch] = []
    new: list[Stretch] = []
    for is_same, group in groupby(pieces, lambda piece: piece.sign == " "):
        texts = {piece.sign: piece.text for piece in group}
        if is_same:
            before, after = [Stretch(texts[" "])], [Stretch(texts[" "])]
        else:
            before, after = _words(texts.get("-", ""), texts.get("+", ""))
        old += before
        new += after
    return old, new


def _words(old: str, new: str) -> tuple[list[Stretch], list[Stretch]]:
    """Return two versions of a sentence or several, each with its changed words."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) * len(after) > _MOST_WORD_PAIRS:
        return [Stretch(old, True)], [Stretch(new, True)]
    marks: tuple[list[Stretch], list[Stretch]] = ([], [])
    for kind, *ends in opcodes(before, after):
        texts = "".join(before[ends[0] : ends[1]]), "".join(after[ends[2] : ends[3]])
        # A sign or two that both happen to have: reading is easier where all of it is marked.
        is_same = kind == "equal" and (len(texts[0]) >= _LEAST_COMMON or texts[0] in _ENDS)
        for stretches, text in zip(marks, texts, strict=True):
            if text:
                stretches.append(Stretch(text, not is_same))
    return _merged(marks[0]), _merged(marks[1])


def _merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return neighbours of one look as one."""
    return [
        Stretch("".join(stretch.text for stretch in group), changed)
        for changed, group in groupby(stretches, lambda stretch: stretch.changed)
    ]


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for kind, old_start, old_end, new_start, new_end in opcodes(before, after):
        if kind == "equal":
            yield Piece(" ", "".join(before[old_start:old_end]))
            continue
        if old_start < old_end:
            yield Piece("-", "".join(before[old_start:old_end]))
        if new_start < new_end:
            yield Piece("+", "".join(after[new_start:new_end]))


def _cut(text: str, *, first: bool, last: bool) -> str:
    """Return the ends of an unchanged stretch that stand beside a change."""
    head = "" if first else text[:_CONTEXT]
    tail = "" if last else text[-_CONTEXT:].lstrip("。；！？，、\n")
    return text if len(head) + len(tail) >= len(text) else f"{head}…{tail}"
