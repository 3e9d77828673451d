"""Frameworks of indicators, the spellings of their kinds, and what editions print."""

from collections import Counter

import pytest

from jixiao.check.data import load
from jixiao.check.frameworks import (
    COST_KINDS,
    DEFAULT,
    facts_of_edition,
    framework_named,
    framework_of,
    level1_kind,
    level1_label,
    level2_kind,
    level2_label,
    parent_of,
)
from jixiao.model import Header, Indicator, Project, Report


def _report(level1: str, stated: str | None = None) -> Report:
    project = Project(indicators=(Indicator(level1=level1, level2="成本指标"),))
    header = Header(edition="hebei-2023", framework=stated)
    return Report(header=header, projects=(project,))


def test_stated_framework_is_never_changed() -> None:
    assert framework_of(_report("成本指标", stated="2015")).name == "2015"


@pytest.mark.parametrize(("level1", "name"), [("成本指标", "2021"), ("产出指标", DEFAULT)])
def test_framework_that_is_not_stated_is_shown_by_the_rows(level1: str, name: str) -> None:
    assert framework_of(_report(level1)).name == name
    assert framework_of(_report(level1, stated="1999")).name == name


@pytest.mark.parametrize(("framework", "parent"), [("2015", "output"), ("2021", "cost")])
def test_cost_belongs_where_the_framework_says(framework: str, parent: str) -> None:
    found = framework_named(framework)
    assert found is not None
    assert parent_of("cost", found) == parent
    assert parent_of("economic_cost", found) == "cost"
    assert parent_of("social", found) == "benefit"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("效果指标", "benefit"),
        (" 满意度 指标：", "satisfaction"),
        ("项目完成指标", "output"),
        ("绩效指标", None),
        (None, None),
    ],
)
def test_level1_is_known_by_its_spellings(text: str | None, kind: str | None) -> None:
    assert level1_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("数量指标", "quantity"),
        ("社会公众或服务对象满意度指标", "satisfaction"),
        ("生态环境成本指标", "ecological_cost"),
        ("任务指标", None),
    ],
)
def test_level2_is_known_by_its_spellings(text: str, kind: str | None) -> None:
    assert level2_kind(text) == kind


def test_editions_print_their_own_label() -> None:
    assert level1_label("benefit", facts_of_edition("hebei-2020")) == "效果指标"
    assert level1_label("benefit", facts_of_edition("hebei-2023")) == "效益指标"
    assert level1_label("output", facts_of_edition("none")) == "产出指标"
    assert level2_label("satisfaction") == "服务对象满意度指标"


@pytest.mark.parametrize("level", ["level1", "level2"])
def test_no_spelling_stands_for_two_kinds(level: str) -> None:
    spellings = Counter(word for kind in load("frameworks")[level].values() for word in kind)
    assert [word for word, number in spellings.items() if number > 1] == []


def test_cost_kinds_are_kinds() -> None:
    assert set(load("frameworks")["level2"]) >= COST_KINDS
