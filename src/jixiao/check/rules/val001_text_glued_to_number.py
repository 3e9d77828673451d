"""VAL001: words are glued to the number of a value."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.check.data import words as data_words
from jixiao.check.measures import is_satisfaction, speaks_of_satisfaction
from jixiao.check.rates import (
    HUNDRED,
    glued_text,
    is_repeated,
    is_share,
    row_spoken_of,
    without_words,
)
from jixiao.check.registry import PRACTICE, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView, Row

# What stands in a description that says nothing.
_NOTHING = (None, *data_words("indicators", "placeholders"))


@rule(
    "VAL001",
    zh="指标值后面粘着文字",
    en="words glued to the number of a value",
    severity="warning",
    aspect="adequacy",
    basis=PRACTICE,
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find values in which a sentence follows the number: ``≥100完成年度工作计划``.

    Where the sentence was typed into the box of the unit, the form prints both as one. Nobody
    can tell what the number counts, and what was done cannot be compared with it. A value is an
    operator, a number and a unit: ``≥100%``; words belong to the description. Counted things
    (``10个行政村``) and words such as 以上 are no fault.

    The fix drops words that stand in the same row already, or moves them to a blank description.
    It is safe where a unit is left, or the edition prints none; where it has to put % behind a
    rate or a degree, look at it. Where nobody can know the unit, or the words are not those of the
    row, nothing is changed.

    中文
    ----
    计量单位一栏填成了一句话，打印出来就粘在数字后面：“≥100完成年度工作计划”。看不出数字是什么的数，
    年底也没法对照完成值。指标值只写符号、数值和计量单位，如“≥100%”，文字写在绩效指标描述里。
    “10个行政村”这样带量词的、“95%以上”这样的，不在此列。
    自动修改：文字与本行的三级指标或描述重复的，删去；描述空着的，把文字移过去。删去后带着单位（或者版式本来
    不印百分号）的，可以放心改；要补“%”的，改前看一眼。看不出单位的，文字与本行说的不是一回事的，不改。
    """
    for row in project.rows:
        if row.value is None or row.value.text is None:
            continue
        words = glued_text(row)
        if words is None:
            continue
        value, proper = row.value, _proper_value(row, words)
        yield Finding(
            row.path("value"),
            Words(
                f"指标值“{value}”把文字粘在了数字后面",
                f"the value {value} has words glued to its number",
            ),
            _advice(row, words, proper),
            _fix(row, words, proper),
        )


def _advice(row: Row, words: str, proper: str | None) -> Words:
    if proper is None:
        value = row.value
        assert value is not None
        write = _with_some_unit(without_words(value, words), value.number)
    else:
        write = Words(f"写成“{proper}”", f"write {proper}")
    if is_repeated(row, words):
        return Words(f"删去后面的文字，{write.zh}", f"delete the words: {write.en}")
    if row.description in _NOTHING:
        return Words(
            f"“{words}”写到绩效指标描述里，指标值{write.zh}",
            f"{words} belongs to the description: {write.en}",
        )
    return Words(
        f"先核对“{words}”说的是不是这条指标，再删去，{write.zh}",
        f"see whether {words} is about this indicator, then delete it: {write.en}",
    )


def _with_some_unit(written: str, number: Decimal | None) -> Words:
    if number is None or number > HUNDRED:
        return Words(f"写成“{written}”加计量单位", f"write {written} and its unit")
    return Words(
        f"写成“{written}%”，不是百分比的写上计量单位",
        f"write {written}%, or its unit where it is no percentage",
    )


def _proper_value(row: Row, words: str) -> str | None:
    """Return the value without the words, None where nobody can know its unit."""
    value = row.value
    assert value is not None
    assert value.number is not None
    number = without_words(value, words)
    if value.unit is not None or not row.project.edition.percent_sign:
        return number
    return f"{number}%" if value.number <= HUNDRED and is_share(row, words) else None


def _fix(row: Row, words: str, proper: str | None) -> Fix | None:
    value = row.value
    assert value is not None
    if proper is None:
        return None
    edits = [Edit(row.path("value"), proper)]
    if is_repeated(row, words):
        safe = value.unit is not None or not row.project.edition.percent_sign
        return Fix("safe" if safe else "unsafe", tuple(edits))
    if row.description not in _NOTHING or _is_of_something_else(row, words):
        return None
    edits.append(Edit(row.path("description"), words))
    return Fix("unsafe", tuple(edits))


def _is_of_something_else(row: Row, words: str) -> bool:
    """Tell whether words are about another indicator: moved, they would hide that."""
    if row_spoken_of(row, words) is not None:
        return True
    return is_satisfaction(row) and not speaks_of_satisfaction(words)
