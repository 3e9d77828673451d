"""What all tests share: the sample reports, the shared corpus, the switch that makes goldens."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from jixiao.build.render import make_job
from jixiao.definition import load
from jixiao.layout import Edition, Pack, load_pack
from jixiao.model import Report
from jixiao.writers.job import Job

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
SHARED = Path(os.environ.get("JIXIAO_SHARED", ROOT.parent / "shared"))

settings.register_profile("default", deadline=None, max_examples=30, derandomize=True)
settings.register_profile(
    "deep", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="write the golden files anew")
    parser.addoption("--deep", action="store_true", help="run the tests with large budgets too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--deep"):
        skip = pytest.mark.skip(reason="large budget: run by make test-deep")
        for item in items:
            if "deep" in item.keywords:
                item.add_marker(skip)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests do not depend on the language, the clock or the settings of the machine."""
    for variable in ("JIXIAO_TEMPLATES", "SOURCE_DATE_EPOCH", "LANGUAGE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("JIXIAO_LANG", "en")


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load_pack(ROOT / "templates" / "hebei")


@pytest.fixture(scope="session")
def editions(pack: Pack) -> list[Edition]:
    return pack.editions


def sample_files() -> list[Path]:
    return sorted(path for path in DATA.iterdir() if path.suffix in (".toml", ".json"))


@pytest.fixture(params=sample_files(), ids=lambda path: path.stem)
def sample(request: pytest.FixtureRequest) -> Report:
    """Each of the sample reports in data/."""
    return load(request.param).report


@pytest.fixture
def township() -> Report:
    """The invented township of 2023."""
    return load(DATA / "qingshi-liuhe-township-2023.toml").report


def job_of(report: Report, pack: Pack) -> Job:
    """Return what the writers are given of a report, made as the program makes it."""
    edition = pack.edition(report.header.edition)
    assert edition is not None
    return make_job(report, edition, pack)


def need_pango() -> None:
    """Skip the test where PDF cannot be made, and say why."""
    from jixiao.writers.pdf import PdfUnavailable
    from jixiao.writers.pdf.tuning import weasyprint

    try:
        weasyprint()
    except PdfUnavailable as error:
        pytest.skip(f"Pango is not installed: {error.reason}")


def need(program: str) -> str:
    """Return the path of a program, or skip the test and say which one is missing."""
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed")
    return path
