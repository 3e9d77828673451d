"""What lines and tables cannot hold, with what only a binary file can lose."""

from collections.abc import Iterator

from jixiao.diagnostics import Diagnostic, Place
from jixiao.i18n import _, ngettext
from jixiao.readers.docx.tally import Tally
from jixiao.readers.types import Revisions

_LOST = "read-structure-lost"


class DocTally(Tally):
    """Counts what is not in the lines, and the paragraphs whose place in a table is lost.

    Text boxes are drawings whose text is read: those are no loss.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lost = self._pictures = self._drawings = self._boxes = 0

    def lose(self, paragraphs: int) -> None:
        """Count paragraphs of which nobody knows whether they stand in a table."""
        self._lost += paragraphs

    def add_picture(self) -> None:
        """Count a picture in the text."""
        self._pictures += 1

    def add_drawing(self) -> None:
        """Count the anchor of a drawing, which may be a text box."""
        self._drawings += 1

    def add_box(self) -> None:
        """Count a text box that was read."""
        self._boxes += 1

    def diagnostics(self, place: Place, revisions: Revisions) -> Iterator[Diagnostic]:
        """Yield one diagnostic for each kind of thing that was counted."""
        if self._lost:
            message = ngettext(
                "{count} paragraph may stand outside of its table: the place of it is lost",
                "{count} paragraphs may stand outside of their tables: the place of them is lost",
                self._lost,
            )
            advice = _("get a whole copy of the file")
            yield Diagnostic(_LOST, message.format(count=self._lost), advice, place)
        self.add("read-picture", self._pictures + max(0, self._drawings - self._boxes))
        yield from super().diagnostics(place, revisions)
