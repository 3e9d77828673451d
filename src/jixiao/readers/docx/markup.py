"""Small questions about elements that several readers ask."""

from collections.abc import Iterator

from lxml import etree

from jixiao.readers.docx.budget import Budget
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


def characters_in(element: Element, names: Names) -> int:
    """Return how many characters are in an element, wherever; white space round texts left out."""
    signs = sum(1 for _sign in element.iter(names.word("sym")))
    texts = element.iter(names.word("t"), names.math("t"))
    return signs + sum(len(text_of(text).strip()) for text in texts)


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


def font_of(run: Element | None, names: Names) -> str:
    """Return the font of a run for characters that are not Chinese; blank where it names none."""
    if run is not None:
        for fonts in run.iterfind(f"{names.word('rPr')}/{names.word('rFonts')}"):
            return fonts.get(names.word("ascii"), "")
    return ""


def choice_of(begin: Element, names: Names) -> str:
    """Return what a drop-down field shows: an entry of its list (ECMA-376-1 §17.16.9)."""
    word, value = names.word, names.value
    entries = [entry.get(value, "") for entry in begin.iter(word("listEntry"))]
    chosen = next((each.get(value) for each in begin.iter(word("result"))), None)
    number = whole_number(chosen) or 0
    return entries[number] if 0 <= number < len(entries) else ""


def chosen_branch(alternatives: Element, names: Names, budget: Budget) -> Element | None:
    """Return the branch of an mc:AlternateContent that is read (ECMA-376-3 §9.3).

    That is the first choice with text in it, else the fallback, if that has any, else the first.
    """
    text_tags = {*map(names.word, _TEXT_TAGS), names.math("t")}
    branches = [*alternatives.iterchildren(_CHOICE), *alternatives.iterchildren(_FALLBACK)]
    for branch in branches:
        for looked, element in enumerate(branch.iter()):
            if element.tag in text_tags:
                budget.spend_looks(looked)
                return branch
        # In each other, alternatives are searched again and again.
        budget.spend_looks(looked)
    return branches[0] if branches else None


def boxes_in(drawing: Element, names: Names) -> Iterator[Element]:
    """Yield the contents of the text boxes of a drawing (§17.17.1), and text along a path (VML).

    One inside of another is left to who reads that; what is only a fallback is passed over.
    """
    box = names.word("txbxContent")
    walker = etree.iterwalk(drawing, events=("start",), tag=(box, TEXT_PATH, _FALLBACK))
    for _event, element in walker:
        walker.skip_subtree()
        if element.tag != _FALLBACK:
            yield element


def steps_down(top: Element, element: Element) -> list[int]:
    """Return which child is to be taken, level by level, from ``top`` to an element below it."""
    steps: list[int] = []
    while element is not top and (parent := element.getparent()) is not None:
        steps.append(parent.index(element))
        element = parent
    return steps[::-1]
