"""Real reports, mended as tracked changes: Office programs take them, and resolve them right."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from jixiao.correct.patch.patch import PatchOptions, patch_docx
from jixiao.correct.printed import as_printed
from jixiao.definition import dumps
from jixiao.layout import Edition, load_pack
from jixiao.model import Report
from jixiao.recognise.parse import Parsed, parse_bytes
from tests.conftest import ROOT, SHARED
from tests.corpus.test_legacy_text import REPORTS
from tests.edits import edited
from tests.office.conftest import new_errors
from tests.revisions import accept_and_reject_all

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        not (SHARED / "legacy").is_dir(), reason="the real reports (../shared) are not here"
    ),
]

DATE = datetime(2024, 3, 1, tzinfo=UTC)
# Several corrections stand in one file: each start of a program is dear.
EDITS = 12


class Mended(NamedTuple):
    """A mended file, what its original says, and what it is to say."""

    file: Path
    old: Report
    new: Report


@cache
def known_editions() -> list[Edition]:
    return load_pack(ROOT / "templates" / "hebei").editions


def source(name: str) -> Path:
    return SHARED / "legacy" / f"{name}.docx"


@cache
def parsed(name: str) -> Parsed:
    return parse_bytes(source(name).read_bytes(), name, known_editions())


def mend(name: str, seed: int, folder: Path, edits: int | None = EDITS) -> Mended:
    """Mend a real report after random corrections."""
    old = parsed(name).recognition.report
    new = edited(old, seed, edits)
    options = PatchOptions(date=DATE)
    data = source(name).read_bytes()
    patched = patch_docx(data, parsed(name), new, known_editions(), options)
    file = folder / f"{name}-{seed}.docx"
    file.write_bytes(patched.data)
    return Mended(file, old, new)


def said_by(report: Report) -> str:
    return dumps(as_printed(report), "toml")


def assert_resolved(mended: list[Mended], folder: Path) -> None:
    """Let LibreOffice accept all changes, and reject them, and read what it saves."""
    accepted, rejected = accept_and_reject_all([each.file for each in mended], folder)
    wrong: list[str] = []
    for each, new, old in zip(mended, accepted, rejected, strict=True):
        for saved, wanted in ((new, each.new), (old, each.old)):
            found = parse_bytes(saved.read_bytes(), saved.name, known_editions())
            if said_by(found.recognition.report) != said_by(wanted):
                wrong.append(saved.name)
    assert not wrong


def test_libreoffice_accepts_to_the_new_text_and_rejects_to_the_old(tmp_path: Path) -> None:
    mended = [mend(name, 2, tmp_path) for name in REPORTS]
    assert_resolved(mended, tmp_path / "saved")


@pytest.mark.parametrize("name", REPORTS[1:2])
def test_open_xml_sdk_finds_no_new_error(name: str, tmp_path: Path) -> None:
    assert new_errors(source(name), mend(name, 3, tmp_path, 2 * EDITS).file) == []


@pytest.mark.deep
@pytest.mark.parametrize("batch", range(10))
@pytest.mark.parametrize("name", REPORTS)
def test_libreoffice_resolves_two_hundred_corrections(
    name: str, batch: int, tmp_path: Path
) -> None:
    mended = [mend(name, 20 * batch + seed, tmp_path, None) for seed in range(20)]
    assert_resolved(mended, tmp_path / "saved")


@pytest.mark.deep
@pytest.mark.parametrize("batch", range(3))
@pytest.mark.parametrize("name", REPORTS)
def test_open_xml_sdk_takes_sixty_corrections(name: str, batch: int, tmp_path: Path) -> None:
    wrong = {}
    for seed in range(20 * batch, 20 * batch + 20):
        if errors := new_errors(source(name), mend(name, seed, tmp_path, None).file):
            wrong[seed] = errors
    assert not wrong
