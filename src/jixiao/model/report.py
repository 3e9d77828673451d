"""The typed report (部门预算绩效文本): what a definition holds, without form or layout.

Every field is optional where a real file can leave its cell blank: ``None`` is a blank cell, and
blank is not zero. What is merely wrong (a missing year, a negative amount) is held all the same.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from jixiao.model.number import Number
from jixiao.model.text import Line, Text, printed_lines
from jixiao.model.value import IndicatorValue

SCHEMA_VERSION = 1

FieldPath = tuple[str | int, ...]
"""Where a value stands in the tree of a definition: ``("projects", 0, "budget", "total")``."""

ProjectKind = Literal["budget-project", "special-fund"]
PlanUnit = Literal["percent", "amount"]
RuleCode = Annotated[str, Field(strict=True, min_length=1)]


def _check_reason(reason: Any) -> Any:
    if isinstance(reason, str) and not printed_lines(reason):
        raise PydanticCustomError("reason_missing", "an ignore needs its reason")
    return reason


Reason = Annotated[Line, BeforeValidator(_check_reason)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)

    def model_post_init(self, _context: Any) -> None:
        """Share the set of the fields that were given: each has one of its own, of 700 bytes."""
        given = frozenset(self.model_fields_set)
        shared = _GIVEN.setdefault(given, self.model_fields_set)
        object.__setattr__(self, "__pydantic_fields_set__", shared)


_GIVEN: dict[frozenset[str], set[str]] = {}


class Header(_Model):
    """报告信息: which year and which generation of the official export a report is for."""

    model_config = ConfigDict(title="报告信息")

    fiscal_year: int | None = Field(
        None, strict=True, ge=1949, le=2999, title="预算年度", description="四位数字，如 2023"
    )
    edition: Line = Field(
        title="版式", description="官方导出格式的版本：hebei-2020、hebei-2021、hebei-2023"
    )
    framework: Line | None = Field(
        None, title="指标框架", description='单位所依据的绩效指标框架，如 "2015"、"2021"'
    )


class Unit(_Model):
    """部门/预算单位: the unit whose budget the report explains."""

    model_config = ConfigDict(title="预算单位")

    code: Line | None = Field(None, title="单位代码", description="如 636009")
    name: Line | None = Field(None, title="单位名称")


class Targets(_Model):
    """部门整体绩效目标: the prose of Part 1, one paragraph a line."""

    model_config = ConfigDict(title="部门整体绩效目标")

    overall: Text | None = Field(None, title="总体绩效目标", description="每行一段")
    itemised: Text | None = Field(None, title="分项绩效目标", description="每行一段")
    safeguards: Text | None = Field(None, title="工作保障措施", description="每行一段")


class Budget(_Model):
    """预算规模: amounts in 万元 (10 000 yuan); ``total`` should be ``fiscal + other``."""

    model_config = ConfigDict(title="预算规模")

    total: Number | None = Field(None, title="预算数", description="万元")
    fiscal: Number | None = Field(None, title="财政资金", description="万元")
    other: Number | None = Field(None, title="其他资金", description="万元")


class SpendingPlan(_Model):
    """资金支出计划: cumulative spending by the end of four months, in percent of the total.

    Some units print amounts in 万元 under the percent heading; ``unit = "amount"`` says so.
    """

    model_config = ConfigDict(title="资金支出计划")

    march: Number | None = Field(None, title="3月底", description="累计支出，百分数")
    june: Number | None = Field(None, title="6月底", description="累计支出，百分数")
    october: Number | None = Field(None, title="10月底", description="累计支出，百分数")
    december: Number | None = Field(None, title="12月底", description="累计支出，百分数")
    unit: PlanUnit = Field(
        "percent", title="计量", description="percent 百分数；amount 金额（万元）"
    )


class Indicator(_Model):
    """绩效指标: one row of a project's indicator table."""

    model_config = ConfigDict(title="绩效指标")

    level1: Text | None = Field(
        None, title="一级指标", description="产出指标、效益指标、满意度指标"
    )
    level2: Text | None = Field(None, title="二级指标", description="如 数量指标、质量指标")
    level3: Text | None = Field(None, title="三级指标")
    description: Text | None = Field(None, title="绩效指标描述")
    value: IndicatorValue | None = None
    basis: Text | None = Field(None, title="指标值确定依据")


class Checking(_Model):
    """审核设置: findings that somebody has looked at and accepts, each with the reason."""

    model_config = ConfigDict(title="审核设置")

    ignore: dict[RuleCode, Reason] = Field(
        {}, title="不再提示", description='规则编号 = "理由"，如 PLN008 = "按合同每季付款"'
    )


class Project(_Model):
    """预算项目 or 专项资金: what one form of the report shows."""

    model_config = ConfigDict(title="项目")

    kind: ProjectKind = Field(
        "budget-project",
        title="类别",
        description="budget-project 预算项目；special-fund 专项资金",
    )
    code: Line | None = Field(None, title="项目编码")
    name: Line | None = Field(None, title="项目名称")
    purpose: Text | None = Field(None, title="资金用途")
    goals: tuple[Text, ...] = Field((), title="绩效目标", description="逐条填写，序号自动生成")
    budget: Budget = Budget()
    plan: SpendingPlan = SpendingPlan()
    indicators: tuple[Indicator, ...] = Field((), title="绩效指标")
    check: Checking = Checking()


class Report(_Model):
    """部门预算绩效文本: Part 1 prose and one form a project, in the order of the report."""

    model_config = ConfigDict(title="部门预算绩效文本")

    schema_version: int = Field(
        1, alias="schema", strict=True, ge=1, le=SCHEMA_VERSION, title="格式版本"
    )
    header: Header = Field(alias="report")
    unit: Unit = Unit()
    targets: Targets = Targets()
    check: Checking = Checking()
    projects: tuple[Project, ...] = Field((), title="项目", description="每个项目一张绩效目标表")
