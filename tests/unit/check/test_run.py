"""What rules find in several reports, and what a definition leaves out."""

from jixiao.check import Found, ReportView, all_rules, check_reports
from jixiao.check.run import check_each
from jixiao.definition import loads
from tests.unit.check.reports import FAULTY

RULES = [all_rules()[code] for code in ("BUD003", "CHK001", "CHK002", "VAL003")]


def found_in(text: str) -> list[str]:
    return codes(check_reports([ReportView(loads(text).report)], RULES)[0])


def codes(found: list[Found]) -> list[str]:
    return [one.rule.code for one in found]


def with_ignore(ignore: str, *, project: int | None = None) -> str:
    if project is None:
        return FAULTY.replace("[[projects]]", f"[check.ignore]\n{ignore}\n\n[[projects]]", 1)
    name = ("村道养护", "植树")[project]
    return FAULTY.replace(f'"{name}"\n', f'"{name}"\ncheck = {{ ignore = {{ {ignore} }} }}\n')


def test_findings_stand_in_the_order_of_the_report() -> None:
    assert found_in(FAULTY) == ["BUD003", "VAL003"]


def test_an_ignore_of_the_report_leaves_out_every_finding_of_the_rule() -> None:
    assert found_in(with_ignore('VAL003 = "上级模板如此"')) == ["BUD003"]


def test_an_ignore_of_a_project_counts_there_only() -> None:
    assert found_in(with_ignore('VAL003 = "如此"', project=1)) == ["BUD003"]
    assert found_in(with_ignore('VAL003 = "如此"', project=0)) == ["BUD003", "CHK001", "VAL003"]


def test_an_ignore_of_no_rule_is_told_once() -> None:
    assert found_in(with_ignore('BUX003 = "如此"')) == ["CHK002", "BUD003", "VAL003"]


def test_each_report_has_rules_of_its_own() -> None:
    views = [ReportView(loads(FAULTY).report, number) for number in range(2)]
    found = check_each(views, [RULES[:1], RULES[3:]])
    assert [codes(of_report) for of_report in found] == [["BUD003"], ["VAL003"]]
    assert [one.finding.path[:2] for of_report in found for one in of_report] == [
        ("projects", 0),
        ("projects", 1),
    ]
