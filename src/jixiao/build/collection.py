"""What a run collects over all files: the account, and the tables; each is whole or not there."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jixiao.build.account import AccountFile, Entry, failed_entry, file_entry
from jixiao.build.outputs import Written, unwritable
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
        faults = []
        options = {"--report": self.account, "--csv": self.csv, "--parquet": self.parquet}
        for option, name in options.items():
            if name == "":
                faults.append(nameless(option, _("give it the name of a file")))
        if self.parquet == STDOUT:
            message = _("Parquet is written to a file only")
            faults.append(Diagnostic("usage", message, _("give --parquet the name of a file")))
        real = [os.path.realpath(path) for path in self.paths]
        if len(set(real)) < len(real):
            message = _("--report, --csv and --parquet need a file each")
            faults.append(Diagnostic("usage", message, _("give each of them a name of its own")))
        return faults

    @property
    def paths(self) -> list[Path]:
        """The files among them."""
        names = (self.account, self.csv, self.parquet)
        return [Path(name) for name in names if name and name != STDOUT]

    @property
    def stdouts(self) -> int:
        """How many of them go to stdout: one may."""
        return [self.account, self.csv, self.parquet].count(STDOUT)


def nameless(option: str, advice: str) -> Diagnostic:
    """Return that an option was given an empty text, as by a shell variable that is not set."""
    message = _("{option} is given an empty name").format(option=option)
    return Diagnostic("usage", message, advice)


class Collection:
    """The files that are asked for, open until `finish` or `discard`.

    One that cannot be written any more (the disk is full) is given up and told in ``faults``; the
    others go on.

    Raises:
        JixiaoError: one of them cannot be made; then none is.
    """

    def __init__(self, wanted: Wanted, *, force: bool = False) -> None:
        self.faults: list[Diagnostic] = []
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
        for table, file in self._tables:
            if file in self._open:
                with self._giving_up(file):
                    told += table.add(rows_of(parsed))
        self._add_entry(lambda: file_entry(parsed, data, output))
        return tuple(told)

    def add_failure(self, name: str, error: JixiaoError, data: bytes | None = None) -> None:
        """Add a file that could not be read."""
        self._add_entry(lambda: failed_entry(name, error.diagnostics, data))

    def _add_entry(self, make: Callable[[], Entry]) -> None:
        if self._account and self._account[1] in self._open:
            account, file = self._account
            with self._giving_up(file):
                account.add(make())

    def finish(self, summary: dict[str, int]) -> list[Written]:
        """Put all files in place, and return them; those that cannot be are in ``faults``.

        Where no file was read, a table from before is left as it is.
        """
        ends: list[tuple[Callable[[], None], GrowingFile]] = []
        if self._account:
            account, file = self._account
            ends.append((partial(account.close, summary), file))
        if summary["read"]:
            ends += [(table.close, file) for table, file in self._tables]
        written: list[Written] = []
        for close, file in ends:
            if file in self._open:
                with self._giving_up(file):
                    close()
                    written += file.finish()
        return written

    @contextmanager
    def _giving_up(self, file: GrowingFile) -> Iterator[None]:
        """Give a file up where it cannot be written; the others go on without it."""
        try:
            yield
        except JixiaoError as error:
            self.faults += error.diagnostics
        except OSError as error:
            if file.target is None:  # stdout: nothing that is printed arrives any more
                raise
            self.faults.append(unwritable(file.target, error))
            self._open.remove(file)
            file.discard()

    def discard(self) -> None:
        """Take away what is not in place yet."""
        for table, _file in self._tables:
            with suppress(Exception):  # a writer that is not closed would close itself, loudly
                table.close()
        for file in self._open:
            file.discard()
