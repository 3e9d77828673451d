"""A definition file as text, with its form (TOML or JSON)."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

from jixiao.definition.positions import Path, Positions, Span, json_positions, toml_positions
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _

Form = Literal["toml", "json"]

# DOCX, DOC, PDF: what people have instead of a definition.
_DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
_LONGEST_QUOTE = '"""'
MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Source:
    """The text of a file and its name as the user knows it."""

    name: str
    text: str
    form: Form

    @classmethod
    def decode(cls, data: bytes, name: str) -> "Source":
        """Decode the bytes of a file, UTF-8 with or without a mark; its form is sniffed.

        Raises:
            JixiaoError: the bytes are not UTF-8, or more than ``MAX_BYTES``.
        """
        if len(data) > MAX_BYTES:
            raise JixiaoError(
                Diagnostic(
                    "too-large", _("the file is too large for a definition"), place=Place(name)
                )
            )
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise JixiaoError(_not_utf8(data, name, error)) from None
        # A TOML document cannot begin with a brace, a JSON tree must.
        form: Form = "json" if text.lstrip().startswith("{") else "toml"
        return cls(name, text.replace("\r\n", "\n"), form)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, without their ends."""
        return self.text.split("\n")

    @cached_property
    def data(self) -> bytes:
        """The text in UTF-8, which positions count."""
        # Lone surrogates cannot come from decoded bytes, but a caller may hand in any string.
        return self.text.encode("utf-8", "replace")

    @cached_property
    def _line_starts(self) -> list[int]:
        """Where each line starts, in bytes."""
        lengths = (len(line) + 1 for line in self.data.split(b"\n"))
        return [0, *accumulate(lengths)]

    @cached_property
    def positions(self) -> Positions:
        """Where each key and value of the tree stands; made only when it is asked for."""
        return json_positions(self.text) if self.form == "json" else toml_positions(self.text)

    @cached_property
    def keys(self) -> Mapping[Path, list[Span]]:
        """The keys that stand right below each path, in the order of the text."""
        found: dict[Path, list[Span]] = defaultdict(list)
        for path, span in self.positions.items():
            if isinstance(path[-1], str):
                found[path[:-1]].append(span)
        return found

    def place(self, line: int | None = None, column: int | None = None) -> Place:
        """Return a place in this file; line and column count from 1."""
        quoted = self.lines[line - 1] if line and line <= len(self.lines) else None
        return Place(self.name, line, column, quoted)

    def place_within(self, path: Path, words: str) -> Place | None:
        """Return the place of words inside of a value; None where it begins with them or has none.

        The place of what begins a value is that of the value, with its quotation marks.
        """
        span = self.positions.get(path)
        if span is None:
            return None
        at = self.data.find(words.encode(), span.start, span.end)
        return self._place_at(at) if at > span.start + len(_LONGEST_QUOTE) else None

    def _place_at(self, byte: int) -> Place:
        line = bisect_right(self._line_starts, byte)
        before = self.data[self._line_starts[line - 1] : byte]
        return self.place(line, len(before.decode("utf-8", "replace")) + 1)

    def place_of(self, path: Path, *, key: bool = False) -> Place:
        """Return the place of the value at a path (or of its key), or of the nearest parent."""
        for length in range(len(path), 0, -1):
            span = self.positions.get(path[:length])
            if span is not None:
                of_key = key and length == len(path)
                return self._place_at(span.key_start if of_key else span.start)
        return self.place(1, 1)


def _not_utf8(data: bytes, name: str, error: UnicodeDecodeError) -> Diagnostic:
    line = data.count(b"\n", 0, error.start) + 1
    line_start = data.rfind(b"\n", 0, error.start) + 1
    column = len(data[line_start : error.start].decode("utf-8", "replace")) + 1
    return Diagnostic(
        "not-utf8",
        _("the file is not UTF-8 text; it may be {encoding}").format(encoding=_guess(data)),
        _("make a definition of it: jixiao parse FILE -o FOLDER")
        if data.startswith(_DOCUMENTS)
        else _("save it again with the encoding UTF-8"),
        Place(name, line, column),
    )


def _guess(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    if data.startswith(_DOCUMENTS):
        return _("a Word or PDF file, not a definition")
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return _("a binary file")
    return "GB18030 (GBK)"
