"""What a person should know of a file that was read: residue, where it was cut, what is guessed."""

from collections.abc import Iterator

from jixiao.diagnostics import Diagnostic
from jixiao.i18n import Words, _
from jixiao.model import FieldPath
from jixiao.readers.types import Origin, Reading
from jixiao.recognise.gaps import find_gaps, no_forms
from jixiao.recognise.locate import Locator
from jixiao.recognise.types import Guess, Recognition, Residue
from jixiao.wording.field_names import field_words

_LONGEST = 60


def account_for(
    reading: Reading, recognition: Recognition, guesses: tuple[Guess, ...], locator: Locator
) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each piece of residue, for a cut, and for each guess.

    Codes: parse-truncated, parse-no-forms, those of `find_gaps`, parse-residue, parse-review (a
    PDF), parse-guess (a low confidence), parse-doubt (any other).
    """
    if recognition.truncated:
        yield _truncated(recognition.last_row, locator)
    if recognition.report.projects:
        yield from find_gaps(reading, recognition, locator)
    else:
        yield no_forms(reading, locator)
    for residue in recognition.residue:
        yield _residue(residue, locator)
    if reading.format == "pdf" and guesses:
        yield Diagnostic(
            "parse-review",
            _("a PDF has no cells, only lines and characters: compare the result with the pages"),
            _("ask for the Word file where there is one"),
            locator.file,
        )
    for guess in guesses:
        yield describe_guess(guess, locator)


def _residue(residue: Residue, locator: Locator) -> Diagnostic:
    text = _shorten(residue.text)
    messages = {
        "unknown": _("not understood: {text}"),
        "page-number": _("a page number in the text, left out: {text}"),
        "heading": _("the heading names another project than the form: {text}"),
        "unit": _("this form names another unit than the others: {text}"),
        "number": _("no number, left out: {text}"),
        "repeated": _("the form has such a value already, left out: {text}"),
        "entry": _("the contents mark says something else than its heading: {text}"),
    }
    advice = {
        "unknown": _("it is in no field of the result: add it by hand where it belongs"),
        "heading": _("correct the heading or the name of the project"),
        "unit": _("a report is of one unit: split the file, or correct the form"),
        "number": _("write the number into the result by hand"),
        "repeated": _("see which of the two is right, and correct the result"),
    }
    return Diagnostic(
        "parse-residue",
        messages[residue.reason].format(text=text),
        advice.get(residue.reason),
        locator.place(residue.origin, residue.text),
        _context(residue.origin, locator),
    )


def _truncated(last_row: Origin | None, locator: Locator) -> Diagnostic:
    if last_row is None:
        message = _("the file ends too early")
    else:
        where = locator.describe(last_row) or _("line {number}").format(number=last_row.path[0])
        message = _("the file ends in the middle; the last row that was read: {place}")
        message = message.format(place=where)
    place = locator.place(last_row) if last_row else locator.file
    return Diagnostic(
        "parse-truncated", message, _("get a whole copy of the file, or complete it by hand"), place
    )


def describe_guess(guess: Guess, locator: Locator) -> Diagnostic:
    """Return what to say of a value that is not certain."""
    reasons = {
        "project-codes": _("taken from the project codes"),
        "edition-name": _("taken from the layout: the report does not print it"),
        "indicators": _("taken from the kinds of indicators"),
        "layout": _("the layout that is most alike"),
        "amounts": _("told by the amounts: the layout prints no %"),
        "rewritten": _("read as a number, written differently"),
        "heading": _("taken from the heading: the cell is blank"),
        "joined": _("lines were joined"),
        "stitched": _("put together from two pages"),
        "encoding": _("characters may be wrong"),
        "font": _("a character has no code in the file"),
        "check": _("the numbers or the code do not check"),
        "unnumbered": _("goals without numbers"),
        "unusual-row": _("no usual row of indicators"),
        "older-source": _("taken from the older definition in the file"),
        "cut": _("the file ends here"),
        "blank-level1": _("its cell is not merged with the one above"),
        "no-percent": _("no % behind the numbers"),
        "money-unit": _("the amounts are not in 万元, and were taken as they stand"),
        "other-month": _("the column is of another month"),
        "quarter": _("the column is of a quarter, and may not be cumulative"),
        "goal-number": _("what looks like the number of a goal may be a part of its text"),
        "label-like": _("it reads like a label"),
        "characters": _("characters that no document may hold were taken out"),
    }
    template = (
        _("{field} is a guess: {value} ({reason})")
        if guess.value
        else _("{field} was left blank ({reason})")
    )
    message = template.format(
        field=_field_words(guess.path),
        value=_shorten(guess.value),
        reason=reasons.get(guess.reason, guess.reason),
    )
    return Diagnostic(
        "parse-guess" if guess.confidence == "low" else "parse-doubt",
        message,
        _("check it, and correct it in the result") if guess.confidence == "low" else None,
        locator.place(guess.origin) if guess.origin else locator.file,
        _context(guess.origin, locator) if guess.origin else (),
    )


def field_name(path: FieldPath) -> str:
    """Return a path as a definition's user writes it: ``projects[3].budget.total``, from 1."""
    words = ""
    for part in path:
        words += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return words.removeprefix(".")


def _field_words(path: FieldPath) -> Words:
    """Return what a message calls a field: in Chinese by its label, in English by its path."""
    of_project = len(path) > 1 and path[0] == "projects" and isinstance(path[1], int)
    project = f"第 {int(path[1]) + 1} 个项目 " if of_project else ""
    return Words(f"{project}{field_words(path).zh}", field_name(path))


def _context(origin: Origin, locator: Locator) -> tuple[str, ...]:
    words = locator.describe(origin)
    return (words,) if words else ()


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
