"""The word lists of the text rules: each entry is found, mended, and found no more."""

import pytest

from jixiao.check import ReportView, all_rules, check_reports
from jixiao.check.data import load
from jixiao.model import Report

_TEXT = load("text")
_SLIPS = {
    **_TEXT["slips"],
    **{wrong: parts[0] for wrong, parts in _TEXT["slips_in_context"].items()},
    **{wrong: parts[0] for wrong, parts in _TEXT["unclear_slips"].items()},
    **_TEXT["variants"],
}


def _fixes(code: str, text: str) -> list[str]:
    """Return the texts that a rule would put in place of one, "" where it has no fix."""
    report = Report.model_validate(
        {"report": {"edition": "hebei-2023"}, "projects": [{"purpose": text}]}
    )
    (found,) = check_reports([ReportView(report)], [all_rules()[code]])
    fixes = [one.finding.fix for one in found]
    return [str(fix.edits[0].value) if fix else "" for fix in fixes]


@pytest.mark.parametrize(("wrong", "right"), _SLIPS.items())
def test_each_slip_is_found_and_the_right_word_is_not(wrong: str, right: str) -> None:
    expected = "" if wrong in _TEXT["unclear_slips"] else f"。{right}。"
    assert _fixes("TXT003", f"。{wrong}。") == [expected]
    assert _fixes("TXT003", f"。{right}。") == []


@pytest.mark.parametrize("wrong", _TEXT["slips_in_context"])
def test_no_slip_is_found_beside_what_makes_it_right(wrong: str) -> None:
    _right, before, after = _TEXT["slips_in_context"][wrong]
    assert before or after
    for character in before:
        assert _fixes("TXT003", f"。{character}{wrong}。") == []
    for character in after:
        assert _fixes("TXT003", f"。{wrong}{character}。") == []


@pytest.mark.parametrize("character", _TEXT["doubled_characters"])
def test_doubled_characters_are_found_but_where_they_are_right(character: str) -> None:
    not_after, not_before = _TEXT["doubled_characters"][character]
    assert _fixes("TXT005", f"甲{character}{character}乙") == [f"甲{character}乙"]
    for beside in not_after:
        assert _fixes("TXT005", f"{beside}{character}{character}乙") == []
    for beside in not_before:
        assert _fixes("TXT005", f"甲{character}{character}{beside}") == []


@pytest.mark.parametrize("word", _TEXT["never_doubled"])
def test_words_never_doubled_are_found_before_anything(word: str) -> None:
    assert _fixes("TXT005", f"对此{word}{word}检查") == [f"对此{word}检查"]


@pytest.mark.parametrize(
    "sentence",
    [
        "及时上报消防隐患，按时申报消防验收和消费券，通报消极怠工",
        "召开消委会会议，全面铺开消杀",
        "按排涝十年一遇标准疏浚，按排干渠逐段清淤",
        "资产台账薄弱，考勤签到薄弱",
        "计划拔除枯树，规划拔高一级，强调拔尖人才培养",
        "赋予算力平台调度权，给予算账指导",
        "究竟聘用多少人，毕竟聘期已满",
        "粉末来料检验，年末来信来访",
        "骨折除外，打折除外，存折除去",
        "避免资金筹措失误、举措失当",
        "攻坚绝对贫困，提倡清廉结合家风",
        "维修膳食中心，闽侯补助资金，大冶安全生产",
        "住建和质监都要到场，药监侧重抽查，干预侧重预防",
        "自查自纠份数，行走仿真训练，抚慰间接受害人",
        "因地制宜传授技术，修复盖板，恢复盖房",
        "增设旋耕机，建设旋挖桩，购制氧机",
        "喷药抗早衰，抗早霜品种",
        "安检侧重重点场所，出租凭身份证登记",
        "同时侯家庄修路，夜巡罗庄片区，一贯切实履职",
        "信贷币种，外宣穿插文艺节目，举措旋即落地",
        "身不由己经营，未竣公路复工，不堪测算",
        "这种方法冶炼成本低，收取销项税，公布署名文章",
    ],
)
def test_words_that_meet_by_chance_are_no_slip(sentence: str) -> None:
    assert _fixes("TXT003", f"{sentence}。") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "采购标的的技术要求",
        "支出总和和上年持平",
        "碳中和和碳达峰",
        "植被被毁",
        "关于于桥水库的保护",
    ],
)
def test_words_that_end_as_the_next_begins_are_not_doubled(sentence: str) -> None:
    assert _fixes("TXT005", f"{sentence}。") == []
