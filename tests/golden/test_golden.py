"""What is printed today is what was printed when somebody last looked at it.

``make goldens`` writes the files anew; look at the difference before you commit it. A DOCX is
compared part by part as indented XML, so that a difference can be read.
"""

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from jixiao.definition import dumps, load
from jixiao.layout import Pack
from jixiao.layout.compose import compose
from jixiao.writers.docx import write_docx
from jixiao.writers.job import Job, Properties
from jixiao.writers.text import write_text
from tests.strategies import EDITIONS

HERE = Path(__file__).parent


@pytest.fixture(params=EDITIONS)
def job(request: pytest.FixtureRequest, pack: Pack) -> Job:
    report = load(HERE / f"{request.param}.toml").report
    edition = pack.edition(request.param)
    assert edition is not None
    properties = Properties(request.param, report.unit.name, "部门预算绩效文本")
    return Job(compose(report, edition, pack), pack.style, properties, dumps(report))


def compare(found: dict[str, str], folder: Path, update: bool) -> None:
    """Compare texts with the files of a folder, or write these."""
    if update:
        for name, text in found.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
    kept = {
        str(file.relative_to(folder)): file.read_text("utf-8")
        for file in folder.rglob("*")
        if file.is_file()
    }
    assert sorted(found) == sorted(kept)
    for name, text in found.items():
        assert text == kept[name], name


def test_text(job: Job, request: pytest.FixtureRequest) -> None:
    update = request.config.getoption("--golden-update")
    compare({"report.txt": write_text(job.document)}, HERE / job.properties.title / "text", update)


def test_docx(job: Job, request: pytest.FixtureRequest) -> None:
    update = request.config.getoption("--golden-update")
    archive = zipfile.ZipFile(io.BytesIO(write_docx(job)))
    parts = {name: indented(archive.read(name)) for name in archive.namelist()}
    compare(parts, HERE / job.properties.title / "docx", update)


def test_docx_with_page_numbers_differs_in_the_contents_only(job: Job) -> None:
    pages = {
        f"{kind}_{number}": 7 for kind in ("target", "fund", "project") for number in (1, 2, 3)
    }
    without, numbered = (
        zipfile.ZipFile(io.BytesIO(data)) for data in (write_docx(job), write_docx(job, pages))
    )
    changed = [name for name in without.namelist() if without.read(name) != numbered.read(name)]
    assert changed == ["word/document.xml"]
    assert b"dirty" not in numbered.read("word/document.xml")


def indented(part: bytes) -> str:
    return etree.tostring(etree.fromstring(part), pretty_print=True, encoding="unicode")
