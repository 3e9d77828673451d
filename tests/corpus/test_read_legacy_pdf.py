"""The real reports as PDF, made by LibreOffice: nearly every cell exact, the others doubted."""

import pytest

from jixiao.definition import load, to_tree
from jixiao.layout import Edition
from jixiao.readers.docx import read_docx
from jixiao.readers.pdf import read_pdf
from jixiao.recognise.parse import parse_bytes
from tests.cells import compare
from tests.conftest import SHARED
from tests.corpus.test_legacy_text import REPORTS, STRAY_LINES

pytestmark = [
    pytest.mark.skipif(
        not (SHARED / "legacy").is_dir(), reason="the real reports (../shared) are not here"
    ),
    pytest.mark.parametrize("name", REPORTS),
]

LEAST_SHARE = 0.995


def data_of(name: str, ending: str) -> bytes:
    return (SHARED / "legacy" / f"{name}.{ending}").read_bytes()


def leaves(tree: object, path: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], object]:
    """Return the values of a tree by their paths."""
    if isinstance(tree, dict):
        pairs = list(tree.items())
    elif isinstance(tree, list | tuple):
        pairs = list(enumerate(tree))
    else:
        return {path: tree}
    return {at: leaf for key, value in pairs for at, leaf in leaves(value, (*path, key)).items()}


def test_cells_are_those_of_the_word_file(name: str) -> None:
    """White space aside; a row with a wrong cell has one that is marked as doubtful."""
    wanted = read_docx(data_of(name, "docx"), f"{name}.docx")
    found = compare(wanted, read_pdf(data_of(name, "pdf"), f"{name}.pdf"))
    assert found.share >= LEAST_SHARE
    assert found.all_doubted


def stripped(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def test_cells_have_the_white_space_of_the_word_file(name: str) -> None:
    wanted = read_docx(data_of(name, "docx"), f"{name}.docx")
    found = compare(wanted, read_pdf(data_of(name, "pdf"), f"{name}.pdf"), shown=stripped)
    assert found.share >= LEAST_SHARE


def test_values_are_those_of_the_definition(name: str, editions: list[Edition]) -> None:
    """White space counts here; every value that is not exact is told to be doubtful."""
    parsed = parse_bytes(data_of(name, "pdf"), f"{name}.pdf", editions)
    wanted = leaves(to_tree(load(SHARED / "definitions" / f"{name}.toml").report))
    found = leaves(to_tree(parsed.report))
    wrong = [path for path in {**wanted, **found} if wanted.get(path) != found.get(path)]
    assert len(wrong) <= (1 - LEAST_SHARE) * len(wanted)
    doubted = {guess.path for guess in parsed.guesses}
    assert [path for path in wrong if path not in doubted] == []


def test_all_of_a_file_is_understood(name: str, editions: list[Edition]) -> None:
    parsed = parse_bytes(data_of(name, "pdf"), f"{name}.pdf", editions)
    assert [item.text for item in parsed.recognition.residue] == list(STRAY_LINES.get(name, {}))
    assert parsed.is_complete
    assert "parse-review" in [diagnostic.code for diagnostic in parsed.diagnostics]
