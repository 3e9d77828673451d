"""Signs of the fonts Symbol and Wingdings as Unicode, as far as their meaning is sure.

A symbol font has its signs at F020-F0FF of the private use area (ECMA-376-1 §17.3.3.30). Those of
Symbol are Adobe's (MAPPINGS/VENDORS/ADOBE/symbol.txt at unicode.org).
"""

import re

PRIVATE = re.compile("[\ue000-\uf8ff]")
_OFFSET = 0xF000


def _table(first: int, signs: str) -> dict[int, str]:
    return {first + index: sign for index, sign in enumerate(signs) if sign != "\0"}


_SYMBOL = {
    **_table(0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?"),
    **_table(0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    **_table(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    **_table(0xA1, "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
    **_table(0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇"),
    **_table(0xD5, "∏√⋅¬∧∨⇔⇐⇑⇒⇓"),
    0xE5: "∑",
    0xF2: "∫",
}
_WINGDINGS = {
    **_table(0x6C, "●\0■□"),
    0x75: "◆",
    **_table(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    0xA7: "▪",
    0xA8: "◻",
    **_table(0xDF, "←→↑↓↖↗↙↘"),
    **_table(0xEF, "⇦⇨⇧⇩"),
    **_table(0xFB, "✗✓☒☑"),
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def unicode_of(font: str, code: int) -> str | None:
    """Return the character for a sign of a symbol font; None where it is not known."""
    table = _FONTS.get(font.lower(), {})
    return table.get(code - _OFFSET if code >= _OFFSET else code)


def is_character(code: int) -> bool:
    """Tell whether a number is that of a character that text may hold (XML 1.0 §2.2)."""
    return 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF
