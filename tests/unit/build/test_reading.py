"""``jixiao.parse``: a file read back by a program, within limits."""

import dataclasses
import re
from pathlib import Path

import pytest

import jixiao
from jixiao.build.reading import load_editions, read_limits
from jixiao.diagnostics import JixiaoError
from jixiao.layout import Pack
from jixiao.model import Report
from jixiao.readers import Limits, ReadOptions
from tests.conftest import ROOT

FOREIGN = "外来的一行"


@pytest.fixture
def text(township: Report) -> bytes:
    return jixiao.render(township, ["text"])["text"]


def refusals(caught: pytest.ExceptionInfo[JixiaoError]) -> list[str]:
    return [diagnostic.code for diagnostic in caught.value.diagnostics]


def test_a_file_gives_the_report_that_it_shows(
    township: Report, text: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "柳河镇.txt"
    file.write_bytes(text)
    parsed = jixiao.parse(file)
    assert isinstance(parsed, jixiao.Parsed)
    assert parsed.name == str(file)
    assert parsed.is_complete
    assert parsed.report.projects == township.projects
    assert parsed.report == jixiao.parse(str(file)).report


def test_bytes_are_read_like_a_file(text: bytes, pack: Pack) -> None:
    parsed = jixiao.parse(text + FOREIGN.encode(), templates=pack)
    assert [residue.text for residue in parsed.recognition.residue] == [FOREIGN]
    assert not parsed.is_complete
    (told,) = [one for one in parsed.diagnostics if one.code == "parse-residue"]
    assert str(told.place).startswith("<bytes>:")


def test_the_template_pack_may_be_named(text: bytes, pack: Pack) -> None:
    assert jixiao.parse(text, templates=pack.folder).report.header.edition == "hebei-2023"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JixiaoError, match="no such file") as caught:
        jixiao.parse(tmp_path / "none.txt")
    assert refusals(caught) == ["unreadable"]


def test_a_path_that_can_be_none_is_refused() -> None:
    with pytest.raises(JixiaoError) as caught:
        jixiao.parse("a\0b")
    assert refusals(caught) == ["unreadable"]


def test_no_more_is_read_than_the_limit_allows(text: bytes, tmp_path: Path) -> None:
    file = tmp_path / "r.txt"
    file.write_bytes(text)
    with pytest.raises(JixiaoError) as caught:
        jixiao.parse(file, options=ReadOptions(Limits(file_bytes=1000)))
    assert refusals(caught) == ["file-too-large"]


def test_a_pack_without_editions_is_refused(pack: Pack, tmp_path: Path) -> None:
    with pytest.raises(JixiaoError) as caught:
        load_editions(dataclasses.replace(pack, folder=tmp_path))
    assert refusals(caught) == ["pack-empty"]


def test_limits_are_given_by_name() -> None:
    assert read_limits([]) == Limits()
    assert read_limits(["pages=3000", "file-bytes=128M", "unpacked_bytes = 1g", "rows=2K"]) == (
        Limits(pages=3000, file_bytes=128 * 2**20, unpacked_bytes=2**30, rows=2048)
    )


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("pagse=3", "limit-unknown"),
        ("", "limit-unknown"),
        ("pages", "limit-value"),
        ("pages=", "limit-value"),
        ("pages=0", "limit-value"),
        ("pages=-1", "limit-value"),
        ("pages=1.5", "limit-value"),
        ("pages=M", "limit-value"),
        ("pages=三", "limit-value"),
        ("pages=1" + "0" * 20, "limit-value"),
    ],
)
def test_a_limit_that_cannot_be_is_refused(word: str, code: str) -> None:
    with pytest.raises(JixiaoError) as caught:
        read_limits([word])
    assert refusals(caught) == [code]


def test_all_faults_of_limits_are_told_at_once() -> None:
    with pytest.raises(JixiaoError) as caught:
        read_limits(["pagse=3", "rows=x", "pages=2"])
    assert refusals(caught) == ["limit-unknown", "limit-value"]


def test_every_limit_is_described_for_clerks() -> None:
    text = (ROOT / "docs" / "reading.zh-CN.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| ([0-9 MK]+) \|", text, re.MULTILINE))
    described = read_limits([f"{name}={value.replace(' ', '')}" for name, value in rows.items()])
    assert (len(rows), described) == (len(dataclasses.fields(Limits)), Limits())
