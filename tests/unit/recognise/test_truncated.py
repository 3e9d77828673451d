"""A file that was cut off gives all that is there, and says where it ends."""

import pytest

from jixiao.layout import Edition, Pack
from jixiao.layout.compose import compose
from jixiao.model import Report
from jixiao.recognise.parse import Parsed, parse_bytes
from jixiao.writers.text import write_text


@pytest.fixture
def lines(township: Report, pack: Pack) -> list[str]:
    edition = pack.edition(township.header.edition)
    assert edition is not None
    return write_text(compose(township, edition, pack)).split("\n")


def parse(lines: list[str], editions: list[Edition]) -> Parsed:
    return parse_bytes("\n".join(lines).encode(), "柳河镇.txt", editions)


def messages(parsed: Parsed) -> list[str]:
    return [item.message for item in parsed.diagnostics if item.code == "parse-truncated"]


def test_whole_file_is_not_called_cut(lines: list[str], editions: list[Edition]) -> None:
    parsed = parse(lines, editions)
    assert not parsed.recognition.truncated
    assert messages(parsed) == []


def test_row_of_indicators_cut_in_the_middle(
    lines: list[str], township: Report, editions: list[Edition]
) -> None:
    """The last row has three of its six cells."""
    end = max(at for at, line in enumerate(lines) if line.startswith("\t")) - 2
    parsed = parse(lines[:end], editions)

    whole, last = township.projects[-1], parsed.report.projects[-1]
    assert last.indicators[:-1] == whole.indicators[:-1]
    cut, original = last.indicators[-1], whole.indicators[-1]
    assert (cut.level2, cut.level3) == (original.level2, original.level3)
    assert (cut.value, cut.basis) == (None, None)
    assert parsed.recognition.truncated
    assert parsed.recognition.coverage.residue == 0
    assert [guess.reason for guess in parsed.guesses if guess.reason == "cut"] == ["cut"]


def test_last_row_without_what_all_others_have(lines: list[str], editions: list[Edition]) -> None:
    """The file was cut between two cells: nothing but the other rows tells."""
    end = max(at for at, line in enumerate(lines) if line.startswith("\t"))
    parsed = parse(lines[:end], editions)
    assert messages(parsed) == [
        f"the file ends in the middle; the last row that was read: line {end - 11}"
    ]


def test_heading_without_its_form(lines: list[str], editions: list[Edition]) -> None:
    heading = max(at for at, line in enumerate(lines) if line.endswith("绩效目标表"))
    parsed = parse(lines[: heading + 1], editions)
    assert len(messages(parsed)) == 1


def test_tab_behind_the_last_row_is_nothing(
    lines: list[str], township: Report, editions: list[Edition]
) -> None:
    parsed = parse([*lines, "\t"], editions)
    assert messages(parsed) == []
    assert parsed.report.projects == township.projects


def test_file_without_a_form_is_told(lines: list[str], editions: list[Edition]) -> None:
    start = next(at for at, line in enumerate(lines) if line.startswith("第二部分"))
    parsed = parse(lines[:start], editions)
    assert "parse-no-forms" in [item.code for item in parsed.diagnostics]


def test_message_names_the_last_row_that_was_read(
    lines: list[str], editions: list[Edition]
) -> None:
    goals = max(at for at, line in enumerate(lines) if line == "\t绩效目标")
    parsed = parse(lines[: goals + 2], editions)

    assert messages(parsed) == [
        f"the file ends in the middle; the last row that was read: line {goals + 1}"
    ]


@pytest.mark.parametrize("percent", [10, 50, 90])
def test_file_cut_anywhere_gives_what_is_there(
    percent: int, lines: list[str], township: Report, editions: list[Edition]
) -> None:
    data = "\n".join(lines).encode()
    parsed = parse_bytes(data[: len(data) * percent // 100], "柳河镇.txt", editions)

    read = parsed.report
    assert read.targets.overall
    for project, whole in zip(read.projects[:-1], township.projects, strict=False):
        assert project == whole
