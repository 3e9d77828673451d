"""``jixiao roundtrip``: whether a report says the same when it is rendered again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jixiao.cli import console
from jixiao.cli.parse_words import tell
from jixiao.cli.progress import progress
from jixiao.cli.reading_options import (
    Files,
    LimitWords,
    Revisions,
    Templates,
    foreseen,
    read_options,
    tell_others,
)
from jixiao.cli.terminal import harmless, paint
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _N, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jixiao.build.comparison import Edit
    from jixiao.build.inputs import Input, Inputs
    from jixiao.build.roundtrip import Roundtrip
    from jixiao.layout import Pack
    from jixiao.readers import ReadOptions

DIFFERENT, USAGE, INTERRUPTED = 1, 2, 130

# More of one file would bury the others.
_MOST_LINES = 200


def roundtrip(
    files: Files,
    revisions: Revisions = "accept",
    limit: LimitWords = None,
    templates: Templates = None,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet", help=_N("Print differences and errors only."))
    ] = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help=_N("Print differences of any length."))
    ] = False,
) -> int:
    """Compare every file with what is rendered of it, and return the exit status."""
    console.set_volume(quiet=quiet, verbose=verbose)
    from jixiao.build.inputs import find_inputs
    from jixiao.layout import load_pack

    options, faults = read_options(revisions, limit)
    if faults:
        raise JixiaoError(faults)
    inputs = find_inputs(files)
    return _Run(load_pack(Path(templates) if templates else None), options).run(inputs)


class _Run:
    """One run over all inputs: what fails is told and counted, and never stops the others."""

    def __init__(self, pack: Pack, options: ReadOptions) -> None:
        from jixiao.build.reading import load_editions

        self._pack = pack
        self._editions = load_editions(pack)
        self._options = options
        self._compared = 0
        self._different = 0
        self._failed = 0

    def run(self, inputs: Inputs) -> int:
        """Return the exit status: 0 nothing differs, 1 something does, 2 nothing was compared."""
        tell_others(inputs)
        for name, error in inputs.faults:
            self._fail(name, error)
        try:
            self._compare_all(inputs)
        except KeyboardInterrupt:
            message = _("interrupted: {count} of {total} files compared")
            console.note(message.format(count=self._compared, total=inputs.total))
            return INTERRUPTED
        if inputs.total > 1 and not console.is_quiet():
            self._summarise()
        if not self._compared:
            return USAGE
        return DIFFERENT if self._different or self._failed else 0

    def _compare_all(self, inputs: Inputs) -> None:
        with progress(len(inputs.files)) as advance:
            for one in inputs.files:
                advance(one.name)
                try:
                    gone = self._go_round(one)
                except Exception as error:
                    self._fail(one.name, error)
                else:
                    self._show(gone)

    def _go_round(self, one: Input) -> Roundtrip:
        from jixiao.build.roundtrip import go_round

        data = one.read(self._options.limits.file_bytes)
        return go_round(data, one.name, self._pack, self._editions, self._options)

    def _show(self, gone: Roundtrip) -> None:
        name = gone.parsed.name
        self._compared += 1
        if not gone.marks and gone.parsed.reading.format in ("text", "docx"):
            message = _("the file has no contents marks: they are not compared")
            tell([Diagnostic("marks-not-compared", message, None, Place(name))])
        if not gone.lost and not gone.new:
            if not console.is_quiet():
                console.say(_("{name}: no difference").format(name=name))
            return
        self._different += 1
        counts = _("{name}: lines lost {lost}, new {new}")
        console.say(counts.format(name=name, lost=gone.lost, new=gone.new))
        lines = list(_unified(gone))
        shown = lines if console.is_verbose() else lines[:_MOST_LINES]
        for kind, line in shown:
            console.say(paint(line, _COLOURS.get(kind)))
        if rest := len(lines) - len(shown):
            message = ngettext(
                "{count} more line; -v shows it", "{count} more lines; -v shows them", rest
            )
            console.note(message.format(count=rest))

    def _fail(self, name: str, error: Exception) -> None:
        foreseen(error, name)
        self._failed += 1

    def _summarise(self) -> None:
        counts = [
            ngettext("{count} file compared", "{count} files compared", self._compared).format(
                count=self._compared
            ),
            ngettext("{count} differs", "{count} differ", self._different).format(
                count=self._different
            ),
            ngettext("{count} failure", "{count} failures", self._failed).format(
                count=self._failed
            ),
        ]
        console.note(_("; ").join(counts))


def _unified(gone: Roundtrip) -> Iterator[tuple[str, str]]:
    """Yield the lines of a unified difference, each with what it is."""
    from jixiao.build.comparison import hunks

    name = gone.parsed.name
    yield "title", _("--- {name}: the file").format(name=name)
    yield "title", _("+++ {name}: rendered again").format(name=name)
    for hunk in hunks(gone.edits):
        yield "place", f"@@ {_place(gone, hunk)} @@"
        for edit in hunk:
            yield edit.sign, harmless(edit.sign + edit.text)


def _place(gone: Roundtrip, hunk: Sequence[Edit]) -> str:
    from jixiao.build.comparison import place_of

    origin = place_of(hunk)
    if origin is None:
        return _("at the beginning")
    if gone.parsed.reading.format == "text":
        return _("line {number}").format(number=origin.path[0])
    return gone.parsed.locator.describe(origin)


_COLOURS = {"-": "red", "+": "green", "place": "cyan"}
