"""DOCX and PDF look alike page by page: LibreOffice's pages of the one, ours of the other."""

from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest

from jixiao.definition import load
from jixiao.layout import Pack
from jixiao.model import Report
from jixiao.writers.docx import write_docx
from jixiao.writers.pdf.write import write_pdf
from tests.conftest import SHARED, job_of, need_pango, sample_files
from tests.office.conftest import Convert

FILES = sample_files() + sorted((SHARED / "definitions").glob("*.toml"))


class Printed(NamedTuple):
    """A report in both forms: how many pages ours has, and the pages that LibreOffice makes."""

    report: Report
    pages: int
    theirs: Path


@pytest.fixture(scope="module")
def printed(
    pack: Pack, convert: Convert, tmp_path_factory: pytest.TempPathFactory
) -> dict[Path, Printed]:
    """All reports, laid out by one start of LibreOffice."""
    need_pango()
    folder = tmp_path_factory.mktemp("docx")
    reports = {path: load(path).report for path in FILES}
    pages = {}
    for path, report in reports.items():
        job = job_of(report, pack)
        ours = write_pdf(job)
        pages[path] = ours.page_count
        (folder / f"{path.stem}.docx").write_bytes(write_docx(job, ours.pages))
    theirs = convert([folder / f"{path.stem}.docx" for path in FILES], "pdf")
    return {
        path: Printed(reports[path], pages[path], theirs / f"{path.stem}.pdf") for path in FILES
    }


@pytest.mark.parametrize("definition", FILES, ids=lambda path: path.stem)
def test_page_counts_and_first_pages_of_forms(
    definition: Path, printed: dict[Path, Printed]
) -> None:
    report, ours, path = printed[definition]
    theirs = path.read_bytes()
    pages = len(pypdfium2.PdfDocument(theirs))
    assert abs(pages - ours) <= max(1, ours * 0.1)
    starts = form_starts(theirs, report)
    assert starts == sorted(starts)
    assert len(set(starts)) == len(report.projects)


def form_starts(data: bytes, report: Report) -> list[int]:
    """Return the page on which each form stands, by its project code, in the printed order."""
    document = pypdfium2.PdfDocument(data)
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    ordered = sorted(report.projects, key=lambda project: project.kind != "special-fund")
    return [
        next(number for number, text in enumerate(texts, 1) if f"项目编码{project.code}" in text)
        for project in ordered
    ]
