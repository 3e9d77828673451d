"""What a terminal makes of a text: colours where it shows them, and nothing that it would obey."""

from __future__ import annotations

import os
import sys
import unicodedata

import typer


def shows_colours() -> bool:
    """Tell whether stdout is a terminal that shows colours. https://no-color.org/"""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return False
    # Older consoles of Windows print the codes.
    return os.name != "nt" or "WT_SESSION" in os.environ


def paint(text: str, colour: str | None) -> str:
    """Return a text in a colour, where one is wanted and shown."""
    return typer.style(text, fg=colour) if colour and shows_colours() else text


def harmless(text: str) -> str:
    """Return a text without what a terminal would obey, tabs aside; it is shown as an escape."""
    return "".join(
        ascii(character)[1:-1]
        if character != "\t" and unicodedata.category(character) in ("Cc", "Cf")
        else character
        for character in text
    )
