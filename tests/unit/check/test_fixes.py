"""Fixes: the values at fault change and nothing else."""

from jixiao.check import all_rules
from jixiao.check.fixes import mend
from tests.unit.check.reports import FAULTY

RULES = [all_rules()[code] for code in ("BUD003", "VAL003")]


def test_only_the_value_at_fault_changes() -> None:
    mended = mend(FAULTY.encode(), "x", RULES)
    assert mended.data.decode() == FAULTY.replace("≥95百分比", "≥95%")
    assert [one.rule.code for one in mended.fixed] == ["VAL003"]


def test_a_second_run_changes_nothing() -> None:
    once = mend(FAULTY.encode(), "x", RULES)
    twice = mend(once.data, "x", RULES)
    assert (twice.data, twice.fixed) == (once.data, ())


def test_ignored_findings_are_not_mended() -> None:
    text = FAULTY.replace('"植树"\n', '"植树"\ncheck = { ignore = { VAL003 = "照上级" } }\n')
    assert mend(text.encode(), "x", RULES).data.decode() == text


MANY = "".join(
    f'\n[[projects]]\nname = "项目{number}"\n[[projects.indicators]]\nvalue = "≥{number}百分比"\n'
    for number in range(60, 90)
)


def test_a_fix_that_is_refused_keeps_no_other_back() -> None:
    dotted = '\n[[projects.indicators]]\nvalue.number = 95\nvalue.unit = "百分比"\n'
    text = FAULTY + MANY + dotted
    mended = mend(text.encode(), "x", RULES)
    assert len(mended.fixed) == 31
    assert [one.rule.code for one in mended.refused] == ["VAL003"]
    assert mended.data.decode().endswith(dotted)
    assert mend(mended.data, "x", RULES).data == mended.data
