"""Any printable report, printed as text and read back, is the same report."""

from hypothesis import given

from jixiao.layout import Edition, Pack
from jixiao.layout.compose import compose
from jixiao.model import Report
from jixiao.readers.text import read_text
from jixiao.recognise import recognise
from jixiao.writers.text import write_text
from tests.printable import comparable, printable_reports


@given(report=printable_reports(blank_level1=False))
def test_text_is_read_back_exactly(report: Report, pack: Pack, editions: list[Edition]) -> None:
    edition = pack.edition(report.header.edition)
    assert edition is not None
    text = write_text(compose(report, edition, pack))

    recognition = recognise(read_text(text.encode(), "报告.txt"), editions)

    assert comparable(recognition.report, edition) == comparable(report, edition)
    assert recognition.residue == ()
    assert recognition.coverage.share == 1
