"""VAL006: at least 100 % of a rate that cannot be above it, or of satisfaction."""

from collections.abc import Iterator

from jixiao.check.measures import is_satisfaction
from jixiao.check.rates import HUNDRED, glued_text, is_bounded, is_percentage, is_share_by_name
from jixiao.check.registry import ARITHMETIC, rule
from jixiao.check.types import Edit, Finding, Fix, Words
from jixiao.check.views import ProjectView, Row

# ＝100% of them is no better than ≥100%: nobody can see to it that all are content.
_CONTENT = ("满意", "认可", "好评")


@rule(
    "VAL006",
    zh="“≥100%”之上已没有余地",
    en="at least 100 % of what cannot be more",
    severity="warning",
    aspect="adequacy",
    basis=ARITHMETIC,
    fix="unsafe",
)
def check(project: ProjectView) -> Iterator[Finding]:
    """Find ``≥100%`` of rates of which 100 % is all there is: pass rates, coverage, satisfaction.

    Nothing can be above, so ≥ means ＝; and a single miss fails the target. Write ``＝100%``
    where every case must succeed (pay on time, correct amounts), otherwise a number that can be
    reached, such as ``≥95%``. Of satisfaction ``＝100%`` is found as well: that all are content is
    in nobody's hands. Rates that can be above 100 %, such as growth and the fulfilment of a plan,
    are left alone, and so is what is no rate by its name.

    The fix writes ＝; it has none for satisfaction, nor while words are glued to the number.

    中文
    ----
    合格率、覆盖率这样的比率最多就是100%，“≥100%”没有“大于”可言，又容不得一件做不到。必须件件做到的（如足额
    发放）写“＝100%”，其余写实际能达到的数，如“≥95%”。满意度写“≥100%”“＝100%”都是要求人人满意，由不得单位，
    也写能达到的数。增长率、计划完成率等可以超过100%的，名称不是比率的，不在此列。
    自动修改：把“≥”改成“＝”。满意度不改；数字后面粘着文字的，先删去文字。
    """
    for row in project.rows:
        value = row.value
        if value is None or value.number != HUNDRED or value.operator not in ("≥", "＝", None):
            continue
        words = glued_text(row)
        names = row.names if words is None else f"{row.names}\n{words}"
        if is_satisfaction(row):
            if _asks_for_all(row, names) and is_percentage(row):
                yield _of_satisfaction(row)
        elif value.operator == "≥" and _is_rate(row, names):
            yield _of_rate(row, is_glued=words is not None)


def _is_rate(row: Row, names: str) -> bool:
    return is_share_by_name(row) or (is_bounded(names) and is_percentage(row))


def _asks_for_all(row: Row, names: str) -> bool:
    assert row.value is not None
    return row.value.operator == "≥" or any(word in names for word in _CONTENT)


def _of_satisfaction(row: Row) -> Finding:
    return Finding(
        row.path("value"),
        Words(
            f"满意度指标值“{row.value}”要求人人满意，难以做到",
            f"the target of satisfaction {row.value} asks that all be content",
        ),
        Words("写能够达到的数，如“≥95%”", "write a number that can be reached, such as ≥95%"),
    )


def _of_rate(row: Row, *, is_glued: bool) -> Finding:
    value = row.value
    assert value is not None
    path = row.path("value")
    fix = None if is_glued else Fix("unsafe", (Edit(path, _with_equal_sign(value.raw)),))
    return Finding(
        path,
        Words(
            f"指标值“{value}”：最多就是100%，没有“大于”可言",
            f"the value {value}: 100 % is all there is, nothing can be above",
        ),
        Words(
            "必须全部做到的写“＝100%”，否则写能够达到的数，如“≥95%”",
            "write ＝100% where all must succeed, else a number that can be reached: ≥95%",
        ),
        fix,
    )


def _with_equal_sign(raw: str) -> str:
    raw = raw.strip()
    return f"＝{raw[raw.index('1') :]}"
