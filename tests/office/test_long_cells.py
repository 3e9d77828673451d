"""Cells of 1, 50 and 2 000 characters: no character leaves its ruled cell, none is lost.

Looked at in our PDF and in the one that LibreOffice makes of our DOCX.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest

from jixiao.layout import Pack
from jixiao.model import Header, Indicator, IndicatorValue, Project, Report
from jixiao.writers.docx import write_docx
from jixiao.writers.pdf.write import write_pdf
from tests.conftest import job_of, need_pango
from tests.office.conftest import Convert
from tests.ruled import characters_outside

# Characters that no label of a form has, so that only the cells are looked at.
ALPHABET = "天地玄黄宇宙洪荒日盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结霜"
LENGTHS = (1, 50, 2000)


def filled(length: int) -> Report:
    """A report whose cells hold so many characters each, but for one short row."""
    characters = cycle(ALPHABET)

    def text() -> str:
        return "".join(islice(characters, length))

    def row(level1: str) -> Indicator:
        return Indicator(
            level1=level1,
            level2=text(),
            level3=text(),
            description=text(),
            value=IndicatorValue.parse(text()),
            basis=text(),
        )

    group = text()
    indicators = (row(group), Indicator(level1=group), Indicator(level1=group), row(text()))
    project = Project(
        code=text(), name="甲", purpose=text(), goals=(text(),), indicators=indicators
    )
    return Report(header=Header(edition="hebei-2023"), projects=(project,))


def texts(report: Report) -> Iterator[str]:
    (project,) = report.projects
    assert project.code
    assert project.purpose
    yield from (project.code, project.purpose, *project.goals)
    yield from dict.fromkeys(row.level1 for row in project.indicators if row.level1)
    for row in project.indicators:
        for cell in (row.level2, row.level3, row.description, row.value, row.basis):
            yield str(cell or "")


def check(data: bytes, report: Report) -> None:
    written, outside = characters_outside(data, ALPHABET)
    assert outside == []
    assert Counter(written) == Counter("".join(texts(report)))


@pytest.mark.parametrize("length", LENGTHS)
def test_our_pdf(length: int, pack: Pack) -> None:
    need_pango()
    report = filled(length)
    check(write_pdf(job_of(report, pack)).data, report)


@pytest.fixture(scope="module")
def converted(pack: Pack, convert: Convert, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the PDFs that LibreOffice makes, with one start, of all DOCX."""
    folder = tmp_path_factory.mktemp("docx")
    for length in LENGTHS:
        (folder / f"{length}.docx").write_bytes(write_docx(job_of(filled(length), pack)))
    return convert([folder / f"{length}.docx" for length in LENGTHS], "pdf")


@pytest.mark.parametrize("length", LENGTHS)
def test_the_pdf_that_libreoffice_makes_of_our_docx(length: int, converted: Path) -> None:
    check((converted / f"{length}.pdf").read_bytes(), filled(length))
