"""Contents lists and page numbers: known as noise, and nothing else with them."""

import pytest

from jixiao.layout import Edition
from jixiao.readers.text import read_text
from jixiao.readers.types import Line, Origin, Reading
from jixiao.recognise import Recognition, recognise

LONG = 200_000
FORM = "\t636009柳河镇\n\t单位：万元\n\n\t项目编码\n\tA1\n\t项目名称\n\t修路\n\n"
PROSE = "第一部分\n部门整体绩效目标\n一、总体绩效目标\n做好工作。\n第二部分\n预算项目绩效目标\n"


def read(text: str, editions: list[Edition]) -> Recognition:
    return recognise(read_text(text.encode(), "柳河镇.txt"), editions)


def residue(recognition: Recognition) -> list[tuple[str, str]]:
    return [(item.text, item.reason) for item in recognition.residue]


@pytest.mark.parametrize(
    "leader", ["……1", "......... 12", "\t3", "·····１２", " . . . . 5", "——4", "1", "：……1", ""]
)
def test_entry_of_a_typed_contents_list_is_noise(leader: str, editions: list[Edition]) -> None:
    contents = f"目录\n第一部分 部门整体绩效目标{leader}\n1.修路绩效目标表{leader}\n"
    found = read(f"{contents}{PROSE}1.修路绩效目标表\n{FORM}", editions)
    assert residue(found) == []
    assert found.coverage.noise > len("目录")


def test_line_among_the_contents_that_repeats_nothing_is_told(editions: list[Edition]) -> None:
    found = read(f"目录\n第一部分 部门整体绩效目标……1\n请勿外传……2\n{PROSE}{FORM}", editions)
    assert residue(found) == [("请勿外传……2", "unknown")]


def test_number_among_the_contents_repeats_no_blank_line(editions: list[Edition]) -> None:
    texts = ["目录", "2023", *PROSE.splitlines()[:3], "", "做好工作。"]
    lines = tuple(Line(text, Origin("", at)) for at, text in enumerate(texts))
    assert residue(recognise(Reading("docx", lines), editions)) == [("2023", "unknown")]


def test_leader_of_any_length_is_read_in_time(editions: list[Edition]) -> None:
    """Dots that no page number follows: two hundred thousand of them took half an hour once."""
    for leader in (f"{'.' * LONG}x", f"{'. ' * LONG}x", f"{'1' * LONG}x", f"{' ' * LONG}x"):
        found = read(f"目录\n第一部分 部门整体绩效目标……1\n{leader}\n{PROSE}{FORM}", editions)
        assert [item.reason for item in found.residue] == ["unknown"]


@pytest.mark.parametrize(
    "number", ["7", "123", "— 3 —", "-1024-", "第 1024 页", "第3页 共9页", "3/9"]
)
def test_page_number_in_the_text_is_listed_and_understood(
    number: str, editions: list[Edition]
) -> None:
    found = read(f"{FORM}{number}\n", editions)
    assert residue(found) == [(number, "page-number")]
    assert found.coverage.residue == 0


@pytest.mark.parametrize("number", ["2023", "1024", "2023/10", "12345", "第页", "3.5", "— —"])
def test_other_numbers_are_not_understood(number: str, editions: list[Edition]) -> None:
    found = read(f"{FORM}{number}\n", editions)
    assert residue(found) == [(number, "unknown")]
    assert found.coverage.residue == len("".join(number.split()))
