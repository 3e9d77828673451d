"""What a file holds that lines and tables cannot: counted, and told once each."""

from collections import Counter
from collections.abc import Iterator

from jixiao.diagnostics import Diagnostic, Place
from jixiao.i18n import _, ngettext
from jixiao.readers.types import Revisions

_MOST_QUOTED = 3
_LONGEST_QUOTE = 40


class Tally:
    """Counts by kind of loss, which is the code of its diagnostic, and the first examples."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._examples: dict[str, list[str]] = {}

    def add(self, code: str, count: int = 1, example: str = "") -> None:
        """Count something; ``example`` is quoted in the message of some kinds."""
        self._counts[code] += count
        quoted = self._examples.setdefault(code, [])
        example = example[:_LONGEST_QUOTE]
        if example and len(quoted) < _MOST_QUOTED and example not in quoted:
            quoted.append(example)

    def diagnostics(self, place: Place, revisions: Revisions) -> Iterator[Diagnostic]:
        """Yield one diagnostic for each kind of thing that was counted."""
        for code, (message, advice) in _messages(self._counts, revisions).items():
            if count := self._counts[code]:
                quoted = "; ".join(self._examples[code])
                yield Diagnostic(code, message.format(count=count, quoted=quoted), advice, place)


def _messages(counts: Counter[str], revisions: Revisions) -> dict[str, tuple[str, str]]:
    """Return message and advice of each kind, in the order in which they are told."""

    def plural(code: str, one: str, many: str) -> str:
        return ngettext(one, many, counts[code])

    return {
        "read-revisions": _revisions(counts["read-revisions"], revisions),
        "read-hidden": (
            plural(
                "read-hidden",
                "{count} hidden character is left out",
                "{count} hidden characters are left out",
            ),
            _("if it belongs to the text, make it visible in Word or WPS"),
        ),
        "read-misplaced": (
            plural(
                "read-misplaced",
                "{count} character stands between rows or cells, and is not read",
                "{count} characters stand between rows or cells, and are not read",
            ),
            _("look at the tables in Word or WPS, and type the missing text into its cell"),
        ),
        "read-numbering": (
            plural(
                "read-numbering",
                "{count} paragraph has an automatic number, which is not read",
                "{count} paragraphs have automatic numbers, which are not read",
            ),
            _("turn automatic numbers into text in Word or WPS"),
        ),
        "read-field": (
            plural(
                "read-field",
                "{count} field shows a text that the file does not hold: {quoted}",
                "{count} fields show texts that the file does not hold: {quoted}",
            ),
            _("turn these fields into text in Word (Ctrl+Shift+F9)"),
        ),
        "read-field-open": (
            plural(
                "read-field-open",
                "{count} field has no end; the text after it is read as visible",
                "{count} fields have no end; the text after them is read as visible",
            ),
            _("look whether text is there that Word does not show"),
        ),
        "read-symbol": (
            plural(
                "read-symbol",
                "{count} sign is known only to its font: {quoted}",
                "{count} signs are known only to their fonts: {quoted}",
            ),
            _("look at them in Word, and type the character that is meant"),
        ),
        "read-formula": (
            plural(
                "read-formula",
                "{count} formula is read as its characters in a row",
                "{count} formulas are read as their characters in a row",
            ),
            _("compare fractions and exponents with the file"),
        ),
        "read-ruby": (
            plural(
                "read-ruby",
                "{count} phonetic guide over the text is left out",
                "{count} phonetic guides over the text are left out",
            ),
            _("nothing is to be done unless the guide says more than its text"),
        ),
        "read-picture": (
            plural(
                "read-picture",
                "{count} picture or drawing is not read",
                "{count} pictures or drawings are not read",
            ),
            _("look whether one of them shows text"),
        ),
        "read-object": (
            plural(
                "read-object",
                "{count} embedded object is not read",
                "{count} embedded objects are not read",
            ),
            _("open it in Word; if it holds a table, paste the table as text"),
        ),
        "read-span": (
            plural(
                "read-span",
                "{count} cell claims an impossible number of columns",
                "{count} cells claim an impossible number of columns",
            ),
            _("compare the tables with the file"),
        ),
        "read-part": (
            plural(
                "read-part",
                "{count} part of the file is missing or damaged: {quoted}",
                "{count} parts of the file are missing or damaged: {quoted}",
            ),
            _("compare headers, footers and notes with the file"),
        ),
        "read-checksum": (
            _("the file was damaged on its way: parts of it are not as written ({quoted})"),
            _("get the file once more, or compare all figures with it"),
        ),
        "read-embedded": (
            _("the definition inside the file cannot be read, and is not used"),
            _("nothing is to be done: the visible text is read"),
        ),
        "read-truncated": (
            _("the file breaks off; what stands before that has been read ({quoted})"),
            _("get a whole copy of the file, or compare the end with it"),
        ),
    }


def _revisions(count: int, revisions: Revisions) -> tuple[str, str]:
    if revisions == "accept":
        message = ngettext(
            "{count} tracked change is read as accepted",
            "{count} tracked changes are read as accepted",
            count,
        )
        return message, _("`--revisions reject` reads the text before the changes")
    message = ngettext(
        "{count} tracked change is read as rejected",
        "{count} tracked changes are read as rejected",
        count,
    )
    return message, _("`--revisions accept` reads the text after the changes")
