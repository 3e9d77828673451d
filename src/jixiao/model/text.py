"""Text types: what a cell or a paragraph of a report may hold."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

# https://www.w3.org/TR/xml/#charsets: everything but these may stand in DOCX and PDF metadata.
_FORBIDDEN_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# What clerks use to indent or pad a line: space, tab, no-break space, ideographic space.
PADDING = " \t\u00a0\u3000"
# A text in which nothing can be wrong: it begins with a sign, and holds no carriage return and
# nothing that is forbidden.
_HARMLESS = re.compile(
    "[^\x00-\x20\x85\xa0\u2028\u2029\u3000\ud800-\udfff\ufffe\uffff]"
    "[\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*"
)
# What Word, XML and Unicode call the end of a line; the model holds no carriage return.
_ANY_LINE_BREAK = re.compile("[\n\u0085\u2028\u2029]")


def printed_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a text as a report prints them: without outer padding and blank lines."""
    if text.isalnum():  # most cells: one word, nothing to strip
        return (text,)
    if not _ANY_LINE_BREAK.search(text):
        line = text.strip(PADDING)
        return (line,) if line else ()
    lines = [line.strip(PADDING) for line in _ANY_LINE_BREAK.split(text)]
    return tuple([line for line in lines if line])


def _normalise_line_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _check_characters(text: str) -> str:
    if forbidden := _FORBIDDEN_IN_XML.search(text):
        raise PydanticCustomError(
            "character_forbidden",
            "character {character} at position {position} cannot stand in a document",
            {"character": f"U+{ord(forbidden[0]):04X}", "position": forbidden.start() + 1},
        )
    return text


def _check_not_blank(text: str) -> str:
    if not printed_lines(text):
        raise PydanticCustomError("text_blank", "a text must not be empty")
    return text


def _check_text(text: str) -> str:
    if text.isalnum() or _HARMLESS.fullmatch(text):  # nearly all texts
        return text
    return _check_not_blank(_check_characters(_normalise_line_breaks(text)))


def _check_one_line(text: str) -> str:
    if len(printed_lines(text)) > 1 or "\n" in text:
        raise PydanticCustomError("text_not_one_line", "this text must stand on one line")
    return text


Text = Annotated[
    str,
    Field(strict=True, min_length=1),
    AfterValidator(_check_text),
]
"""A text of one or more lines: never blank (a blank cell is an absent key), safe in XML."""

Line = Annotated[Text, AfterValidator(_check_one_line)]
"""A text of one line: names and codes, which also stand in headings and file names."""
