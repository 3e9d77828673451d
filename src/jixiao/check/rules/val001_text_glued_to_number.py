"""VAL001: words are glued to the number of a value."""

from collections.abc import Iterator

from jixiao.check.data import words as data_words
from jixiao.check.measures import is_named_rate, is_satisfaction, names_rate
from jixiao.check.rates import HUNDRED, bare, glued_text, is_counted, is_degree, without_words
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

    The fix drops words that stand in the same row already; that is safe if a unit is left, or if
    the edition prints none. Otherwise it puts % behind a rate or a degree, and moves the words to
    a blank description. Where nobody can know the unit, nothing is changed.

    中文
    ----
    计量单位一栏填成了一句话，打印出来就粘在数字后面：“≥100完成年度工作计划”。看不出数字是什么的数，
    年底也没法对照完成值。指标值只写符号、数值和计量单位，如“≥100%”，文字放到绩效指标描述里。
    “10个行政村”这样带量词的、“95%以上”这样的，不在此列。
    自动修改：文字与本行的三级指标或描述重复的，删去；缺百分号的比率、程度补上“%”；描述空着的，把文字移过去。
    看不出单位的不改。
    """
    for row in project.rows:
        if row.value is None or row.value.text is None:
            continue
        words = glued_text(row)
        if words is None:
            continue
        value = row.value
        yield Finding(
            row.path("value"),
            Words(
                f"指标值“{value}”把文字粘在了数字后面",
                f"the value {value} has words glued to its number",
            ),
            Words(
                f"指标值只写符号、数值和计量单位，“{words}”写到绩效指标描述里",
                f"write operator, number and unit; {words} belongs to the description",
            ),
            _fix(row, words),
        )


def _fix(row: Row, words: str) -> Fix | None:
    value = row.value
    assert value is not None
    assert value.number is not None
    mended, safe = without_words(value, words), _is_repeated(row, words)
    if value.unit is None and row.project.edition.percent_sign:
        if value.number > HUNDRED or not _is_share(row, words):
            return None
        mended, safe = f"{mended}%", False
    edits = [Edit(row.path("value"), mended)]
    if not safe and row.description in _NOTHING and not _is_repeated(row, words):
        edits.append(Edit(row.path("description"), words))
    return Fix("safe" if safe else "unsafe", tuple(edits))


def _is_repeated(row: Row, words: str) -> bool:
    compact = bare(words)
    return any(compact == bare(name) for name in (row.level3, row.description) if name)


def _is_share(row: Row, words: str) -> bool:
    if is_satisfaction(row) or is_degree(row):
        return True
    return not is_counted(row.names) and (is_named_rate(row) or names_rate(words))
