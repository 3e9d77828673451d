"""Every rule on its own cases: what it finds, what it leaves alone, what its fixes do."""

import pytest

from jixiao.check import ReportView, all_rules, check_reports
from jixiao.check.fixes import mend
from jixiao.definition import loads
from tests.check_cases import CASES, Case, line_of, read_cases

ALL_CASES = [
    pytest.param(case, id=f"{case.code} {case.title}")
    for code in all_rules()
    if (CASES / f"{code}.md").exists()
    for case in read_cases(code)
]
FIXABLE = [
    param
    for param in ALL_CASES
    if isinstance(case := param.values[0], Case) and case.wrong and all_rules()[case.code].fix
]


@pytest.mark.parametrize("code", sorted(all_rules()))
def test_every_rule_has_a_wrong_and_a_right_case(code: str) -> None:
    kinds = {case.wrong for case in read_cases(code)}
    assert kinds == {True, False}


def test_every_case_file_is_that_of_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.md")} == set(all_rules())


@pytest.mark.parametrize("case", ALL_CASES)
def test_rule_finds_what_is_wrong_and_nothing_else(case: Case) -> None:
    found = [line_of(one) for one in case.found()]
    assert found == case.findings
    assert bool(found) == case.wrong


@pytest.mark.parametrize("case", FIXABLE)
def test_fixes_mend_what_was_found_and_change_nothing_more(case: Case) -> None:
    rule = all_rules()[case.code]
    fixable = [one.finding.fix for one in case.found() if one.finding.fix is not None]
    assert all(fix.safety == rule.fix or rule.fix == "unsafe" for fix in fixable)
    data = case.definitions[-1].encode()
    mended = mend(data, "case.toml", [rule], unsafe=True)
    assert len(mended.fixed) >= len(fixable)
    assert mend(mended.data, "case.toml", [rule], unsafe=True).data == mended.data
    assert not any(
        one.finding.fix for one in check_reports([ReportView(loads(mended.data).report)], [rule])[0]
    )
    if case.fixed is not None:
        assert mended.data.decode() == case.fixed
