"""The real reports, mended in place: they say what was corrected, and all else stays as it is."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest

from jixiao.correct.patch.patch import PatchOptions, patch_docx
from jixiao.correct.printed import as_printed
from jixiao.definition import dumps
from jixiao.layout import Edition, load_pack
from jixiao.model import Report
from jixiao.readers.types import ReadOptions
from jixiao.recognise.parse import Parsed, parse_bytes
from tests.conftest import ROOT, SHARED
from tests.corpus.test_legacy_text import REPORTS
from tests.edits import edited

pytestmark = pytest.mark.skipif(
    not (SHARED / "legacy").is_dir(), reason="the real reports (../shared) are not here"
)

PART = "word/document.xml"
DATE = datetime(2024, 3, 1, tzinfo=UTC)
BATCH = 20
# Where few files are mended, each has many corrections.
EDITS = 8
_CHANGE = re.compile(rb'<w:(?:ins|del|moveFrom|moveTo|rPrChange)\b[^>]* w:id="(\d+)"')


def original(name: str) -> bytes:
    return (SHARED / "legacy" / f"{name}.docx").read_bytes()


@cache
def known_editions() -> list[Edition]:
    return load_pack(ROOT / "templates" / "hebei").editions


def parse(data: bytes, options: ReadOptions | None = None) -> Parsed:
    return parse_bytes(data, "报告.docx", known_editions(), options)


@cache
def parsed(name: str) -> Parsed:
    """Return what is read of a real report; it holds no tracked changes."""
    return parse(original(name))


def patch(data: bytes, before: Parsed, new: Report, *, tracked: bool) -> bytes:
    options = PatchOptions(date=DATE, tracked=tracked)
    return patch_docx(data, before, new, known_editions(), options).data


def said_by(found: Parsed) -> str:
    """Return what a file says, as a definition of what is printed."""
    return as_definition(found.recognition.report)


def as_definition(report: Report) -> str:
    return dumps(as_printed(report), "toml")


def records(data: bytes) -> dict[str, bytes]:
    """Return each member as it stands in the file: header, name, packed data."""
    with ZipFile(BytesIO(data)) as archive:
        members = sorted(archive.infolist(), key=lambda each: each.header_offset)
        ends = [*(each.header_offset for each in members[1:]), archive.start_dir]
        return {
            each.filename: data[each.header_offset : end]
            for each, end in zip(members, ends, strict=True)
        }


def document_of(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(PART)


def assert_mended(name: str, seed: int, *, tracked: bool = True, edits: int | None = None) -> None:
    """Mend a real report after random corrections, and look at all that is promised."""
    data, old = original(name), parsed(name)
    new = edited(old.recognition.report, seed, edits)
    got = patch(data, old, new, tracked=tracked)

    mended = parse(got)
    assert said_by(mended) == as_definition(new)
    before, after = records(data), records(got)
    assert list(after) == list(before)
    assert [part for part in before if before[part] != after[part]] in ([PART], [])
    numbers = _CHANGE.findall(document_of(got))
    assert len(set(numbers)) == len(numbers)
    assert bool(numbers) == (tracked and got != data)
    if tracked:
        assert said_by(parse(got, ReadOptions(revisions="reject"))) == said_by(old)
    assert patch(got, mended, new, tracked=tracked) == got


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", REPORTS)
def test_a_corrected_report_is_mended_as_tracked_changes(name: str, seed: int) -> None:
    assert_mended(name, seed, edits=EDITS)


@pytest.mark.parametrize("seed", range(100, 101))
@pytest.mark.parametrize("name", REPORTS)
def test_a_corrected_report_is_mended_without_tracked_changes(name: str, seed: int) -> None:
    assert_mended(name, seed, tracked=False, edits=EDITS)


@pytest.mark.deep
@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "plain"])
@pytest.mark.parametrize("batch", range(200 // BATCH))
@pytest.mark.parametrize("name", REPORTS)
def test_two_hundred_corrections_of_each_report(name: str, batch: int, tracked: bool) -> None:
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        assert_mended(name, seed, tracked=tracked)


@pytest.mark.parametrize("name", REPORTS)
def test_its_own_definition_changes_nothing(name: str) -> None:
    old = parsed(name)
    assert patch(original(name), old, old.recognition.report, tracked=True) == original(name)


@pytest.mark.parametrize("name", REPORTS)
def test_of_one_amount_nothing_but_its_run_changes(name: str) -> None:
    """What stands before and behind the changed cell is the same, byte by byte."""
    report = parsed(name).recognition.report
    budget = report.projects[0].budget.model_copy(update={"total": Decimal("98765.43")})
    first = report.projects[0].model_copy(update={"budget": budget})
    new = report.model_copy(update={"projects": (first, *report.projects[1:])})
    old_xml = document_of(original(name))
    xml = document_of(patch(original(name), parsed(name), new, tracked=True))
    head = next(at for at in range(len(xml)) if xml[at] != old_xml[at])
    tail = next(at for at in range(len(xml)) if xml[-1 - at] != old_xml[-1 - at])
    changed, gone = xml[head : len(xml) - tail], old_xml[head : len(old_xml) - tail]
    assert b"98765.43" in changed
    assert b"<w:p" not in gone.replace(b"<w:pPr", b"")
    assert len(gone) < 300
