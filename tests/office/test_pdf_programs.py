"""Other people's programs judge our PDF: qpdf, poppler."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from pikepdf import Pdf

from jixiao.definition import dumps, load, loads
from jixiao.layout import Pack
from jixiao.layout.compose import compose
from jixiao.model import Report
from jixiao.writers.job import DEFINITION_NAME, Job, Properties
from jixiao.writers.pdf.write import write_pdf
from tests.conftest import need, need_pango, sample_files


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.decode()


def write(report: Report, pack: Pack, path: Path, only: Sequence[int] | None = None) -> Path:
    need_pango()
    edition = pack.edition(report.header.edition)
    assert edition is not None
    properties = Properties("绩效文本", report.unit.name, "部门预算绩效文本")
    document = compose(report, edition, pack, only)
    job = Job(document, pack.style, properties, dumps(report))
    path.write_bytes(write_pdf(job).data)
    return path


@pytest.fixture(scope="module", params=sample_files(), ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Report:
    """Each of the sample reports; of a module, so that each is laid out once."""
    return load(request.param).report


@pytest.fixture(scope="module")
def file(sample: Report, pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(sample, pack, tmp_path_factory.mktemp("pdf") / "report.pdf")


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
    tags = run(need("pdfinfo"), "-struct", file)
    for tag in ("Table", "TR", "TD", "TH (table header cell)", "H1", "H2"):
        assert tag.split()[0] in tags


def test_tags_read_in_the_order_of_a_form(sample: Report, pack: Pack, tmp_path: Path) -> None:
    """poppler interprets a page anew for each element on it: one form is enough to wait for."""
    file = without_colours(write(sample, pack, tmp_path / "form.pdf", only=[0]))
    tags = run(need("pdfinfo"), "-struct-text", file)
    assert tags.index("项目编码") < tags.index("一级指标")


def without_colours(file: Path) -> Path:
    """Take out the colour profile of PDF/A, which poppler would calculate anew as often."""
    with Pdf.open(file, allow_overwriting_input=True) as pdf:
        del pdf.Root.OutputIntents
        pdf.save()
    return file
