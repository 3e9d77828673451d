"""Part 1: prose ends where the next part begins, and only its own headings divide it."""

import pytest

from jixiao.layout import Edition
from jixiao.model import Report
from jixiao.readers.text import read_text
from jixiao.recognise import Recognition, recognise

PART_1 = (
    "第一部分",
    "部门整体绩效目标",
    "一、总体绩效目标",
    "做好工作。",
    "二、分项绩效目标",
    "修路。",
    "三、工作保障措施",
    "加强领导。",
)
PART_2 = ("第二部分", "预算项目绩效目标")
FORM = (
    "1.修路绩效目标表",
    "\t636009柳河镇\n\t单位：万元\n",
    "\t项目编码\n\tA1\n\t项目名称\n\t修路\n",
    "\t绩效目标\n\t1.修好\n",
)


def read(*lines: str, editions: list[Edition]) -> Recognition:
    return recognise(read_text("\n".join([*lines, ""]).encode(), "柳河镇.txt"), editions)


def targets(report: Report) -> tuple[str | None, str | None, str | None]:
    found = report.targets
    return found.overall, found.itemised, found.safeguards


def residue(recognition: Recognition) -> list[str]:
    return [item.text for item in recognition.residue]


WHOLE = ("做好工作。", "修路。", "加强领导。")


def test_prose_stands_between_its_headings(editions: list[Edition]) -> None:
    found = read(*PART_1, *PART_2, *FORM, editions=editions)
    assert targets(found.report) == WHOLE
    assert residue(found) == []


# ---- where it ends ----


@pytest.mark.parametrize(
    ("titles", "left_over"),
    [
        (("第二部分", "2023年项目绩效目标情况"), ["2023年项目绩效目标情况"]),
        (("第二部分 绩效目标",), ["第二部分 绩效目标"]),
        (("第二部分：镇级项目", "预算项目绩效目标"), ["第二部分：镇级项目"]),
        (("第三部分", "预算项目绩效目标"), []),
    ],
)
def test_ordinal_ends_the_prose_whatever_its_title(
    titles: tuple[str, ...], left_over: list[str], editions: list[Edition]
) -> None:
    found = read(*PART_1, *titles, *FORM, editions=editions)
    assert targets(found.report) == WHOLE
    assert residue(found) == left_over


def test_title_may_have_a_number_like_the_sections(editions: list[Edition]) -> None:
    part_1 = ("一、部门整体绩效目标", "（一）总体绩效目标", "做好工作。", "（二）分项绩效目标")
    more = ("修路。", "（三）工作保障措施", "加强领导。", "二、预算项目绩效目标")
    found = read(*part_1, *more, *FORM, editions=editions)
    assert targets(found.report) == WHOLE
    assert residue(found) == []


def test_part_without_forms_is_no_prose(editions: list[Edition]) -> None:
    funds = ("第二部分", "专项资金绩效目标", "本部门无专项资金。")
    found = read(*PART_1, *funds, "第三部分", "预算项目绩效目标", *FORM, editions=editions)
    assert targets(found.report) == WHOLE
    assert residue(found) == ["本部门无专项资金。"]
    assert [project.kind for project in found.report.projects] == ["budget-project"]


def test_sentence_that_begins_with_an_ordinal_is_prose(editions: list[Edition]) -> None:
    sentence = "第二部分资金用于修路，年底前拨付。"
    found = read(*PART_1, sentence, "预算项目绩效目标", *FORM, editions=editions)
    assert targets(found.report)[2] == f"加强领导。\n{sentence}"
    assert residue(found) == []


def test_last_of_two_lines_with_the_ordinal_is_meant(editions: list[Edition]) -> None:
    found = read(*PART_1, "第二部分", "另行安排。", *PART_2, *FORM, editions=editions)
    assert targets(found.report)[2] == "加强领导。\n第二部分\n另行安排。"
    assert residue(found) == []


def test_where_marks_tell_the_parts_an_ordinal_in_the_prose_is_text(
    editions: list[Edition],
) -> None:
    prose = ("第二部分", "另行安排。", "甲", "乙", "丙")
    titles = ("[bookmark: part_1]预算项目绩效目标",)
    found = read(*PART_1, *prose, *titles, *FORM, editions=editions)
    assert targets(found.report)[2] == "\n".join(["加强领导。", *prose])
    assert residue(found) == []


def test_note_without_an_ordinal_cannot_be_told_from_prose(editions: list[Edition]) -> None:
    found = read(*PART_1, "注：本文本一式三份。", *FORM, editions=editions)
    assert targets(found.report)[2] == "加强领导。\n注：本文本一式三份。"


# ---- a contents list that was typed ----

CONTENTS = (
    "目录",
    "第一部分 部门整体绩效目标",
    "一、总体绩效目标",
    "二、分项绩效目标",
    "三、工作保障措施",
    "第二部分 预算项目绩效目标",
    "1.修路绩效目标表",
)


@pytest.mark.parametrize("part_1", [PART_1, PART_1[:4]], ids=["three sections", "one section"])
def test_headings_of_a_contents_list_are_noise(
    part_1: tuple[str, ...], editions: list[Edition]
) -> None:
    found = read(*CONTENTS, *part_1, *PART_2, *FORM, editions=editions)
    sections = len(part_1) // 3
    assert targets(found.report)[:sections] == WHOLE[:sections]
    assert found.report.targets.overall == "做好工作。"
    assert found.coverage.noise > 0


def test_contents_list_leaves_nothing_over(editions: list[Edition]) -> None:
    found = read(*CONTENTS, *PART_1, *PART_2, *FORM, editions=editions)
    assert targets(found.report) == WHOLE
    assert residue(found) == []


def test_heading_that_is_repeated_below_itself_is_text(editions: list[Edition]) -> None:
    """Exports repeat a heading as the first line of its section, below a contents list too."""
    part_1 = (*PART_1[:3], *PART_1[2:])
    for contents in ((), CONTENTS):
        found = read(*contents, *part_1, *PART_2, *FORM, editions=editions)
        assert targets(found.report) == ("一、总体绩效目标\n做好工作。", "修路。", "加强领导。")
        assert residue(found) == []


def test_heading_that_comes_again_without_a_contents_list_is_text(editions: list[Edition]) -> None:
    found = read(*PART_1, PART_1[2], "略。", *PART_2, *FORM, editions=editions)
    assert targets(found.report)[0] == "做好工作。"
    assert targets(found.report)[2] == "加强领导。\n一、总体绩效目标\n略。"


# ---- headings within the sections ----


def test_heading_with_another_kind_of_number_is_text(editions: list[Edition]) -> None:
    itemised = ("（一）党建", "1.总体目标", "过硬。", "2.保障措施", "到位。")
    found = read(*PART_1[:5], *itemised, *PART_1[6:], *PART_2, *FORM, editions=editions)
    assert targets(found.report) == ("做好工作。", "\n".join(itemised), "加强领导。")
    assert residue(found) == []


@pytest.mark.parametrize("numbers", ["一二三", "１２３", "123"])
@pytest.mark.parametrize("frame", ["{}、", "（{}）", "{}."])
def test_any_kind_of_number_may_divide_the_sections(
    numbers: str, frame: str, editions: list[Edition]
) -> None:
    headings = ("总体绩效目标", "分项绩效目标", "工作保障措施")
    lines = [
        line
        for number, heading, text in zip(numbers, headings, WHOLE, strict=True)
        for line in (frame.format(number) + heading, text)
    ]
    found = read(*PART_1[:2], *lines, *PART_2, *FORM, editions=editions)
    assert targets(found.report) == WHOLE
    assert residue(found) == []


def test_heading_that_lost_its_mark_has_the_number_of_the_others(editions: list[Edition]) -> None:
    marked = [
        "一、总体绩效目标 TC 总体绩效目标 \\f A \\l 1 ",
        "做好工作。",
        "1.保障措施",
        "二、分项绩效目标 TC 分项绩效目标 \\f A \\l 1 ",
        "修路。",
    ]
    found = read(*PART_1[:2], *marked, *PART_1[6:], *PART_2, *FORM, editions=editions)
    assert targets(found.report) == ("做好工作。\n1.保障措施", "修路。", "加强领导。")
    assert residue(found) == []
