"""Our DOCX in other people's programs: the Open XML SDK validates it, LibreOffice lays it out."""

import json
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest

from jixiao.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
)
from jixiao.definition import dumps, load
from jixiao.layout import Pack
from jixiao.layout.compose import compose
from jixiao.writers.docx import check, definition_of, visible_text_hash, write_docx
from jixiao.writers.job import Job, Properties
from tests.conftest import sample_files
from tests.office.conftest import Convert, validator
from tests.ruled import characters_outside

# Every third line of a narrow cell ends in a mark that must not hang across the rule.
PUNCTUATION = "甲乙，丙丁戊。己，庚辛、壬癸"


def job(document: Document, pack: Pack, definition: str = "a = 1\n") -> Job:
    return Job(document, pack.style, Properties("标题", "单位", "绩效文本"), definition)


def cell(text: str, rows: int = 1, columns: int = 1) -> Cell:
    lines = tuple(Paragraph((Run(line),), "cell") for line in text.split("\n"))
    return Cell(lines, "text", rows, columns)


def narrow(*texts: str) -> Row:
    return Row(tuple(cell(text) for text in (*texts, *("空",) * (6 - len(texts)))))


def wide(text: str) -> Table:
    return Table((Row((cell("空"), cell(text, columns=6))),), 7, "form")


def on_form(*blocks: Block) -> Document:
    return Document((Section((Heading((Run("题"),), 2, "form-heading", "f"), *blocks), "form"),))


def documents() -> dict[str, Document]:
    """Documents that are hard to lay out, by name."""
    header = Row(tuple(cell("头") for _ in range(6)), header=True)
    spanned = Row((cell("跨" * 2000, rows=3), *narrow().cells[1:]))
    merged, below = Row((cell("并" * 100, rows=8), *narrow().cells[1:])), Row(narrow().cells[1:])
    lines = tuple(Paragraph((Run("字" * 28),), "full") for _ in range(44))
    forms = [
        Heading((Run("题"),), 2, "form-heading", "a"),
        wide("一"),
        Table((header,), 6, "indicators"),
    ]
    return {
        "han in a narrow cell": on_form(
            Table((header, narrow("空", "长" * 2000)), 6, "indicators")
        ),
        "latin in a narrow cell": on_form(Table((narrow("空", "A" * 2000),), 6, "indicators")),
        "han in a wide cell": on_form(wide("长" * 2000)),
        "latin in a wide cell": on_form(wide("A" * 2000)),
        "many lines": on_form(wide("\n".join(f"行{number}" for number in range(150)))),
        "a tall merged cell": on_form(
            Table((header, spanned, *[Row(narrow().cells[1:])] * 2, narrow()), 6, "indicators")
        ),
        "merged cells over two pages": on_form(
            *[
                block
                for number in range(20, 32)
                for block in (
                    PageBreak(),
                    Heading((Run("题"),), 2, "form-heading"),
                    Table((*[narrow()] * number, merged, *[below] * 7), 6, "indicators"),
                )
            ]
        ),
        "punctuation": on_form(Table((narrow(*[PUNCTUATION * 10] * 6),), 6, "indicators")),
        "full pages of prose": Document((Section(lines, "prose"),)),
        "three forms": Document(
            (Section((*forms, PageBreak(), *forms, PageBreak(), *forms), "form"),)
        ),
    }


@pytest.fixture(scope="module")
def written(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The hard documents and the samples as DOCX files, by name."""
    folder = tmp_path_factory.mktemp("docx")
    paragraphs = {
        **pack.style.paragraphs,
        "full": pack.style.paragraphs["body"].model_copy(update={"indent": 0.0}),
    }
    style = pack.style.model_copy(update={"paragraphs": paragraphs})
    files = {}
    for number, (name, document) in enumerate(documents().items()):
        files[name] = folder / f"{number}.docx"
        hard = Job(document, style, Properties(name, None, name), "a = 1\n")
        files[name].write_bytes(write_docx(hard))
    for path in sample_files():
        report = load(path).report
        edition = pack.edition(report.header.edition)
        assert edition is not None
        files[path.stem] = folder / f"{path.stem}.docx"
        sample = job(compose(report, edition, pack), pack, dumps(report))
        files[path.stem].write_bytes(write_docx(sample))
    return files


@pytest.fixture(scope="module")
def pdfs(written: dict[str, Path], convert: Convert) -> Mapping[str, Path]:
    """What LibreOffice makes of them."""
    folder = convert(list(written.values()), "pdf")
    return {name: folder / f"{path.stem}.pdf" for name, path in written.items()}


NAMES = (*documents(), *(path.stem for path in sample_files()))


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    return [page.get_textpage().get_text_bounded() for page in document]


# ---- the Open XML SDK ----


@pytest.mark.parametrize("name", NAMES)
def test_the_open_xml_sdk_finds_no_fault(name: str, written: dict[str, Path]) -> None:
    output = subprocess.run(
        [validator(), str(written[name])], capture_output=True, text=True, timeout=120
    )
    assert json.loads(output.stdout)["errors"] == []


@pytest.mark.parametrize("name", NAMES)
def test_our_own_checks_find_no_fault(name: str, written: dict[str, Path]) -> None:
    assert check(written[name].read_bytes()) == []


# ---- LibreOffice ----


@pytest.mark.office
@pytest.mark.parametrize(
    ("name", "characters", "count"),
    [
        ("han in a narrow cell", "长", 2000),
        ("latin in a narrow cell", "A", 2000),
        ("han in a wide cell", "长", 2000),
        ("latin in a wide cell", "A", 2000),
        ("many lines", "行", 150),
        ("a tall merged cell", "跨", 2000),
        ("merged cells over two pages", "并", 12 * 100),
        ("punctuation", PUNCTUATION, 6 * 10 * len(PUNCTUATION)),
    ],
)
def test_no_character_leaves_its_cell(
    name: str, characters: str, count: int, pdfs: Mapping[str, Path]
) -> None:
    found, outside = characters_outside(pdfs[name].read_bytes(), characters)
    assert outside == []
    assert len(found) == count


@pytest.mark.office
def test_a_page_of_prose_has_22_lines_of_28_characters(pdfs: Mapping[str, Path]) -> None:
    for text in pages(pdfs["full pages of prose"]):
        lines = [line for line in text.split() if set(line) == {"字"}]
        assert [len(line) for line in lines] == [28] * 22


@pytest.mark.office
def test_every_form_has_one_page_and_no_page_is_empty(pdfs: Mapping[str, Path]) -> None:
    found = pages(pdfs["three forms"])
    assert ["题" in text for text in found] == [True] * 3


@pytest.mark.office
def test_hash_and_definition_survive_libreoffice(
    written: dict[str, Path], convert: Convert
) -> None:
    files = [written[path.stem] for path in sample_files()]
    folder = convert(files, "docx")
    for file in files:
        before = definition_of(file.read_bytes())
        after = definition_of((folder / file.name).read_bytes())
        assert before is not None
        assert after == before
        with zipfile.ZipFile(folder / file.name) as archive:
            assert visible_text_hash(archive.read("word/document.xml")) == before.visible_text
