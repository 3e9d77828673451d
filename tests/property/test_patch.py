"""Any report of ours, corrected at random, is mended in place: it says what was corrected."""

import re
from collections import Counter
from io import BytesIO
from zipfile import ZipFile

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from jixiao.correct.patch.patch import PatchOptions, patch_docx
from jixiao.correct.patch.text import OBJECT
from jixiao.diagnostics import JixiaoError
from jixiao.layout import Edition, Pack
from jixiao.model import Report
from jixiao.readers.types import ReadOptions
from jixiao.recognise.parse import Parsed, parse_bytes
from jixiao.writers.docx import write_docx
from tests.conftest import job_of
from tests.edits import edited
from tests.printable import comparable, printable_reports, printed

# A form without a code that gets another name is another form, for all one can tell.
ALLOWED = {"patch-no-form", "patch-form-missing"}
# A private character, too, may be the sign of a symbol font.
ALLOWED_REASON = OBJECT
MOST_REFUSED = 0.05
_CHANGE = re.compile(rb"<w:(?:ins|del)\b")


class Mender:
    """Patches documents, and counts what is refused."""

    def __init__(self, editions: list[Edition]) -> None:
        self._editions = editions
        self.outcomes: Counter[str] = Counter()

    def parse(self, data: bytes, options: ReadOptions | None = None) -> Parsed:
        return parse_bytes(data, "报告.docx", self._editions, options)

    def said(self, report: Report) -> str:
        """Return what can be compared of a report that stands in a document."""
        editions = {edition.name: edition for edition in self._editions}
        return comparable(report, editions[report.header.edition])

    def check(self, data: bytes, seed: int, tracked: bool) -> None:
        """Correct a document at random, and look at what becomes of it."""
        old = self.parse(data)
        found = old.recognition.report
        new = printed(edited(found, seed, 1 + seed % 8))
        options = PatchOptions(tracked=tracked)
        try:
            got = patch_docx(data, old, new, self._editions, options).data
        except JixiaoError as error:
            self._refuse(error)
            return
        self.outcomes["mended"] += 1
        mended = self.parse(got)
        assert self.said(mended.recognition.report) == self.said(_of(new, found))
        if got != data:
            assert mended.source == "text"  # the definition in it is not what it says any more
        if tracked:
            rejected = self.parse(got, ReadOptions(revisions="reject"))
            assert self.said(rejected.recognition.report) == self.said(found)
        else:
            assert not _CHANGE.search(_document(got))

    def _refuse(self, error: JixiaoError) -> None:
        others = [each for each in error.diagnostics if each.code not in ALLOWED]
        assert all(str(ALLOWED_REASON) in str(each) for each in others), error
        self.outcomes["refused"] += 1

    @property
    def refused(self) -> float:
        """The share of documents that were refused."""
        return self.outcomes["refused"] / max(1, self.outcomes.total())


def _document(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read("word/document.xml")


def _of(new: Report, found: Report) -> Report:
    """Return a corrected report with what no correction changes: the edition of the document."""
    return new.model_copy(update={"header": found.header})


def test_a_corrected_document_says_the_new_report(pack: Pack, editions: list[Edition]) -> None:
    mender = Mender(editions)

    # Without shrinking: each step of it would read and write several documents.
    @settings(phases=[Phase.explicit, Phase.generate])
    @given(report=printable_reports(), seed=st.integers(0, 10**6), tracked=st.booleans())
    def check(report: Report, seed: int, tracked: bool) -> None:
        mender.check(write_docx(job_of(report, pack)), seed, tracked)

    check()
    assert mender.outcomes["mended"]
    assert mender.refused <= MOST_REFUSED
