"""What stands round the text: page numbers, headers and footers, and the lines of contents."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from jixiao.readers.pdf.shapes import PageTable, TextLine
from jixiao.readers.pdf.tables import PageContent

# A page number and nothing else.
_PAGE_NUMBER = re.compile(
    r"[\s—–\-_·~－]*(?:第?\s*\d{1,4}\s*页?)(?:\s*[/,，共of]+\s*\d{1,4}\s*页?)?[\s—–\-_·~－]*",
    re.IGNORECASE,
)
_DASHED = re.compile(r"\s*[—–\-－]+\s*\d{1,4}\s*[—–\-－]+\s*")
# Parts of the page's height within which headers and footers stand.
_HEADER_ZONE = 0.12
_FOOTER_ZONE = 0.85
# The same height on the page, in points.
_SAME_PLACE = 2.0
# A text without a number is a header where it stands on so many pages, and on half of them.
_FEWEST_PAGES = 3
_MOST_LINES = 3

_CONTENTS_TITLE = re.compile(r"\s*目\s*[录錄]\s*")
# Dots up to a page number; LibreOffice leaves the number out where it did not make the list anew.
_LEADER = re.compile(
    r".*?[.．…·]{3,}[\s.．…·]*\d{1,4}\s*|.*\t\d{1,4}\s*|.*[.．…·]{12,}\s*", re.DOTALL
)


def part_furniture(pages: Sequence[PageContent]) -> None:
    """Take headers and footers out of the text of all pages, in place."""
    repeated = _repeated(pages)
    for page in pages:
        page.footers = _strip(page, -1, repeated)
        page.headers = _strip(page, 0, repeated)


def _repeated(pages: Sequence[PageContent]) -> frozenset[tuple[str, int]]:
    """Return the texts that stand at one height of many pages, with that height."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_key(line) for end in (0, -1) for line in _outermost(page, end)})
    fewest = max(_FEWEST_PAGES, len(pages) / 2)
    return frozenset(key for key, count in seen.items() if count >= fewest)


def _key(line: TextLine) -> tuple[str, int]:
    return "".join(line.text.split()), round(line.base / _SAME_PLACE)


def _outermost(page: PageContent, end: int) -> Iterable[TextLine]:
    """Yield the lines at the top (0) or at the foot (-1) of a page that may be furniture."""
    blocks = page.blocks[:_MOST_LINES] if end == 0 else page.blocks[: -_MOST_LINES - 1 : -1]
    for block in blocks:
        if isinstance(block, PageTable):
            return
        height = block.base / page.height if page.height > 0 else 0.5
        if height > _HEADER_ZONE if end == 0 else height < _FOOTER_ZONE:
            return
        yield block


def _strip(page: PageContent, end: int, repeated: frozenset[tuple[str, int]]) -> list[TextLine]:
    found: list[TextLine] = []
    for line in list(_outermost(page, end)):
        if not (_is_page_number(line, end) or _key(line) in repeated):
            break
        page.blocks.remove(line)
        found.append(line)
    return found if end == 0 else found[::-1]


def _is_page_number(line: TextLine, end: int) -> bool:
    """Tell a page number; at the head of a page, where headings stand, it wears dashes."""
    pattern = _DASHED if end == 0 else _PAGE_NUMBER
    return pattern.fullmatch(line.text) is not None


def mark_contents(pages: Sequence[PageContent]) -> None:
    """Mark the lines of a contents list: from its title to the last line with a page number."""
    for page in pages:
        lines = page.lines
        ends = [index for index, line in enumerate(lines) if _LEADER.fullmatch(line.text)]
        if not ends:
            continue
        titles = [i for i, line in enumerate(lines) if _CONTENTS_TITLE.fullmatch(line.text)]
        titled = [index for index in titles if index < ends[-1]]
        first = titled[0] if titled else ends[0]
        last = ends[-1]
        looks = {_look(line) for line in lines[first : last + 1]}
        # A part without forms has a title in the contents, and no line below it.
        while titled and last + 1 < len(lines) and _look(lines[last + 1]) in looks:
            last += 1
        for line in lines[first : last + 1]:
            line.contents = True


def _look(line: TextLine) -> tuple[int, int]:
    return round(line.size), round(line.left)
