"""DOCX and PDF look alike page by page: LibreOffice's pages of the one, ours of the other."""

from pathlib import Path

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


@pytest.mark.parametrize("definition", FILES, ids=lambda path: path.stem)
def test_page_counts_and_first_pages_of_forms(
    definition: Path, pack: Pack, tmp_path: Path, convert: Convert
) -> None:
    need_pango()
    report = load(definition).report
    job = job_of(report, pack)
    ours = write_pdf(job)
    (tmp_path / "report.docx").write_bytes(write_docx(job, ours.pages))
    theirs = (convert([tmp_path / "report.docx"], "pdf") / "report.pdf").read_bytes()
    pages = len(pypdfium2.PdfDocument(theirs))
    assert abs(pages - ours.page_count) <= max(1, ours.page_count * 0.1)
    assert form_starts(theirs, report) == sorted(form_starts(theirs, report))
    assert len(set(form_starts(theirs, report))) == len(report.projects)


def form_starts(data: bytes, report: Report) -> list[int]:
    """Return the page on which each form stands, by its project code, in the printed order."""
    document = pypdfium2.PdfDocument(data)
    texts = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    ordered = sorted(report.projects, key=lambda project: project.kind != "special-fund")
    return [
        next(number for number, text in enumerate(texts, 1) if f"项目编码{project.code}" in text)
        for project in ordered
    ]
