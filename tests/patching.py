"""Changes a small body of WordprocessingML in place, so that a test shows what is written."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from lxml import etree

from jixiao.correct.patch.cells import cell_area
from jixiao.correct.patch.marks import Marks
from jixiao.correct.patch.paragraphs import Area, set_lines
from jixiao.correct.patch.text import local
from jixiao.correct.patch.tree import Element, XmlTree
from jixiao.model import PADDING
from jixiao.readers.types import Revisions
from tests.word_xml import WORD, docx, part, seen

OURS = "审核"
THEIRS = "张三"
OTHER = f'w:author="{THEIRS}" w:date="2024-01-01T00:00:00Z"'
"""Author and date of a change that somebody else has made."""
_WORD = f"{{{WORD}}}"
_REVISIONS = ("ins", "del", "rPrChange", "pPrChange", "moveFrom", "moveTo")

Change = Callable[[Element, Marks], None]


# ---- changes of somebody else ----


def put_in(number: int, *runs: str) -> str:
    return f'<w:ins w:id="{number}" {OTHER}>{"".join(runs)}</w:ins>'


def taken_out(number: int, text: str) -> str:
    run = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="{number}" {OTHER}>{run}</w:del>'


def mark_changed(kind: str, number: int) -> str:
    """Return the properties of a paragraph whose mark was put in or taken out."""
    return f'<w:rPr><w:{kind} w:id="{number}" {OTHER}/></w:rPr>'


# ---- changes ----


def tree_of(body: str) -> XmlTree:
    """Return the tree of a main part."""
    return XmlTree(part("document", f"<w:body>{body}</w:body>"))


def body_of(tree: XmlTree) -> Element:
    """Return the element whose children the tests write."""
    return tree.at((0,))


def marks_for(tree: XmlTree, *, tracked: bool = True) -> Marks:
    """Return how we write changes: on 1 March 2024, with numbers that are not in use."""
    marks = Marks("w:", OURS, datetime(2024, 3, 1, tzinfo=UTC), tracked)
    marks.begin_after([tree.serialise()])
    return marks


def patched(body: str, change: Change, *, tracked: bool = True) -> str:
    """Return a body after a change, which is given the body and how to write; it has to be sound.

    It is whole XML, no number of a revision stands twice, and nothing put in has no content.
    """
    tree = tree_of(body)
    change(body_of(tree), marks_for(tree, tracked=tracked))
    xml = tree.serialise()
    require_sound(xml)
    start, end = xml.index(b"<w:body>") + len(b"<w:body>"), xml.rindex(b"</w:body>")
    return xml[start:end].decode()


def with_lines(
    body: str, lines: Sequence[str], *, tracked: bool = True, cell: bool = False, look: str = ""
) -> str:
    """Return paragraphs, or the first cell of a table, made to read as some lines."""

    def change(found: Element, marks: Marks) -> None:
        if cell:
            first = next(each for each in found.iter() if local(each) == "tc")
            set_lines(cell_area(first), lines, marks)
        else:
            paragraphs = [each for each in found.children if local(each) == "p"]
            set_lines(Area(paragraphs, look.encode()), lines, marks)

    return patched(body, change, tracked=tracked)


def require_sound(xml: bytes) -> None:
    """Require that a part is whole XML with sound tracked changes."""
    root = etree.fromstring(xml)
    found = list(root.iter(*(_WORD + name for name in _REVISIONS)))
    numbers = Counter(each.get(_WORD + "id") for each in found)
    assert max(numbers.values(), default=1) == 1, numbers
    for run_level in root.iter(_WORD + "ins", _WORD + "del"):
        above = run_level.getparent()
        is_mark = above is not None and above.tag in (_WORD + "rPr", _WORD + "trPr")
        assert is_mark or len(run_level), etree.tostring(run_level)


# ---- what is there ----


def accepted(body: str) -> list[str]:
    """Return the lines outside of tables that are not blank, with all changes accepted."""
    return _texts(body, "accept")


def rejected(body: str) -> list[str]:
    """Return the lines outside of tables that are not blank, with all changes rejected."""
    return _texts(body, "reject")


def _texts(body: str, revisions: Revisions) -> list[str]:
    blocks = seen(docx(body), revisions=revisions)
    texts = [line for block in blocks if isinstance(block, str) for line in block.split("\n")]
    return [text.strip(PADDING) for text in texts if text.strip(PADDING)]


def without_ours(body: str) -> str:
    """Return a body whose tracked changes of ours have neither number, author nor date."""
    date = re.escape("2024-03-01T00:00:00Z")
    return re.sub(rf' w:id="\d+" w:author="{OURS}" w:date="{date}"', "", body)
