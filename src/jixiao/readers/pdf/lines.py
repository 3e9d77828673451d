"""Characters to lines, and the question whether a line goes on in the next one.

Nothing in a PDF tells a line that a program wrapped from one that a person ended. What tells is
room: where the beginning of the next line would have fitted, the line was ended on purpose.
"""

import itertools
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from jixiao.readers.pdf.shapes import Glyph, Room, Segment, TextLine

# In ems. Baselines this near are one line (exponents); a gap this wide parts a line.
_SAME_LINE = 0.45
_WIDE_GAP = 2.0
_SPACED_GAP = 6.0
# From here on two letters are two words although no space was drawn; and any two characters,
# beyond what programs leave between Chinese and other characters (a quarter at the most).
_WORD_GAP = 0.25
_BLANK_GAP = 0.28
# The space between two words is at least so wide.
_WORD_SPACE = 0.2
# Spaces at the end of a line count no more than this: somebody may have typed any number of them.
_WIDEST_SPACE = 2.0
# A step back, or forth, by more is no next character: the program drew in another order.
_STEP = 0.5
# A word is broken only where not even its next letter has room.
_BROKEN_WORD = 0.6
# How unsure the room of a line is; its ends for being centred.
_UNSURE = 0.05
_NEARLY_FULL = 0.25
_CENTRED = 0.6

# Scripts that run from right to left: for them pdfium's order is right, and that of places is not.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Besides brackets and quotation marks, no line begins with the former nor ends with the latter
# (GB/T 15834-2011, 5.1; UAX #14, LB13, LB21 and LB23a).
_CLOSING = frozenset("，。、；：？！…—％%‰℃°,.;:?!~～·．/|–々")
_OPENING = frozenset("＜￥$¥€£+±№")

_LAST_WORD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]+$")
_FIRST_WORD = re.compile(r"[A-Za-z]+(?![A-Za-z0-9])")

_ITEM = re.compile(
    r"\s*(?:(?P<digits>\d{1,3})(?P<mark>[.、．](?!\d))|(?P<open>[（(]?)"
    r"(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?P<close>[）)、])|(?P<circle>[①-⑳]))"
)


def build_lines(glyphs: Iterable[Glyph], page: int) -> list[TextLine]:
    """Return the lines of a cell or of a page from top to bottom; blank ones are left out."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if lines:
            first = lines[-1][0]
            if glyph.base - first.base <= _SAME_LINE * max(first.size, glyph.size):
                lines[-1].append(glyph)
                continue
        lines.append([glyph])
    return [line for group in lines if (line := _line(group, page)) is not None]


def build_tilted_lines(glyphs: Iterable[Glyph], page: int) -> list[TextLine]:
    """Return the lines of characters that stand at an angle, in the order they were drawn."""
    runs: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.order):
        last = runs[-1][-1] if runs else None
        step = last and math.hypot(glyph.left - last.left, glyph.base - last.base)
        if step is not None and step <= _WIDE_GAP * glyph.size:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    straight = [
        [glyph._replace(left=0.0, right=0.0, base=run[0].base) for glyph in run] for run in runs
    ]
    return [line for run in straight if (line := _line(run, page)) is not None]


def _line(glyphs: list[Glyph], page: int) -> TextLine | None:
    visible = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not visible:
        return None
    parts = [_in_order(part) for part in _parted(glyphs)]
    sizes = sorted(glyph.size for glyph in visible)
    return TextLine(
        tuple(_segment(part) for part in parts),
        sorted(glyph.base for glyph in visible)[len(visible) // 2],
        sizes[len(sizes) // 2],
        page,
        min(glyph.left for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        _lead(parts[0]),
        all(glyph.known for glyph in glyphs),
    )


def _parted(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Part a line at its wide gaps; beside a space they are wider, for spaces are not all known."""
    part: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.left):
        if part:
            last = part[-1]
            spaced = last.text.isspace() or glyph.text.isspace()
            if glyph.left - last.right > (_SPACED_GAP if spaced else _WIDE_GAP) * glyph.size:
                yield part
                part = []
        part.append(glyph)
    yield part


def _in_order(glyphs: list[Glyph]) -> list[Glyph]:
    """Put the characters of a part of a line in reading order."""
    glyphs = sorted(glyphs, key=lambda glyph: glyph.order)
    if _RIGHT_TO_LEFT.search("".join(glyph.text for glyph in glyphs)):
        return glyphs
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if runs and _follows(runs[-1][-1], glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    runs.sort(key=lambda run: run[0].left)
    return [glyph for run in runs for glyph in run]


def is_in_sure_order(text: str) -> bool:
    """Tell whether places tell the order of characters, and how many there are.

    They do not for scripts that run from right to left, nor for marks: several stand on one letter.
    """
    if text.isascii():
        return True
    marks = any(unicodedata.category(letter)[0] == "M" for letter in text)
    return not marks and _RIGHT_TO_LEFT.search(text) is None


def _follows(last: Glyph, glyph: Glyph) -> bool:
    """Tell whether a character stands beside the last one, or on it as a mark does."""
    step = _STEP * glyph.size
    mark = bool(unicodedata.combining(glyph.text[0])) or glyph.left == last.left
    return (last.left if mark else last.right) - step <= glyph.left <= last.right + step


def _letter(text: str) -> bool:
    return text.isascii() and text.isalpha()


def _segment(glyphs: list[Glyph]) -> Segment:
    shown = [glyph for glyph in glyphs if not glyph.text.isspace()] or glyphs
    gaps = [(after.left - before.right) / after.size for before, after in _pairs(glyphs)]
    # Text that is spread out has gaps everywhere.
    usual = max(sorted(gaps)[len(gaps) // 2], 0.0) if gaps else 0.0
    text = [glyphs[0].text]
    for (last, glyph), gap in zip(_pairs(glyphs), gaps, strict=True):
        text += [" " * _swallowed(last, glyph, gap - usual), glyph.text]
    left = min(glyph.left for glyph in shown)
    return Segment("".join(text), left, max(glyph.right for glyph in shown))


def _pairs(glyphs: list[Glyph]) -> list[tuple[Glyph, Glyph]]:
    return list(itertools.pairwise(glyphs))


def _swallowed(last: Glyph, glyph: Glyph, gap: float) -> int:
    """Count the spaces that a program did not draw between two characters, but left room for.

    pdfium keeps the first one of several; LibreOffice draws none where the font changes.
    """
    if last.text == " ":
        width = (last.right - last.left) / glyph.size
        return round(gap / width) if width >= _WORD_SPACE else 0
    if glyph.text.isspace() or last.text.isspace():
        return 0
    words = _letter(last.text) and _letter(glyph.text)
    return int(gap > (_WORD_GAP if words else _BLANK_GAP))


def _lead(glyphs: list[Glyph]) -> float:
    """Return the width of the first characters of a line that no break can part."""
    start = next((i for i, glyph in enumerate(glyphs) if not glyph.text.isspace()), 0)
    end = start
    while end + 1 < len(glyphs) and not _breakable(glyphs[end].text, glyphs[end + 1].text):
        end += 1
    run = glyphs[start : end + 1]
    return max(glyph.right for glyph in run) - min(glyph.left for glyph in run)


def _breakable(before: str, after: str) -> bool:
    """Tell whether a line may be broken between two characters (a part of UAX #14)."""
    if _closes(after) or _opens(before) or unicodedata.combining(after[0]):
        return False
    # LibreOffice keeps numbers and words together with the brackets beside them (〔2019〕96).
    if (_closes(before) and _plain(after)) or (_plain(before) and _opens(after)):
        return False
    if before.isspace() or after.isspace() or before == "-":
        return True
    return _wide(before) or _wide(after)


def _closes(text: str) -> bool:
    return text in _CLOSING or unicodedata.category(text[0]) in ("Pe", "Pf")


def _opens(text: str) -> bool:
    return text in _OPENING or unicodedata.category(text[0]) in ("Ps", "Pi")


def _plain(text: str) -> bool:
    return text.isascii() and text.isalnum()


def _wide(text: str) -> bool:
    """Tell a character that lines may be broken beside; ambiguous ones (≥, ①) are as letters."""
    return unicodedata.east_asian_width(text[0]) in "WF"


def wraps(line: TextLine, following: TextLine, room: Room) -> bool:
    """Tell whether a line was full: what the following one begins with found no place on it."""
    return _left_over(line, following, room) < 0


def is_nearly_full(line: TextLine, following: TextLine, room: Room) -> bool:
    """Tell whether a line is as good as full, so that it may have been wrapped all the same.

    Programs differ in what they leave between characters, and fonts in how wide they are drawn.
    """
    return _left_over(line, following, room) < _NEARLY_FULL * line.size


def _left_over(line: TextLine, following: TextLine, room: Room) -> float:
    """Return what were free of a line if the beginning of the following one stood on it too."""
    return _free(line, following, room) - following.lead - _space(line, following)


def _free(line: TextLine, following: TextLine, room: Room) -> float:
    """Return how much of its room a line left free, on both sides where it is centred."""
    free = room.right - line.right - _UNSURE * line.size
    indent = line.start - room.left
    if not is_centred(following, room):
        return free
    if is_centred(line, room):
        return free + indent
    # Spaces at the end were centred too; pdfium keeps but one of them.
    inset = min(indent, following.start - room.left)
    if line.end > line.right and inset > _UNSURE * line.size:
        return min(free, indent) + indent
    return free


def _space(line: TextLine, following: TextLine) -> float:
    """Return the width of what stands between two lines if they are one.

    That is a space between words, and what programs leave between Chinese and other characters.
    """
    drawn = min(line.end - line.right, _WIDEST_SPACE * line.size)
    before, after = line.text.rstrip()[-1], following.text.lstrip()[0]
    spaced = not (_wide(before) or _wide(after)) or _plain(before) or _plain(after)
    return max(drawn, _WORD_SPACE * line.size if spaced else 0.0)


def is_centred(line: TextLine, room: Room) -> bool:
    """Tell whether a line stands in the middle; one that fills its room does too."""
    indent = line.start - room.left
    free = room.right - line.right
    if max(indent, free) < _CENTRED * line.size:
        return True
    centred = abs(indent - free) < _CENTRED * line.size
    return centred and indent >= room.least_centred * line.size


def begins_item(line: str, before: Sequence[str]) -> bool:
    """Tell whether a line is the next item of a numbered list that the lines before it began."""
    found = _ITEM.match(line)
    if found is None:
        return False
    number, style = _numbered(found)
    return any(
        _numbered(other) == (number - 1, style) for text in before if (other := _ITEM.match(text))
    )


def _numbered(found: re.Match[str]) -> tuple[int, str]:
    """Return the number of a list item, and how it is written."""
    if found["circle"]:
        return ord(found["circle"]) - ord("①") + 1, "①"
    if found["digits"]:
        return int(found["digits"]), "1" + found["mark"]
    digits = found["number"]
    style = found["open"] + ("1" if digits.isascii() else "一") + found["close"]
    return int(digits) if digits.isascii() else _chinese_number(digits), style


def _chinese_number(digits: str) -> int:
    """Return the value of 一 to 九十九."""
    tens, ten, ones = digits.rpartition("十")
    values = "一二三四五六七八九"
    high = values.find(tens[-1:]) + 1 if tens else 1
    return (10 * high if ten else 0) + (values.find(ones[-1:]) + 1 if ones else 0)


def glue(line: TextLine, text: str, following: TextLine, room: Room) -> str:
    """Join a line to ``text``, which ends with ``line``.

    Between two words stands a space, though the wrap swallowed it; unless the line was so full
    that the word itself may have been broken, or it is a code rather than a word.
    """
    after = following.text
    first, second = _LAST_WORD.search(line.text), _FIRST_WORD.match(after)
    words = first and second and not f"{first[0]}{second[0]}".isupper()
    if words and room.right - line.right > _BROKEN_WORD * line.size:
        return f"{text} {after}"
    return text + after
