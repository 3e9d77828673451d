"""What a run tells besides its files: stand-in fonts, characters without a glyph, no Pango."""

import sys
from collections.abc import Sequence

from jixiao.diagnostics import Diagnostic
from jixiao.i18n import _
from jixiao.writers.pdf.fonts import FontUse
from jixiao.writers.pdf.write import MissingGlyph

MISSING_GLYPH = "glyph-missing"


def font_notices(
    fallbacks: Sequence[FontUse], missing: Sequence[MissingGlyph]
) -> tuple[Diagnostic, ...]:
    """Return one notice for all stand-in fonts, and one for each character without a glyph."""
    found = [_missing_glyph(glyph) for glyph in missing]
    if fallbacks:
        families = _("; ").join(_stand_ins(fallbacks))
        found.insert(
            0,
            Diagnostic(
                "font-fallback",
                _("official fonts are not installed here; the PDF uses others: {families}").format(
                    families=families
                ),
                _("for the official look make the PDF where they are installed"),
            ),
        )
    return tuple(found)


def layout_notices(warnings: Sequence[str]) -> tuple[Diagnostic, ...]:
    """Return what the PDF engine could not make use of, mostly of a style file."""
    return tuple(
        Diagnostic("pdf-layout", _("the PDF layout says: {warning}").format(warning=warning))
        for warning in warnings
    )


def _stand_ins(fallbacks: Sequence[FontUse]) -> list[str]:
    """Return each family that stands in, behind those it stands in for."""
    by_family: dict[str, list[str]] = {}
    for use in fallbacks:
        by_family.setdefault(use.resolved, []).append(use.requested)
    return [f"{_(', ').join(names)} → {family}" for family, names in by_family.items()]


def _missing_glyph(glyph: MissingGlyph) -> Diagnostic:
    named = f"{glyph.character} (U+{ord(glyph.character[0]):04X})"
    context = tuple(text for text in (glyph.where, _around(glyph)) if text)
    return Diagnostic(
        MISSING_GLYPH,
        _("no font here has the character {character}; the PDF shows an empty box").format(
            character=named
        ),
        _("replace the character, or install a font that has it"),
        context=context,
    )


_AROUND = 15


def _around(glyph: MissingGlyph) -> str:
    """Return the text next to a character."""
    line = next((line for line in glyph.text.split("\n") if glyph.character in line), "")
    at = line.find(glyph.character)
    return line[max(0, at - _AROUND) : at + _AROUND + 1]


def pdf_unavailable(reason: str) -> Diagnostic:
    """Return why no PDF can be made on this machine, and what to install."""
    return Diagnostic(
        "pdf-unavailable",
        _("PDF cannot be made here: a library is missing (Pango)"),
        pango_advice(),
        context=(reason.strip().split("\n")[0],) if reason.strip() else (),
    )


def pango_advice(platform: str = sys.platform) -> str:
    """Return how Pango is installed on an operating system."""
    if platform == "win32":
        return _("install MSYS2 and in it mingw-w64-x86_64-pango, or the GTK runtime for Windows")
    command = "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    if platform == "darwin":
        command = "brew install pango"
    return _("install it: {command}").format(command=command)
