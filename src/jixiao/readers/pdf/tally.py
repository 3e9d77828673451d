"""What a PDF holds that lines and tables cannot: counted, and told once each."""

from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.diagnostics import Diagnostic, Place
from jixiao.i18n import _, ngettext


@dataclass(slots=True)
class Tally:
    """Counts of what was lost or is doubtful in the file ``name``."""

    name: str
    cut_off: bool = False
    dropped: int = 0
    unknown: int = 0
    unseen: int = 0
    images: int = 0
    notes: int = 0
    damaged_pages: int = 0
    damaged_parts: int = 0

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return one diagnostic for each kind of thing that was counted."""
        place = Place(self.name)
        return tuple(
            Diagnostic(code, message, advice, place) for code, message, advice in self._messages()
        )

    def _messages(self) -> Iterator[tuple[str, str, str]]:
        if self.cut_off:
            yield (
                "read-truncated",
                _("the file was cut off: its end is missing"),
                _("get a whole copy of the file, or compare the end with it"),
            )
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
        if self.damaged_parts:
            count = self.damaged_parts
            yield (
                "read-damaged",
                ngettext(
                    "{count} part of the file is damaged: text may be missing, or wrong",
                    "{count} parts of the file are damaged: text may be missing, or wrong",
                    count,
                ).format(count=count),
                _("get a whole copy of the file, or compare the result with the pages"),
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
        if self.unseen:
            count = self.unseen
            yield (
                "read-font-missing",
                ngettext(
                    "{count} text may be missing: its font is not in the file, nor on this machine",
                    "{count} texts may be missing: fonts are not in the file, nor on this machine",
                    count,
                ).format(count=count),
                _("install a Chinese font such as SimSun, or ask for a PDF with its fonts in it"),
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
        if self.notes:
            count = self.notes
            yield (
                "read-note",
                ngettext(
                    "{count} note, stamp or form field is not read",
                    "{count} notes, stamps or form fields are not read",
                    count,
                ).format(count=count),
                _("look whether one of them changes the text"),
            )
