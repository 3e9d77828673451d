"""What ``jixiao parse`` says of a file: its line, and what a person should look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jixiao.cli import console
from jixiao.diagnostics import display_width, format_diagnostic
from jixiao.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jixiao.build.outputs import Written
    from jixiao.diagnostics import Diagnostic
    from jixiao.recognise.parse import Parsed

# More of one kind in one file would bury the rest.
_MOST_TOLD = 20
_DOUBT = "parse-doubt"

_WIDEST_NAME = 64
_PERCENT_DIGITS = 3  # of the share: one behind the point


@dataclass
class Counts:
    """What became of the inputs so far; ``written`` counts definitions, ``hidden`` guesses."""

    read: int = 0
    incomplete: int = 0
    failed: int = 0
    written: int = 0
    hidden: int = 0

    def add(self, parsed: Parsed) -> None:
        """Count a file that was read."""
        self.read += 1
        self.incomplete += not parsed.is_complete
        self.hidden += _hidden(parsed)


def _hidden(parsed: Parsed) -> int:
    """Count the guesses that are told only to those who ask for them."""
    if console.is_verbose():
        return 0
    return sum(diagnostic.code == _DOUBT for diagnostic in parsed.diagnostics)


class LineWriter:
    """Makes the line of each file; names are padded so that the figures stand in columns.

    ``alone``: there is one file only, and so no summary that would say the same.
    """

    def __init__(self, names: Iterable[str], *, alone: bool = False) -> None:
        widths = [display_width(name) for name in names]
        self._width = max((width for width in widths if width <= _WIDEST_NAME), default=0) + 1
        self._alone = alone

    def line(self, parsed: Parsed, written: Written | None) -> str:
        """Return edition, counts, how much is understood, and what is special about a file."""
        name = _pad(parsed.name + ":", self._width)
        parts = [f"{name} {_pad(parsed.report.header.edition, 10)}", _figures(parsed)]
        if self._alone and _hidden(parsed):
            parts.append(_("(-v shows the guesses)"))
        parts += _remarks(parsed)
        if written:
            parts.append(f"-> {written.path}")
            if written.replaced:
                parts.append(_("(replaced)"))
        return "  ".join(parts)


def _figures(parsed: Parsed) -> str:
    from jixiao.build.account import understood

    report, recognition = parsed.report, parsed.recognition
    share = understood(recognition.coverage, _PERCENT_DIGITS)
    return _(
        "projects {projects}  indicators {indicators}  "
        "understood {share} %  left over {residue}  guesses {guesses}"
    ).format(
        projects=f"{len(report.projects):>3}",
        indicators=f"{sum(len(project.indicators) for project in report.projects):>4}",
        share=f"{f'{share * 100:.1f}'.removesuffix('.0'):>4}",
        residue=f"{len(recognition.residue):>2}",
        guesses=f"{len(parsed.guesses):>3}",
    )


def _pad(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))


def _remarks(parsed: Parsed) -> Iterator[str]:
    if parsed.recognition.truncated:
        yield _("(cut off)")
    if parsed.source == "embedded":
        yield _("(from the definition in it)")


def tell(diagnostics: Iterable[Diagnostic]) -> None:
    """Print notices, each of them: two places of a file may read alike."""
    if not console.is_quiet():
        for diagnostic in diagnostics:
            console.note(_("notice: {text}").format(text=format_diagnostic(diagnostic)))


def tell_findings(parsed: Parsed) -> None:
    """Print what a person should look at; details for those who asked for them."""
    if console.is_verbose():
        tell(parsed.diagnostics)
        _tell_claims(parsed)
        return
    kept, folded = fold(parsed.diagnostics)
    tell(kept)
    if console.is_quiet():
        return
    for code, count in folded.items():
        message = ngettext(
            "{name}: {count} more like this ({code}); -v shows it",
            "{name}: {count} more like these ({code}); -v shows them",
            count,
        )
        text = message.format(name=parsed.name, count=count, code=code)
        console.note(_("notice: {text}").format(text=text))


def fold(diagnostics: Iterable[Diagnostic]) -> tuple[list[Diagnostic], Counter[str]]:
    """Return what is told one by one, and the count of the rest by code.

    Doubts are neither: nearly every file has some, and its line counts them among the guesses.
    """
    kept: list[Diagnostic] = []
    told: Counter[str] = Counter()
    folded: Counter[str] = Counter()
    for diagnostic in diagnostics:
        if diagnostic.code == _DOUBT:
            continue
        if told[diagnostic.code] == _MOST_TOLD:
            folded[diagnostic.code] += 1
        else:
            told[diagnostic.code] += 1
            kept.append(diagnostic)
    return kept, folded


def _tell_claims(parsed: Parsed) -> None:
    rules = [f"{rule} {count}" for rule, count in parsed.recognition.claims.items()]
    rows = _("{name}: rows by rule: {rules}")
    console.detail(rows.format(name=parsed.name, rules=_("; ").join(rules) or "0"))


def summary(counts: Counts) -> str:
    """Count files and failures: with many inputs the messages scroll away."""
    parts = [
        ngettext("{count} file read", "{count} files read", counts.read).format(count=counts.read),
        ngettext("{count} not complete", "{count} not complete", counts.incomplete).format(
            count=counts.incomplete
        ),
        ngettext("{count} failure", "{count} failures", counts.failed).format(count=counts.failed),
    ]
    if counts.hidden:
        guesses = ngettext(
            "{count} guess not shown (-v shows it)",
            "{count} guesses not shown (-v shows them)",
            counts.hidden,
        )
        parts.append(guesses.format(count=counts.hidden))
    return _("; ").join(parts)


def interrupted(counts: Counts, total: int, unwritten: Sequence[str]) -> str:
    """Say what a run has done before the user ended it; ``unwritten`` are tables, by name."""
    parts = [_("interrupted: {count} of {total} files read").format(count=counts.read, total=total)]
    if counts.written:
        message = ngettext(
            "{count} definition written", "{count} definitions written", counts.written
        )
        parts.append(message.format(count=counts.written))
    if unwritten:
        parts.append(_("not written: {names}").format(names=_(", ").join(unwritten)))
    return _("; ").join(parts)
