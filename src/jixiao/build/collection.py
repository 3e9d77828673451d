"""What a run collects over all files: the account, and the tables; each is whole or not there."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jixiao.build.account import AccountFile, failed_entry, file_entry
from jixiao.build.outputs import Written
from jixiao.build.streams import STDOUT, GrowingFile
from jixiao.build.tables import CsvTable, ParquetTable, Table, rows_of
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.i18n import _
from jixiao.recognise.parse import Parsed


@dataclass(frozen=True)
class Wanted:
    """The files that are asked for by name; ``-`` is stdout, None is not wanted."""

    account: str | None = None
    csv: str | None = None
    parquet: str | None = None

    def faults(self) -> list[Diagnostic]:
        """Return what these names cannot mean together."""
        names = [name for name in (self.account, self.csv, self.parquet) if name]
        paths = [Path(name).absolute() for name in names if name != STDOUT]
        faults = []
        if self.parquet == STDOUT:
            message = _("Parquet is written to a file only")
            faults.append(Diagnostic("usage", message, _("give --parquet the name of a file")))
        if len(set(paths)) < len(paths):
            message = _("--report, --csv and --parquet need a file each")
            faults.append(Diagnostic("usage", message, _("give each of them a name of its own")))
        return faults

    @property
    def stdouts(self) -> int:
        """How many of them go to stdout: one may."""
        return [self.account, self.csv, self.parquet].count(STDOUT)


class Collection:
    """The files that are asked for, open until `finish` or `discard`.

    Raises:
        JixiaoError: one of them cannot be made; then none is.
    """

    def __init__(self, wanted: Wanted, *, force: bool = False) -> None:
        self._force = force
        self._tables: list[tuple[Table, GrowingFile]] = []
        self._account: tuple[AccountFile, GrowingFile] | None = None
        self._open: list[GrowingFile] = []
        try:
            if wanted.csv:
                file = self._begin(wanted.csv)
                self._tables.append((CsvTable(file.stream), file))
            if wanted.parquet:
                file = self._begin(wanted.parquet)
                self._tables.append((ParquetTable(file.stream), file))
            if wanted.account:
                file = self._begin(wanted.account)
                self._account = AccountFile(file.stream), file
        except BaseException:
            self.discard()
            raise

    def _begin(self, name: str) -> GrowingFile:
        file = GrowingFile(name, force=self._force)
        self._open.append(file)
        return file

    def add(self, parsed: Parsed, data: bytes, output: str | None) -> tuple[Diagnostic, ...]:
        """Add a file that was read; return what a table could not hold."""
        told: list[Diagnostic] = []
        for table, _file in self._tables:
            told += table.add(rows_of(parsed.report, parsed.name))
        if self._account:
            self._account[0].add(file_entry(parsed, data, output))
        return tuple(told)

    def add_failure(self, name: str, error: JixiaoError, data: bytes | None = None) -> None:
        """Add a file that could not be read."""
        if self._account:
            self._account[0].add(failed_entry(name, error.diagnostics, data))

    def finish(self, summary: dict[str, int]) -> list[Written]:
        """Put all files in place. Where no file was read, a table from before is left as it is.

        Raises:
            JixiaoError: one of them cannot be written; the others are.
        """
        faults: list[Diagnostic] = []
        written: list[Written] = []
        done: list[GrowingFile] = []
        if self._account:
            self._account[0].close(summary)
            done.append(self._account[1])
        if summary["read"]:
            for table, file in self._tables:
                table.close()
                done.append(file)
        for file in done:
            try:
                if (one := file.finish()) is not None:
                    written.append(one)
            except JixiaoError as error:
                faults += error.diagnostics
        if faults:
            raise JixiaoError(faults)
        return written

    def discard(self) -> None:
        """Take away what is not in place yet."""
        for table, _file in self._tables:
            with suppress(Exception):  # a writer that is not closed would close itself, loudly
                table.close()
        for file in self._open:
            file.discard()
