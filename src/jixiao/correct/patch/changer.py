"""What the changes of one document share: its tree, how changes are written, and the faults."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from jixiao.correct.patch.marks import Marks
from jixiao.correct.patch.runs import UnsafeError
from jixiao.correct.patch.tree import Element, XmlTree
from jixiao.diagnostics import Diagnostic
from jixiao.i18n import _
from jixiao.model import FieldPath
from jixiao.readers.types import Origin
from jixiao.recognise.locate import Locator
from jixiao.wording.field_names import field_words


@dataclass(slots=True)
class Changer:
    """A part of a document that is changed; ``faults``: places where that is not safe."""

    tree: XmlTree
    part: str
    marks: Marks
    locator: Locator
    faults: list[Diagnostic] = field(default_factory=list)

    def element(self, origin: Origin) -> Element:
        """Return the element that was read at an origin.

        Raises:
            UnsafeError: it stands in another part of the document, or is not there any more.
        """
        if origin.part != self.part:
            raise UnsafeError(_("it stands in another part of the document"))
        try:
            return self.tree.at(origin.path)
        except IndexError:  # the file was changed after it was read
            raise UnsafeError(_("the text in the file is not what was expected")) from None

    @contextmanager
    def at(self, path: FieldPath, origin: Origin | None, project: str = "") -> Iterator[None]:
        """Note what is not safe as a fault of a field; ``project``: what its form is called."""
        try:
            yield
        except UnsafeError as error:
            where = [project, self.locator.describe(origin) if origin is not None else ""]
            words = _(", ").join(each for each in (*where, str(field_words(path))) if each)
            message = _("{place}: it cannot be changed safely: {reason}")
            advice = _("change this place by hand in Word or WPS, then patch the result")
            self.faults.append(
                Diagnostic(
                    "patch-unsafe",
                    message.format(place=words, reason=error),
                    advice,
                    self.locator.file,
                )
            )
