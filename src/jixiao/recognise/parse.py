"""A file to a report: read it, recognise it, and let the visible text win over what is embedded."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from jixiao.definition import loads
from jixiao.diagnostics import Diagnostic, JixiaoError, Place
from jixiao.i18n import _
from jixiao.layout import Edition
from jixiao.model import Header, Report
from jixiao.readers import Reading, ReadOptions, read
from jixiao.recognise.account import account_for
from jixiao.recognise.gaps import tells_of_loss
from jixiao.recognise.locate import Locator
from jixiao.recognise.recognise import recognise
from jixiao.recognise.types import Guess, Recognition
from jixiao.writers.memory import unhurried_gc


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file that was read back.

    ``report`` is that of the embedded definition where the visible text is still the one that was
    written with it (``source`` is ``embedded``), else what the text shows. ``recognition`` is
    always that of the text. ``guesses`` are those that ``report`` still rests on.
    """

    name: str
    reading: Reading
    recognition: Recognition
    report: Report
    source: Literal["text", "embedded"]
    guesses: tuple[Guess, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_complete(self) -> bool:
        """Whether all of the text is understood, and nothing tells that a part is missing."""
        if self.recognition.coverage.residue or self.recognition.truncated:
            return False
        return not tells_of_loss(self.diagnostics)

    @property
    def locator(self) -> Locator:
        """Names the places of the file."""
        return Locator(self.reading, self.name)


def parse_bytes(
    data: bytes, name: str, editions: Sequence[Edition], options: ReadOptions | None = None
) -> Parsed:
    """Parse the bytes of a file; ``name`` is how the user knows it.

    Raises:
        JixiaoError: it cannot be read, or nothing in it is of a report.
    """
    with unhurried_gc():  # thousands of small pieces, none of them garbage
        reading = read(data, name, options)
        recognition = recognise(reading, editions)
    embedded, faults = _embedded(reading, name)
    intact = embedded is not None and reading.embedded is not None and reading.embedded.intact
    if not intact and not recognition.report.projects and not _has_prose(recognition.report):
        raise JixiaoError((*reading.diagnostics, _nothing(name)))
    if embedded is not None and intact:
        report = embedded
        guesses: tuple[Guess, ...] = ()
        source: Literal["text", "embedded"] = "embedded"
    else:
        report, guesses = recognition.report, recognition.guesses
        source = "text"
        if embedded is not None:
            report, guesses = _with_facts(report, guesses, embedded)
            faults.append(_older(name))
    locator = Locator(reading, name)
    told = account_for(reading, recognition, guesses, locator)
    diagnostics = (*reading.diagnostics, *faults, *told)
    return Parsed(name, reading, recognition, report, source, guesses, diagnostics)


def _nothing(name: str) -> Diagnostic:
    return Diagnostic(
        "parse-nothing",
        _("no part of a budget-performance report was found in it"),
        _("check that it is the right file"),
        Place(name),
    )


def _has_prose(report: Report) -> bool:
    targets = report.targets
    return any((targets.overall, targets.itemised, targets.safeguards))


def _embedded(reading: Reading, name: str) -> tuple[Report | None, list[Diagnostic]]:
    """Return the report of the embedded definition; one that cannot be loaded is told."""
    if reading.embedded is None:
        return None, []
    try:
        return loads(reading.embedded.text, name).report, []
    except JixiaoError:
        return None, [
            Diagnostic(
                "embedded-broken",
                _("the definition inside of the file is damaged: the text was read instead"),
                None,
                Place(name),
            )
        ]


def _older(name: str) -> Diagnostic:
    return Diagnostic(
        "embedded-older",
        _("it was edited, or saved again by another program: the definition in it is not used"),
        _("the text was read; compare the result with your own definition"),
        Place(name),
    )


def _with_facts(
    report: Report, guesses: tuple[Guess, ...], embedded: Report
) -> tuple[Report, tuple[Guess, ...]]:
    """Take what no report prints from the older definition; it is still a guess."""
    guessed = {guess.path: guess for guess in guesses}
    facts: dict[str, object] = {}
    for name in ("fiscal_year", "framework", "edition"):
        path = ("report", name)
        value = getattr(embedded.header, name)
        if (name == "edition" and path not in guessed) or value is None:
            continue
        facts[name] = value
        guessed[path] = Guess(path, str(value), "high", "older-source")
    header = Header.model_validate({**report.header.model_dump(), **facts})
    return report.model_copy(update={"header": header}), tuple(guessed.values())
