"""Reports as one table, a row an indicator: CSV for people, Parquet for programs."""

import csv
import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from jixiao.build.account import understood
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.model import FieldPath, Indicator, Project, format_number
from jixiao.recognise.parse import Parsed

Cell = str | int | bool | Decimal | None
Row = dict[str, Cell]

_PROJECT_COLUMNS: Mapping[str, Callable[[Project], Cell]] = {
    "project_code": lambda project: project.code,
    "project_name": lambda project: project.name,
    "budget_total": lambda project: project.budget.total,
    "budget_fiscal": lambda project: project.budget.fiscal,
    "budget_other": lambda project: project.budget.other,
    "purpose": lambda project: project.purpose,
    "goals": lambda project: "\n".join(project.goals) or None,
    "plan_march": lambda project: project.plan.march,
    "plan_june": lambda project: project.plan.june,
    "plan_october": lambda project: project.plan.october,
    "plan_december": lambda project: project.plan.december,
    "plan_unit": lambda project: project.plan.unit if _has_plan(project) else None,
}


def _has_plan(project: Project) -> bool:
    """Tell whether a plan has any number: where it has none, percent is nothing but a default."""
    plan = project.plan
    numbers = (plan.march, plan.june, plan.october, plan.december)
    return any(number is not None for number in numbers)


CSV_HEAD, PARQUET_HEAD = b"\xef\xbb\xbffile,", b"PAR1"
"""How every table begins: a file can be told to be one."""

_TEXTS, _COUNTS, _NUMBERS, _TRUTHS = "text", "count", "number", "truth"

COLUMNS: Mapping[str, str] = {
    "file": _TEXTS,
    "format": _TEXTS,
    "complete": _TRUTHS,
    "coverage": _NUMBERS,
    "edition": _TEXTS,
    "fiscal_year": _COUNTS,
    "fiscal_year_guess": _TEXTS,
    "unit_code": _TEXTS,
    "unit_name": _TEXTS,
    "kind": _TEXTS,
    "project_number": _COUNTS,
    "project_code": _TEXTS,
    "project_name": _TEXTS,
    "budget_total": _NUMBERS,
    "budget_fiscal": _NUMBERS,
    "budget_other": _NUMBERS,
    "purpose": _TEXTS,
    "goals": _TEXTS,
    "plan_march": _NUMBERS,
    "plan_june": _NUMBERS,
    "plan_october": _NUMBERS,
    "plan_december": _NUMBERS,
    "plan_unit": _TEXTS,
    "indicator_number": _COUNTS,
    "level1": _TEXTS,
    "level2": _TEXTS,
    "level3": _TEXTS,
    "description": _TEXTS,
    "value": _TEXTS,
    "value_operator": _TEXTS,
    "value_number": _NUMBERS,
    "value_unit": _TEXTS,
    "value_date": _TEXTS,
    "value_text": _TEXTS,
    "basis": _TEXTS,
}
"""The columns in their order, and what they hold; names and order are kept from version to version.

Amounts are in 万元. ``complete`` and ``coverage`` (0 to 1) are of the file, and say how far it can
be trusted. ``value`` is what is printed, the other ``value_`` columns are its parts.
"""


def rows_of(parsed: Parsed) -> Iterator[Row]:
    """Yield one row for each indicator; a project without any has one row, and so has a report.

    A column that does not apply is absent, and so is that of a blank cell.
    """
    report = parsed.report
    start: Row = {
        "file": parsed.name,
        "format": parsed.reading.format,
        "complete": parsed.is_complete,
        "coverage": Decimal(str(understood(parsed.recognition.coverage))).normalize(),
        "edition": report.header.edition,
        "fiscal_year": report.header.fiscal_year,
        "fiscal_year_guess": _confidence(parsed, ("report", "fiscal_year")),
        "unit_code": report.unit.code,
        "unit_name": report.unit.name,
    }
    if not report.projects:
        yield start
    for number, project in enumerate(report.projects, 1):
        found = {name: read(project) for name, read in _PROJECT_COLUMNS.items()}
        of_project: Row = {**start, "kind": project.kind, "project_number": number, **found}
        if not project.indicators:
            yield of_project
        for count, indicator in enumerate(project.indicators, 1):
            yield {**of_project, "indicator_number": count, **_of_indicator(indicator)}


def _confidence(parsed: Parsed, path: FieldPath) -> str | None:
    """Return how sure a guess is; None where the value is no guess."""
    return next((guess.confidence for guess in parsed.guesses if guess.path == path), None)


def _of_indicator(indicator: Indicator) -> Row:
    row: Row = {name: cell for name, cell in indicator if name != "value"}
    if (value := indicator.value) is not None:
        row |= {
            "value": value.raw,
            "value_operator": value.operator,
            "value_number": value.number,
            "value_unit": value.unit,
            "value_date": value.date,
            "value_text": value.text,
        }
    return row


class Table(Protocol):
    """A table that is written row by row."""

    def add(self, rows: Iterable[Row]) -> tuple[Diagnostic, ...]:
        """Write rows, and return what could not be held."""

    def close(self) -> None:
        """Write what is left."""


# A spreadsheet takes text for a formula by its first character, in some languages by a full-width
# one too. https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r\n].", re.DOTALL)
# A number, and what the official export prints: ＝13辆. No function is called, no cell asked for.
_HARMLESS = re.compile(r"[+-]?\d+(?:\.\d+)?[%％]?|[＝＋－]\d[^()（）|!=+*/^&-]*")


class CsvTable:
    """CSV in UTF-8 with a mark, lines ending in CRLF (RFC 4180): Excel opens it as it is.

    A text that a spreadsheet would take for a formula gets one apostrophe in front, and so does
    one that begins with an apostrophe: what begins with one in the file is exact without it.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._buffer = io.StringIO(newline="")
        self._writer = csv.writer(self._buffer, lineterminator="\r\n")
        self._writer.writerow(COLUMNS)
        self._flush("\ufeff")

    def add(self, rows: Iterable[Row]) -> tuple[Diagnostic, ...]:
        """Write rows; CSV holds everything."""
        for row in rows:
            self._writer.writerow([_csv_cell(row.get(name)) for name in COLUMNS])
        self._flush()
        return ()

    def close(self) -> None:
        """Write what is left: nothing."""

    def _flush(self, before: str = "") -> None:
        self._stream.write((before + self._buffer.getvalue()).encode())
        self._buffer.seek(0)
        self._buffer.truncate()


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, Decimal):
        return format_number(cell)
    text = str(cell)
    runs = _FORMULA.match(text) and not _HARMLESS.fullmatch(text)
    return f"'{text}" if runs or text.startswith("'") else text


# decimal128 has 38 digits. Real amounts have at most 6 behind the point: 万元 down to a fen.
_DIGITS, _BEHIND_POINT = 38, 10
_LIMIT = Decimal(1).scaleb(_DIGITS - _BEHIND_POINT)
# Rows that are kept until they are written as one group.
_GROUP = 20_000


class ParquetTable:
    """Parquet through pyarrow; numbers are decimal128(38, 10), exact or blank and told.

    Raises:
        JixiaoError: pyarrow is not installed.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._arrow = _import_pyarrow("pyarrow")
        types = {
            _TEXTS: self._arrow.string(),
            _COUNTS: self._arrow.int32(),
            _TRUTHS: self._arrow.bool_(),
            _NUMBERS: self._arrow.decimal128(_DIGITS, _BEHIND_POINT),
        }
        self._schema = self._arrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
        parquet = _import_pyarrow("pyarrow.parquet")
        self._writer = parquet.ParquetWriter(stream, self._schema, compression="zstd")
        self._rows: list[Row] = []

    def add(self, rows: Iterable[Row]) -> tuple[Diagnostic, ...]:
        """Write rows, and return which numbers have more digits than a column holds."""
        told: list[Diagnostic] = []
        for row in rows:
            for name, cell in row.items():
                if isinstance(cell, Decimal) and not _fits(cell):
                    told.append(_too_long(row, name, cell))
                    row[name] = None
            self._rows.append(row)
        if len(self._rows) >= _GROUP:
            self._flush()
        return tuple(told)

    def close(self) -> None:
        """Write the last rows, and the footer."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            columns = {name: [row.get(name) for row in self._rows] for name in COLUMNS}
            self._writer.write_table(self._arrow.table(columns, schema=self._schema))
            self._rows.clear()


def _fits(number: Decimal) -> bool:
    _point, _sign, behind = format_number(number).partition(".")
    return abs(number) < _LIMIT and len(behind.rstrip("0")) <= _BEHIND_POINT


def _too_long(row: Row, column: str, number: Decimal) -> Diagnostic:
    message = _("{column} has more digits than a Parquet column holds, and is blank: {number}")
    return Diagnostic(
        "table-number",
        message.format(column=column, number=format_number(number)),
        _("take it from the definition or from a CSV file"),
        Place(str(row["file"])),
    )


def _import_pyarrow(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise JixiaoError(
            Diagnostic(
                "parquet-unavailable",
                _("Parquet needs the package pyarrow, which cannot be loaded here"),
                _("install it: {command}").format(command=_install_command()),
                context=(str(error),),
            )
        ) from None


def _install_command() -> str:
    """Return how pyarrow is installed beside this very program."""
    if "pipx" in Path(sys.prefix).parts:
        return "pipx inject jixiao pyarrow"
    return f'"{sys.executable}" -m pip install pyarrow'
