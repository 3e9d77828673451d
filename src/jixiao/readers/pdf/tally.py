"""What a PDF holds that lines and tables cannot: counted, and told once each."""

from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.diagnostics import Diagnostic, Place
from jixiao.i18n import _, ngettext


@dataclass(slots=True)
class Tally:
    """Counts of what was lost or is doubtful in the file ``name``."""

    name: str
    dropped: int = 0
    unknown: int = 0
    images: int = 0
    damaged_pages: int = 0
    bad_source: bool = False

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return one diagnostic for each kind of thing that was counted."""
        place = Place(self.name)
        return tuple(
            Diagnostic(code, message, advice, place) for code, message, advice in self._messages()
        )

    def _messages(self) -> Iterator[tuple[str, str, str]]:
        if self.damaged_pages:
            count = self.damaged_pages
            yield (
                "read-truncated",
                ngettext(
                    "{count} page is damaged and was not read",
                    "{count} pages are damaged and were not read",
                    count,
                ).format(count=count),
                _("get a whole copy of the file, or compare the end with it"),
            )
        if self.unknown:
            count = self.unknown
            yield (
                "read-font",
                ngettext(
                    "the file does not say which character {count} sign is",
                    "the file does not say which characters {count} signs are",
                    count,
                ).format(count=count),
                _("compare the lines marked as doubtful with the file"),
            )
        if self.dropped:
            count = self.dropped
            yield (
                "read-control",
                ngettext(
                    "{count} control character is left out",
                    "{count} control characters are left out",
                    count,
                ).format(count=count),
                _("nothing is to be done unless a character is missing"),
            )
        if self.images:
            count = self.images
            yield (
                "read-picture",
                ngettext(
                    "{count} picture or drawing is not read",
                    "{count} pictures or drawings are not read",
                    count,
                ).format(count=count),
                _("look whether one of them shows text"),
            )
        if self.bad_source:
            yield (
                "read-embedded",
                _("the definition inside the file cannot be read, and is not used"),
                _("nothing is to be done: the visible text is read"),
            )
