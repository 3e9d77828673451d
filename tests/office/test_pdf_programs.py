"""Other people's programs judge our PDF: qpdf, poppler."""

import subprocess
from pathlib import Path

import pytest

from jixiao.definition import dumps, loads
from jixiao.layout import Pack
from jixiao.layout.compose import compose
from jixiao.model import Report
from jixiao.writers.job import DEFINITION_NAME, Job, Properties
from jixiao.writers.pdf.write import write_pdf
from tests.conftest import need, need_pango


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.decode()


@pytest.fixture
def file(sample: Report, pack: Pack, tmp_path: Path) -> Path:
    need_pango()
    edition = pack.edition(sample.header.edition)
    assert edition is not None
    properties = Properties("绩效文本", sample.unit.name, "部门预算绩效文本")
    job = Job(compose(sample, edition, pack), pack.style, properties, dumps(sample))
    path = tmp_path / "report.pdf"
    path.write_bytes(write_pdf(job).data)
    return path


def test_qpdf_finds_nothing_wrong(file: Path) -> None:
    assert "No syntax or stream encoding errors" in run(need("qpdf"), "--check", file)


def test_every_font_is_embedded(file: Path) -> None:
    fonts = run(need("pdffonts"), file).splitlines()[2:]
    assert fonts
    for line in fonts:
        embedded, subset, unicode = line.split()[-5:-2]
        assert (embedded, subset, unicode) == ("yes", "yes", "yes"), line


def test_the_attached_definition_is_the_report(file: Path, sample: Report) -> None:
    target = file.with_name("attached.toml")
    run(need("pdfdetach"), "-savefile", DEFINITION_NAME, "-o", target, file)
    assert loads(target.read_bytes()).report == sample


def test_text_comes_out_in_reading_order(file: Path, sample: Report) -> None:
    text = "".join(run(need("pdftotext"), "-raw", file, "-").split())
    # The contents name all forms once before the forms themselves.
    place = text.index("第一部分部门整体绩效目标一、")
    ordered = sorted(sample.projects, key=lambda project: project.kind != "special-fund")
    for project in ordered:
        for part in (project.code, *project.goals, str(project.indicators[-1].value)):
            place = text.index("".join(str(part).split()), place)


def test_tags_title_and_language_are_declared(file: Path) -> None:
    about = run(need("pdfinfo"), file)
    assert "Tagged:          yes" in about
    assert "Title:           绩效文本" in about
    tags = run(need("pdfinfo"), "-struct-text", file)
    for tag in ("Table", "TR", "TD", "TH (table header cell)", "H1", "H2"):
        assert tag.split()[0] in tags
    assert tags.index("项目编码") < tags.index("一级指标")
