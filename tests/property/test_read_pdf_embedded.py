"""Any report, written as PDF and read back by its attachment, is the same report."""

from hypothesis import given, settings

from jixiao.definition import dumps
from jixiao.layout import Edition, Pack
from jixiao.model import Report
from jixiao.recognise.parse import parse_bytes
from jixiao.writers.pdf.write import write_pdf
from tests.conftest import job_of, need_pango
from tests.strategies import reports

# Laying out a page takes as long as reading ten of them.
EXAMPLES = max(10, settings().max_examples // 5)


@settings(max_examples=EXAMPLES)
@given(report=reports())
def test_attached_definition_is_read_back_whole(
    report: Report, pack: Pack, editions: list[Edition]
) -> None:
    need_pango()
    parsed = parse_bytes(write_pdf(job_of(report, pack)).data, "报告.pdf", editions)
    assert parsed.source == "embedded"
    assert dumps(parsed.report, "toml") == dumps(report, "toml")
    assert parsed.guesses == ()
