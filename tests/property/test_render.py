"""Any valid report is printed in every format, whatever its texts hold."""

import io
import zipfile

from hypothesis import given, settings
from lxml import etree

from jixiao.layout import Pack
from jixiao.model import Report
from jixiao.writers.docx import check, write_docx
from jixiao.writers.pdf.write import write_pdf
from jixiao.writers.text import write_text
from tests.conftest import job_of, need_pango
from tests.strategies import reports

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@given(report=reports())
def test_text_form(report: Report, pack: Pack) -> None:
    text = write_text(job_of(report, pack).document)
    for project in report.projects:
        for goal in project.goals:
            assert goal.strip().split("\n")[0].strip(" \t\u00a0\u3000") in text


@given(report=reports())
def test_docx(report: Report, pack: Pack) -> None:
    data = write_docx(job_of(report, pack))
    assert check(data) == []
    body = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    cells = ["".join(cell.itertext(f"{W}t")) for cell in body.iter(f"{W}tc")]
    assert sum("项目编码" in cell for cell in cells) >= len(report.projects)


@settings(max_examples=max(10, settings.default.max_examples // 5))
@given(report=reports(max_projects=2))
def test_pdf(report: Report, pack: Pack) -> None:
    need_pango()
    output = write_pdf(job_of(report, pack))
    assert output.data.startswith(b"%PDF-")
    assert len(output.pages) == 3 + len(report.projects)
