"""Two versions of a long text: the sentences that changed, each with a little around it."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Sign = Literal["-", "+", " "]

_SENTENCE = re.compile(r"[^。；！？!?;\n]*(?:[。；！？!?;]+\n?|\n)|[^。；！？!?;\n]+")
_LINE_END = "⏎"
# How much is shown of an unchanged stretch, before and behind a change.
_CONTEXT = 16
# difflib takes quadratic time: longer stretches are shown as they were, and as they are.
_MOST_PAIRS = 250_000


class Piece(NamedTuple):
    """A part of a comparison: ``-`` only in the old text, ``+`` only in the new, `` `` in both."""

    sign: Sign
    text: str


def changed_sentences(old: str, new: str) -> list[Piece]:
    """Return what of a text changed, sentence by sentence; what did not is cut to its ends.

    The end of a line is shown as ``⏎``.
    """
    before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    pieces = list(_pieces(before, after))
    last = len(pieces) - 1
    return [
        Piece(" ", _cut(piece.text, first=number == 0, last=number == last))
        if piece.sign == " "
        else piece
        for number, piece in enumerate(pieces)
    ]


def _pieces(before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for kind, old_start, old_end, new_start, new_end in _opcodes(before, after):
        if kind == "equal":
            yield Piece(" ", _joined(before[old_start:old_end]))
            continue
        if old_start < old_end:
            yield Piece("-", _joined(before[old_start:old_end]))
        if new_start < new_end:
            yield Piece("+", _joined(after[new_start:new_end]))


def _opcodes(
    before: Sequence[str], after: Sequence[str]
) -> Sequence[tuple[str, int, int, int, int]]:
    if len(before) * len(after) > _MOST_PAIRS:
        return [("replace", 0, len(before), 0, len(after))]
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _joined(sentences: Sequence[str]) -> str:
    return "".join(sentences).replace("\n", _LINE_END)


def _cut(text: str, *, first: bool, last: bool) -> str:
    """Return the ends of an unchanged stretch that stand beside a change."""
    head = "" if first else text[:_CONTEXT]
    tail = "" if last else text[-_CONTEXT:].lstrip("。；！？，、⏎")
    return text if len(head) + len(tail) >= len(text) else f"{head}…{tail}"
