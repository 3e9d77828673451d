"""What a row of indicators measures."""

import pytest

from jixiao.check import ReportView
from jixiao.check.categories import Misplaced, misplaced
from jixiao.check.measures import (
    is_bad,
    is_cost,
    is_money,
    is_named_rate,
    is_satisfaction,
    names_rate,
    speaks_of_satisfaction,
    speaks_of_saving,
)
from jixiao.check.views import Row
from jixiao.model import Header, Indicator, IndicatorValue, Project, Report


def _row(
    level3: str = "养护工作",
    value: str | None = None,
    description: str | None = None,
    level2: str | None = "质量指标",
    level1: str = "产出指标",
    edition: str = "hebei-2023",
) -> Row:
    model = Indicator(
        level1=level1,
        level2=level2,
        level3=level3,
        description=description,
        value=IndicatorValue.parse(value) if value else None,
    )
    report = Report(header=Header(edition=edition), projects=(Project(indicators=(model,)),))
    return ReportView(report).projects[0].rows[0]


@pytest.mark.parametrize(
    ("level3", "rate"),
    [
        ("路况优良率", True),
        ("群众满意度（%）", True),
        ("绿化比例情况", True),
        ("受益面占比", True),
        ("工作效率", False),
        ("巡查频率", False),
        ("养护工作", False),
    ],
)
def test_rates_are_known_by_name(level3: str, rate: bool) -> None:
    assert is_named_rate(_row(level3)) is rate


def test_description_may_name_the_rate() -> None:
    assert is_named_rate(_row("验收", description="验收合格率"))
    assert not is_named_rate(_row("验收", description="验收合格的路段"))
    assert not names_rate(None)


@pytest.mark.parametrize(
    ("value", "money"), [("≤5万元", True), ("200元/人", True), ("3台", False), (None, False)]
)
def test_money_is_known_by_its_unit(value: str | None, money: bool) -> None:
    assert is_money(_row(value=value)) is money


def test_rows_are_known_by_their_kind() -> None:
    assert is_cost(_row(level2="成本指标"))
    assert is_cost(_row(level2="经济成本指标"))
    assert not is_cost(_row(level2="经济效益指标"))
    assert is_satisfaction(_row(level2="服务对象满意度指标"))
    assert is_satisfaction(_row(level2=None, level1="满意度指标"))
    assert not is_satisfaction(_row(level2="时效指标", level1="满意度指标"))


@pytest.mark.parametrize(
    ("names", "yes"), [("村民满意度", True), ("投诉次数", True), ("可持续影响度高", False)]
)
def test_satisfaction_has_many_words(names: str, yes: bool) -> None:
    assert speaks_of_satisfaction(names) is yes


@pytest.mark.parametrize(("names", "yes"), [("成本节约率", True), ("养护成本", False)])
def test_savings_are_no_costs(names: str, yes: bool) -> None:
    assert speaks_of_saving(names) is yes


@pytest.mark.parametrize(
    ("level3", "value", "bad"),
    [
        ("安全事故发生率", "≥95%", True),
        ("录入差错率", "≥2%", True),
        ("安全事故起数", "≥1起", True),
        ("交通事故下降率", "≥10%", False),
        ("降低事故发生率", "≥10%", False),
        ("降低事故发生率", "≥95%", True),
        ("火灾发生率下降", "≥90%", False),
        ("零事故率", "≥99%", False),
        ("查处违法次数", "≥20次", False),
        ("投诉办结率", "≥95%", False),
        ("路况优良率", "≥95%", False),
    ],
)
def test_bad_things_are_known_by_name_and_value(level3: str, value: str, bad: bool) -> None:
    assert is_bad(_row(level3, value)) is bad


@pytest.mark.parametrize(
    ("kind", "names", "found"),
    [
        ("ecological", "社会稳定水平", Misplaced("social", "社会稳定")),
        ("ecological", "社会稳定和环境改善", None),
        ("quality", "发放及时率", Misplaced("timeliness", "及时率")),
        ("quality", "及时率和合格率", None),
        ("timeliness", "服务对象满意", Misplaced("satisfaction", "服务对象满意")),
        ("cost", "社会稳定水平", None),
        (None, "社会稳定水平", None),
        ("ecological", "", None),
    ],
)
def test_words_of_another_kind_only_are_misplaced(
    kind: str | None, names: str, found: Misplaced | None
) -> None:
    assert misplaced(kind, names) == found
