"""``jixiao parse``: reports back to definitions, and what was understood of them."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jixiao.cli import console
from jixiao.cli.parse_words import (
    Counts,
    LineWriter,
    interrupted,
    summary,
    tell,
    tell_findings,
)
from jixiao.cli.progress import progress
from jixiao.cli.reading_options import (
    Files,
    Force,
    LimitWords,
    Revisions,
    Templates,
    foreseen,
    read_options,
    tell_others,
)
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.i18n import _N, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jixiao.build.collection import Collection, Wanted
    from jixiao.build.definition_files import DefinitionFolder
    from jixiao.build.inputs import Input, Inputs
    from jixiao.build.outputs import Written
    from jixiao.layout import Edition
    from jixiao.readers import ReadOptions
    from jixiao.recognise.parse import Parsed

STDOUT = "-"
INCOMPLETE, USAGE, INTERRUPTED = 1, 2, 130
_COLLECT_EVERY = 100


def parse(
    files: Files,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar=_N("FOLDER"),
            help=_N(
                "Folder to write a definition of each file to; left out: none is written. "
                "- writes the definition of one file to stdout."
            ),
        ),
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar=_N("FORMAT"),
            help=_N("Form of the definitions, toml or json; left out: toml."),
            autocompletion=lambda: ["toml", "json"],
        ),
    ] = "toml",
    account: Annotated[
        str | None,
        typer.Option(
            "--report",
            metavar=_N("FILE"),
            help=_N("Write what was understood of each file, and what not, as JSON for programs."),
        ),
    ] = None,
    csv: Annotated[
        str | None,
        typer.Option(
            "--csv",
            metavar=_N("FILE"),
            help=_N("Write the indicators of all files as one table; - prints it."),
        ),
    ] = None,
    parquet: Annotated[
        str | None,
        typer.Option(
            "--parquet",
            metavar=_N("FILE"),
            help=_N("Write the same table as Parquet; needs the package pyarrow."),
        ),
    ] = None,
    revisions: Revisions = "accept",
    cross_check: Annotated[
        bool,
        typer.Option(
            "--cross-check",
            help=_N("Read .doc files with LibreOffice too, and tell what differs."),
        ),
    ] = False,
    limit: LimitWords = None,
    templates: Templates = None,
    force: Force = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help=_N("Print a line a file and errors only."))
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "-v", "--verbose", help=_N("Print every guess, and how many rows each rule read.")
        ),
    ] = False,
) -> int:
    """Parse every file, and return the exit status."""
    console.set_volume(quiet=quiet, verbose=verbose)
    from jixiao.build.collection import Collection, Wanted
    from jixiao.build.definition_files import DefinitionFolder
    from jixiao.build.inputs import find_inputs
    from jixiao.build.reading import load_editions
    from jixiao.build.targets import table_faults
    from jixiao.layout import load_pack

    options, faults = read_options(revisions, limit, cross_check=cross_check)
    inputs = find_inputs(files)
    wanted = Wanted(account, csv, parquet)
    faults += [*_usage_faults(form, output, inputs, wanted), *wanted.faults()]
    if faults:
        raise JixiaoError(faults)
    editions = load_editions(load_pack(Path(templates) if templates else None))
    folder = None
    if output not in (None, STDOUT):
        folder = DefinitionFolder(Path(output), form, inputs, force=force)
    if faults := table_faults(wanted.paths, inputs, folder.paths if folder else ()):
        raise JixiaoError(faults)
    collection = Collection(wanted, force=force)
    try:
        run = _Run(editions, options, collection, folder)
        run.stdout_form = form if output == STDOUT else None
        run.speaks_aside = output == STDOUT or wanted.stdouts > 0
        run.wanted = wanted
        return run.run(inputs)
    finally:
        collection.discard()
        tell(folder.note() if folder else ())


def _usage_faults(
    form: str, output: str | None, inputs: Inputs, wanted: Wanted
) -> list[Diagnostic]:
    """Return what the options cannot mean, all of it."""
    from jixiao.build.collection import nameless
    from jixiao.build.definition_files import FORMS

    faults = []
    if output == "":
        faults.append(nameless("-o", _("name a folder; for this one write a point: .")))
    if form not in FORMS:
        message = _("there is no format {name}").format(name=form)
        advice = _("known formats: {names}").format(names=_(", ").join(FORMS))
        faults.append(Diagnostic("format-unknown", message, advice))
    if output == STDOUT and inputs.total > 1:
        message = _("stdout takes the definition of one file")
        advice = _("name one file, or a folder with -o")
        faults.append(Diagnostic("usage", message, advice))
    if (output == STDOUT) + wanted.stdouts > 1:
        message = _("stdout takes one thing only")
        advice = _("give files to all but one of -o, --csv and --report")
        faults.append(Diagnostic("usage", message, advice))
    return faults


class _Run:
    """One run over all inputs: what fails is told and counted, and never stops the others."""

    def __init__(
        self,
        editions: Sequence[Edition],
        options: ReadOptions,
        collection: Collection,
        folder: DefinitionFolder | None,
    ) -> None:
        self.stdout_form: str | None = None
        self.speaks_aside = False
        self.wanted: Wanted | None = None
        self._editions = editions
        self._options = options
        self._collection = collection
        self._folder = folder
        self._counts = Counts()

    def run(self, inputs: Inputs) -> int:
        """Return the exit status.

        0: all is understood. 1: not all, or some inputs failed. 2: nothing could be read, or
        nothing of what was wanted be written. 130: interrupted by the user.
        """
        tell_others(inputs)
        for name, error in inputs.faults:
            self._fail(name, error)
        counts = self._counts
        self._lines = LineWriter((one.name for one in inputs.files), alone=inputs.total == 1)
        try:
            self._read_all(inputs)
            self._finish()
        except KeyboardInterrupt:
            unwritten = [path.name for path in self.wanted.paths] if self.wanted else []
            console.note(interrupted(counts, inputs.total, unwritten))
            return INTERRUPTED
        except OSError as error:  # stdout takes no more; where a pipe is closed, nobody listens
            if not isinstance(error, BrokenPipeError):
                console.note(summary(counts))
            raise
        if inputs.total > 1 and not console.is_quiet():
            console.note(summary(counts))
        wrote_none = self._folder is not None and not counts.written
        if not counts.read or wrote_none or self._collection.faults:
            return USAGE
        return INCOMPLETE if counts.incomplete or counts.failed else 0

    def _read_all(self, inputs: Inputs) -> None:
        from jixiao.writers.memory import unhurried_gc

        with unhurried_gc(), progress(len(inputs.files)) as advance:
            for number, one in enumerate(inputs.files, 1):
                advance(one.name)
                self._take(one)
                if number % _COLLECT_EVERY == 0:  # what an error has left behind
                    gc.collect()

    def _take(self, one: Input) -> None:
        """Read one input, and give it to all that is made of it."""
        from jixiao.recognise.parse import parse_bytes

        started = time.perf_counter()
        data: bytes | None = None
        try:
            data = one.read(self._options.limits.file_bytes)
            parsed = parse_bytes(data, one.name, self._editions, self._options)
        except Exception as error:
            self._fail(one.name, error, data)
            return
        self._counts.add(parsed)
        written = self._write(one, parsed)
        unheld = self._collection.add(parsed, data, str(written.path) if written else None)
        console.report(self._collection.faults)  # at once: each of them is told once only
        self._say(self._lines.line(parsed, written))
        tell_findings(parsed)
        tell(unheld)
        seconds = f"{time.perf_counter() - started:.2f}"
        console.detail(_("{name} read in {seconds} s").format(name=one.name, seconds=seconds))

    def _write(self, one: Input, parsed: Parsed) -> Written | None:
        """Write the definition where one is wanted; return where it is."""
        if self.stdout_form:
            from jixiao.build.definition_files import dump_definition

            data, _verify = dump_definition(parsed, self.stdout_form)
            console.write_data(data)
        if self._folder is None:
            return None
        try:
            written = self._folder.write(one, parsed)
        except OSError:
            raise
        except Exception as error:
            foreseen(error, one.name)
            self._counts.failed += 1
            return None
        self._counts.written += 1
        tell([written.notice] if written.notice else [])
        return written

    def _say(self, line: str) -> None:
        """Print a line: on stdout, unless something else is printed there."""
        if not self.speaks_aside:
            console.say(line)
            sys.stdout.flush()  # a person who keeps both streams in one file reads them in order
        elif not console.is_quiet():
            console.note(line)

    def _fail(self, name: str, error: Exception, data: bytes | None = None) -> None:
        self._collection.add_failure(name, foreseen(error, name), data)
        self._counts.failed += 1

    def _finish(self) -> None:
        counts = self._counts
        written = self._collection.finish(
            {"read": counts.read, "incomplete": counts.incomplete, "failed": counts.failed}
        )
        for one in written:
            tell([one.notice] if one.notice else [])
            if not console.is_quiet():
                message = _("replaced: {path}") if one.replaced else _("written: {path}")
                console.note(message.format(path=one.path))
        console.report(self._collection.faults)
        counts.failed += len(self._collection.faults)
