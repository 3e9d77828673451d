"""What ``jixiao parse`` says of a file: its line, and what a person should look at."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jixiao.cli import console
from jixiao.diagnostics import display_width, format_diagnostic
from jixiao.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jixiao.diagnostics import Diagnostic
    from jixiao.recognise.parse import Parsed

# More of one kind in one file would bury the rest.
_MOST_TOLD = 20
_DOUBT = "parse-doubt"

_WIDEST_NAME = 64
_PERCENT_DIGITS = 3  # of the share: one behind the point


class LineWriter:
    """Makes the line of each file; names are padded so that the figures stand in columns."""

    def __init__(self, names: Iterable[str]) -> None:
        widths = [display_width(name) for name in names]
        self._width = max((width for width in widths if width <= _WIDEST_NAME), default=0) + 1

    def line(self, parsed: Parsed, output: str | None) -> str:
        """Return edition, counts, how much is understood, and what is special about a file."""
        from jixiao.build.account import understood

        report, recognition = parsed.report, parsed.recognition
        share = understood(recognition.coverage, _PERCENT_DIGITS)
        figures = _(
            "projects {projects}  indicators {indicators}  "
            "understood {share} %  left over {residue}  guesses {guesses}"
        ).format(
            projects=f"{len(report.projects):>3}",
            indicators=f"{sum(len(project.indicators) for project in report.projects):>4}",
            share=f"{f'{share * 100:.1f}'.removesuffix('.0'):>4}",
            residue=f"{len(recognition.residue):>2}",
            guesses=f"{len(parsed.guesses):>3}",
        )
        name = _pad(parsed.name + ":", self._width)
        parts = [f"{name} {_pad(report.header.edition, 10)}", figures, *_remarks(parsed)]
        if output:
            parts.append(f"-> {output}")
        return "  ".join(parts)


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


def summary(read: int, incomplete: int, failed: int) -> str:
    """Count files and failures: with many inputs the messages scroll away."""
    counts = [
        ngettext("{count} file read", "{count} files read", read).format(count=read),
        ngettext("{count} not complete", "{count} not complete", incomplete).format(
            count=incomplete
        ),
        ngettext("{count} failure", "{count} failures", failed).format(count=failed),
    ]
    return _("; ").join(counts)
