"""A file read, rendered again in its own form, and compared with itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jixiao.build.comparison import Edit, comparable_lines, compare, has_marks
from jixiao.build.render import Request, render_definition
from jixiao.definition import Definition, Source
from jixiao.diagnostics import JixiaoError
from jixiao.layout import Edition, Pack
from jixiao.readers import ReadOptions, read
from jixiao.readers.types import Format
from jixiao.recognise.parse import Parsed, parse_bytes

# A .doc cannot be written: its lines are compared with those of a .docx, but for contents marks,
# which programs that save a .doc change.
RENDERED_AS: Mapping[Format, str] = {"text": "text", "docx": "docx", "doc": "docx", "pdf": "pdf"}


@dataclass(frozen=True)
class Roundtrip:
    """A file that went round, and how the rendered one differs from it.

    ``marks``: contents marks were compared; a PDF has none, and any file may have lost them.
    """

    parsed: Parsed
    edits: Sequence[Edit]
    marks: bool

    @property
    def lost(self) -> int:
        """How many lines only the original has."""
        return sum(edit.sign == "-" for edit in self.edits)

    @property
    def new(self) -> int:
        """How many lines only the rendered file has."""
        return sum(edit.sign == "+" for edit in self.edits)


def go_round(
    data: bytes, name: str, pack: Pack, editions: Sequence[Edition], options: ReadOptions
) -> Roundtrip:
    """Parse a file, render its report in the form of the file, read that, and compare.

    Raises:
        JixiaoError: it cannot be read, or not be rendered.
    """
    parsed = parse_bytes(data, name, editions, options)
    form = RENDERED_AS[parsed.reading.format]
    definition = Definition(parsed.report, Source(name, "", "toml"))
    rendered = render_definition(definition, pack, Request((form,)))
    if rendered.failures:
        raise JixiaoError(rendered.failures[form].diagnostics)
    again = read(rendered.files[form], name, options)
    same_form = again.format == parsed.reading.format
    marks = same_form and has_marks(parsed.reading) and has_marks(again)
    before = comparable_lines(parsed.reading, marks=marks)
    after = comparable_lines(again, marks=marks)
    return Roundtrip(parsed, compare(before, after), marks)
