"""How a change is written: tracked (ECMA-376-1 §17.13.5), with its author, or as plain text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

_IDENTIFIER = re.compile(rb"""[\w.-]:id\s{0,9}=\s{0,9}["'](\d{1,9})["']""")
# Kept by w:t only where it is told to.
_SPACED = re.compile(r"^\s|\s$|\s\s")


@dataclass(slots=True)
class Marks:
    """Writes elements of the vocabulary of a part; ``tracked``: as changes of an author.

    ``prefix`` is that of the vocabulary, ``date`` in UTC.
    """

    prefix: str
    author: str
    date: datetime
    tracked: bool = True
    _next: int = field(default=1)

    def begin_after(self, parts: Iterable[bytes]) -> None:
        """Number changes after every number that is in use in some parts: none may stand twice."""
        used = [int(number) for part in parts for number in _IDENTIFIER.findall(part)]
        self._next = max(used, default=0) + 1

    def change(self, kind: str) -> str:
        """Return the tag, with attributes, of a new change: ``ins`` or ``del``."""
        number, self._next = self._next, self._next + 1
        p = self.prefix
        date = self.date.strftime("%Y-%m-%dT%H:%M:%SZ")
        author = quoteattr(self.author)
        return f'{p}{kind} {p}id="{number}" {p}author={author} {p}date="{date}"'

    def mark(self, kind: str) -> bytes:
        """Return a change without content: of a paragraph mark, or of a row."""
        return f"<{self.change(kind)}/>".encode()

    def renumbered(self, xml: bytes) -> bytes:
        """Return a copy of elements whose changes have numbers of their own."""

        def number(match: re.Match[bytes]) -> bytes:
            start = match.start(1) - match.start()
            fresh, self._next = self._next, self._next + 1
            return match[0][:start] + str(fresh).encode() + match[0][match.end(1) - match.start() :]

        return _IDENTIFIER.sub(number, xml)

    def element(self, name: str, *content: bytes) -> bytes:
        """Return an element of the vocabulary, without attributes."""
        tag = f"{self.prefix}{name}".encode()
        return b"<" + tag + b">" + b"".join(content) + b"</" + tag + b">"

    def wrap(self, kind: str, runs: bytes) -> bytes:
        """Return runs as put in or taken out."""
        return f"<{self.change(kind)}>".encode() + runs + f"</{self.prefix}{kind}>".encode()

    def run(self, text: str, properties: bytes) -> bytes:
        """Return a run with a text; a line break is w:br, a tab w:tab."""
        p = self.prefix
        pieces = [
            f"<{p}br/>" if piece == "\n" else f"<{p}tab/>" if piece == "\t" else self.text(piece)
            for piece in re.split(r"([\n\t])", text)
            if piece
        ]
        return self.element("r", properties, "".join(pieces).encode())

    def text(self, text: str, name: str = "t") -> str:
        """Return a w:t or w:delText."""
        space = ' xml:space="preserve"' if _SPACED.search(text) else ""
        # A parser takes a bare carriage return for a line break.
        return (
            f"<{self.prefix}{name}{space}>{escape(text, {chr(13): '&#13;'})}</{self.prefix}{name}>"
        )

    def inserted(self, text: str, properties: bytes) -> bytes:
        """Return a text that is put in, tracked or plain."""
        run = self.run(text, properties)
        return self.wrap("ins", run) if self.tracked else run
