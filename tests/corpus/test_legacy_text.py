"""The real reports: their definitions render to the text that was published, line for line."""

import re
from collections.abc import Iterator

import pytest

from jixiao.definition import load
from jixiao.layout import Pack
from jixiao.layout.compose import compose
from jixiao.writers.text import write_text
from tests.conftest import SHARED

REPORTS = (
    "dingzhou-government-office-2020",
    "dingzhou-qingfengdian-2021",
    "zunhua-tangquan-2023",
)

pytestmark = pytest.mark.skipif(
    not (SHARED / "legacy").is_dir(), reason="the real reports (../shared) are not here"
)

# What stands in a published file by accident, by line number in that file: a blank line more
# after a row; tabs at the end of a goal and blank lines behind goals are dropped by rule below.
EXTRA_BLANK_AFTER_ROW = {
    "dingzhou-government-office-2020": (),
    "dingzhou-qingfengdian-2021": (211,),
    "zunhua-tangquan-2023": (),
}
STRAY_LINES = {"dingzhou-government-office-2020": {"1": 1}}


def normalise(text: str, extra_blanks: tuple[int, ...] = ()) -> Iterator[str]:
    """Yield the lines that count: a leading tab opens a cell, one blank line ends a row.

    Blank lines outside tables, spaces and tabs at the end of a line are dropped, and bookmarks
    lose their numbers. Blank lines inside a table all count.
    """
    blanks = 0
    in_table = False
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip(" ") or number in extra_blanks:
            assert not line.strip()
            blanks += number not in extra_blanks
            continue
        opens_cell = line.startswith("\t")
        if in_table and blanks:
            # Between two rows every blank line counts; behind the last row of a table, one does.
            same_table = opens_cell and not line.endswith("一级指标")
            yield from [""] * (blanks if same_table else 1)
            in_table = False
        blanks = 0
        in_table = in_table or opens_cell
        yield ("\t" if opens_cell else "") + _squeeze(line)
    if in_table and blanks:
        yield ""


def _squeeze(line: str) -> str:
    line = line.replace("[bookmark: _GoBack]", "")
    line = re.sub(r"\[bookmark: (_Toc_\d_\d_)\d+\]", r"[bookmark: \1]", line)
    return re.sub(r"[ \t\u00a0\u3000]", "", line)


@pytest.mark.parametrize("name", REPORTS)
def test_text_equals_the_published_text(name: str, pack: Pack) -> None:
    report = load(SHARED / "definitions" / f"{name}.toml").report
    edition = pack.edition(report.header.edition)
    assert edition is not None
    printed = list(normalise(write_text(compose(report, edition, pack))))

    published_text = (SHARED / "legacy" / f"{name}.txt").read_text("utf-8")
    published = list(normalise(published_text, EXTRA_BLANK_AFTER_ROW[name]))
    for stray, times in STRAY_LINES.get(name, {}).items():
        assert published.count(stray) == times
        published.remove(stray)

    assert printed == published


@pytest.mark.parametrize("name", REPORTS)
def test_every_row_end_counts(name: str, pack: Pack) -> None:
    """The comparison above is not blind: without one row end or one tab it fails."""
    report = load(SHARED / "definitions" / f"{name}.toml").report
    edition = pack.edition(report.header.edition)
    assert edition is not None
    text = write_text(compose(report, edition, pack))
    whole = list(normalise(text))
    row_end = text.index("\n\n\t项目编码")
    assert list(normalise(text[:row_end] + text[row_end + 1 :])) != whole
    assert list(normalise(text[:row_end] + "\n" + text[row_end:])) != whole
    assert list(normalise(text.replace("\t项目编码", "项目编码", 1))) != whole
