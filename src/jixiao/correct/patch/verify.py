"""A mended document read back, before anybody gets it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.correct.diff import diff
from jixiao.correct.entries import entries_of
from jixiao.correct.printed import as_printed, in_percent
from jixiao.diagnostics import Diagnostic, JixiaoError
from jixiao.i18n import _
from jixiao.layout import Edition
from jixiao.model import Report
from jixiao.readers.types import Limits, ReadOptions, Revisions
from jixiao.recognise.parse import Parsed, parse_bytes


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads a file back as it was read at first: ``name`` is how the user knows it."""

    name: str
    editions: Sequence[Edition]
    limits: Limits

    def read(self, data: bytes, revisions: Revisions = "accept") -> Parsed:
        """Return what is read of a file, its tracked changes accepted or rejected."""
        options = ReadOptions(self.limits, revisions)
        return parse_bytes(data, self.name, self.editions, options)


def verify(
    patched: bytes,
    original: bytes,
    wanted: Report,
    parsed: Parsed,
    reader: Reader,
    tracked: bool,
) -> None:
    """Find out whether a mended document says what it is to say, and nothing new besides.

    ``parsed``: what was read of the original. ``tracked``: with all changes rejected, it has to say
    what the original does.

    Raises:
        JixiaoError: it does not; this is a defect, or a document of an unknown build.
    """
    read = reader.read(patched)
    _require_same(read.recognition.report, wanted, parsed)
    left = Counter(each.text for each in read.recognition.residue)
    if new := left - Counter(each.text for each in parsed.recognition.residue):
        what = _("text is left over: {text}").format(text=next(iter(new)))
        raise JixiaoError(_broken(what, parsed))
    if tracked:
        before = parsed
        if any(each.code == "read-revisions" for each in parsed.reading.diagnostics):
            before = reader.read(original, "reject")
        after = reader.read(patched, "reject")
        _require_same(after.recognition.report, before.recognition.report, parsed)


def _require_same(found: Report, wanted: Report, parsed: Parsed) -> None:
    first, second = (_comparable(each) for each in (wanted, found))
    difference = diff(first, second)
    if not difference.is_empty:
        entry = next(iter(entries_of(difference, first, second)))
        project = str(entry.project.words()) if entry.project else ""
        place = _(", ").join(each for each in (project, str(entry.words)) if each)
        raise JixiaoError(_broken(place, parsed))


def _comparable(report: Report) -> Report:
    """Return what was printed, without what a document lets one guess only."""
    printed = as_printed(report)
    header = printed.header.model_copy(update={"edition": "any"})
    return in_percent(printed).model_copy(update={"header": header})


def _broken(what: str, parsed: Parsed) -> Diagnostic:
    message = _("the mended file reads otherwise than it should: {what}").format(what=what)
    advice = _("nothing was written; change this place by hand, and report it to jixiao")
    return Diagnostic("patch-verify", message, advice, parsed.locator.file)
