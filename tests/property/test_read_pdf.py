"""Any printable report, written as PDF and read back without its attachment: nearly every cell.

A PDF shows glyphs, not characters. Left out of the comparison, by what replaces them here: signs
that show nothing (soft hyphen, directions, joiners), marks without a letter, private and rare
characters that no font of ours has, and scripts whose letters change their shape or direction.
"""

import unicodedata

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jixiao.definition import dumps, loads
from jixiao.layout import Pack
from jixiao.model import Report
from jixiao.readers.pdf import read_pdf
from jixiao.writers.pdf.write import write_pdf
from tests.cells import compare
from tests.conftest import job_of, need_pango
from tests.printable import printable_reports, printed

# Latin, punctuation and signs, kana, Chinese, full-width forms.
DRAWN = (
    *((0x0A, 0x24F), (0x2000, 0x27FF), (0x3000, 0x30FF)),
    *((0x4E00, 0x9FFF), (0xFF00, 0xFFEE)),
)
LEAST_SHARE = 0.995
# Lists of this many reports: one wrong cell in a report of twenty is five percent of it.
TOGETHER = 12
LISTS = max(2, settings().max_examples // 12)


def is_drawn(character: str) -> bool:
    known = any(first <= ord(character) <= last for first, last in DRAWN)
    return known and unicodedata.category(character) != "Cf"


def as_drawn(report: Report) -> Report:
    """Return a report with a common character for each that a PDF cannot give back."""
    text = dumps(report, "toml")
    text = "".join(character if is_drawn(character) else "甲" for character in text)
    return printed(loads(text).report)


# Without shrinking: each step of it would lay out a dozen documents again.
@settings(max_examples=LISTS, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(reports=st.lists(printable_reports().map(as_drawn), min_size=TOGETHER, max_size=TOGETHER))
def test_pdf_is_read_back_nearly_exactly(reports: list[Report], pack: Pack) -> None:
    need_pango()
    total = same = 0
    for report in reports:
        job = job_of(report, pack)
        found = compare(job.document, read_pdf(write_pdf(job).data, "报告.pdf"))
        total += found.total
        same += found.same
        assert found.all_doubted
    assert same >= LEAST_SHARE * total
