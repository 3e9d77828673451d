"""Does every character of a table stand within ruled lines? Asked of a finished PDF."""

from collections.abc import Iterable, Iterator

import pypdfium2

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


def characters_outside(data: bytes, alphabet: Iterable[str]) -> tuple[str, list[tuple[int, str]]]:
    """Return all characters of ``alphabet`` in a PDF, and those outside of ruled cells by page."""
    wanted = frozenset(alphabet)
    outside: list[tuple[int, str]] = []
    written: list[str] = []
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        rules = list(_rules(page))
        for character, box in _characters(page):
            if character in wanted:
                written.append(character)
                if not _within(box, rules):
                    outside.append((number + 1, character))
    return "".join(written), outside


def _rules(page: pypdfium2.PdfPage) -> Iterator[Box]:
    for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        if min(right - left, top - bottom) < 2:
            yield left, bottom, right, top


def _characters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Box]]:
    text = page.get_textpage()
    for index in range(text.count_chars()):
        yield text.get_text_range(index, 1), text.get_charbox(index)


def _within(box: Box, rules: list[Box]) -> bool:
    """Tell whether a rule is on each of the four sides, and none goes through the character."""
    left, bottom, right, top = box
    x, y = (left + right) / 2, (bottom + top) / 2
    beside = [rule for rule in rules if rule[1] - 1 <= y <= rule[3] + 1 and rule[2] - rule[0] < 2]
    across = [rule for rule in rules if rule[0] - 1 <= x <= rule[2] + 1 and rule[3] - rule[1] < 2]
    sides = (
        any(rule[2] <= left + 0.5 for rule in beside),
        any(rule[0] >= right - 0.5 for rule in beside),
        any(rule[3] <= bottom + 0.5 for rule in across),
        any(rule[1] >= top - 0.5 for rule in across),
    )
    cut = any(left + 0.5 < rule[0] < right - 0.5 for rule in beside) or any(
        bottom + 0.5 < rule[1] < top - 0.5 for rule in across
    )
    return all(sides) and not cut
