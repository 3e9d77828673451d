"""WordprocessingML as text: escaping, runs, fields and units (ECMA-376-1 §17.3, §17.16, §17.18)."""

import re
from itertools import pairwise
from math import floor

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = f'xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}"'

_TWIPS_IN_MM = 1440 / 25.4
_WIDEST_RULE = 96  # eighths of a point: the most that Word draws (ST_EighthPointMeasure, §17.18.24)

# What cannot stand in w:t as it is: markup, controls that are elements, and white space that a
# reader may drop (XML 1.0 §2.10).
_AWKWARD = re.compile("[&<>\t\n\r]|^ | $|  ")
_CONTROLS = re.compile("(\t|\r\n|\n|\r)")


def qualified(tag: str) -> str:
    """Return a WordprocessingML tag or attribute as lxml names it."""
    return f"{{{WORD}}}{tag}"


def twips(mm: float) -> int:
    """Return a length in mm as twentieths of a point."""
    return round(mm * _TWIPS_IN_MM)


def column_twips(columns: tuple[float, ...]) -> tuple[int, ...]:
    """Return column widths in mm as twips; the edges are rounded, so that the sum stays right."""
    edges = [0]
    reached = 0.0
    for width in columns:
        reached += width
        edges.append(twips(reached))
    return tuple(right - left for left, right in pairwise(edges))


def line_twips(points: float) -> int:
    """Return an exact line height, rounded down: 22 lines must not outgrow their type area."""
    return max(1, floor(points * 20 + 1e-6))


def half_points(points: float) -> int:
    """Return a font size in half points (ST_HpsMeasure)."""
    return max(1, round(points * 2))


def rule_width(points: float) -> int:
    """Return the width of a rule in eighths of a point; 0 is no rule."""
    return min(_WIDEST_RULE, round(points * 8))


def escape(text: str) -> str:
    """Escape text for the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Escape text for an attribute in double quotes; line ends and tabs stay (XML 1.0 §3.3.3)."""
    escaped = escape(text).replace('"', "&quot;")
    return _CONTROLS.sub(lambda match: "".join(f"&#{ord(sign)};" for sign in match[0]), escaped)


def run(text: str, properties: str = "") -> str:
    """Return text as a run; ``properties`` is its w:rPr. A tab and a line end become elements."""
    if not text:
        return ""
    if not _AWKWARD.search(text):
        return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"
    pieces = "".join(_piece(piece) for piece in _CONTROLS.split(text) if piece)
    return f"<w:r>{properties}{pieces}</w:r>"


def _piece(piece: str) -> str:
    if piece == "\t":
        return "<w:tab/>"
    if piece[0] in "\r\n":
        return "<w:br/>"
    # Word trims what is not marked; some readers fold runs of spaces as well.
    keep = ' xml:space="preserve"' if piece.strip(" ") != piece or "  " in piece else ""
    return f"<w:t{keep}>{escape(piece)}</w:t>"


def field_start(code: str, properties: str = "", *, dirty: bool = False) -> str:
    """Return the begin and the code of a complex field (§17.16.18); ``dirty``: to be computed."""
    mark = ' w:dirty="true"' if dirty else ""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"{mark}/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    )


def field_separator(properties: str = "") -> str:
    """Return the mark between the code of a field and its result."""
    return f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'


def field_end(properties: str = "") -> str:
    """Return the end of a complex field."""
    return f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'


def field(code: str, result: str, properties: str = "", *, dirty: bool = False) -> str:
    """Return a whole complex field with its result as text."""
    return (
        field_start(code, properties, dirty=dirty)
        + field_separator(properties)
        + run(result, properties)
        + field_end(properties)
    )


def field_argument(text: str) -> str:
    r"""Quote an argument of a field code: ``"`` and ``\`` are escaped by ``\`` (§17.16.5)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{" ".join(escaped.split())}"'
