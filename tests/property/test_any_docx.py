"""Any tree of Word's elements, allowed or not: no traceback, and no text lost in silence."""

import contextlib
import re
from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from jixiao.diagnostics import JixiaoError
from jixiao.readers.types import Line, Reading, Revisions, Table
from tests.word_xml import WordFile, package, paragraph, part, read

# Each text has a number of its own, between signs that stand nowhere else.
_NUMBERED = re.compile("〔([0-9]+)〕")

_ENCLOSING = (
    *("w:p", "w:r", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:smartTag", "w:customXml"),
    *("w:hyperlink", "w:fldSimple", "w:ins", "w:moveTo", "w:unknown", "w:dir", "w:pict"),
    *("w:drawing", "w:object", "w:txbxContent", "m:oMath", "m:r", "m:e", "w:ruby", "w:rubyBase"),
    *("mc:AlternateContent", "mc:Choice", "mc:Fallback", "w:del", "w:moveFrom", "w:body"),
)
_LIKELY = ("w:p", "w:r", "w:tbl", "w:tr", "w:tc")
# What cannot hold text, and changes how the text beside it is read.
_SIGNS = (
    *("<w:br/>", "<w:tab/>", "<w:cr/>", "<w:drawing/>", "<w:altChunk/>", "<w:subDoc/>"),
    *('<w:sym w:font="Symbol" w:char="F0B3"/>', '<w:sym w:char="x"/>', "<w:delText>旧</w:delText>"),
    *('<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="separate"/>'),
    *('<w:fldChar w:fldCharType="end"/>', "<w:instrText>TOC</w:instrText>", "<w:fldChar/>"),
    *('<w:instrText> TC "目" \\f C</w:instrText>', "<w:instrText>PAGE</w:instrText>"),
    *('<w:bookmarkStart w:name="标"/>', "<w:bookmarkStart/>", "<w:tcPr><w:cellDel/></w:tcPr>"),
    *('<w:tcPr><w:gridSpan w:val="-1"/></w:tcPr>', '<w:tcPr><w:gridSpan w:val="9"/></w:tcPr>'),
    *("<w:tcPr><w:vMerge/></w:tcPr>", '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'),
    *("<w:tcPr><w:hMerge/></w:tcPr>", "<w:trPr><w:del/></w:trPr>", "<w:trPr><w:ins/></w:trPr>"),
    *('<w:trPr><w:gridBefore w:val="999"/></w:trPr>', "<w:rPr><w:vanish/></w:rPr>"),
    *("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", "<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>"),
    *("<w:pPr><w:numPr/></w:pPr>", "<w:sectPr><w:headerReference r:id='x'/></w:sectPr>"),
)

Tree = str | tuple[str, Sequence["Tree"]] | None
"""An element and what is in it, a piece of markup, or None for a text."""


def trees() -> st.SearchStrategy[Tree]:
    leaves = st.none() | st.sampled_from(_SIGNS)
    names = st.sampled_from(_LIKELY) | st.sampled_from(_ENCLOSING)
    return st.recursive(
        leaves, lambda inner: st.tuples(names, st.lists(inner, max_size=5)), max_leaves=40
    )


def written(tree: Tree, numbers: Iterator[int], kept: set[int], lost: bool) -> str:
    """Return the markup of a tree; the numbers of texts that have to be found go to ``kept``."""
    if tree is None:
        number = next(numbers)
        if not lost:
            kept.add(number)
        return f"<w:t>〔{number}〕</w:t>"
    if isinstance(tree, str):
        return tree
    name, inner = tree
    # Either what was deleted or inserted is not read; of alternatives, one is.
    lost = lost or name in ("w:del", "w:moveFrom", "mc:AlternateContent", "w:ins", "w:moveTo")
    content = "".join(written(each, numbers, kept, lost) for each in inner)
    return f"<{name}>{content}</{name}>"


def numbers_in(reading: Reading) -> set[int]:
    found: set[int] = set()
    pieces: list[Line | Table] = list(reading.blocks)
    for aside in reading.asides:
        pieces += aside.blocks
    while pieces:
        piece = pieces.pop()
        if isinstance(piece, Line):
            found |= {int(number) for number in _NUMBERED.findall(piece.text)}
        else:
            for each in (cell for row in piece.rows for cell in row.cells):
                pieces += [*each.lines, *each.tables]
    return found


@given(trees=st.lists(trees(), max_size=6), revisions=st.sampled_from(["accept", "reject"]))
def test_no_text_of_any_tree_is_lost_in_silence(trees: list[Tree], revisions: Revisions) -> None:
    kept: set[int] = set()
    numbers = iter(range(10_000))
    body = "".join(written(tree, numbers, kept, lost=False) for tree in trees)
    reading = read(body, revisions=revisions)
    if not kept <= numbers_in(reading):
        assert reading.diagnostics
    else:
        # Nothing is read twice.
        texts = "".join(_texts(reading))
        assert all(texts.count(f"〔{number}〕") == 1 for number in kept)


def _texts(reading: Reading) -> Iterator[str]:
    yield repr(reading.blocks)
    yield repr(reading.asides)


@given(
    tree=trees(),
    root=st.sampled_from(["hdr", "ftr", "footnotes", "comments", "styles", "numbering", "x"]),
    kind=st.sampled_from(["header", "footnotes", "comments", "styles", "numbering"]),
)
def test_any_tree_beside_the_text_is_survived(tree: Tree, root: str, kind: str) -> None:
    content = written(tree, iter(range(10_000)), set(), lost=True)
    body = f"{paragraph('正文')}<w:sectPr><w:headerReference r:id='x'/></w:sectPr>"
    file = WordFile(body, {"word/x.xml": part(root, content)}, [("x", kind, "x.xml")])
    assert read(file).blocks


@given(parts=st.dictionaries(st.sampled_from(sorted(WordFile("").parts)), st.binary(max_size=99)))
def test_any_bytes_as_parts_are_survived(parts: dict[str, bytes]) -> None:
    with contextlib.suppress(JixiaoError):
        read(package(WordFile(paragraph("正文")).parts | parts))
