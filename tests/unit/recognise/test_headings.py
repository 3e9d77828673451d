"""Headings by their words: of forms, of parts, of sections."""

import pytest

from jixiao.readers.types import Line, Origin
from jixiao.recognise.headings import number_kind, part_number, title_of_part
from jixiao.wording import load_wording
from jixiao.wording.headings import FormHeading, is_page_number, read_form_heading


def line(text: str) -> Line:
    return Line(text, Origin("", 1))


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("1.修路绩效目标表", FormHeading("1", ".", "修路")),
        (" 12 、 修路绩效目标表 ", FormHeading("12", "、", "修路")),
        ("3．修路绩效目标申报表", FormHeading("3", "．", "修路")),
        ("2.修路绩效目标", FormHeading("2", ".", "修路")),
        ("2.绩效目标表", FormHeading("2", ".", "")),
        ("1.修路绩效目标表（更正）", FormHeading("1", ".", "修路")),
        ("1.修路绩效目标表 ( 更正 ) ", FormHeading("1", ".", "修路")),
        ("1.修路（更正）绩效目标表", FormHeading("1", ".", "修路（更正）")),
        ("1.修路绩效目标表（二期）", None),
        ("修路绩效目标表", None),
        ("1.修路", None),
        ("一、修路绩效目标表", None),
        ("", None),
    ],
)
def test_heading_of_a_form(text: str, heading: FormHeading | None) -> None:
    assert read_form_heading(text, load_wording()) == heading


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("三、保障措施", "一"),
        ("十一.保障措施", "一"),
        ("（三）保障措施", "(一)"),
        ("3.保障措施", "1"),
        ("(3) 保障措施", "(1)"),
        ("3、保障措施", "1"),
        ("保障措施", None),
    ],
)
def test_kind_of_number(text: str, kind: str | None) -> None:
    assert number_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第一部分", 1),
        (" 第二部分 预算项目绩效目标", 2),
        ("第三部分：其他", 3),
        ("第二部分资金用于修路。", 0),
        ("第二部分" + "资金用于修路" * 8, 0),
        ("见第二部分", 0),
        ("第二", 0),
    ],
)
def test_number_of_a_part(text: str, number: int) -> None:
    assert part_number(line(text)) == number


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("预算项目绩效目标", "budget-project"),
        ("第二部分 专项资金绩效目标", "special-fund"),
        ("二、预算项目绩效目标", "budget-project"),
        ("（二）预算项目绩效目标", None),
        ("2.预算项目绩效目标", None),
        ("二、修路", None),
    ],
)
def test_title_of_a_part(text: str, title: str | None) -> None:
    assert title_of_part(line(text), load_wording()) == title


@pytest.mark.parametrize("text", ["1", " — 12 — ", "第 1 页", "第1页，共9页", "1/9", "－1024－"])
def test_page_number(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["", "2023", "1/2023", "1.", "一", "第页", "1" + " " * 30])
def test_no_page_number(text: str) -> None:
    assert not is_page_number(text)
