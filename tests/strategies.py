"""Reports as Hypothesis makes them: every shape the model can hold, odd characters included."""

from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st
from pydantic import BaseModel

from jixiao.model import (
    Budget,
    Checking,
    Header,
    Indicator,
    IndicatorValue,
    Project,
    Report,
    SpendingPlan,
    Targets,
    Unit,
    printed_lines,
)

ModelT = TypeVar("ModelT", bound=BaseModel)

EDITIONS = ("hebei-2020", "hebei-2021", "hebei-2023")

# What has broken documents before: markup, quotes, emoji, CJK beyond the BMP, marks without a
# letter, directions, invisible characters, words that are labels, field codes.
ODD_TEXTS = (
    "<&>\"'",
    "]]>",
    "&amp;",
    "{{ 1 }}{% raw %}",
    "😀👨‍👩‍👧",
    "𠮷野家𪚥",
    "\u0301́ é",
    "\u202eabc\u202c",
    "\u200b\ufeffx",
    "绩效目标",
    "预算规模及资金用途",
    "第二部分",
    "①～⑨：㎡（%）",
    " TC x \\f A ",
    '"quoted" \\ back',
    "A" * 300,
    "很长的" * 120,
    "=1+1",
    "\ue000",
)

_characters = st.characters(
    exclude_categories=["Cs", "Cc", "Cn"],
    include_characters="\n\t",
    exclude_characters="\ufffe\uffff",
)
_odd = st.sampled_from(ODD_TEXTS)


def _printable(text: str) -> bool:
    return bool(printed_lines(text))


def texts(max_size: int = 60) -> st.SearchStrategy[str]:
    """Texts of one or more lines."""
    return (st.text(_characters, min_size=1, max_size=max_size) | _odd).filter(_printable)


def lines(max_size: int = 30) -> st.SearchStrategy[str]:
    """Texts of one line."""
    plain = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"])
    return (st.text(plain, min_size=1, max_size=max_size) | _odd).filter(_printable)


def numbers() -> st.SearchStrategy[Decimal]:
    """Numbers with any count of digits behind the point."""
    return st.builds(
        lambda digits, places: Decimal(digits).scaleb(-places),
        st.integers(-(10**9), 10**9) | st.just(0),
        st.integers(0, 6),
    )


def _optional(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


def _models(model: type[ModelT], **fields: st.SearchStrategy[object]) -> st.SearchStrategy[ModelT]:
    return st.fixed_dictionaries(fields).map(lambda chosen: model(**chosen))


def values() -> st.SearchStrategy[IndicatorValue]:
    """Values of indicators: quantities, dates and free text."""
    quantities = st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "≥", "≤", "＝", ">", "≧", ">="]),
        st.integers(0, 10**6),
        st.sampled_from(["", "%", "个", "万元", "元/季/星", "完成年度计划"]),
    )
    dates = st.sampled_from(["2023年12月31日之前", "每月31日之前", "12月底前"])
    parts = st.fixed_dictionaries(
        {"number": numbers(), "text": texts(10) | st.sampled_from(["甲\u2028乙", "甲\u0085乙"])}
    )
    whole = (quantities | dates | texts(20)).map(IndicatorValue.parse)
    return whole | parts.map(IndicatorValue.model_validate)


def indicators() -> st.SearchStrategy[Indicator]:
    """Rows of the indicator table, blank cells and blank rows included."""
    level1 = st.sampled_from(["产出指标", "效益指标", "效果指标", "满意度指标"]) | texts(10)
    return _models(
        Indicator,
        level1=_optional(level1),
        level2=_optional(texts(10)),
        level3=_optional(texts(20)),
        description=_optional(texts()),
        value=_optional(values()),
        basis=_optional(texts()),
    )


def checkings() -> st.SearchStrategy[Checking]:
    """What is not to be told any more, mostly nothing."""
    codes = st.from_regex(r"[A-Z]{3}[0-9]{3}", fullmatch=True)
    return st.just(Checking()) | _models(
        Checking, ignore=st.dictionaries(codes, lines(), max_size=2)
    )


def projects() -> st.SearchStrategy[Project]:
    """Projects of both kinds with up to twelve indicator rows."""
    amounts = {name: _optional(numbers()) for name in ("total", "fiscal", "other")}
    months = {name: _optional(numbers()) for name in ("march", "june", "october", "december")}
    return _models(
        Project,
        kind=st.sampled_from(["budget-project", "special-fund"]),
        code=_optional(lines(21)),
        name=_optional(lines()),
        purpose=_optional(texts(200)),
        goals=st.lists(texts(), max_size=4).map(tuple),
        budget=_models(Budget, **amounts),
        plan=_models(SpendingPlan, unit=st.sampled_from(["percent", "amount"]), **months),
        indicators=st.lists(indicators(), max_size=12).map(tuple),
        check=checkings(),
    )


def reports(max_projects: int = 3) -> st.SearchStrategy[Report]:
    """Whole reports."""
    return _models(
        Report,
        header=_models(
            Header,
            fiscal_year=_optional(st.integers(1949, 2999)),
            edition=st.sampled_from(EDITIONS),
            framework=_optional(lines(8)),
        ),
        unit=_models(Unit, code=_optional(lines(10)), name=_optional(lines())),
        targets=_models(
            Targets,
            overall=_optional(texts(300)),
            itemised=_optional(texts(300)),
            safeguards=_optional(texts(300)),
        ),
        projects=st.lists(projects(), max_size=max_projects).map(tuple),
        check=checkings(),
    )
