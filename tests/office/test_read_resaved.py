"""Documents of ours that LibreOffice has saved again are read back as before."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jixiao.definition import dumps, load, loads
from jixiao.layout import Edition, Pack
from jixiao.model import Report
from jixiao.readers.docx import read_docx
from jixiao.recognise import recognise
from jixiao.recognise.parse import parse_bytes
from jixiao.writers.docx import write_docx
from tests.conftest import job_of, sample_files
from tests.office.conftest import Convert
from tests.printable import comparable, printable_reports
from tests.property.test_read_docx import without_source

pytestmark = pytest.mark.office


def as_saved(report: Report) -> Report:
    """Return a report without what LibreOffice itself changes.

    It saves a soft hyphen as an element, which is no text, and takes a backslash in the text of a
    contents mark for the start of a switch.
    """
    text = dumps(report, "json").replace("\u00ad", "-").replace("\\\\", "/")
    return loads(text).report


# Without shrinking: the reports are only collected.
generated = settings(
    max_examples=4,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)


def test_samples_with_their_definitions(
    convert: Convert, pack: Pack, editions: list[Edition], tmp_path: Path
) -> None:
    files = [tmp_path / f"{path.stem}.docx" for path in sample_files()]
    for file, path in zip(files, sample_files(), strict=True):
        file.write_bytes(write_docx(job_of(load(path).report, pack)))
    saved = convert(files, "docx")
    for file, path in zip(files, sample_files(), strict=True):
        parsed = parse_bytes((saved / file.name).read_bytes(), file.name, editions)
        assert parsed.source == "embedded"
        assert dumps(parsed.report, "toml") == dumps(load(path).report, "toml")
        assert parsed.is_complete


def test_any_report_without_its_definition(
    convert: Convert,
    pack: Pack,
    editions: list[Edition],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """One start of LibreOffice for all; the first twelve reports are the simplest."""
    folder = tmp_path_factory.mktemp("documents")
    wanted: dict[str, Report] = {}

    @generated
    @given(reports=st.lists(printable_reports().map(as_saved), min_size=12, max_size=12))
    def collect(reports: list[Report]) -> None:
        wanted.update({f"{len(wanted) + more}.docx": each for more, each in enumerate(reports)})

    collect()
    for name, report in wanted.items():
        (folder / name).write_bytes(without_source(write_docx(job_of(report, pack))))
    saved = convert([folder / name for name in wanted], "docx")
    for name, report in wanted.items():
        edition = pack.edition(report.header.edition)
        assert edition is not None
        found = recognise(read_docx((saved / name).read_bytes(), name), editions)
        assert comparable(found.report, edition) == comparable(report, edition)
        assert found.residue == ()
