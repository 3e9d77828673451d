"""Documents of ours that LibreOffice has saved again, and so built otherwise, are mended too."""

import pytest
from hypothesis import Phase, given, settings

from jixiao.layout import Edition, Pack
from jixiao.model import Report
from jixiao.writers.docx import write_docx
from tests.conftest import job_of
from tests.office.conftest import Convert
from tests.office.test_read_resaved import as_saved
from tests.printable import printable_reports
from tests.property.test_patch import Mender

pytestmark = pytest.mark.office
# Without shrinking: the reports are only collected.
collected = settings(max_examples=6, phases=[Phase.generate], derandomize=True)


def test_a_corrected_document_says_the_new_report(
    convert: Convert, pack: Pack, editions: list[Edition], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """One start of LibreOffice for all."""
    folder = tmp_path_factory.mktemp("documents")
    reports: list[Report] = []

    @collected
    @given(report=printable_reports().map(as_saved))
    def collect(report: Report) -> None:
        reports.append(report)

    collect()
    files = [folder / f"{number}.docx" for number in range(len(reports))]
    for file, report in zip(files, reports, strict=True):
        file.write_bytes(write_docx(job_of(report, pack)))
    saved = convert(files, "docx")
    mender = Mender(editions)
    for number, file in enumerate(files):
        data = (saved / file.name).read_bytes()
        for seed in (number, number + 1):
            mender.check(data, seed, tracked=bool(seed % 2))
    # Too few for a share: the simplest reports have forms that nothing names.
    assert mender.outcomes["mended"] > 3 * mender.outcomes["refused"]
