"""What does not belong to a report is told with its place, and changes no other value."""

import pytest

from jixiao.definition import dumps, load
from jixiao.layout import Edition, Pack
from jixiao.layout.compose import compose
from jixiao.recognise.parse import parse_bytes
from jixiao.writers.docx import write_docx
from jixiao.writers.text import write_text
from tests.conftest import job_of, sample_files
from tests.planting import plant
from tests.planting_docx import plant_docx
from tests.property.test_read_docx import without_source

SEEDS = range(200)


@pytest.fixture(scope="module")
def texts(pack: Pack) -> list[str]:
    """The samples in the text form."""
    found = []
    for path in sample_files():
        report = load(path).report
        edition = pack.edition(report.header.edition)
        assert edition is not None
        found.append(write_text(compose(report, edition, pack)))
    return found


@pytest.fixture(scope="module")
def dumped(texts: list[str], editions: list[Edition]) -> list[str]:
    """What the samples give without anything foreign."""
    return [dumps(parse_bytes(text.encode(), "", editions).report, "toml") for text in texts]


@pytest.mark.parametrize("seed", SEEDS)
def test_foreign_item_is_told_and_changes_nothing(
    seed: int, texts: list[str], dumped: list[str], editions: list[Edition]
) -> None:
    planted = plant(texts[seed % len(texts)], seed)

    parsed = parse_bytes(planted.text.encode(), "报告.txt", editions)

    told = [(item.text.strip("\t"), item.origin.path[0]) for item in parsed.recognition.residue]
    assert told == list(zip(planted.items, planted.lines, strict=True)), planted.kind
    assert dumps(parsed.report, "toml") == dumped[seed % len(texts)], planted.kind
    assert not parsed.is_complete


@pytest.fixture(scope="module")
def documents(pack: Pack) -> list[bytes]:
    """The samples as DOCX, without their definitions."""
    return [without_source(write_docx(job_of(load(path).report, pack))) for path in sample_files()]


@pytest.mark.parametrize("seed", SEEDS)
def test_foreign_item_in_a_docx_is_told_and_changes_nothing(
    seed: int, documents: list[bytes], dumped: list[str], editions: list[Edition]
) -> None:
    planted = plant_docx(documents[seed % len(documents)], seed)

    parsed = parse_bytes(planted.data, "报告.docx", editions)

    told = [(item.text, item.origin.part, item.origin.path) for item in parsed.recognition.residue]
    expected = [
        (text, planted.part, path) for text, path in zip(planted.items, planted.paths, strict=True)
    ]
    assert told == expected, planted.kind
    assert dumps(parsed.report, "toml") == dumped[seed % len(documents)], planted.kind
    assert not parsed.is_complete
