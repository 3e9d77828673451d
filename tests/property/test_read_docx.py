"""Any printable report, written as DOCX and read back, is the same report."""

import zipfile
from io import BytesIO

from hypothesis import given

from jixiao.definition import dumps
from jixiao.layout import Edition, Pack
from jixiao.model import Report
from jixiao.readers.docx import read_docx
from jixiao.recognise import recognise
from jixiao.recognise.parse import parse_bytes
from jixiao.writers.docx import write_docx
from tests.conftest import job_of
from tests.printable import comparable, printable_reports
from tests.strategies import reports


def without_source(data: bytes) -> bytes:
    """Return a DOCX without its custom XML: no definition is embedded any more."""
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(kept, "w") as copy:
        for member in archive.infolist():
            if not member.filename.startswith("customXml/"):
                copy.writestr(member, archive.read(member))
    return kept.getvalue()


@given(report=printable_reports())
def test_docx_is_read_back_exactly(report: Report, pack: Pack, editions: list[Edition]) -> None:
    data = without_source(write_docx(job_of(report, pack)))
    edition = pack.edition(report.header.edition)
    assert edition is not None

    reading = read_docx(data, "报告.docx")
    recognition = recognise(reading, editions)

    assert reading.embedded is None
    assert comparable(recognition.report, edition) == comparable(report, edition)
    assert recognition.residue == ()
    assert recognition.coverage.share == 1


@given(report=reports())
def test_embedded_definition_is_read_back_whole(
    report: Report, pack: Pack, editions: list[Edition]
) -> None:
    """With the source in it, even what is never printed comes back."""
    parsed = parse_bytes(write_docx(job_of(report, pack)), "报告.docx", editions)
    assert parsed.source == "embedded"
    assert dumps(parsed.report, "toml") == dumps(report, "toml")
    assert parsed.guesses == ()
