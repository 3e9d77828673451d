"""Runs the command line inside the test, in the language that the test asks for."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from jixiao.cli.app import run
from jixiao.i18n import set_language
from tests.conftest import DATA


class Outcome(NamedTuple):
    """Exit status, and what was printed."""

    status: int
    out: str
    err: str

    @property
    def written(self) -> list[Path]:
        """The paths that were printed."""
        return [Path(line) for line in self.out.splitlines()]


Jixiao = Callable[..., Outcome]


@pytest.fixture
def jixiao(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Jixiao]:
    """A function that runs ``jixiao`` with some arguments."""
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: object, language: str = "en") -> Outcome:
        set_language(language)
        status = run([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        return Outcome(status, printed.out, printed.err)

    yield call
    set_language("en")


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    """The invented township of 2023, in a folder of its own."""
    target = tmp_path / "report.toml"
    target.write_bytes((DATA / "qingshi-liuhe-township-2023.toml").read_bytes())
    return target
