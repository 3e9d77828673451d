"""What fields are called."""

import pytest

from jixiao.check import FieldPath
from jixiao.model import Budget, Header, Indicator, Project, SpendingPlan, Targets
from jixiao.wording.field_names import field_words


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ((), "整个报告"),
        (("unit", "name"), "单位名称"),
        (("targets", "overall"), "总体绩效目标"),
        (("projects", 3, "budget", "total"), "预算数"),
        (("projects", 3, "goals", 1), "第 2 条绩效目标"),
        (("projects", 3, "indicators", 4, "value"), "第 5 行指标 指标值"),
        (("projects", 3, "plan", "march"), "资金支出计划 3月底"),
    ],
)
def test_field_is_called_as_in_the_report(path: FieldPath, words: str) -> None:
    assert field_words(path).zh == words


def test_every_field_has_a_name() -> None:
    models = (Header, Targets, Project, Budget, SpendingPlan, Indicator)
    fields = [name for model in models for name in model.model_fields if name != "unit"]
    assert [name for name in fields if field_words(("projects", 0, name)).zh == "项目"] == []
