"""``jixiao rule``: manual pages and the list of rules."""

from jixiao.check import all_rules
from tests.unit.cli.conftest import Jixiao


def test_a_rule_is_explained_in_the_users_language(jixiao: Jixiao) -> None:
    chinese = jixiao("rule", "bud003", language="zh_CN")
    assert chinese.status == 0
    assert chinese.out.startswith(f"BUD003 {all_rules()['BUD003'].name.zh}\n\n")
    assert "  程度: " in chinese.out
    assert jixiao("rule", "BUD003").out.startswith(f"BUD003 {all_rules()['BUD003'].name.en}\n\n")


def test_all_rules_are_listed(jixiao: Jixiao) -> None:
    shown = jixiao("rule", "--all")
    assert [line.split("  ")[0] for line in shown.out.splitlines()] == list(all_rules())


def test_a_code_of_no_rule_is_told(jixiao: Jixiao) -> None:
    shown = jixiao("rule", "BUX001", "VAL003")
    assert (shown.status, shown.out) == (2, "")
    assert "no rule has the code BUX001" in shown.err


def test_without_a_code_there_is_nothing_to_explain(jixiao: Jixiao) -> None:
    assert jixiao("rule").status == 2
    assert jixiao("rule", "--all", "BUD003").status == 2
