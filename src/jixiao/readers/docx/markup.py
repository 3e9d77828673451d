"""Small questions about elements that several readers ask."""

from lxml import etree

from jixiao.readers.docx.draft import Path
from jixiao.readers.docx.names import COMPATIBILITY, TEXT_PATH, Names

Element = etree._Element

_CHOICE, _FALLBACK = COMPATIBILITY + "Choice", COMPATIBILITY + "Fallback"
_OFF = frozenset({"0", "false", "off"})
_TEXT_TAGS = ("t", "txbxContent", "sym", "tab", "noBreakHyphen", "fldChar", "fldSimple")


def text_of(element: Element) -> str:
    """Return the text of an element that holds text alone; a comment may stand in between."""
    text = element.text or ""
    if len(element):
        text += "".join([child.tail or "" for child in element])
    return text


def is_on(value: str | None) -> bool:
    """Tell what an on/off property says (ECMA-376-1 §17.17.4); without a value it is on."""
    return value not in _OFF


def whole_number(value: str | None) -> int | None:
    """Return a number; None where there is none, or one that no document needs."""
    try:
        # int() takes a time that grows with the square of the length.
        return int(value) if value and len(value) <= 12 else None
    except ValueError:
        return None


def chosen_branch(alternatives: Element, names: Names) -> Element | None:
    """Return the branch of an mc:AlternateContent that is read (ECMA-376-3 §9.3).

    That is the first choice with text in it, else the fallback, if that has any, else the first.
    """
    text_tags = [names.word(tag) for tag in _TEXT_TAGS] + [names.math("t")]
    branches = [*alternatives.iterchildren(_CHOICE), *alternatives.iterchildren(_FALLBACK)]
    for branch in branches:
        if next(branch.iter(*text_tags), None) is not None:
            return branch
    return branches[0] if branches else None


def boxes_in(drawing: Element, names: Names) -> list[Element]:
    """Return the contents of the text boxes of a drawing (§17.17.1), and text along a path (VML).

    One inside of another is left to who reads that; what is only a fallback is passed over.
    """
    box = names.word("txbxContent")
    found: list[Element] = []
    for element in drawing.iter(box, TEXT_PATH):
        above = element.getparent()
        while above is not None and above is not drawing and above.tag not in (box, _FALLBACK):
            above = above.getparent()
        if above is drawing:
            found.append(element)
    return found


def path_from(top: Element, path: Path, element: Element) -> Path:
    """Return the path of an element that stands below ``top``, whose path is known."""
    steps: list[int] = []
    while element is not top and (parent := element.getparent()) is not None:
        steps.append(parent.index(element))
        element = parent
    return (*path, *reversed(steps))
