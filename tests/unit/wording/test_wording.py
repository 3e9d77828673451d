"""How labels are compared, and what the data of labels must hold."""

import tomllib
from importlib.resources import files

import pytest

from jixiao.wording import key, load_wording


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("项 目\n编　码：", "项目编码"),
        ("资金支出计划（％）", "资金支出计划(%)"),
        ("１０月底", "10月底"),
        ("项目\u200b编码\ufeff", "项目编码"),
        ("\u200d指标\u2060值", "指标值"),
    ],
)
def test_spellings_of_one_label(text: str, compared: str) -> None:
    assert key(text) == compared
    assert load_wording().label_of(text) == load_wording().label_of(compared) is not None


def test_words_of_levels_are_compared_like_labels() -> None:
    wording = load_wording()
    assert wording.is_level1("成本 指标")
    assert wording.is_level2("数量\n指标")
    assert not wording.is_level2("合计")


def test_every_month_that_is_doubted_is_known() -> None:
    wording = load_wording()
    months = {"march", "june", "october", "december"}
    assert {wording.label_of(label) for label in wording.month_doubts} <= months
    assert wording.month_doubt("9 月底") == "other-month"
    assert wording.month_doubt("10月底") is None


def test_no_spelling_leads_to_two_fields() -> None:
    data = tomllib.loads(files("jixiao.wording").joinpath("wording.toml").read_text("utf-8"))
    for table in ("labels", "sections", "titles"):
        spellings = [key(text) for found in data[table].values() for text in found]
        assert len(spellings) == len(set(spellings))
