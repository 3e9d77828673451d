"""A reading against that of LibreOffice: lines and cells in their order, white space aside."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _, ngettext
from jixiao.readers.libreoffice import convert_to_docx, find_soffice
from jixiao.readers.types import Line, Reading, ReadOptions, Table

_MOST_TOLD = 20
_LONGEST_QUOTE = 30
_TIMEOUT = 60.0


class _Unit(NamedTuple):
    """A line or a cell that is not blank: its place, and its text without white space.

    ``path``: number of the line, or numbers of table, row and cell; of a nested table, behind
    those of the cell that it stands in.
    """

    path: tuple[int, ...]
    text: str

    @property
    def key(self) -> tuple[bool, str]:
        """What must agree: the text, and whether it stands in a table."""
        return len(self.path) > 1, self.text


def cross_check(reading: Reading, data: bytes, name: str, options: ReadOptions) -> Reading:
    """Return a reading with a diagnostic for each difference to what LibreOffice reads."""
    found = _differences(reading, data, name, options)
    return replace(reading, diagnostics=(*reading.diagnostics, *found))


def read_by_libreoffice(
    data: bytes, name: str, options: ReadOptions, timeout: float = _TIMEOUT
) -> Reading | None:
    """Return what LibreOffice makes of a .doc, or None where it makes nothing of it."""
    # Imported here: that reader, and all it needs, is not wanted for most files.
    from jixiao.readers.docx import read_docx

    converted = convert_to_docx(data, timeout)
    if converted is None:
        return None
    try:
        return read_docx(converted, name, replace(options, cross_check=False))
    except JixiaoError:
        return None


def _differences(
    reading: Reading, data: bytes, name: str, options: ReadOptions
) -> Iterator[Diagnostic]:
    place = Place(name)
    if find_soffice() is None:
        message = _("not compared with LibreOffice, which is not installed")
        advice = _("install LibreOffice, or compare what was read with the file yourself")
        yield Diagnostic("read-no-cross-check", message, advice, place)
        return
    other = read_by_libreoffice(data, name, options)
    if other is None:
        message = _("not compared with LibreOffice, which cannot read the file")
        advice = _("compare what was read with the file yourself")
        yield Diagnostic("read-no-cross-check", message, advice, place)
        return
    yield from compare(reading, other, place)


def compare(ours: Reading, theirs: Reading, place: Place) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each of the first differences, and one that counts the rest."""
    pairs = list(_pairs(list(_units(ours.blocks)), list(_units(theirs.blocks))))
    advice = _("look in the file which of them is right")
    for mine, other in pairs[:_MOST_TOLD]:
        message = _("{where}: read here as “{ours}”, by LibreOffice as “{theirs}”").format(
            where=_where(mine or other),
            ours=_quote(mine),
            theirs=_quote(other),
        )
        yield Diagnostic("read-difference", message, advice, place)
    rest = len(pairs) - _MOST_TOLD
    if rest > 0:
        message = ngettext(
            "{count} more difference from what LibreOffice reads",
            "{count} more differences from what LibreOffice reads",
            rest,
        )
        yield Diagnostic("read-difference", message.format(count=rest), advice, place)


def _units(blocks: tuple[Line | Table, ...], path: tuple[int, ...] = ()) -> Iterator[_Unit]:
    lines = tables = 0
    for block in blocks:
        if isinstance(block, Line):
            lines += 1
            if text := "".join(block.text.split()):
                yield _Unit((lines,), text)
        else:
            tables += 1
            yield from _units_of_table(block, (*path, tables))


def _units_of_table(table: Table, path: tuple[int, ...]) -> Iterator[_Unit]:
    for row_number, row in enumerate(table.rows, 1):
        for cell_number, cell in enumerate(row.cells, 1):
            here = (*path, row_number, cell_number)
            if text := "".join(cell.text.split()):
                yield _Unit(here, text)
            yield from _units(cell.tables, here)


def _pairs(ours: list[_Unit], theirs: list[_Unit]) -> Iterator[tuple[_Unit | None, _Unit | None]]:
    """Yield what differs: one unit for another, or one that only one of the two has."""
    matcher = SequenceMatcher(None, [unit.key for unit in ours], [unit.key for unit in theirs])
    for kind, first, last, other_first, other_last in matcher.get_opcodes():
        if kind != "equal":
            yield from zip_longest(ours[first:last], theirs[other_first:other_last])


def _where(unit: _Unit | None) -> str:
    """Return the place of a unit in the user's language; that of a nested table is its cell's."""
    if unit is None:
        return ""
    if len(unit.path) == 1:
        return _("paragraph {line}").format(line=unit.path[0])
    table, row, cell = unit.path[:3]
    return _("table {table}, row {row}, cell {cell}").format(table=table, row=row, cell=cell)


def _quote(unit: _Unit | None) -> str:
    if unit is None:
        return ""
    cut = len(unit.text) > _LONGEST_QUOTE
    return unit.text[:_LONGEST_QUOTE] + "…" if cut else unit.text
